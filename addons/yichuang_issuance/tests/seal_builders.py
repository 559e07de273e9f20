"""Builders for seals, through the real steps and with real keys."""

import tempfile
from pathlib import Path
from unittest.mock import patch

from ..models.seal.seal import Seal
from ..tools.key_ring import KeyRing
from .common import IssuanceCase


class SealCase(IssuanceCase):
    """An organ with a seal of the authority for tests, whose keys lie in a folder of
    these tests."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.keeper, cls.second_keeper = (
            cls.make_user(login, "yichuang_issuance.group_seal_keeper")
            for login in ("test_seal_keeper", "test_seal_keeper_two")
        )
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.ring = KeyRing({}, Path(folder))
        cls.enterClassContext(patch.object(Seal, "_ring", lambda _self: cls.ring))

    @classmethod
    def draft_seal(cls, **values):
        """An entry of the register, as a hall manager writes it."""
        return (
            cls.env["yichuang.seal"]
            .with_user(cls.manager)
            .create(
                {
                    "department_id": cls.department.id,
                    "keeper_id": cls.keeper.id,
                    "authorisation": "测审批〔2026〕1号",
                    "valid_from": "2015-01-01",
                    **values,
                }
            )
            .with_env(cls.env)
        )

    @classmethod
    def registered_seal(cls, **values):
        """A seal in force."""
        seal = cls.draft_seal(**values)
        seal.with_user(cls.manager).action_register()
        return seal

    @classmethod
    def two_person_seal(cls):
        """A seal in force that nobody uses alone."""
        return cls.registered_seal(second_keeper_id=cls.second_keeper.id)

    @classmethod
    def asked_use(cls):
        """A use of a seal that waits for a keeper's approval."""
        cls.retire_seals()
        cls.two_person_seal()
        return cls.issued_certificate().seal_use_ids

    @classmethod
    def approved_use(cls):
        """A use that a keeper has approved; the file is being made."""
        use = cls.asked_use()
        use.with_user(cls.second_keeper).action_approve()
        return use

    @classmethod
    def retire_seals(cls):
        """No seal of the organ is in force any more."""
        cls.env["yichuang.seal"].search(
            [("department_id", "=", cls.department.id), ("state", "=", "in_force")]
        ).with_user(cls.manager).action_retire()

    @classmethod
    def last_asked_use(cls):
        """A use that waits, of a seal that nothing else will be sealed with."""
        use = cls.asked_use()
        cls.retire_seals()
        return use

    @classmethod
    def last_approved_use(cls):
        """The same, approved."""
        use = cls.approved_use()
        cls.retire_seals()
        return use

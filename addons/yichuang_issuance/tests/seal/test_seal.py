from datetime import timedelta

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools.key_ring import KeyRing
from ..seal_builders import SealCase


@tagged("post_install", "-at_install")
class TestSeal(SealCase):
    def test_register_names_organ_and_purpose(self):
        seal = self.draft_seal()
        self.assertEqual(seal.name, f"{self.department.name}行政许可专用章")
        seal.kind = "official"
        self.assertEqual(seal.name, f"{self.department.name}公章")

    def test_seal_of_the_test_authority_is_marked(self):
        seal = self.draft_seal()
        self.assertTrue(seal.without_force)
        self.assertIn("示例", seal.picture)

    def test_nothing_is_in_force_without_keeper_and_authority(self):
        for name in ("keeper_id", "authorisation", "valid_from", "purpose"):
            seal = self.draft_seal(**{name: False})
            with self.subTest(lacks=name), self.assertRaises(UserError):
                seal.with_user(self.manager).action_register()

    def test_key_has_to_be_one_of_the_servers(self):
        type(self).ring = KeyRing(
            {"yichuang.key gone": {"provider": "pkcs12"}}, self.ring.folder
        )
        seal = self.draft_seal(key_name="gone")
        type(self).ring = KeyRing({}, self.ring.folder)
        with self.assertRaisesRegex(UserError, "no key"):
            seal.with_user(self.manager).action_register()

    def test_organ_has_one_seal_of_a_kind(self):
        first, second = self.registered_seal(), self.draft_seal()
        with self.assertRaisesRegex(UserError, "Retire the old one"):
            second.with_user(self.manager).action_register()
        first.with_user(self.manager).action_retire()
        second.with_user(self.manager).action_register()
        self.assertEqual(second.state, "in_force")

    def test_second_keeper_is_somebody_else(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
            self.draft_seal(second_keeper_id=self.keeper.id).flush_recordset()

    def test_only_the_manager_registers(self):
        seal = self.draft_seal()
        for user in (self.keeper, self.exit_clerk, self.decider):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                seal.with_user(user).action_register()

    def test_keeper_suspends_only_what_is_in_their_keeping(self):
        seal = self.registered_seal()
        with self.assertRaises(UserError):
            seal.with_user(self.second_keeper).action_suspend()
        seal.with_user(self.keeper).action_suspend()
        self.assertEqual(seal.state, "suspended")
        with self.assertRaises(AccessError):
            seal.with_user(self.keeper).action_resume()

    def test_special_seal_goes_before_the_official_one(self):
        self.registered_seal(kind="official")
        special = self.registered_seal()
        found = self.env["yichuang.seal"]._of_organs(self.department)
        self.assertEqual(found[self.department.id], special)

    def test_seal_out_of_date_is_not_used(self):
        yesterday = hall_date() - timedelta(days=1)
        self.registered_seal(valid_until=yesterday)
        self.assertFalse(self.env["yichuang.seal"]._of_organs(self.department))

    def test_what_is_registered_stays_as_it_is(self):
        seal = self.registered_seal()
        for name, value in (("code", "1"), ("key_name", False), ("purpose", "别的章")):
            with self.subTest(field=name), self.assertRaises(UserError):
                seal.with_user(self.manager)[name] = value
        # The people change, the seal does not.
        seal.with_user(self.manager).keeper_id = self.second_keeper
        self.assertEqual(seal.keeper_id, self.second_keeper)

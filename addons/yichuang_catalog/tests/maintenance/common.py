"""Builders for what happens to a published version."""

from datetime import timedelta

from freezegun import freeze_time

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ..common import CatalogueCase


class MaintenanceCase(CatalogueCase):
    """A published service, two approvers, and days to come."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second_approver = cls.make_user(
            "second_approver", "yichuang_catalog.group_approver"
        )
        cls.version = cls.published_version()
        cls.service = cls.version.service_id

    @classmethod
    def day(cls, offset):
        """The hall's day so many days from now."""
        return hall_date() + timedelta(days=offset)

    @classmethod
    def next_draft(cls, version=None, **values):
        """A draft copy of a version, by the editor."""
        draft = (version or cls.version).with_user(cls.editor).copy()
        draft.write({"promise_days": 5, **values})
        return draft

    @classmethod
    def approve(cls, version):
        version.with_user(cls.editor).action_submit()
        version.with_user(cls.approver).action_publish()
        return version.with_env(cls.env)

    @classmethod
    def scheduled(cls, offset, version=None, **values):
        """A next version that takes effect in so many days."""
        return cls.approve(
            cls.next_draft(version, effective_on=cls.day(offset), **values)
        )

    @classmethod
    def propose(cls, verb, version=None, user=None, **values):
        """What an editor proposes with the dialog."""
        user = user or cls.editor
        dialog = (
            cls.env["yichuang.service.proposal"]
            .with_user(user)
            .create(
                {
                    "version_id": (version or cls.version).id,
                    "verb": verb,
                    "reason": "依据修改",
                    **values,
                }
            )
        )
        return cls.env["yichuang.service.change"].browse(
            dialog.action_confirm()["res_id"]
        )

    @classmethod
    def decide(cls, verb, version=None, **values):
        """A proposal that the approver has approved."""
        change = cls.propose(verb, version, **values)
        change.with_user(cls.approver).action_approve()
        return change

    def run_cron(self, offset=0):
        """The scheduled job, as many days from now."""
        cron = self.env.ref("yichuang_catalog.cron_apply_due")
        with (
            freeze_time(f"{self.day(offset)} 01:00:00"),
            self.enter_registry_test_mode(),
        ):
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def actions(self, record):
        """What the event log says happened to a record, oldest first."""
        return (
            self.env["yichuang.event"]
            .search(
                [("res_model", "=", record._name), ("res_id", "=", record.id)],
                order="id",
            )
            .mapped("action")
        )

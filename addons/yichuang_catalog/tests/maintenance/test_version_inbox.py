from odoo.tests import tagged

from .common import MaintenanceCase


@tagged("post_install", "-at_install")
class TestVersionInbox(MaintenanceCase):
    """Approvers find what waits for them on their desks."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(
            context={**cls.env.context, "mail_activity_automation_skip": False}
        )
        cls.draft = cls.next_draft().with_context(mail_activity_automation_skip=False)

    def waiting(self, version):
        return self.env["mail.activity"].search(
            [("res_model", "=", version._name), ("res_id", "=", version.id)]
        )

    def test_submitting_asks_every_approver_who_did_not_write(self):
        self.draft.action_submit()
        users = self.waiting(self.draft).user_id
        self.assertGreaterEqual(users, self.approver | self.second_approver)
        self.assertNotIn(self.editor, users)

    def test_an_approver_who_wrote_is_not_asked(self):
        self.draft.with_user(self.approver).promise_days = 6
        self.draft.action_submit()
        users = self.waiting(self.draft).user_id
        self.assertNotIn(self.approver, users)
        self.assertIn(self.second_approver, users)

    def test_the_desk_is_cleared_by_the_first_answer(self):
        self.draft.action_submit()
        self.assertTrue(self.waiting(self.draft))
        self.draft.with_user(self.approver).action_publish()
        self.assertFalse(self.waiting(self.draft))

    def test_what_comes_back_is_on_the_desk_of_whoever_submitted_it(self):
        self.draft.action_submit()
        approver = self.draft.with_user(self.approver)
        approver._transition("send_back", {"reason": "补充条件"})
        back = self.waiting(self.draft)
        self.assertEqual((back.user_id, back.summary), (self.editor, "补充条件"))
        self.draft.action_submit()
        self.assertNotIn(self.editor, self.waiting(self.draft).user_id)

    def test_a_proposal_asks_everybody_but_its_author(self):
        version = self.version.with_context(mail_activity_automation_skip=False)
        change = (
            self.env["yichuang.service.change"]
            .with_user(self.approver)
            ._propose(version.with_user(self.approver), "suspend", {"reason": "检修"})
        )
        users = self.waiting(self.version).user_id
        self.assertIn(self.second_approver, users)
        self.assertNotIn(self.approver, users)
        change.with_user(self.second_approver).action_approve()
        self.assertFalse(self.waiting(self.version))

    def test_query_count_does_not_grow_with_the_versions(self):
        def queries(count):
            drafts = self.version.browse()
            for number in range(count):
                drafts |= self.draft_version(item_name=f"送审{count}-{number}")
            drafts = drafts.with_context(mail_activity_automation_skip=False)
            self.env.flush_all()
            before = self.cr.sql_log_count
            drafts.action_submit()
            self.env.flush_all()
            return self.cr.sql_log_count - before

        few, many = queries(2), queries(12)
        self.assertLess(many, few * 2.5)

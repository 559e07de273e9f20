from odoo import api, models

from ...tools.workdays import hall_date

ACTIVITY = "yichuang_catalog.mail_activity_approve"
CORRECTION = "yichuang_catalog.mail_activity_correct"


class ServiceVersion(models.Model):
    """What tells the approvers that something waits for them."""

    _inherit = "yichuang.service.version"

    def _after_submit(self, vals):
        super()._after_submit(vals)
        self._dismiss()
        self._ask_approvers()

    def _after_publish(self, vals):
        super()._after_publish(vals)
        self._dismiss()

    def _after_schedule(self, vals):
        self._dismiss()

    def _after_send_back(self, vals):
        self._dismiss()
        self._ask_submitter(vals["reason"])

    def _after_call_back(self, vals):
        super()._after_call_back(vals)
        self._ask_submitter(vals["reason"])

    def _after_discard(self, vals):
        self._dismiss()

    def _ask_approvers(self, summary=None, authors=None):
        """Put these versions on the desk of every approver of their hall who had no
        hand in them, or who is none of ``authors``."""
        approvers = self._approvers()
        self._put_on_desks(
            ACTIVITY,
            summary,
            [
                (version, approver)
                for version in self
                for approver in approvers
                if version.company_id in approver.company_ids
                and approver not in (authors or version.sudo().author_ids)
            ],
        )

    def _ask_submitter(self, reason):
        """Tell whoever submitted a version that it came back, and why."""
        self._put_on_desks(
            CORRECTION, reason, [(version, version.submitted_by_id) for version in self]
        )

    @api.model
    def _put_on_desks(self, kind, summary, desks):
        if self.env.context.get("mail_activity_automation_skip"):
            return
        common = {
            "activity_type_id": self.env["ir.model.data"]._xmlid_to_res_id(kind),
            "summary": summary,
            "automated": True,
            "res_model_id": self.env["ir.model"]._get_id(self._name),
            "date_deadline": hall_date(),
        }
        # People have no right to give others work; the step they took has.
        self.env["mail.activity"].sudo().with_context(
            mail_activity_quick_update=True
        ).create(
            [
                {**common, "res_id": version.id, "user_id": user.id}
                for version, user in desks
            ]
        )

    def _dismiss(self):
        """Take these versions from all desks again."""
        self.sudo().activity_unlink([ACTIVITY, CORRECTION])

    @api.model
    def _approvers(self):
        group = self.env.ref("yichuang_catalog.group_approver")
        return (
            self.env["res.users"]
            .sudo()
            .search([("all_group_ids", "in", group.ids), ("share", "=", False)])
        )

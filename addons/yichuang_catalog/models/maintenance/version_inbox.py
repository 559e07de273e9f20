from odoo import api, fields, models

ACTIVITY = "yichuang_catalog.mail_activity_approve"


class ServiceVersion(models.Model):
    """What tells the approvers that something waits for them."""

    _inherit = "yichuang.service.version"

    def _after_submit(self, vals):
        super()._after_submit(vals)
        self._ask_approvers()

    def _after_publish(self, vals):
        super()._after_publish(vals)
        self._dismiss_approvers()

    def _after_schedule(self, vals):
        self._dismiss_approvers()

    def _after_send_back(self, vals):
        self._dismiss_approvers()

    def _ask_approvers(self, summary=None, authors=None):
        """Put these versions on the desk of every approver of their hall who had no
        hand in them, or who is none of ``authors``."""
        kind = self.env["ir.model.data"]._xmlid_to_res_id(ACTIVITY)
        if self.env.context.get("mail_activity_automation_skip"):
            return
        model = self.env["ir.model"]._get_id(self._name)
        approvers = self._approvers()
        self.env["mail.activity"].sudo().with_context(
            mail_activity_quick_update=True
        ).create(
            [
                {
                    "activity_type_id": kind,
                    "summary": summary,
                    "automated": True,
                    "res_model_id": model,
                    "res_id": version.id,
                    "user_id": approver.id,
                    "date_deadline": fields.Date.context_today(self),
                }
                for version in self
                for approver in approvers
                if version.company_id in approver.company_ids
                and approver not in (authors or version.sudo().author_ids)
            ]
        )

    def _dismiss_approvers(self):
        """Take these versions from the approvers' desks again."""
        self.sudo().activity_unlink([ACTIVITY])

    @api.model
    def _approvers(self):
        group = self.env.ref("yichuang_catalog.group_approver")
        return (
            self.env["res.users"]
            .sudo()
            .search([("all_group_ids", "in", group.ids), ("share", "=", False)])
        )

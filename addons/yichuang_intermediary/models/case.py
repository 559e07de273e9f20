from odoo import fields, models


class Case(models.Model):
    """The intermediary services that a matter needs, beside the matter."""

    _inherit = "yichuang.case"

    notice_ids = fields.One2many("yichuang.market.notice", "case_id", "Notices")
    notice_count = fields.Integer(compute="_compute_notice_count")

    def _compute_notice_count(self):
        counts = dict(
            self.env["yichuang.market.notice"]._read_group(
                [("case_id", "in", self.ids)], ["case_id"], ["__count"]
            )
        )
        for case in self:
            case.notice_count = counts.get(case._origin, 0)

    def action_view_notices(self):
        """Open the notices of this matter, or a draft for its applicant."""
        self.ensure_one()
        action = {
            "type": "ir.actions.act_window",
            "name": self.env._("Intermediary services"),
            "res_model": "yichuang.market.notice",
            "view_mode": "list,form",
            "domain": [("case_id", "=", self.id)],
            "context": {
                "default_case_id": self.id,
                "default_owner_id": self.partner_id.commercial_partner_id.id,
            },
        }
        notices = self.env["yichuang.market.notice"]
        if not self.notice_count and notices.has_access("create"):
            action["view_mode"] = "form"
        return action

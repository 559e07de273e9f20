from odoo import fields, models
from odoo.exceptions import UserError


class UnmetRequest(models.Model):
    """What does not get done is seen to by a time, like what the hotline hands over."""

    _inherit = "yichuang.unmet.request"

    _added_guards = {"put_right": ("_guard_answered",)}

    referral_ids = fields.One2many(
        "yichuang.referral", "unmet_id", "Seen To", readonly=True
    )

    def _guard_answered(self, vals):
        for request in self:
            # Whoever judges asks how far it is, also where they may not see all of it.
            if request.sudo().referral_ids.filtered(lambda one: one.state != "closed"):
                raise UserError(
                    self.env._(
                        "The person has not been called back yet. It is put right when "
                        "its answer is closed."
                    )
                )

    def _after_record(self, vals):
        self.env["yichuang.referral"]._open_unmet(
            self.filtered(lambda request: request.kind == "stuck")
        )

    def action_view_referral(self):
        """Open how it is seen to."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "yichuang.referral",
            "res_id": self.referral_ids[:1].id,
            "view_mode": "form",
        }

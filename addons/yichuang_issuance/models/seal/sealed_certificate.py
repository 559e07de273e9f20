from odoo import fields, models
from odoo.exceptions import UserError


class Certificate(models.Model):
    """A certificate carries the seal of its organ (行政许可法 Art. 39)."""

    _inherit = "yichuang.certificate"

    _seal_use_field = "certificate_id"
    _file_model = "yichuang.certificate.file"

    seal_use_ids = fields.One2many(
        "yichuang.seal.use",
        "certificate_id",
        "Uses of Seals",
        groups="base.group_user",
    )
    seal_state = fields.Selection(
        related="seal_use_ids.state",
        string="Seal State",
        groups="base.group_user",
        help="用印: whether the seal is approved and put on.",
    )
    seal_refusal = fields.Char(
        related="seal_use_ids.refusal",
        string="Why Not Sealed",
        groups="base.group_user",
    )

    def _seal_organ(self):
        return self.department_id

    def _seal_purpose(self):
        # It stands in the signature for good: as printed, whoever has it made.
        return f"{self.title} {self.number}"

    def action_render_now(self):
        """Make the file now, unless its seal waits for the keeper."""
        for certificate in self.sudo():
            if certificate.seal_state == "asked":
                raise UserError(
                    self.env._(
                        "%(certificate)s waits for its seal: %(keepers)s has to "
                        "approve the use first (双人用印).",
                        certificate=certificate.display_name,
                        keepers="、".join(
                            certificate.seal_use_ids[:1]
                            .seal_id._keepers()
                            .mapped("name")
                        ),
                    )
                )
        return super().action_render_now()

    def action_ask_seal(self):
        """Ask once more for a seal that was refused."""
        self.check_access("write")
        for certificate in self:
            if certificate.sudo().seal_state != "refused":
                raise UserError(self.env._("The seal was not refused."))
        self.env["yichuang.certificate.file"]._queue(self)
        return True

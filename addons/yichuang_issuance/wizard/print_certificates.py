from odoo import api, fields, models


class PrintCertificates(models.TransientModel):
    """How many originals of certificates are printed, and why once more."""

    _name = "yichuang.print.certificates"
    _description = "Print of certificates on stock"

    certificate_ids = fields.Many2many(
        "yichuang.certificate", string="Certificates", required=True, readonly=True
    )
    profile_id = fields.Many2one(
        "yichuang.print.profile",
        domain=[("kind", "=", "certificate")],
        default=lambda self: self.env["yichuang.print.profile"]._for("certificate"),
        help="打印设置; empty for A4 without offset.",
    )
    copies = fields.Integer(required=True, default=1, help="份数")
    again = fields.Boolean("Printed Before", compute="_compute_again")
    reason = fields.Char("Why Again", help="重打事由, required for a second print.")

    @api.depends("certificate_ids")
    def _compute_again(self):
        for wizard in self:
            wizard.again = bool(wizard.certificate_ids._printed_before())

    def action_confirm(self):
        """Print them."""
        self.ensure_one()
        return self.env["yichuang.print.job"]._request(
            "certificate",
            self.certificate_ids,
            self.copies,
            self.reason or "",
            self.profile_id,
        )

from odoo import fields, models


class CertificateReissue(models.TransientModel):
    """What is stated when a certificate is changed or issued again."""

    _name = "yichuang.certificate.reissue"
    _description = "New version of a certificate"

    certificate_id = fields.Many2one(
        "yichuang.certificate", required=True, ondelete="cascade"
    )
    revision = fields.Integer()
    kind = fields.Selection(
        [("reissue", "Re-issue: lost or damaged"), ("change", "Change of content")],
        required=True,
        default="reissue",
        help="补发(换发), 变更 (行政许可法 Art. 49)",
    )
    holder_name = fields.Char(
        "Holder", help="持证主体: as it is to be printed from now on."
    )
    reason = fields.Text("Facts", required=True, help="事由; of a change, its content.")

    def action_confirm(self):
        """Open the draft of the next version."""
        self.ensure_one()
        change = self.kind == "change"
        draft = self.certificate_id._draft_next(
            self.kind, self.reason, self.holder_name if change else None
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Certificate"),
            "res_model": draft._name,
            "view_mode": "form",
            "res_id": draft.id,
        }

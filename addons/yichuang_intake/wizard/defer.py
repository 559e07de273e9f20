from odoo import api, fields, models


class Defer(models.AbstractModel):
    """What acceptance with materials to follow asks for: the signed undertaking.

    Class option: ``_deferral_of``, the field that leads to what is accepted so.
    """

    _name = "yichuang.defer"
    _description = "Acceptance with materials to follow, in preparation"
    _deferral_of = None

    revision = fields.Integer()
    missing = fields.Text(compute="_compute_missing", help="容缺材料")
    signed_by = fields.Char(
        compute="_compute_signed_by",
        store=True,
        readonly=False,
        help="容缺承诺人: who signs the undertaking.",
    )
    signed_how = fields.Selection(
        [("paper", "On paper"), ("online", "Online")],
        compute="_compute_signed_how",
        store=True,
        readonly=False,
        help="签署方式: 书面, 网上",
    )
    undertaken = fields.Text("Undertaken Online", compute="_compute_missing")
    consequence = fields.Char(compute="_compute_missing", help="逾期后果")

    @api.depends(lambda self: (self._deferral_of,))
    def _compute_missing(self):
        for wizard in self:
            whole = wizard[self._deferral_of]
            wizard.missing = "\n".join(whole._lacking_lines()._named_in_full())
            wizard.consequence = whole.company_id.sudo()._deferral_consequence()
            wizard.undertaken = whole.undertaken

    @api.depends(lambda self: (self._deferral_of,))
    def _compute_signed_by(self):
        for wizard in self:
            wizard.signed_by = wizard[self._deferral_of].undertaken_by

    @api.depends(lambda self: (self._deferral_of,))
    def _compute_signed_how(self):
        for wizard in self:
            signed = wizard[self._deferral_of].undertaken_on
            wizard.signed_how = "online" if signed else "paper"

    def action_confirm(self):
        """Accept the application."""
        self.ensure_one()
        self[self._deferral_of]._transition(
            "accept_deferred",
            {
                "deferral_signed_by": self.signed_by,
                "deferral_signed_how": self.signed_how,
            },
            expected_revision=self.revision,
        )
        return {"type": "ir.actions.act_window_close"}

from odoo import api, fields, models
from odoo.exceptions import UserError


class CaseMaterial(models.Model):
    """A material that a promise stands for is not missing."""

    _inherit = "yichuang.case.material"

    promised = fields.Boolean(
        readonly=True,
        copy=False,
        help="以承诺替代: accepted without it, on the applicant's promise.",
    )
    promise_offered = fields.Boolean(
        readonly=True,
        copy=False,
        help="在线承诺替代: the applicant signed a promise for it online.",
    )
    status = fields.Selection(
        selection_add=[("promised", "Promised"), ("optional",)],
        ondelete={"promised": "set null"},
    )

    @api.depends("promised")
    def _compute_status(self):
        super()._compute_status()
        for line in self:
            if line.promised and not line.received:
                line.status = "promised"

    def _check_deferral_untouched(self, vals):
        super()._check_deferral_untouched(vals)
        by_promise = {"promised", "promise_offered"}.intersection(vals)
        if by_promise and not self._has_line_pass():
            raise UserError(
                self.env._(
                    "That a promise stands for a material is agreed when the case is "
                    "accepted so, not on the list: use the button of the case."
                )
            )

    def _lacking(self):
        return super()._lacking().filtered(lambda line: not line.promised)

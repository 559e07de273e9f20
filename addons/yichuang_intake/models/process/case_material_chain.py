from odoo import api, models


class CaseMaterial(models.Model):
    """On its way up the list of a case is closed, and says by which article."""

    _inherit = "yichuang.case.material"

    @api.model
    def _check_open(self, parents):
        if not self._has_line_pass():
            closed = parents.sudo().filtered(
                lambda case: case.state not in self._line_open_states
            )
            closed._check_not_asked_again()
        return super()._check_open(parents)

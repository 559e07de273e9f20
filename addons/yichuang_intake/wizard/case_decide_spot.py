from odoo import fields, models


class CaseDecide(models.TransientModel):
    """The same questions, where the officer on duty decides at once."""

    _inherit = "yichuang.case.decide"

    on_the_spot = fields.Boolean()

    def _step_taken(self):
        return "decide_on_the_spot" if self.on_the_spot else super()._step_taken()

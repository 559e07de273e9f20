from odoo import fields, models


class Case(models.Model):
    """Special procedures and extensions of a case."""

    _inherit = "yichuang.case"

    special_ids = fields.One2many("yichuang.case.special", "case_id", readonly=True)
    extension_ids = fields.One2many("yichuang.case.extension", "case_id", readonly=True)

    def action_new_special(self):
        """Plan a special procedure."""
        return self._new_of("yichuang.case.special", self.env._("Special Procedure"))

    def action_new_extension(self):
        """Ask for a longer time."""
        return self._new_of("yichuang.case.extension", self.env._("Longer Time"))

    def _new_of(self, model, title):
        self.ensure_one()
        self.check_access("write")
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": model,
            "view_mode": "form",
            "context": {"default_case_id": self.id},
        }

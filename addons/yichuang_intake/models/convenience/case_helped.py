from odoo import fields, models


class Case(models.Model):
    """The help that was given with a case (帮办代办)."""

    _inherit = "yichuang.case"

    # Help is given at any step.
    _free_fields = frozenset({"help_ids"})

    help_ids = fields.One2many("yichuang.case.help", "case_id")

from odoo import fields, models
from odoo.exceptions import UserError


class Case(models.Model):
    _inherit = "yichuang.case"

    _added_guards = {"decide": ("_guard_interested_parties",)}

    interested_party_ids = fields.One2many(
        "yichuang.interested.party", "case_id", "Interested Parties", readonly=True
    )

    def _guard_interested_parties(self, vals):
        # The duty holds for whoever decides, whether or not they may see parties.
        for party in self.sudo().interested_party_ids:
            message = party._why_undecided()
            if message:
                raise UserError(message)

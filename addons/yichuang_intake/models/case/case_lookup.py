from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.sql import escape_psql

# The trigram indexes answer from three characters on.
TRIGRAM = 3


class Case(models.Model):
    """Finding a case among a million by what a person types: a receipt number or the
    applicant's name.

    Names of two characters are common, and shorter than what the database can look up
    within a text: so short a text is sought at the beginning of the name, where it
    stands when it is a surname or a whole name.
    """

    _inherit = "yichuang.case"

    lookup = fields.Char(
        "Receipt or Applicant",
        store=False,
        readonly=True,
        search="_search_lookup",
        help="收件号或申请人: fewer than three characters are sought at the beginning "
        "of the name.",
    )

    @api.model
    def _search_lookup(self, operator, value):
        if operator == "in":
            return Domain("receipt_number", "in", value) | Domain(
                "applicant_name", "in", value
            )
        if operator not in ("ilike", "=ilike"):
            return NotImplemented
        text = (value or "").strip()
        if operator == "ilike" and 0 < len(text) < TRIGRAM:
            return Domain("applicant_name", "=ilike", f"{escape_psql(text)}%")
        return Domain("receipt_number", operator, text) | Domain(
            "applicant_name", operator, text
        )

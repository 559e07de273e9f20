from odoo import api, fields, models

from ...tools import enumerations
from ...tools.exceptions import CodeError


class Coded(models.AbstractModel):
    """A row of a closed list of the trade (see ``tools/enumerations.py``) that a
    version may name several of.

    ``_enumeration`` names the list; the key ties the row to its codes. A hall may add
    rows of its own, which have none.
    """

    _name = "yichuang.coded"
    _description = "Row of a Standard List"
    _order = "sequence, id"

    _enumeration = None

    name = fields.Char(required=True, translate=True)
    key = fields.Char(required=True, help="Stable name for exchange and import.")
    sequence = fields.Integer(default=10)
    national_code = fields.Char(
        string="GB/T 39046 Code",
        compute="_compute_codes",
        help="Its code in GB/T 39046—2020.",
    )
    exchange_code = fields.Char(
        string="C0109 Code",
        compute="_compute_codes",
        help="Its code in the exchange schema of the national platform.",
    )

    _key_uniq = models.UniqueIndex("(key)", "There is a row of this key already.")
    _default_order_idx = models.Index("(sequence, id)")

    @api.depends("key")
    def _compute_codes(self):
        for row in self:
            row.national_code = row._code("gbt39046")
            row.exchange_code = row._code("c0109")

    def _code(self, standard):
        """Its code in a standard, or False where the standard has none."""
        self.ensure_one()
        try:
            return enumerations.to_code(self._enumeration, self.key or "", standard)
        except CodeError:
            return False

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .measures import MEASURES, MOMENTS


class Counted(models.AbstractModel):
    """Raw rows that the figures count: they can be found by the counter that counts
    them, with the very condition by which it does."""

    _name = "yichuang.counted"
    _description = "Counted by the figures"

    counted_as = fields.Char(
        compute="_compute_counted_as",
        search="_search_counted_as",
        help="统计口径: finds the rows behind a figure, “decided -in_law” those of one "
        "counter that another one leaves out.",
    )

    def _compute_counted_as(self):
        self.counted_as = False

    @api.model
    def _search_counted_as(self, operator, value):
        if operator != "in":
            return NotImplemented
        self.env.flush_all()  # the condition reads tables, not fields
        domain = Domain.FALSE
        for wanted in value:
            # Two conditions on one field would be merged as if it had one value.
            name, _minus, left_out = str(wanted).partition(" -")
            if name in MEASURES and (not left_out or left_out in MEASURES):
                found = self._counted(MEASURES[name])
                if left_out:
                    found &= ~self._counted(MEASURES[left_out])
                domain |= found
        return domain

    @api.model
    def _counted(self, measure):
        if MOMENTS[measure.moment].model != self._name:
            return Domain.FALSE
        return Domain.custom(to_sql=lambda model, alias, query: _rows(alias, measure))


def _rows(alias, measure):
    """Whether the row of ``alias`` is counted by this measure."""
    moment = MOMENTS[measure.moment]
    return SQL(
        "EXISTS (SELECT FROM %s WHERE %s = %s AND %s IS NOT NULL AND %s AND %s)",
        moment.rows,
        moment.key,
        SQL.identifier(alias, "id"),
        moment.at,
        measure.where,
        SQL("%s <> 0", measure.value) if measure.value else SQL("TRUE"),
    )

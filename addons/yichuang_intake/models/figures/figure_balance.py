from odoo import fields, models
from odoo.tools import SQL


class FigureBalance(models.Model):
    """What was in hand and what came and went, by organ and day (在办结存).

    Opening + accepted − finished = closing on every line, and the closing of a day is
    the opening of the next. The recount by night compares it with the cases.
    """

    _name = "yichuang.figure.balance"
    _description = "Balance of an organ and day"
    _auto = False
    _order = "day desc, id desc"
    _rec_name = "day"
    _depends = {
        "yichuang.figure.day": [
            "accepted",
            "company_id",
            "day",
            "decided",
            "department_id",
            "dropped",
        ]
    }

    day = fields.Date(readonly=True)
    company_id = fields.Many2one("res.company", "Hall", readonly=True)
    department_id = fields.Many2one(
        "yichuang.department", "Organ", readonly=True, help="实施主体"
    )
    opening = fields.Integer(
        "In Hand Before", readonly=True, aggregator="min", help="期初在办"
    )
    accepted = fields.Integer(readonly=True, help="本日受理")
    finished = fields.Integer(
        readonly=True, help="本日办结: decided, or ended without a decision."
    )
    closing = fields.Integer(
        "In Hand After", readonly=True, aggregator="max", help="期末在办"
    )

    def _read_group_select(self, aggregate_spec, query):
        """Of several days of one organ: in hand before the first and after the last.
        Of several organs nothing, as each has other days."""
        name = aggregate_spec.partition(":")[0]
        if name not in ("opening", "closing"):
            return super()._read_group_select(aggregate_spec, query)
        value, day, hall, organ = (
            self._field_to_sql(self._table, field, query)
            for field in (name, "day", "company_id", "department_id")
        )
        return SQL(
            """CASE WHEN count(DISTINCT (%s, %s)) = 1
                    THEN (array_agg(%s ORDER BY %s %s))[1] END""",
            hall,
            organ,
            value,
            day,
            SQL("ASC" if name == "opening" else "DESC"),
        )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT id, day, company_id, department_id, accepted, finished,
                   (sum(accepted - finished) OVER own - accepted + finished)::integer
                       AS opening,
                   (sum(accepted - finished) OVER own)::integer AS closing
              FROM (
                  SELECT min(id) AS id, day, company_id, department_id,
                         sum(accepted)::integer AS accepted,
                         sum(decided + dropped)::integer AS finished
                    FROM yichuang_figure_day
                   WHERE accepted + decided + dropped > 0
                GROUP BY day, company_id, department_id
              ) moved
            WINDOW own AS (
                PARTITION BY company_id, department_id ORDER BY day
            )
            """
        )

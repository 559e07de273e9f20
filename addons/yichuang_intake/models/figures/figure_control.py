from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.exceptions import UserError

from ...tools.control_chart import limits
from ...tools.figures import RATIOS

# How many months a control chart shows.
MONTHS = 24
# A swing of less is never called one, in the figure's unit.
LEAST = {"percent": 2.0, "mean": 0.2}


class FigureDay(models.Model):
    """A figure over two years, month by month, between the limits that its own past
    sets (控制图): the drive that fades, 时大时小、时快时慢, is seen when it fades."""

    _inherit = "yichuang.figure.day"

    @api.model
    def read_control(self, figure, filters):
        """The months of a figure with the limits of all before the last, and which of
        them lie outside.

        :param figure: one of ``RATIOS``
        :param filters: as of ``read_dashboard``; the last month is that of ``last``
        """
        self.check_access("read")
        if figure not in RATIOS:
            raise UserError(self.env._("There is no such figure. Reload the page."))
        _first, last, chosen = self._read_filters(filters)
        ratio = RATIOS[figure]
        end = self._month(last)[1]
        start = end.replace(day=1) - relativedelta(months=MONTHS - 1)
        names = sorted({*ratio.above, *ratio.below})
        groups = {
            month: dict(zip(names, values, strict=True))
            for month, *values in self._read_group(
                self._place(chosen) & self._within(start, end),
                ["day:month"],
                [f"{name}:sum" for name in names],
            )
        }
        rows = []
        for back in range(MONTHS):
            month = start + relativedelta(months=back)
            sums = groups.get(month, {})
            rows.append(
                {
                    "label": f"{month:%Y-%m}",
                    "value": ratio.value(sums),
                    "n": ratio.parts(sums)[1],
                }
            )
        unit = self._sign(figure)["unit"]
        known = [row["value"] for row in rows[:-1] if row["value"] is not None]
        found = limits(known, least=LEAST[unit])
        for row in rows:
            outside = found and row["value"] is not None and found.side(row["value"])
            row["outside"] = bool(outside)
        return {
            "figures": [[name, self._label(name)] for name in RATIOS],
            "unit": unit,
            "rows": rows,
            "limits": found
            and {"center": found.center, "low": found.low, "high": found.high},
        }

from datetime import timedelta

from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.yichuang_catalog.tools.workdays import hall_date, hall_day_start

from ...tools.control_chart import limits

WEEKS = 13
WEEK = timedelta(days=7)
# By how much a figure has to move to be called a swing at all.
LEAST = {"decided": 5.0, "duration": 2.0}

FIGURES_SQL = """
    SELECT company_id, department_id,
           floor(extract(epoch FROM decided_on - %(first)s) / 604800)::int AS week,
           count(*) AS decided,
           avg(extract(epoch FROM decided_on - accepted_on) / 86400.0) AS duration
      FROM yichuang_case
     WHERE decided_on >= %(first)s AND decided_on < %(end)s
       AND accepted_on IS NOT NULL AND company_id = ANY(%(halls)s)
     GROUP BY 1, 2, 3
"""


class AlertRule(models.Model):
    """Sudden swings (忽大忽小、忽快忽慢): an organ decides in a week far more or fewer
    matters, or far faster or slower, than its last quarter lets expect."""

    _inherit = "yichuang.alert.rule"

    def _find_swing(self, hall_ids):
        monday = hall_date() - timedelta(days=hall_date().weekday())
        first = monday - WEEKS * WEEK
        self.env.cr.execute(
            SQL(
                FIGURES_SQL,
                first=hall_day_start(first),
                end=hall_day_start(monday),
                halls=hall_ids,
            )
        )
        weeks = {}
        for row in self.env.cr.dictfetchall():
            organ = weeks.setdefault((row["company_id"], row["department_id"]), {})
            organ[row["week"]] = row
        found = []
        for (hall, organ), by_week in weeks.items():
            for figure, least in LEAST.items():
                swing = self._swing(by_week, figure, least)
                if swing:
                    found.append(
                        {
                            "case_id": False,
                            "department_id": organ,
                            "user_id": False,
                            "company_id": hall,
                            "breach_key": f"organ/{organ}/{monday - WEEK}/{figure}",
                            "occurred_on": fields.Date.to_string(
                                monday - timedelta(days=1)
                            ),
                            "facts": {"figure": figure, **swing},
                        }
                    )
        return found

    def _swing(self, by_week, figure, least):
        """How last week's figure lies outside of what is usual, as facts, or None."""
        if figure == "decided":
            values = [float(by_week.get(w, {}).get(figure, 0)) for w in range(WEEKS)]
        else:
            values = [float(by_week[w][figure]) for w in range(WEEKS) if w in by_week]
            if WEEKS - 1 not in by_week:
                return None
        usual = limits(values[:-1], self.times or 3, least)
        if usual is None or not usual.side(values[-1]):
            return None
        return {
            "value": f"{values[-1]:.1f}",
            "low": f"{max(usual.low, 0):.1f}",
            "high": f"{usual.high:.1f}",
        }

"""A small month counted by hand: every number below can be checked on one sheet."""

from datetime import date, timedelta

from odoo.addons.yichuang_catalog.tools.workdays import hall_date, hall_day_start
from odoo.addons.yichuang_intake.tests.common import IntakeCase


class FiguresCase(IntakeCase):
    """Cases of one organ, taken through the real steps; only their days are moved."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.figures = cls.env["yichuang.figure.day"]
        # What was counted before these tests began is none of theirs.
        cls.env["yichuang.figure.run"].search([]).unlink()
        cls.supervisor = cls.make_user(
            "test_figures_supervisor", "yichuang_catalog.group_supervisor"
        )
        cls.statistician = cls.make_user(
            "test_statistician", "yichuang_intake.group_statistician"
        )

    @classmethod
    def at(cls, cases, **days):
        """Let these moments have been on these days, at ten by the hall's clock."""
        cases.sudo()._write_guarded(
            {
                name: day and hall_day_start(day) + timedelta(hours=10)
                for name, day in days.items()
            }
        )

    @classmethod
    def counted(cls):
        """Count all, and give the sums of our own organ by counter."""
        cls.figures._refresh(full=True)
        return cls.sums([("department_id", "=", cls.department.id)])

    @classmethod
    def sums(cls, domain):
        names = cls.figures._counters()
        [values] = cls.figures._read_group(
            domain, aggregates=[f"{name}:sum" for name in names]
        )
        return {name: value for name, value in zip(names, values, strict=True) if value}

    @classmethod
    def today(cls):
        return hall_date()

    @staticmethod
    def day(text):
        return date.fromisoformat(text)

from collections import defaultdict
from fractions import Fraction

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

from ...tools import credit
from .measure import IN_FORCE

RATING = "yichuang.market.rating"
DELIVERABLE = "yichuang.market.deliverable"
FINISHED = ("accepted", "closed")


class Agency(models.Model):
    """The credit of an agency: one formula, whose every part is shown."""

    _inherit = "yichuang.market.agency"

    _guarded_fields = frozenset({"credit_hundredths", "credit_grade", "credit_on"})

    credit_event_ids = fields.One2many(
        "yichuang.market.credit.event", "agency_id", "Credit Events"
    )
    sanction_ids = fields.One2many("yichuang.market.sanction", "agency_id", "Sanctions")
    credit_hundredths = fields.Integer(
        "Credit in Hundredths",
        default=credit.hundredths(credit.score(credit.Facts())),
        readonly=True,
        copy=False,
        help="信用分(百分之一分)",
    )
    credit_score = fields.Float(
        digits=(6, 2),
        compute="_compute_credit_score",
        help="信用分: 0 to 120, by the published formula.",
    )
    credit_grade = fields.Selection(
        [(letter, letter) for letter, _least in credit.GRADES]
        + [(credit.NEWCOMER, "N")],
        default=credit.NEWCOMER,
        readonly=True,
        copy=False,
        index=True,
        help="信用等级: A to E; N for an agency with fewer than three services.",
    )
    credit_on = fields.Date("Credit As Of", readonly=True, copy=False)

    @api.depends("credit_hundredths")
    def _compute_credit_score(self):
        for agency in self:
            agency.credit_score = agency.credit_hundredths / 100

    def _recompute_credit(self):
        """Compute the scores anew, and write those that changed."""
        today = self._today()
        facts = self._credit_facts()
        groups = defaultdict(list)
        for agency in self.sudo():
            exact = credit.score(facts[agency.id])
            found = (
                credit.hundredths(exact),
                credit.grade(exact, facts[agency.id].finished),
            )
            if found != (agency.credit_hundredths, agency.credit_grade):
                groups[found].append(agency.id)
        for (hundredths, grade), ids in groups.items():
            # A figure of the system, written for whoever's step changed it.
            self.browse(ids).sudo()._write_guarded(
                {
                    "credit_hundredths": hundredths,
                    "credit_grade": grade,
                    "credit_on": today,
                }
            )

    @api.model
    def _cron_recompute_credit(self):
        """Ratings grow old by the month; so do the scores."""
        self.search([("state", "in", ("active", "suspended"))])._recompute_credit()

    def _credit_facts(self):
        """What the score of each agency is made of: facts by id."""
        points = self._credit_points()
        ratings = self._credit_ratings()
        work = self._credit_work()
        return {
            agency.id: credit.Facts(
                ratings=ratings.get(agency.id, ()),
                deductions=points[agency.id, "down"],
                bonuses=points[agency.id, "up"],
                **work.get(agency.id, {}),
            )
            for agency in self
        }

    def _credit_points(self):
        """Live points of the agencies' events, deductions and bonuses apart."""
        found = defaultdict(int)
        # The score is public, whoever asks.
        for agency, points in (
            self.env["yichuang.market.credit.event"]
            .sudo()
            ._read_group(
                [("agency_id", "in", self.ids), ("state", "in", IN_FORCE)],
                ["agency_id"],
                ["points:array_agg"],
            )
        ):
            found[agency.id, "down"] = -sum(value for value in points if value < 0)
            found[agency.id, "up"] = sum(value for value in points if value > 0)
        return found

    def _credit_ratings(self):
        """What owners said openly: (score, age in months) by agency."""
        found = defaultdict(list)
        if RATING not in self.env:
            return found
        today = self._today()
        # Open ratings are public.
        for rating in (
            self.env[RATING]
            .sudo()
            .search(
                [
                    ("agency_id", "in", self.ids),
                    ("side", "=", "owner"),
                    ("visible", "=", True),
                    ("state", "!=", "annulled"),
                ]
            )
        ):
            age = relativedelta(today, rating.given_on)
            found[rating.agency_id.id].append(
                (rating.overall, age.years * 12 + age.months)
            )
        return found

    def _credit_work(self):
        """Finished, on time, reviewed and passed at once, by agency."""
        contracts = self.env["yichuang.market.contract"].sudo()
        found = {}
        if "late_days" not in contracts._fields:
            return found
        # Figures without names; the contracts themselves stay with their parties.
        finished = contracts.search(
            [("agency_id", "in", self.ids), ("state", "in", FINISHED)]
        )
        benchmarks = finished.service_id._benchmark()
        for contract in finished:
            row = found.setdefault(
                contract.agency_id.id, defaultdict(int, {"fees": []})
            )
            row["finished"] += 1
            row["on_time"] += contract.late_days <= 0
            # Too few contracts say nothing about a price: no share is taken off.
            usual = benchmarks[contract.service_id.id]["fee"]
            if usual:
                row["fees"].append((contract.amount_fen, usual.p75))
        if DELIVERABLE in self.env:
            for delivery in (
                self.env[DELIVERABLE]
                .sudo()
                .search(
                    [
                        ("agency_id", "in", self.ids),
                        ("version", "=", 1),
                        ("state", "in", ("accepted", "returned")),
                    ]
                )
            ):
                row = found.setdefault(
                    delivery.agency_id.id, defaultdict(int, {"fees": []})
                )
                row["reviewed"] += 1
                row["passed"] += delivery.state == "accepted"
        return found

    def _credit_explanation(self):
        """The score as anybody can add it up: rows of words, share, weight and points,
        and the total."""
        self.ensure_one()
        facts = self._credit_facts()[self.id]
        words = {
            "rating": self.env._("What owners say"),
            "on_time": self.env._("On time"),
            "first_pass": self.env._("Passed at once"),
            "fee": self.env._("Fee against the benchmark"),
        }
        rows = [
            {
                "words": words[name],
                "share": _percent(share),
                "weight": _percent(credit.WEIGHTS[name]),
                "points": _points(100 * credit.WEIGHTS[name] * share),
            }
            for name, share in credit.parts(facts).items()
        ]
        bonuses = min(facts.bonuses, credit.MOST_BONUS)
        rows.append(
            {
                "words": self.env._("Deductions and bonuses in force"),
                "share": "",
                "weight": "",
                "points": _points(Fraction(bonuses - facts.deductions)),
            }
        )
        exact = credit.score(facts)
        return {
            "rows": rows,
            "total": _points(exact),
            "grade": credit.grade(exact, facts.finished),
            "finished": facts.finished,
        }


def _percent(share):
    return f"{float(100 * share):.1f} %"


def _points(exact):
    """Points with two decimals, from whole hundredths."""
    sign = "−" if exact < 0 else ""
    hundredths = credit.hundredths(abs(exact))
    return f"{sign}{hundredths // 100}.{hundredths % 100:02d}"

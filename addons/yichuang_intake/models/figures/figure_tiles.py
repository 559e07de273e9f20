from typing import NamedTuple

from odoo import api, models
from odoo.fields import Domain

from ...tools.figures import RATIOS, compression, share
from .figure_uncounted import CARDS, UNCOUNTED
from .measures import MEASURES, MOMENTS

# Of how many rows a figure is, where it is not what stands below the line.
COUNTED = {"speedup_rate": "timed", "occupancy_rate": None}
# Of these one also opens what is not part of it.
MISSED = (
    "in_law_rate",
    "in_promise_rate",
    "one_notice_rate",
    "once_rate",
    "satisfied_rate",
    "contact_rate",
    "fix_rate",
    "call_back_rate",
    "referral_rate",
    "referral_call_rate",
)
# Counters of which fewer are better.
RARE = (
    "closing",
    "deemed",
    "dropped",
    "incidents",
    "rated_bad",
    "rated_default",
    *CARDS,
)


class Shown(NamedTuple):
    """What is looked at: a period, a place, and the sums of both."""

    chosen: dict
    here: Domain
    days: tuple
    sums: dict
    earlier: Domain
    earlier_days: tuple
    before: dict
    stock: dict
    stock_before: int
    targets: dict


class FigureDay(models.Model):
    """The tiles of a dashboard: a number, of how many, what it was, what it should be,
    and what one opens from it."""

    _inherit = "yichuang.figure.day"

    @api.model
    def _tile(self, name, shown):
        """One tile: its number, of how many, before, what it should be, and whether
        this person may open what it counts."""
        tile = {
            "name": name,
            "label": self._label(name),
            "help": self._formula(name),
            **self._sign(name),
            **self._number(name, shown),
        }
        tile["opens"] = self._opens(tile["measure"])
        return tile

    @api.model
    def _opens(self, measure):
        """Whether this person may see the rows behind a counter."""
        if measure in UNCOUNTED:
            model = self.env[UNCOUNTED[measure]]
        elif measure in MEASURES:
            model = self.env[MOMENTS[MEASURES[measure].moment].model]
        else:
            return False
        return model.has_access("read")

    @api.model
    def _number(self, name, shown):
        """A figure and what goes with it."""
        if name in RATIOS:
            return self._tile_of_ratio(name, RATIOS[name], shown)
        if name in shown.sums:
            return {
                "value": shown.sums[name],
                "before": shown.before[name],
                "measure": name,
            }
        if name == "closing":
            stock = shown.stock
            return {
                "value": stock["closing"] if stock else None,
                "before": shown.stock_before,
                "measure": name if stock else False,
            }
        if name == "load":
            before = self._load(shown.earlier)["value"]
            return {
                **self._load(shown.here),
                "before": before,
                "measure": "busy_seconds",
            }
        if name == "wait_ninetieth":
            value, count = self._wait_ninetieth(shown.here, *shown.days)
            before, _count = self._wait_ninetieth(shown.earlier, *shown.earlier_days)
            return {
                "value": value,
                "n": count,
                "before": before,
                "measure": "waited",
            }
        if name == "incidents":
            return self._incidents() | {"measure": name}
        if name in CARDS:
            return self._cards(name, shown) | {"measure": name}
        return self._catalogue_figure(name, shown.chosen) | {"measure": name}

    @api.model
    def _tile_of_ratio(self, name, ratio, shown):
        counted = COUNTED.get(name, ratio.below[0])
        # Of what should be rare one opens that itself.
        rare = ratio.kind == "share" and ratio.better == "low"
        above, below = ratio.parts(shown.sums)
        number = (counted and shown.sums[counted]) if name in COUNTED else below
        return {
            "n": number,
            "value": ratio.value(shown.sums),
            "before": ratio.value(shown.before),
            "measure": ratio.above[0] if rare else counted or ratio.below[0],
            "missed": ratio.above[0] if name in MISSED else False,
            "missed_count": below - above if name in MISSED else 0,
            "target": self._target(shown.targets, name, shown.chosen),
        }

    @api.model
    def _targets(self, last):
        """What the figures of this hall should be on that day."""
        targets = self.env["yichuang.figure.target"]
        return targets._of(self.env.company, last.replace(day=1))

    @api.model
    def _target(self, targets, name, chosen):
        """What a figure should be: of the organ chosen, else of the hall."""
        hall, organ = self.env.company.id, chosen.get("department_id", False)
        found = targets.get((hall, organ, name)) or targets.get((hall, False, name))
        return found.value if found else None

    @api.model
    def _label(self, name):
        """What a figure is called; where it is a field, by that field's label."""
        labels = {
            "opening": self.env._("In hand before"),
            "closing": self.env._("In hand"),
            "load": self.env._("Uneven load of windows (Gini)"),
            "wait_ninetieth": self.env._("Nine of ten waited at most (min)"),
            "services": self.env._("Services published"),
            "instant_items": self.env._("On-the-spot services"),
            "compression": self.env._("Promised below the law"),
            "service_visits": self.env._("Visits a service asks for"),
            "incidents": self.env._("Differences to explain"),
        }
        labels |= self._card_labels()
        if name in labels:
            label = labels[name]
        else:
            label = self._fields[name]._description_string(self.env)
        # The number beside it says its unit.
        return label.removesuffix("(%)").removesuffix("（%）").strip()

    @api.model
    def _formula(self, name):
        """How a figure is made, for whoever points at it."""
        formulas = {
            "closing": self.env._("Accepted, and not finished by the last day."),
            "load": self.env._(
                "Gini coefficient of the minutes that the open windows were busy: 0 "
                "when all were as busy, near 1 when one did everything."
            ),
            "wait_ninetieth": self.env._(
                "Of the numbers called, nine of ten waited this long at most."
            ),
            "services": self.env._("Services published today, whatever the period."),
            "instant_items": self.env._(
                "Services decided on the spot ÷ services published."
            ),
            "compression": self.env._(
                "1 − Σ promised ÷ Σ statutory working days, over services with a "
                "statutory limit."
            ),
            "service_visits": self.env._(
                "Visits that the published services ask for, on average."
            ),
            "incidents": self.env._(
                "What the count by night found to differ, and nobody has explained."
            ),
        }
        if name in formulas:
            return formulas[name]
        return name in self._fields and self._fields[name]._description_help(self.env)

    @api.model
    def _sign(self, name):
        """Unit of a figure, and which way it should go."""
        ratio = RATIOS.get(name)
        if ratio:
            return {
                "unit": "mean" if ratio.kind == "mean" else "percent",
                "better": ratio.better,
            }
        if name in ("instant_items", "compression"):
            return {"unit": "percent", "better": "high"}
        if name in ("load", "wait_ninetieth", "service_visits"):
            return {"unit": "mean", "better": "low"}
        # More work is neither better nor worse.
        return {"unit": "count", "better": "low" if name in RARE else None}

    @api.model
    def _incidents(self):
        """Differences that the recount found and nobody has explained yet."""
        incidents = self.env["yichuang.figure.incident"]
        if not incidents.has_access("read"):
            return {"value": None}
        return {"value": incidents.search_count([("state", "=", "open")])}

    @api.model
    def _catalogue_figure(self, name, chosen):
        """Figures of what is published today, whatever the period."""
        domain = self._published(chosen)
        groups = self.env["yichuang.service.version"]._read_group(
            domain,
            [
                "promise_days",
                "promise_unit",
                "legal_days",
                "legal_unit",
                "case_type",
                "visits",
            ],
            ["__count"],
        )
        every = sum(count for *_limits, count in groups)
        if name == "services":
            return {"value": every}
        if name == "instant_items":
            instant = sum(count for *_l, kind, _v, count in groups if kind == "instant")
            return {"value": share(instant, every), "n": every}
        if name == "service_visits":
            asked = sum(visits * count for *_limits, visits, count in groups)
            return {"value": asked / every if every else None, "n": every}
        limits = [
            (promised if promised or kind == "instant" else None, *units)
            for promised, *units, kind, _visits, count in groups
            for _one in range(count)
        ]
        return {
            "value": compression(limits),
            "n": sum(1 for *_promise, legal, _unit in limits if legal > 0),
        }

from typing import NamedTuple

from odoo import api, models
from odoo.fields import Domain

from ...tools.figures import RATIOS, compression, share

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
RARE = ("closing", "deemed", "dropped", "incidents", "rated_bad", "rated_default")
# Figures of what is published, whatever the period.
CATALOGUE = ("services", "instant_items", "compression", "service_visits")


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
    targets: dict


class FigureDay(models.Model):
    """The tiles of a dashboard: a number, of how many, what it was, what it should be,
    and what one opens from it."""

    _inherit = "yichuang.figure.day"

    @api.model
    def _tile(self, name, shown):
        """One tile: its number, of how many, before, and what it should be."""
        tile = {"name": name, "label": self._label(name), **self._sign(name)}
        if name in RATIOS:
            return tile | self._tile_of_ratio(name, RATIOS[name], shown)
        if name in shown.sums:
            return tile | {
                "value": shown.sums[name],
                "before": shown.before[name],
                "measure": name,
            }
        if name == "closing":
            stock = shown.stock
            return tile | {"value": stock["closing"], "before": stock["opening"]}
        if name == "load":
            before = self._load(shown.earlier)["value"]
            return tile | self._load(shown.here) | {"before": before}
        if name == "wait_ninetieth":
            value, count = self._wait_ninetieth(shown.here, *shown.days)
            before, _count = self._wait_ninetieth(shown.earlier, *shown.earlier_days)
            return tile | {
                "value": value,
                "n": count,
                "before": before,
                "measure": "waited",
            }
        if name == "incidents":
            return tile | self._incidents()
        return tile | self._catalogue_figure(name, shown.chosen)

    @api.model
    def _tile_of_ratio(self, name, ratio, shown):
        counted = COUNTED.get(name, ratio.below[0])
        # Of what should be rare one opens that itself.
        rare = ratio.kind == "share" and ratio.better == "low"
        if name in COUNTED:
            number = counted and shown.sums[counted]
        else:
            number = ratio.parts(shown.sums)[1]
        return {
            "n": number,
            "value": ratio.value(shown.sums),
            "before": ratio.value(shown.before),
            "measure": ratio.above[0] if rare else counted or ratio.below[0],
            "missed": ratio.above[0] if name in MISSED else False,
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
            "closing": self.env._("In hand"),
            "load": self.env._("Uneven load of windows (Gini)"),
            "wait_ninetieth": self.env._("Nine of ten waited at most (min)"),
            "services": self.env._("Services published"),
            "instant_items": self.env._("On-the-spot services (%)"),
            "compression": self.env._("Promised below the law (%)"),
            "service_visits": self.env._("Visits a service asks for"),
            "incidents": self.env._("Differences to explain"),
        }
        if name in labels:
            return labels[name]
        return self._fields[name]._description_string(self.env)

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
        return {"unit": "count", "better": "low" if name in RARE else "high"}

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
        domain = Domain("state", "=", "published")
        domain &= Domain("company_id", "in", self.env.companies.ids)
        for field in ("department_id", "service_id"):
            if field in chosen:
                domain &= Domain(field, "=", chosen[field])
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

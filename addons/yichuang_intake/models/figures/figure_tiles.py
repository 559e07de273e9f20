from typing import NamedTuple

from odoo import api, models
from odoo.fields import Domain

from ...tools.figures import RATIOS, compression, gini, share

# Of how many rows a figure is, where it is not what stands below the line.
COUNTED = {"speedup_rate": "timed", "occupancy_rate": None}
# Of these one also opens what is not part of it.
MISSED = ("in_law_rate", "in_promise_rate", "one_notice_rate", "once_rate")


class Shown(NamedTuple):
    """What is looked at: a period, a place, and the sums of both."""

    chosen: dict
    here: Domain
    sums: dict
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
            return tile | self._load(shown.here)
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
            "services": self.env._("Services published"),
            "instant_items": self.env._("On-the-spot services (%)"),
            "compression": self.env._("Promised below the law (%)"),
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
        if name == "load":
            return {"unit": "mean", "better": "low"}
        low = ("closing", "deemed", "dropped", "incidents")
        return {"unit": "count", "better": "low" if name in low else "high"}

    @api.model
    def _load(self, here):
        """忙闲不均: how unevenly the minutes of work fall on the windows that were
        open."""
        groups = self._read_group(
            here & Domain("window_id", "!=", False) & Domain("open_seconds", ">", 0),
            ["window_id"],
            ["busy_seconds:sum"],
        )
        return {"value": gini([busy for _window, busy in groups]), "n": len(groups)}

    @api.model
    def _catalogue_figure(self, name, chosen):
        """Figures of what is published today, whatever the period."""
        if name == "incidents":
            incidents = self.env["yichuang.figure.incident"]
            if not incidents.has_access("read"):
                return {"value": None}
            return {"value": incidents.search_count([("state", "=", "open")])}
        domain = Domain("state", "=", "published")
        domain &= Domain("company_id", "in", self.env.companies.ids)
        for field in ("department_id", "service_id"):
            if field in chosen:
                domain &= Domain(field, "=", chosen[field])
        groups = self.env["yichuang.service.version"]._read_group(
            domain,
            ["promise_days", "promise_unit", "legal_days", "legal_unit", "case_type"],
            ["__count"],
        )
        every = sum(count for *_limits, count in groups)
        if name == "services":
            return {"value": every}
        if name == "instant_items":
            instant = sum(count for *_l, kind, count in groups if kind == "instant")
            return {"value": share(instant, every), "n": every}
        limits = [limit for *limit, _kind, count in groups for _one in range(count)]
        return {
            "value": compression(limits),
            "n": sum(1 for *_promise, legal, _unit in limits if legal > 0),
        }

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.yichuang_catalog.tools.workdays import hall_day_start

from .figure_refresh import ONE_DAY
from .measures import PATHS

# Figures of what is published, whatever the period.
CATALOGUE = ("services", "instant_items", "compression", "service_visits")
# Cards of the supervision: those nobody has closed, and those raised in the period.
CARDS = ("open_cards", "yellow_cards", "red_cards")
STOCK = ("opening", "closing")
# What no counter of the rollup counts, and the rows it is about.
UNCOUNTED = {
    **dict.fromkeys(CATALOGUE, "yichuang.service.version"),
    **dict.fromkeys(CARDS, "yichuang.alert"),
    **dict.fromkeys(STOCK, "yichuang.case"),
    "incidents": "yichuang.figure.incident",
}
# What the dimensions of the figures are on a card.
CARD_PATHS = {
    "department_id": "department_id",
    "service_id": "case_id.service_id",
    "level": "case_id.service_id.level",
    "theme_id": "case_id.parent_id.theme_id",
    "window_id": "case_id.window_id",
    "user_id": "user_id",
}
RED = ("red", "deep_red")


class FigureDay(models.Model):
    """Numbers of the dashboards that are read from the rows themselves: what is in
    hand, what is published, the cards of the supervision (在办、目录指标、监察卡)."""

    _inherit = "yichuang.figure.day"

    @api.model
    def _published(self, chosen):
        """The versions in force, of an organ or service if one is chosen."""
        domain = Domain("state", "=", "published")
        domain &= Domain("company_id", "in", self.env.companies.ids)
        for field in ("department_id", "service_id"):
            if field in chosen:
                domain &= Domain(field, "=", chosen[field])
        return domain

    @api.model
    def _published_as(self, name, chosen):
        domain = self._published(chosen)
        if name == "instant_items":
            return domain & Domain("case_type", "=", "instant")
        if name == "compression":
            return domain & Domain("legal_days", ">", 0)
        return domain

    @api.model
    def _in_hand_rows(self, before, chosen):
        """Cases accepted before that day, and not finished by then."""
        moment = hall_day_start(before)
        domain = Domain("accepted_on", "<", moment)
        domain &= Domain("decided_on", ">=", moment) | (
            Domain("decided_on", "=", False)
            & (Domain("ended_on", "=", False) | Domain("ended_on", ">=", moment))
        )
        domain &= Domain("company_id", "in", self.env.companies.ids)
        domain &= self._counted_for_me(PATHS)
        for name, value in chosen.items():
            domain &= Domain(PATHS[name], "=", value) if name in PATHS else Domain.FALSE
        return domain

    @api.model
    def _card_rows(self, name, first, last, chosen):
        """Cards raised in these days, or all that are open; none taken back."""
        domain = Domain("company_id", "in", self.env.companies.ids)
        for dimension, value in chosen.items():
            domain &= Domain(CARD_PATHS[dimension], "=", value)
        if name == "open_cards":
            return domain & Domain("state", "not in", ("closed", "withdrawn"))
        levels = ("yellow",) if name == "yellow_cards" else RED
        domain &= Domain("state", "!=", "withdrawn") & Domain("level", "in", levels)
        domain &= Domain("raised_on", ">=", hall_day_start(first))
        return domain & Domain("raised_on", "<", hall_day_start(last + ONE_DAY))

    @api.model
    def _cards(self, name, shown):
        """How many cards there are, and were; nobody knows how many were open."""
        cards = self.env["yichuang.alert"]
        if not cards.has_access("read"):
            return {"value": None}
        value, before = (
            cards.search_count(self._card_rows(name, *days, shown.chosen))
            for days in (shown.days, shown.earlier_days)
        )
        return {"value": value, "before": None if name == "open_cards" else before}

    @api.model
    def _card_labels(self):
        return {
            "open_cards": self.env._("Cards to deal with"),
            "yellow_cards": self.env._("Yellow cards"),
            "red_cards": self.env._("Red cards"),
        }

    @api.model
    def _open_uncounted(self, name, first, last, chosen):
        """Open the rows behind a number that no counter counts."""
        rows = self.env[UNCOUNTED[name]]
        rows.check_access("read")
        if name in CARDS:
            domain = self._card_rows(name, first, last, chosen)
        elif name in STOCK:
            before = first if name == "opening" else last + ONE_DAY
            domain = self._in_hand_rows(before, chosen)
        elif name in CATALOGUE:
            domain = self._published_as(name, chosen)
        else:
            domain = Domain("state", "=", "open")
        return {
            "type": "ir.actions.act_window",
            "name": self._label(name),
            "res_model": rows._name,
            "views": [(False, "list"), (False, "form")],
            "domain": list(domain),
            "context": {"create": False},
        }

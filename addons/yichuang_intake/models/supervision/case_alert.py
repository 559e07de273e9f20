from odoo import api, fields, models

from ...tools.alert_queries import (
    ACCEPTED_BEFORE_RECEIPT,
    DECIDED_BY_TAKER,
    UNREASONED,
)
from .alert_rule import LEVELS

# Whoever may read cards; the exit clerk, for one, opens cases and reads none.
READERS = ",".join(
    (
        "yichuang_intake.group_clerk",
        "yichuang_intake.group_reviewer",
        "yichuang_intake.group_decider",
        "yichuang_catalog.group_manager",
        "yichuang_catalog.group_supervisor",
    )
)
RANK = {level: rank for rank, (level, _label) in enumerate(LEVELS)}


class Case(models.Model):
    """The light of a case: the color of its worst card that still counts."""

    _inherit = "yichuang.case"

    alert_ids = fields.One2many(
        "yichuang.alert", "case_id", "Cards", readonly=True, groups=READERS
    )
    alert_count = fields.Integer(
        "Number of Cards", compute="_compute_alerts", groups=READERS
    )
    alert_level = fields.Selection(
        LEVELS,
        "Light",
        compute="_compute_alerts",
        groups=READERS,
        help="监察状态: the worst card that is open; green where there is none.",
    )

    # What a detector finds within one row costs what there is to find.
    _alert_taker_idx = models.Index(f"(id) WHERE {DECIDED_BY_TAKER}")
    _alert_unreasoned_idx = models.Index(f"(id) WHERE {UNREASONED}")
    _alert_backdated_idx = models.Index(f"(id) WHERE {ACCEPTED_BEFORE_RECEIPT}")
    _decided_on_idx = models.Index("(decided_on) WHERE decided_on IS NOT NULL")

    @api.depends("alert_ids.state")
    @api.depends_context("uid")
    def _compute_alerts(self):
        groups = self.env["yichuang.alert"]._read_group(
            [("case_id", "in", self.ids), ("state", "!=", "withdrawn")],
            ["case_id", "level", "state"],
            ["__count"],
        )
        counts, worst = {}, {}
        for case, level, state, count in groups:
            counts[case.id] = counts.get(case.id, 0) + count
            if state != "closed":
                worst[case.id] = max(worst.get(case.id, "green"), level, key=RANK.get)
        for case in self:
            case.alert_count = counts.get(case.id, 0)
            case.alert_level = worst.get(case.id, "green")

    def action_view_alerts(self):
        """Open the cards of this case."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Cards of %(case)s", case=self.display_name),
            "res_model": "yichuang.alert",
            "view_mode": "list,form",
            "domain": [("case_id", "=", self.id)],
        }

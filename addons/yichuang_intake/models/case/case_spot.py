from math import ceil

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

DECIDER = "yichuang_intake.group_decider"
# Rules of an ordinary decision that a decision on the spot has its own in place of.
OF_THE_ORDINARY_WAY = {"_guard_separation", "_guard_reviewed", "_guard_second_look"}


class Case(models.Model):
    """Decided on the spot (即办件): what is complete and can be decided at once is
    decided at once, in writing (行政许可法 Art. 34(2)).

    The organ's officer on duty decides behind any window. That is still somebody else
    than who accepted, unless the hall has said otherwise; then the case says so and
    the log keeps it. The database itself refuses any other overlap of those who take
    in and those who decide.
    """

    _inherit = "yichuang.case"

    _transitions = (
        Transition(
            "decide_on_the_spot",
            "accepted",
            "decided",
            groups=DECIDER,
            guards=(
                "_guard_instant",
                "_guard_separation_on_the_spot",
                "_guard_as_any_decision",
            ),
        ),
    )
    _guarded_fields = frozenset(
        {"on_the_spot", "spot_minutes", "spot_minutes_allowed", "one_person"}
    )

    on_the_spot = fields.Boolean(
        "Decided on the Spot", readonly=True, copy=False, help="当场决定"
    )
    spot_minutes = fields.Integer(
        "Minutes to the Decision",
        readonly=True,
        copy=False,
        help="From acceptance to the decision on the spot, in whole minutes "
        "(当场决定用时).",
    )
    spot_minutes_allowed = fields.Integer(
        "Minutes Allowed",
        readonly=True,
        copy=False,
        help="远程签章时限 of the service on that day.",
    )
    one_person = fields.Boolean(
        "By One Person",
        readonly=True,
        copy=False,
        help="受理与决定为同一人: accepted and decided by one person, on the spot, as "
        "the hall allows.",
    )
    separation_broken = fields.Boolean(
        compute="_compute_separation_broken",
        search="_search_separation_broken",
        help="受审未分离: who received or accepted it also reviewed or decided it, or "
        "the reviewer decided it.",
    )

    _separation = models.Constraint(
        """CHECK (
            (COALESCE(one_person, FALSE) OR NOT COALESCE(
                decided_by_id IN (received_by_id, accepted_by_id), FALSE))
            AND NOT COALESCE(
                reviewed_by_id IN (received_by_id, accepted_by_id, decided_by_id),
                FALSE)
        )""",
        "Whoever receives or accepts a case does not review or decide it, and the "
        "reviewer does not decide it. Leave it to a colleague.",
    )
    _on_the_spot_idx = models.Index("(company_id, one_person) WHERE on_the_spot")

    @api.depends("received_by_id", "accepted_by_id", "reviewed_by_id", "decided_by_id")
    def _compute_separation_broken(self):
        for case in self:
            case.separation_broken = case._is_separation_broken()

    def _is_separation_broken(self):
        window = self.received_by_id | self.accepted_by_id
        return bool(
            window & (self.reviewed_by_id | self.decided_by_id)
            or self.reviewed_by_id & self.decided_by_id
        )

    @api.model
    def _search_separation_broken(self, operator, value):
        if operator != "in" or True not in value:
            return NotImplemented
        return Domain.custom(to_sql=_broken_sql, predicate=Case._is_separation_broken)

    def action_decide_on_the_spot(self):
        """Ask the officer on duty for the decision."""
        return self._open_wizard(
            "yichuang.case.decide",
            self.env._("Decision on the Spot"),
            on_the_spot=True,
        )

    def _guard_instant(self, vals):
        today = hall_date()
        for case in self:
            if not case._decided_at_once():
                raise UserError(
                    self.env._(
                        "%(service)s is not published as decided on the spot (行政许"
                        "可法 Art. 34(2)). Have %(case)s reviewed first.",
                        service=case.service_id.name,
                        case=case.display_name,
                    )
                )
            if hall_date(case.accepted_on) != today:
                raise UserError(
                    self.env._(
                        "%(case)s was accepted on an earlier day, so it is no longer "
                        "decided on the spot. Have it reviewed first.",
                        case=case.display_name,
                    )
                )

    def _decided_at_once(self):
        """Whether it needs no review before the decision."""
        self.ensure_one()
        return self.version_id.sudo().case_type == "instant"

    def _one_person_allowed(self):
        """Whether who took it in may decide it, too."""
        self.ensure_one()
        return self.company_id.sudo().instant_same_person

    def _guard_separation_on_the_spot(self, vals):
        for case in self.filtered(lambda case: case._by_one_person(self.env.user)):
            if not case._one_person_allowed():
                raise UserError(
                    self.env._(
                        "You received or accepted %(case)s at the window, so another "
                        "officer of %(organ)s decides it. Only a hall that has allowed "
                        "one person to do both lets you decide.",
                        case=case.display_name,
                        organ=case.department_id.name,
                    )
                )

    def _guard_as_any_decision(self, vals):
        """Whatever else is asked of a decision is asked on the spot too, also by rules
        that other parts add."""
        for guard in self._lifecycle_transitions()["decide"].guards:
            if guard not in OF_THE_ORDINARY_WAY:
                getattr(self, guard)(vals)

    def _by_one_person(self, user):
        self.ensure_one()
        return user in self.received_by_id | self.accepted_by_id

    def _values_decide_on_the_spot(self, vals):
        values = self._values_decide(vals) or {}
        vals["on_the_spot"] = True
        return {
            case.id: {
                **values.get(case.id, {}),
                "spot_minutes": ceil(
                    (vals["decided_on"] - case.accepted_on).total_seconds() / 60
                ),
                "spot_minutes_allowed": case.service_id.sudo()._seal_minutes(),
                "one_person": case._by_one_person(self.env.user),
            }
            for case in self
        }

    def _after_decide_on_the_spot(self, vals):
        for case in self.filtered("one_person"):
            case._log_event("one_person", {"user": self.env.uid})
        self._after_decide(vals)


def _broken_sql(_model, alias, _query):
    received, accepted, reviewed, decided = (
        SQL.identifier(alias, name)
        for name in (
            "received_by_id",
            "accepted_by_id",
            "reviewed_by_id",
            "decided_by_id",
        )
    )
    return SQL(
        "COALESCE(%(reviewed)s IN (%(received)s, %(accepted)s, %(decided)s), FALSE)"
        " OR COALESCE(%(decided)s IN (%(received)s, %(accepted)s), FALSE)",
        received=received,
        accepted=accepted,
        reviewed=reviewed,
        decided=decided,
    )

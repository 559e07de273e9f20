from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools.licensing_law import ARTICLES

CLERK = "yichuang_intake.group_clerk"
REVIEWER = "yichuang_intake.group_reviewer"


class Case(models.Model):
    """A matter that the law has come after others waits for them: its papers are in
    order, its organ may look at them beforehand, and it is accepted as of the written
    decision that it waits for, by itself and once. Where that is no grant, it ends."""

    _inherit = "yichuang.case"

    _transitions = (
        Transition(
            "wait",
            ("received", "supplement"),
            "waiting",
            groups=CLERK,
            guards=(
                "_guard_through_joint",
                "_guard_materials",
                "_guard_supplements_in",
                "_guard_mandate",
                "_guard_not_banned",
            ),
        ),
        Transition("wait_in_silence", "received", "waiting", system=True),
        Transition(
            "preview",
            "waiting",
            "waiting",
            groups=REVIEWER,
            guards=("_guard_member", "_guard_separation", "_guard_preview"),
        ),
        Transition("accept_in_turn", "waiting", "accepted", system=True),
        Transition(
            "end_blocked",
            ("received", "supplement", "waiting"),
            "terminated",
            system=True,
        ),
        Transition(
            "withdraw_waiting",
            "waiting",
            "withdrawn",
            groups=CLERK,
            guards="_guard_reason_stated",
        ),
    )
    _guarded_fields = frozenset({"previewed_by_id", "previewed_on", "preview"})

    state = fields.Selection(
        selection_add=[
            ("supplement",),
            ("waiting", "Waiting for Another Matter"),
            ("accepted",),
        ],
        ondelete={"waiting": "cascade"},
    )
    previewed_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, groups="base.group_user", help="预审人"
    )
    previewed_on = fields.Datetime(
        readonly=True, copy=False, groups="base.group_user", help="预审时间"
    )
    preview = fields.Text(
        "Opinion Beforehand",
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="预审意见, internal: what the organ found while the matter waited.",
    )

    def action_preview(self):
        """Ask what the organ found while the matter waits."""
        return self._open_wizard(
            "yichuang.case.preview", self.env._("Look at It Beforehand")
        )

    def _guard_preview(self, vals):
        if not (vals.get("preview") or "").strip():
            raise UserError(
                self.env._("Write what you found, so that the decision can rest on it.")
            )

    def _may_make_good(self):
        return self.state == "waiting" or super()._may_make_good()

    def _values_wait(self, vals):
        if vals.get("deferral_signed_by"):
            self._note_signature(vals)
            self._defer_lacking()
        self._stop_to_wait()
        return {
            case_id: {
                "mandate_id": mandate.id,
                "due_on": False,
                "due_provisional": False,
            }
            for case_id, mandate in self._mandates().items()
        }

    def _values_wait_in_silence(self, vals):
        vals.update(due_on=False, due_provisional=False)
        self._stop_to_wait()

    def _stop_to_wait(self):
        self._stop_clocks(
            ["notice", "supplement"],
            hall_date(),
            ARTICLES["notice"],
            self.env._("waits for another matter"),
        )

    def _values_preview(self, vals):
        vals.update(previewed_by_id=self.env.uid, previewed_on=fields.Datetime.now())

    def _values_accept_in_turn(self, vals):
        """Accepted as of the last decision that it waited for."""
        values = self._acceptance_values(
            {case.id: max(case.predecessor_ids.mapped("decided_on")) for case in self}
        )
        for case in self:
            values[case.id]["accepted_by_id"] = case.parent_id.accepted_by_id.id
            # What was to follow has its time from the acceptance of this matter.
            day = hall_date(values[case.id]["accepted_on"])
            for due_on in case._start_deferral(day).values():
                values[case.id]["deferral_due_on"] = due_on
        return values

    def _after_accept_in_turn(self, vals):
        self.material_ids.filtered("passed_on")._unguarded()._receive_passed_on()
        self._after_accept(vals)

    def _values_end_blocked(self, vals):
        self._end(vals, self.env._("what it comes after was not granted"))
        return {case.id: {"end_reason": case._why_blocked()} for case in self}

    def _why_blocked(self):
        self.ensure_one()
        before = self._blocked_by()[:1]
        outcomes = dict(self._fields["outcome"]._description_selection(self.env))
        return self.env._(
            "“%(before)s”, which must be granted first, ended as “%(outcome)s” on "
            "%(date)s, so this application is not accepted. It can be made again once "
            "that is granted.",
            before=before.service_id.name,
            outcome=outcomes.get(before.outcome) or before._state_label(),
            date=before._date_words(hall_date(before.decided_on or before.ended_on)),
        )

    def _after_end_blocked(self, vals):
        self._issue_document(
            "termination", {case.id: {"理由": case.end_reason} for case in self}
        )

    def _values_withdraw_waiting(self, vals):
        return self._values_withdraw(vals)

    def _after_withdraw_waiting(self, vals):
        self._after_withdraw(vals)

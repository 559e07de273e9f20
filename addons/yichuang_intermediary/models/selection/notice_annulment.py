from odoo import SUPERUSER_ID, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

from ..notice.notice import PUBLISHER

SUPERVISOR = "yichuang_catalog.group_supervisor"


class Notice(models.Model):
    """Decisions of the supervisor about a selection: there is no second draw without
    one, and the first stays public (threat 12)."""

    _inherit = "yichuang.market.notice"

    _transitions = (
        Transition(
            "annul",
            "selected",
            "closed",
            groups=SUPERVISOR,
            guards=("_guard_decision", "_guard_new_source"),
        ),
        Transition("reopen", "closed", "opened", system=True),
    )

    redraw_count = fields.Integer(
        "Rounds Annulled", readonly=True, copy=False, help="重新抽取次数"
    )
    _guarded_fields = frozenset({"redraw_count"})

    def _check_supervisor(self):
        if not self.env.user.has_group(SUPERVISOR):
            raise AccessError(
                self.env._("Only the supervisor decides this, not those who operate.")
            )

    def _guard_decision(self, vals):
        number = vals.pop("decision_number", None)
        reason = vals.pop("decision_reason", None)
        if not (number or "").strip() or not (reason or "").strip():
            raise UserError(
                self.env._(
                    "A selection is annulled by a decision with number and ground; "
                    "both are published."
                )
            )

    def _guard_new_source(self, vals):
        for notice in self:
            used = notice.sudo().draw_ids.source_ids.filtered(
                lambda source: source.kind == "public"
            )
            if vals.get("event_label") in used.mapped("label"):
                raise UserError(
                    self.env._(
                        "%(label)s has been used. A new round needs a public number "
                        "that nobody knows yet.",
                        label=vals["event_label"],
                    )
                )
            if not self._now() < vals["reveal_until"] < vals["event_on"]:
                raise UserError(
                    self.env._(
                        "Secrets are revealed first and the public number is drawn "
                        "after that, both in the future."
                    )
                )

    def _annul(self, number, reason, plan):
        """Annul the selection and prepare a further round of the draw.

        :param plan: label and moments of the new public number
        """
        self.ensure_one()
        self._check_supervisor()
        self.check_access("read")
        # The supervisor reads notices and decides by this step alone.
        notice = self.sudo()
        decision = {"decision_number": number, "decision_reason": reason}
        notice._transition(
            "annul",
            {
                **decision,
                **plan,
                "winner_id": False,
                "publicity_until": False,
                "award_fen": 0,
                "award_days": 0,
                "redraw_count": notice.redraw_count + 1,
            },
            payload=decision,
        )
        system = notice.with_user(SUPERUSER_ID)
        system.selection_ids.filtered(
            lambda selection: selection.state == "published"
        )._transition("annul", decision)
        system.signup_ids.filtered(
            lambda signup: signup.state in ("winner", "reserve", "not_selected")
        )._transition("stand_again", {"position": 0, "reason": False})
        notice.env["yichuang.market.draw"]._plan_round(notice)
        if notice.is_sealed:
            system._transition("reopen")

    def action_annul(self):
        """Ask for the decision and the new public number."""
        self._check_supervisor()
        return self._dialog(
            "yichuang.market.decision",
            self.env._("Annul the selection"),
            notice_id=self.id,
            kind="annul",
        )

    def action_give_up(self):
        """Ask for the reason why the offers can never be opened."""
        self._check_supervisor()
        return self._dialog(
            "yichuang.market.decision",
            self.env._("Give the notice up"),
            notice_id=self.id,
            kind="give_up",
        )

    def action_announce_round(self):
        """Announce a further round, all parties having committed."""
        self._check_staff()
        if not self.env.user.has_group(PUBLISHER):
            raise AccessError(self.env._("The market publisher announces a round."))
        self._guard_commitments({})
        # The parties' commitments are complete; the step itself is the system's.
        return self.sudo().draw_id.with_user(SUPERUSER_ID)._transition("announce")

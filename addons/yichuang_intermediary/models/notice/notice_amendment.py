from datetime import timedelta

from odoo import SUPERUSER_ID, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.canonical import canonical_text
from odoo.addons.yichuang_catalog.tools.transition import Transition

from ...tools import draw as draw_tool
from .notice import NOT_LIVE, OWNER

# What an owner may change after publication; the rest needs a new notice.
AMENDABLE = ("content", "amount_fen", "days", "sign_close", "reveal_until", "event_on")


class Notice(models.Model):
    """Questions, amendments and the end before the time.

    An amendment is a new version with a hash of its own. Nobody is held to what he did
    not see: it ends all sign-ups, destroys their sealed offers and leaves at least the
    hall's time to sign up anew (threat 14).
    """

    _inherit = "yichuang.market.notice"

    _transitions = (
        Transition(
            "amend",
            "published",
            "published",
            groups=OWNER,
            guards=("_guard_owner", "_guard_amendment"),
        ),
    )
    _added_guards = {
        "close": ("_guard_questions_answered",),
        "cancel": ("_guard_supervisor_agrees",),
    }
    _guarded_fields = frozenset({"cancel_agreed_by_id"})

    question_ids = fields.One2many("yichuang.market.question", "notice_id", "Questions")
    version_ids = fields.One2many(
        "yichuang.market.notice.version", "notice_id", "Earlier Versions"
    )
    cancel_agreed_by_id = fields.Many2one(
        "res.users",
        "Cancellation Agreed By",
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="监督人员: agrees before a published notice of public money is cancelled.",
    )

    def _question_deadline(self):
        """Questions are taken until the hall's time for answers before the close."""
        self.ensure_one()
        return self.sign_close - timedelta(days=self.company_id.market_answer_days)

    def _guard_questions_answered(self, _vals):
        for notice in self.sudo():
            waiting = notice.question_ids.filtered(
                lambda question: question.state == "asked"
            )
            if waiting:
                raise UserError(
                    self.env._(
                        "%(number)s questions about %(notice)s are not answered. The "
                        "owner answers first; until then it cannot be closed.",
                        number=len(waiting),
                        notice=notice.display_name,
                    )
                )

    def _guard_supervisor_agrees(self, _vals):
        for notice in self.sudo():
            if (
                notice.state == "published"
                and notice.funding == "fiscal"
                and not notice.cancel_agreed_by_id
            ):
                raise UserError(
                    self.env._(
                        "Public money is spent here: the supervisor agrees before a "
                        "published notice is cancelled. Ask for it, then cancel."
                    )
                )

    def action_agree_cancel(self):
        """Agree, as the supervisor, that the owner cancels."""
        self.ensure_one()
        self._check_supervisor()
        self.check_access("read")
        # The supervisor reads notices and agrees by this step alone.
        notice = self.sudo()
        notice._write_guarded({"cancel_agreed_by_id": self.env.uid})
        notice._log_event("agree_cancel")
        return True

    def _guard_amendment(self, vals):
        now = self._now()
        for notice in self:
            if now > notice.sign_close:
                raise UserError(self.env._("Sign-up is over; nothing can be amended."))
            least = notice._workdays().add(
                notice._today(), notice.company_id.market_amend_workdays
            )
            close = vals.get("sign_close") or notice.sign_close
            if notice._day(close) < least.date:
                raise UserError(
                    self.env._(
                        "After an amendment sign-up stays open for %(days)s working "
                        "days, until %(date)s at least: move its end too.",
                        days=notice.company_id.market_amend_workdays,
                        date=least.date,
                    )
                )
            reveal = vals.get("reveal_until") or notice.reveal_until
            event = vals.get("event_on") or notice.event_on
            if not close < reveal < event:
                raise UserError(
                    self.env._(
                        "The order must be: end of sign-up, last reveal, public "
                        "number. Move the later moments too."
                    )
                )

    def _amend(self, values, reason):
        """Amend a published notice, as its owner.

        :param values: new values of fields named in ``AMENDABLE``
        :raises UserError: nothing changes, no reason, too late
        """
        self.ensure_one()
        changed = {
            name: value
            for name, value in values.items()
            if name in AMENDABLE and self[name] != value
        }
        reason = (reason or "").strip()
        if not changed or not reason:
            raise UserError(
                self.env._("State what changes and why; both are published.")
            )
        labels = self.fields_get(list(changed), ["string"])
        kept = {
            "notice_id": self.id,
            "version": self.version,
            "canonical": self.canonical,
            "canonical_sha256": self.canonical_sha256,
            "changes": ", ".join(sorted(label["string"] for label in labels.values())),
            "reason": reason,
            "replaced_on": self._now(),
        }
        live = self.sudo().signup_ids.filtered(lambda line: line.state not in NOT_LIVE)
        self._transition(
            "amend",
            {**changed, "version": self.version + 1},
            payload={"reason": reason, "changes": sorted(changed)},
        )
        # No group creates versions or ends sign-ups; the owner was checked above.
        notice = self.sudo().with_user(SUPERUSER_ID)
        notice.env["yichuang.market.notice.version"].create(
            {**kept, "sign_ups_ended": len(live)}
        )
        live.with_user(SUPERUSER_ID)._transition("invalidate", {"reason": reason})
        text = canonical_text(notice._in_public_language()._content())
        notice._write_guarded(
            {"canonical": text, "canonical_sha256": draw_tool.sha256_hex(text)}
        )
        notice.env.ref("yichuang_intermediary.cron_advance")._trigger(
            at=notice.sign_close + timedelta(seconds=1)
        )
        notice._tell_agencies(live.agency_id, "amended")

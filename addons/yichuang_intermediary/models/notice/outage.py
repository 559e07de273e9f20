from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.yichuang_catalog.tools.transition import Transition

SUPERVISOR = "yichuang_catalog.group_supervisor"
# The job that advances notices notes when it last ran; it runs every five minutes.
PULSE = "yichuang_intermediary.pulse"
# An outage counts for notices whose sign-up had so long to go at its end, or less.
LAST_HOUR = timedelta(hours=1)


class Outage(models.Model):
    """The market could not be reached (系统故障) when sign-ups were about to end.

    reported → confirmed, which extends the sign-up of all notices concerned, or
    dismissed.  The job notes by itself that it stood still; staff enter what it cannot
    see. Nothing is ever shortened, and nobody picks the notices: those whose last hour
    the outage fell into, all of them by the same rule.
    """

    _name = "yichuang.market.outage"
    _description = "Outage of the market"
    _inherit = ["yichuang.market.document", "yichuang.lifecycle"]
    _order = "began_on desc, id desc"
    _rec_name = "began_on"

    _transitions = (
        Transition(
            "confirm",
            "reported",
            "confirmed",
            groups=SUPERVISOR,
            guards=("_guard_second_person", "_guard_length", "_guard_new_close"),
        ),
        Transition(
            "dismiss",
            "reported",
            "dismissed",
            groups=SUPERVISOR,
            guards=("_guard_second_person", "_guard_dismissal"),
        ),
    )
    _guarded_fields = frozenset(
        {
            "company_id",
            "reported_by_id",
            "decided_by_id",
            "decided_on",
            "dismissal",
            "notice_ids",
        }
    )
    _open_states = ("reported",)
    _statements = {"dismiss": "dismissal"}

    company_id = fields.Many2one(
        "res.company",
        "Hall",
        required=True,
        index=True,
        readonly=True,
        default=lambda self: self.env.company,
    )
    began_on = fields.Datetime("Outage Began On", required=True, help="故障开始时间")
    ended_on = fields.Datetime("Outage Ended On", required=True, help="故障结束时间")
    reason = fields.Text(
        required=True, help="故障情况: what failed, as it is published."
    )
    new_close = fields.Datetime(
        "Sign-up Extended Until",
        help="报名顺延至: the same for all notices concerned.",
    )
    reported_by_id = fields.Many2one(
        "res.users", readonly=True, default=lambda self: self.env.user
    )
    decided_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    decided_on = fields.Datetime(readonly=True, copy=False)
    dismissal = fields.Text("Why Dismissed", readonly=True, copy=False)
    notice_ids = fields.Many2many(
        "yichuang.market.notice", string="Extended", readonly=True, copy=False
    )
    state = fields.Selection(
        [
            ("reported", "Reported"),
            ("confirmed", "Sign-up Extended"),
            ("dismissed", "Dismissed"),
        ],
        required=True,
        default="reported",
        copy=False,
        index=True,
    )

    _order_idx = models.Index("(began_on DESC, id DESC)")
    _in_order = models.Constraint(
        "CHECK (ended_on > began_on)", "An outage ends after it began."
    )

    @api.model
    def _domain_concerned(self, began_on, ended_on):
        """Notices open for sign-up whose last hour an outage fell into."""
        return Domain(
            [
                ("state", "=", "published"),
                ("sign_close", ">", began_on),
                ("sign_close", "<=", ended_on + LAST_HOUR),
            ]
        )

    def _concerned(self):
        """The notices whose last hour this outage fell into."""
        self.ensure_one()
        # Those who decide need not be able to read every notice.
        return (
            self.env["yichuang.market.notice"]
            .sudo()
            .search(
                Domain("company_id", "=", self.company_id.id)
                & self._domain_concerned(self.began_on, self.ended_on)
            )
        )

    def _guard_second_person(self, _vals):
        if any(outage.reported_by_id == self.env.user for outage in self):
            raise UserError(
                self.env._("You reported this outage: a second person decides on it.")
            )

    def _guard_length(self, _vals):
        for outage in self:
            least = outage.company_id.market_outage_minutes
            if outage.ended_on > outage._now():
                raise UserError(
                    self.env._("Decide when the outage is over, not before.")
                )
            if outage.ended_on - outage.began_on < timedelta(minutes=least):
                raise UserError(
                    self.env._(
                        "Sign-up is extended for outages of %(least)s minutes or more "
                        "only. Dismiss this one.",
                        least=least,
                    )
                )

    def _guard_new_close(self, _vals):
        for outage in self:
            earliest = outage._now() + LAST_HOUR
            if not outage.new_close or outage.new_close < earliest:
                raise UserError(
                    self.env._(
                        "State until when sign-up is extended: %(moment)s (Beijing "
                        "time) or later, so that everybody has an hour.",
                        moment=outage._moment_text(earliest),
                    )
                )
            for notice in outage._concerned():
                if not notice.sign_close < outage.new_close < notice.reveal_until:
                    raise UserError(
                        self.env._(
                            "%(notice)s: the new end lies after the old one "
                            "(%(close)s) and before the last reveal (%(reveal)s). "
                            "Nothing is shortened, and the order of the draw stays.",
                            notice=notice.display_name,
                            close=outage._moment_text(notice.sign_close),
                            reveal=outage._moment_text(notice.reveal_until),
                        )
                    )

    def _guard_dismissal(self, vals):
        if not (vals.get("dismissal") or "").strip():
            raise UserError(self.env._("Say why sign-up is not extended."))

    def _values_confirm(self, _vals):
        now = self._now()
        return {
            outage.id: {
                "decided_by_id": self.env.uid,
                "decided_on": now,
                "notice_ids": outage._concerned().ids,
            }
            for outage in self
        }

    def _values_dismiss(self, _vals):
        now = self._now()
        return {
            outage.id: {"decided_by_id": self.env.uid, "decided_on": now}
            for outage in self
        }

    def _after_confirm(self, _vals):
        # The step was allowed; what it sets off is the market's.
        for outage in self.sudo():
            outage.notice_ids.with_user(SUPERUSER_ID)._transition(
                "extend",
                {"sign_close": outage.new_close},
                payload={"outage": outage.id, "reason": outage.reason},
            )

    def _public_text(self):
        """Why sign-up was extended, for the page of the notice."""
        self.ensure_one()
        return self.env._(
            "Extended for everybody: the market could not be reached from %(began)s to "
            "%(ended)s (%(reason)s).",
            began=self._moment_text(self.began_on),
            ended=self._moment_text(self.ended_on),
            reason=self.reason,
        )

    def action_confirm(self):
        """Confirm the outage and extend the sign-ups it fell into."""
        self._check_staff()
        return self._step("confirm")

    def action_dismiss(self):
        """Ask why sign-up is not extended."""
        self._check_staff()
        return self._ask("dismiss", self.env._("Dismiss the Outage"))

    @api.model
    def _beat(self):
        """Note that the job runs; report by itself where it stood still for longer
        than a hall allows and a sign-up was about to end."""
        # Where the job keeps when it last ran.
        settings = self.env["ir.config_parameter"].sudo()
        now, last = self._now(), settings.get_param(PULSE)
        settings.set_param(PULSE, fields.Datetime.to_string(now))
        if not last:
            return
        began = fields.Datetime.to_datetime(last)
        concerned = self.env["yichuang.market.notice"]._read_group(
            self._domain_concerned(began, now), ["company_id"]
        )
        self._create_guarded(
            [
                {
                    "company_id": company.id,
                    "began_on": began,
                    "ended_on": now,
                    "reason": self.env._("The server stood still."),
                    "reported_by_id": False,
                }
                for (company,) in concerned
                if now - began >= timedelta(minutes=company.market_outage_minutes)
            ]
        )


class Notice(models.Model):
    """What an outage means for a notice."""

    _inherit = "yichuang.market.notice"

    _transitions = (Transition("extend", "published", "published", system=True),)
    _added_guards = {"close": ("_guard_outage_decided",)}

    outage_ids = fields.Many2many("yichuang.market.outage", string="Extensions")

    def _guard_outage_decided(self, _vals):
        # Holds whoever closes it, also those who may not read outages.
        outages = self.env["yichuang.market.outage"].sudo()
        for outage in outages.search([("state", "=", "reported")]):
            held = self & outage._concerned()
            if held:
                raise UserError(
                    self.env._(
                        "An outage fell into the last hour of %(notice)s. The "
                        "supervisor confirms it, which extends sign-up, or "
                        "dismisses it; until then it is not closed.",
                        notice=held[0].display_name,
                    )
                )

    def _after_extend(self, _vals):
        cron = self.env.ref("yichuang_intermediary.cron_advance").sudo()
        # Told to everybody whom it concerns, whoever may read their offers of service.
        offerings = (
            self.env["yichuang.market.offering"]
            .sudo()
            .search(
                [
                    ("service_id", "in", self.service_id.ids),
                    ("agency_id.state", "=", "active"),
                ]
            )
            .grouped("service_id")
        )
        for notice in self.sudo():
            cron._trigger(at=notice.sign_close + timedelta(seconds=1))
            offered = offerings.get(notice.service_id)
            agencies = notice.signup_ids.agency_id
            notice._tell_agencies(
                agencies | offered.agency_id if offered else agencies, "extended"
            )

    @api.model
    def _cron_advance(self):
        self.env["yichuang.market.outage"]._beat()
        self.env["ir.cron"]._commit_progress()
        super()._cron_advance()

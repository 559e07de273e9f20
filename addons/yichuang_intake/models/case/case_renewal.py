from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools import chinese_date
from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date, hall_day_start

from ...tools import renewal
from ...tools.licensing_law import ARTICLES

UNDECIDED = ("accepted", "reviewing")


class Case(models.Model):
    """Renewal of a permission (延续): decided before it ends, or else it counts as
    renewed (行政许可法 Art. 50).

    The time to decide begins with acceptance; an application that was not accepted
    before the permission ended is not deemed to be granted. A scheduled job carries the
    effect out; it may run late, twice and on several workers.
    """

    _inherit = "yichuang.case"

    _transitions = (Transition("deem_renewed", UNDECIDED, "decided", system=True),)
    _added_guards = {
        "receive": ("_guard_renewable",),
        **dict.fromkeys(
            ("decide", "withdraw", "revoke", "terminate"),
            ("_guard_not_renewed_by_law",),
        ),
    }
    _guarded_fields = frozenset({"renewal_due_on", "deemed_renewed"})
    _matter_fields = frozenset({"renewal", "licence_number", "licence_expires_on"})

    renewal = fields.Boolean(
        copy=False, help="延续: the applicant holds the permission and asks for more."
    )
    licence_number = fields.Char(
        "Permission to Renew", copy=False, help="原许可证件编号"
    )
    licence_expires_on = fields.Date(
        "Permission Ends", copy=False, help="原有效期届满日: its last day."
    )
    renewal_late = fields.Boolean(
        "Renewal Applied for Late",
        compute="_compute_renewal_late",
        help="申请延续不足三十日: less than thirty days before the permission ends.",
    )
    renewal_due_on = fields.Date(
        "Renewal Due",
        readonly=True,
        copy=False,
        help="The day until which a renewal is decided, or else counts as granted.",
    )
    deemed_renewed = fields.Boolean(
        readonly=True,
        copy=False,
        help="视为准予延续: nothing was decided before the permission ended.",
    )

    _renewal_idx = models.Index(
        "(renewal_due_on) WHERE state IN ('accepted', 'reviewing')"
        " AND renewal_due_on IS NOT NULL"
    )
    _deemed_renewed_idx = models.Index("(company_id) WHERE deemed_renewed")

    @api.depends("renewal", "licence_expires_on", "received_on")
    def _compute_renewal_late(self):
        for case in self:
            case.renewal_late = bool(
                case.renewal
                and case.licence_expires_on
                and renewal.is_late(
                    hall_date(case.received_on or None), case.licence_expires_on
                )
            )

    @api.model
    def _cron_deem_renewed(self):
        """Take as renewed what the law takes as renewed."""
        self._sweep(
            [("state", "in", UNDECIDED), ("renewal_due_on", "<", hall_date())],
            lambda cases: cases._take_as_done(
                "deem_renewed",
                self.env._("Counts as renewed: nothing was decided in time"),
            ),
        )

    @api.model
    def _cron_lapse(self):
        """What counts as renewed no longer lapses."""
        self._cron_deem_renewed()
        return super()._cron_lapse()

    def _guard_renewable(self, vals):
        today = hall_date()
        for case in self.filtered("renewal"):
            if not case.licence_expires_on or not (case.licence_number or "").strip():
                raise UserError(
                    self.env._(
                        "A renewal says which permission is to be renewed and when it "
                        "ends (行政许可法 Art. 50). Fill in both."
                    )
                )
            if case.licence_expires_on < today:
                raise UserError(
                    self.env._(
                        "The permission %(number)s ended on %(date)s; what has ended "
                        "cannot be renewed (行政许可法 Art. 50, 70). Receive this as a "
                        "new application.",
                        number=case.licence_number,
                        date=case._date_words(case.licence_expires_on),
                    )
                )

    def _guard_not_renewed_by_law(self, vals):
        today = hall_date()
        for case in self:
            due = case.state in UNDECIDED and case.renewal_due_on
            if due and due < today:
                raise UserError(
                    self.env._(
                        "The permission ended on %(date)s and nothing was decided: "
                        "%(case)s counts as renewed (行政许可法 Art. 50). The system "
                        "records it within the hour.",
                        date=case._date_words(due),
                        case=case.display_name,
                    )
                )

    def _acceptance_values(self, moments):
        values = super()._acceptance_values(moments)
        workdays = self.env["yichuang.calendar.day"]._workdays()
        by_day = defaultdict(list)
        for case in self.filtered("renewal"):
            day, last = hall_date(moments[case.id]), case.licence_expires_on
            if day <= last:
                values[case.id]["renewal_due_on"] = last
                days = renewal.days_to_decide(day, last, workdays)
                by_day[day].append((case, "renewal", days, "day"))
        for day, periods in by_day.items():
            for clock in self._start_clocks(periods, day):
                mine = values[clock.case_id.id]
                if clock.due_on < mine["due_on"]:
                    mine["due_on"] = clock.due_on
                    mine["due_provisional"] = clock.provisional
        return values

    def _rederive_due(self):
        result = super()._rederive_due()
        for case in self.sudo().filtered(lambda case: case.state in UNDECIDED):
            clock = case._clock("renewal")
            if clock and clock.due_on < case.due_on:
                case._write_guarded(
                    {"due_on": clock.due_on, "due_provisional": clock.provisional}
                )
        return result

    def _values_deem_renewed(self, vals):
        """Granted at the moment at which the permission had ended."""
        values = {}
        self._stop_clocks(
            ["deferral"], hall_date(), ARTICLES["renewal"], self.env._("renewed by law")
        )
        for due, cases in self.grouped("renewal_due_on").items():
            common = {
                "outcome": "granted",
                "decided_by_id": False,
                "decided_on": hall_day_start(due + timedelta(days=1)),
                "deemed_renewed": True,
            }
            own = cases._values_decide(common) or {}
            for case in cases:
                values[case.id] = {**common, **own.get(case.id, {})}
        return values

    def _after_deem_renewed(self, vals):
        self._issue_document(
            "deemed_renewal",
            {
                case.id: {
                    "原许可证件编号": case.licence_number,
                    "原有效期届满日": chinese_date.plain(case.licence_expires_on),
                }
                for case in self
            },
        )

import secrets
from collections import Counter
from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools.misc import format_date

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_moment

from ...tools.appointment_slots import capacity, slots

CLERK = "yichuang_intake.group_clerk"
MANAGER = "yichuang_catalog.group_manager"
# Letters and digits that are not taken for each other.
CODE = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 8
DAYS_OFFERED = 7
# One may come this much before the time.
EARLY = timedelta(minutes=15)
MISSES_COUNT_FOR = timedelta(days=90)


class Appointment(models.Model):
    """A time at which somebody comes (预约): booked → arrived, or cancelled, or
    missed.

    Who arrives in time gets a number that is called before others. Each slot has
    places; two people never have the same one.
    """

    _name = "yichuang.appointment"
    _description = "Appointment"
    _inherit = ["yichuang.lifecycle"]
    _order = "starts_on desc, id desc"
    _rec_name = "code"

    _transitions = (
        Transition(
            "arrive", "booked", "arrived", groups=CLERK, guards="_guard_in_time"
        ),
        Transition("cancel", "booked", "cancelled", groups=(CLERK, MANAGER)),
        Transition("miss", "booked", "missed", system=True),
    )
    _guarded_fields = frozenset(
        {"code", "zone_id", "company_id", "partner_id", "starts_on", "place"}
    )
    _open_states = ("booked",)

    code = fields.Char(readonly=True, copy=False, help="预约码, typed in at the kiosk.")
    zone_id = fields.Many2one(
        "yichuang.zone",
        required=True,
        ondelete="restrict",
        index=True,
        readonly=True,
        help="服务区",
    )
    company_id = fields.Many2one(
        "res.company", "Hall", required=True, index=True, readonly=True
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Booked By",
        required=True,
        ondelete="restrict",
        index=True,
        readonly=True,
        help="预约人",
    )
    starts_on = fields.Datetime(
        "Time of Appointment", required=True, readonly=True, help="预约时间"
    )
    place = fields.Integer(
        "Place in the Slot", required=True, readonly=True, help="名额序号"
    )
    purpose = fields.Char(help="办理事项, in one's own words.")
    ticket_ids = fields.One2many(
        "yichuang.ticket", "appointment_id", "Tickets", readonly=True
    )
    state = fields.Selection(
        [
            ("booked", "Booked"),
            ("arrived", "Has Come"),
            ("cancelled", "Cancelled"),
            ("missed", "Missed"),
        ],
        required=True,
        default="booked",
        help="已预约, 已到场, 已取消, 爽约",
    )

    _default_order_idx = models.Index("(starts_on DESC, id DESC)")
    _code_uniq = models.UniqueIndex("(code)")
    _place_uniq = models.UniqueIndex(
        "(zone_id, starts_on, place) WHERE state IN ('booked', 'arrived')",
        "Somebody has just taken this place. Choose another time.",
    )
    _booked_idx = models.Index("(starts_on) WHERE state = 'booked'")

    @api.model
    def _offered(self, zone, now=None):
        """The times of the next days at which there is a place, with how many.

        :returns: list of ``(moment on the hall's clock, places left)``
        """
        openings = self._openings(zone)
        now = hall_moment(now).replace(tzinfo=None)
        workdays = self.env["yichuang.calendar.day"]._workdays()
        moments = [
            moment
            for offset in range(DAYS_OFFERED + 1)
            for moment in slots((now + timedelta(days=offset)).date(), openings)
            if moment > now and workdays.is_worked(moment.date())
        ]
        taken = Counter(
            hall_moment(row.starts_on).replace(tzinfo=None)
            for row in self.search(
                [
                    ("zone_id", "=", zone.id),
                    ("state", "in", ("booked", "arrived")),
                    ("starts_on", ">", fields.Datetime.now()),
                ]
            )
        )
        return [
            (moment, capacity(moment, openings) - taken[moment])
            for moment in moments
            if capacity(moment, openings) > taken[moment]
        ]

    @api.model
    def _openings(self, zone):
        plans = self.env["yichuang.appointment.plan"].search(
            [("zone_id", "=", zone.id)]
        )
        return plans._openings()

    @api.model
    def _book(self, zone, moment, partner, purpose=""):
        """Book a time for somebody.

        :param moment: on the hall's clock, without zone, as in :meth:`_offered`
        """
        if moment not in [offered for offered, _left in self._offered(zone)]:
            raise UserError(
                self.env._("There is no place at that time any more. Choose another.")
            )
        self._check_reliable(zone.company_id, partner)
        starts_on = moment - timedelta(hours=8)
        taken = self.search(
            [
                ("zone_id", "=", zone.id),
                ("starts_on", "=", starts_on),
                ("state", "in", ("booked", "arrived")),
            ]
        ).mapped("place")
        place = next(n for n in range(1, len(taken) + 2) if n not in taken)
        booked = self._create_guarded(
            [
                {
                    "code": "".join(secrets.choice(CODE) for _n in range(CODE_LENGTH)),
                    "zone_id": zone.id,
                    "company_id": zone.company_id.id,
                    "partner_id": partner.id,
                    "starts_on": starts_on,
                    "place": place,
                    "purpose": (purpose or "")[:200],
                }
            ]
        )
        booked._log_event("book")
        return booked

    @api.model
    def _check_reliable(self, company, partner):
        """One time booked at a time, and none for who often did not come."""
        own = Domain("partner_id", "=", partner.id) & Domain(
            "company_id", "=", company.id
        )
        if self.search_count(own & Domain("state", "=", "booked"), limit=1):
            raise UserError(
                self.env._(
                    "You have a time booked already. Cancel it before you book another."
                )
            )
        missed = self.search_count(
            own
            & Domain("state", "=", "missed")
            & Domain("starts_on", ">", fields.Datetime.now() - MISSES_COUNT_FOR)
        )
        if missed >= company.appointment_misses:
            raise UserError(
                self.env._(
                    "You did not come to %(count)s times you had booked in the last "
                    "three months. Take a number at the hall; you can book again "
                    "later.",
                    count=missed,
                )
            )

    def _guard_in_time(self, vals):
        now = fields.Datetime.now()
        for row in self:
            late = timedelta(minutes=row.company_id.appointment_grace)
            if not row.starts_on - EARLY <= now <= row.starts_on + late:
                raise UserError(
                    self.env._(
                        "%(code)s is for %(time)s; it counts from a quarter of an hour "
                        "before until %(minutes)s minutes after. Take an ordinary "
                        "number.",
                        code=row.code,
                        time=hall_moment(row.starts_on).strftime("%Y-%m-%d %H:%M"),
                        minutes=row.company_id.appointment_grace,
                    )
                )

    def _after_arrive(self, vals):
        # Numbers are made by the queue alone.
        tickets = self.env["yichuang.ticket"].sudo()
        for row in self:
            tickets._take(
                row.zone_id,
                "appointment",
                appointment_id=row.id,
                holder_id=row.partner_id.id,
                priority_reason="appointment",
            )

    def _check_in(self):
        """Arrive by typing the code in at the kiosk."""
        # Who knows the code is the one who comes; they have no rights of their own.
        self.with_user(SUPERUSER_ID)._transition("arrive", payload={"by": "code"})
        return self.ticket_ids[:1]

    def _give_up(self):
        """Cancel, as who booked it may; the caller has looked whose it is."""
        self.with_user(SUPERUSER_ID)._transition("cancel", payload={"by": "holder"})

    def action_arrive(self):
        """They have come: give them their number."""
        return self._step("arrive")

    def action_cancel(self):
        """Cancel the appointment."""
        return self._step("cancel")

    def _time_words(self):
        self.ensure_one()
        return self._moment_words(hall_moment(self.starts_on))

    @api.model
    def _moment_words(self, moment):
        """A time on the hall's clock with its day of the week, as people plan."""
        day = format_date(self.env, moment.date(), date_format="yyyy-MM-dd EEE")
        return f"{day} {moment:%H:%M}"

    @api.model
    def _cron_miss(self):
        """Times that nobody came to."""
        now = fields.Datetime.now()
        for company, rows in (
            self.search([("state", "=", "booked"), ("starts_on", "<", now)])
            .grouped("company_id")
            .items()
        ):
            late = now - timedelta(minutes=company.appointment_grace)
            rows.filtered(lambda row, late=late: row.starts_on < late)._transition(
                "miss"
            )

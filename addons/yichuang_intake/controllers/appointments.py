from datetime import datetime

from psycopg2.errors import UniqueViolation

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

# How many of the times that are over are shown.
PAST = 5
STAMP = "%Y-%m-%dT%H:%M"


class AppointmentPortal(CustomerPortal):
    """One's own appointments and numbers: to book, to cancel, to take a number from
    home. Nothing changes on GET."""

    @http.route(
        "/my/appointments",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
        readonly=True,
    )
    def portal_my_appointments(self, zone="", **kw):
        """One's appointments, and the times at which there is a place."""
        return self._appointments_page(zone)

    @http.route(
        "/my/appointments", type="http", auth="user", methods=["POST"], website=True
    )
    def portal_appointment(self, do="", zone="", time="", code="", purpose="", **kw):
        """Book, cancel, or take a number."""
        if not request.env.user._is_portal():
            raise request.not_found()
        me = request.env.user.partner_id
        appointments = request.env["yichuang.appointment"].sudo()
        fault = ""
        try:
            with request.env.cr.savepoint():
                if do == "cancel":
                    # One's own alone: found by who asks, not by the code only.
                    appointments.search(
                        [
                            ("code", "=", code or "-"),
                            ("partner_id", "=", me.id),
                            ("state", "=", "booked"),
                        ]
                    )._give_up()
                elif do == "ticket":
                    self._take_number(self._bookable_zone(zone), me)
                elif do == "book":
                    appointments._book(
                        self._bookable_zone(zone),
                        datetime.strptime(time, STAMP),
                        me,
                        purpose,
                    )
        except UserError as error:
            fault = str(error)
        except (ValueError, UniqueViolation):
            fault = request.env._(
                "There is no place at that time any more. Choose another."
            )
        return (
            self._appointments_page(zone, fault)
            if fault
            else request.redirect("/my/appointments")
        )

    def _bookable_zones(self):
        """What a visitor may choose from: zones with hours, or numbers online."""
        zones = request.env["yichuang.zone"].sudo()
        plans = request.env["yichuang.appointment.plan"].sudo().search([])
        return zones.search([("portal_tickets", "=", True)]) | plans.zone_id

    def _bookable_zone(self, number):
        found = self._bookable_zones().filtered(lambda zone: str(zone.id) == number)
        if not found:
            raise request.not_found()
        return found

    def _take_number(self, zone, me):
        # A number for oneself; looked up by who asks.
        tickets = request.env["yichuang.ticket"].sudo()
        if not zone.portal_tickets:
            raise request.not_found()
        if self._own_tickets(me).filtered(lambda row: row.zone_id == zone):
            raise UserError(request.env._("You have a number there already."))
        tickets._take(zone, "portal", holder_id=me.id)

    def _own_tickets(self, me):
        return (
            request.env["yichuang.ticket"]
            .sudo()
            .search(
                [
                    ("holder_id", "=", me.id),
                    ("day", "=", hall_date()),
                    ("state", "in", ("waiting", "called", "serving")),
                ]
            )
        )

    def _appointments_page(self, chosen="", fault=""):
        if not request.env.user._is_portal():
            raise request.not_found()
        me = request.env.user.partner_id
        # One's own alone, by who asks.
        appointments = request.env["yichuang.appointment"].sudo()
        zones = self._bookable_zones()
        zone = zones.filtered(lambda row: str(row.id) == chosen) or zones[:1]
        return request.render(
            "yichuang_intake.portal_my_appointments",
            {
                "page_name": "appointment",
                "appointments": appointments.search(
                    [("partner_id", "=", me.id), ("state", "=", "booked")]
                ),
                "past": appointments.search(
                    [("partner_id", "=", me.id), ("state", "!=", "booked")], limit=PAST
                ),
                "tickets": self._own_tickets(me),
                "zones": zones,
                "zone": zone,
                "offered": [
                    (
                        moment.strftime(STAMP),
                        request.env._(
                            "%(time)s, %(count)s places left",
                            time=appointments._moment_words(moment),
                            count=left,
                        ),
                    )
                    for moment, left in (appointments._offered(zone) if zone else [])
                ],
                "fault": fault,
            },
        )

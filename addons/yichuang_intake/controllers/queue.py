"""The pages of the queue: kiosk, wall, window screen, and the number on the phone.

Who has an address has the page: each carries a random token, and nothing on it tells
who anybody is. Nothing changes on GET.
"""

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

# How long a number stays on the kiosk.
KIOSK_SECONDS = 15
# What a person may say of themselves at the kiosk; the window looks at the proof.
SELF_SAID = ("elderly", "disabled", "pregnant", "military")


class Queue(http.Controller):
    @http.route(
        "/queue/<string:token>",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        readonly=True,
        sitemap=False,
    )
    def wall(self, token, **kw):
        """The wall screen of a zone."""
        zone = self._by_token("yichuang.zone", "wall_token", token)
        return self._screen("yichuang_intake.queue_wall", zone)

    @http.route(
        "/queue/<string:token>/state",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        sitemap=False,
    )
    def wall_state(self, token, **kw):
        """What the wall screen shows, for a screen that lost its connection."""
        zone = self._by_token("yichuang.zone", "wall_token", token)
        return self._json(zone._screen_state())

    @http.route(
        "/queue/window/<string:token>",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        readonly=True,
        sitemap=False,
    )
    def window(self, token, **kw):
        """The screen above a window."""
        window = self._by_token("yichuang.window", "screen_token", token)
        return self._screen("yichuang_intake.queue_window", window)

    @http.route(
        "/queue/window/<string:token>/state",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        sitemap=False,
    )
    def window_state(self, token, **kw):
        """What the window screen shows."""
        window = self._by_token("yichuang.window", "screen_token", token)
        return self._json(window._screen_state())

    @http.route(
        "/queue/kiosk/<string:token>",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        readonly=True,
        sitemap=False,
    )
    def kiosk(self, token, **kw):
        """The kiosk of a zone."""
        return self._kiosk(self._by_token("yichuang.zone", "kiosk_token", token))

    @http.route(
        "/queue/kiosk/<string:token>",
        type="http",
        auth="public",
        methods=["POST"],
        website=True,
        sitemap=False,
    )
    def take(self, token, organ="", reason="", code="", **kw):
        """Take a number at the kiosk."""
        zone = self._by_token("yichuang.zone", "kiosk_token", token)
        organs = zone._organs_today()
        chosen = organs.filtered(lambda row: str(row.id) == organ)
        if (organ and not chosen) or (reason and reason not in SELF_SAID):
            raise request.not_found()
        if code.strip():
            return self._check_in(zone, token, code)
        try:
            ticket = (
                request.env["yichuang.ticket"]
                .sudo()
                ._take(zone, "kiosk", department_id=chosen.id, priority_reason=reason)
            )
        except UserError as error:
            return self._kiosk(zone, str(error))
        return request.redirect(f"/queue/kiosk/{token}/{ticket.token}")

    @http.route(
        "/queue/kiosk/<string:token>/<string:number>",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        readonly=True,
        sitemap=False,
    )
    def taken(self, token, number, **kw):
        """The number that was taken, to be noted or scanned; then the kiosk again."""
        zone = self._by_token("yichuang.zone", "kiosk_token", token)
        ticket = self._by_token("yichuang.ticket", "token", number)
        kiosk_url = f"/queue/kiosk/{token}"
        response = self._render(
            "yichuang_intake.queue_taken",
            {
                "zone": zone,
                "ticket": ticket,
                "kiosk_url": kiosk_url,
                "url": f"{zone.get_base_url()}/queue/ticket/{number}",
            },
        )
        # The next person finds the kiosk as they expect it.
        response.headers["Refresh"] = f"{KIOSK_SECONDS}; url={kiosk_url}"
        return response

    @http.route(
        "/queue/ticket/<string:token>",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        readonly=True,
        sitemap=False,
    )
    def ticket(self, token, **kw):
        """One's own number, on the phone."""
        ticket = self._by_token("yichuang.ticket", "token", token)
        return self._render(
            "yichuang_intake.queue_ticket",
            {
                "ticket": ticket,
                "state": ticket._phone_state(),
                "channel": ticket.zone_id._channel(),
                "state_url": f"/queue/ticket/{token}/state",
                "here": ticket.day == hall_date()
                and ticket.state in ("waiting", "called"),
            },
        )

    @http.route(
        "/queue/ticket/<string:token>/state",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        sitemap=False,
    )
    def ticket_state(self, token, **kw):
        """How many are called before, and whether it is one's turn."""
        ticket = self._by_token("yichuang.ticket", "token", token)
        return self._json(ticket._phone_state())

    @http.route(
        "/queue/ticket/<string:token>",
        type="http",
        auth="public",
        methods=["POST"],
        website=True,
        sitemap=False,
    )
    def leave(self, token, **kw):
        """Give the number up."""
        ticket = self._by_token("yichuang.ticket", "token", token)
        if ticket.state == "waiting":
            ticket._give_up()
        return request.redirect(f"/queue/ticket/{token}")

    def _check_in(self, zone, token, code):
        """Arrive on appointment: the code is what was given to who booked. Codes of
        other halls and codes that are none get the same answer."""
        attempts = request.env["yichuang.track.attempt"].sudo()
        address = request.httprequest.remote_addr or ""
        unknown = request.env._(
            "This code is not known here. Compare it with your appointment, or take an "
            "ordinary number."
        )
        if attempts._is_blocked(address, zone.kiosk_token):
            return self._kiosk(zone, unknown)
        booked = (
            request.env["yichuang.appointment"]
            .sudo()
            .search(
                [
                    ("code", "=", code.strip().upper()[:20]),
                    ("zone_id", "=", zone.id),
                    ("state", "=", "booked"),
                ]
            )
        )
        if not booked:
            attempts._record(address, zone.kiosk_token)
            return self._kiosk(zone, unknown)
        try:
            with request.env.cr.savepoint():
                ticket = booked._check_in()
        except UserError as error:
            return self._kiosk(zone, str(error))
        return request.redirect(f"/queue/kiosk/{token}/{ticket.token}")

    def _kiosk(self, zone, fault=""):
        reasons = zone.env["yichuang.ticket"]._fields["priority_reason"]
        return self._render(
            "yichuang_intake.queue_kiosk",
            {
                "zone": zone,
                "organs": zone._organs_today(),
                "anybody": zone._any_window_today(),
                "waiting": zone._screen_state()["waiting"],
                "reasons": [
                    row
                    for row in reasons._description_selection(request.env)
                    if row[0] in SELF_SAID
                ],
                "fault": fault,
            },
        )

    def _screen(self, template, screen):
        """The page of a wall or of a window."""
        return self._render(
            template,
            {
                "state": screen._screen_state(),
                "channel": screen._channel(),
                "state_url": f"{screen._screen_url()}/state",
            },
        )

    def _by_token(self, model, field, token):
        """The record with this token: to know it is the right to see the page."""
        found = request.env[model].sudo().search([(field, "=", token or "-")], limit=1)
        if not found:
            raise request.not_found()
        return found

    def _json(self, state):
        response = request.make_json_response(state)
        response.headers["Cache-Control"] = "no-store"
        return response

    def _render(self, template, values):
        response = request.render(template, values)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

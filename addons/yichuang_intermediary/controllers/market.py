import json
from pathlib import Path

from odoo import http
from odoo.http import request

from odoo.addons.portal.controllers.portal import pager

from ..models.notice.notice import LISTED_STATES, PUBLIC_STATES
from ..tools import draw as draw_tool
from ..tools import scripts
from .common import MarketPages

# States of sign-ups that stand on the frozen list
ON_THE_LIST = ("valid", "winner", "reserve", "not_selected", "void", "declined")
PAGE_SIZE = 20
LONGEST_QUERY = 50

# What the address may ask the list for; anything else is ignored.
STATE_FILTERS = {
    "open": ("published",),
    "running": ("closed", "opened", "selected", "awarded"),
    "done": ("contracted", "failed"),
}


class Market(MarketPages):
    """What everybody may see of the market, without logging in."""

    @http.route(
        ["/market", "/market/page/<int:page>"],
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        website=True,
    )
    def market(self, page=1, q="", service="", state="", **_kw):
        """The published notices, newest first."""
        notices = request.env["yichuang.market.notice"].sudo()
        services = request.env["yichuang.market.service"].sudo()
        state = state if state in STATE_FILTERS else ""
        q = q.strip()[:LONGEST_QUERY]
        chosen = services.search([("code", "=", service)], limit=1)
        domain = [("state", "in", STATE_FILTERS.get(state, PUBLIC_STATES))]
        if chosen:
            domain.append(("service_id", "=", chosen.id))
        if q:
            domain += ["|", ("title", "ilike", q), ("number", "ilike", q)]
        paging = pager(
            url="/market",
            url_args={"q": q, "service": chosen.code or "", "state": state},
            total=notices.search_count(domain),
            page=page,
            step=PAGE_SIZE,
        )
        return request.render(
            "yichuang_intermediary.market_list",
            {
                "notices": notices.search(
                    domain, limit=PAGE_SIZE, offset=paging["offset"]
                ),
                "services": services.search([], limit=200),
                "chosen": chosen,
                "q": q,
                "state": state,
                "pager": paging,
                **self._helpers(),
            },
        )

    @http.route(
        "/market/n/<string:number>",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        website=True,
    )
    def notice(self, number, done="", **_kw):
        """One published notice, and the way to sign up to it."""
        notice = self._public_notice(number)
        if not notice:
            return self._not_there()
        return self._render_notice(notice, done=done)

    @http.route(
        "/market/verify/<string:number>",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        website=True,
    )
    def verify(self, number, **_kw):
        """The list, the sources, the seed and the order of a draw, to repeat."""
        notice = self._public_notice(number, LISTED_STATES)
        draw = notice.draw_id
        if not draw.list_sha256:
            return self._not_there()
        return self._render_closed(
            "yichuang_intermediary.market_verify",
            {
                "notice": notice,
                "draw": draw,
                "signups": self._listed_signups(notice),
                "check": json.dumps(notice._check_data())
                if draw.state == "drawn" or notice.selection_ids
                else "",
                "offers_json": json.dumps(notice.offer_ids._published())
                if notice._offers_public()
                else "",
                **self._helpers(),
            },
        )

    @http.route(
        "/market/verify/<string:number>/pack.json",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        website=True,
        multilang=False,
    )
    def pack(self, number, **_kw):
        """The pack of a finished draw, for the stand-alone verifier."""
        draw = self._public_notice(number, LISTED_STATES).draw_id
        if draw.state != "drawn":
            return self._not_there()
        return self._download(
            self._pack_text(draw), f"{number}-pack.json", "application/json"
        )

    @http.route(
        "/market/verify/<string:number>/pack.zip",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        website=True,
        multilang=False,
    )
    def verification_pack(self, number, **_kw):
        """All that is needed to repeat a selection offline, verifier included."""
        notice = self._public_notice(number, LISTED_STATES)
        if not notice.selection_ids:
            return self._not_there()
        return request.make_response(
            notice._verification_pack(),
            [
                ("Content-Type", "application/zip"),
                (
                    "Content-Disposition",
                    http.content_disposition(f"{number}-pack.zip"),
                ),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )

    @http.route(
        "/market/draw.py",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        website=True,
        multilang=False,
    )
    def verifier(self, **_kw):
        """The verifier: the very file this server draws with."""
        source = Path(draw_tool.__file__).read_text(encoding="utf-8")
        return self._download(source, "draw.py", "text/x-python")

    @http.route(
        "/market/scripts.txt",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        website=True,
        multilang=False,
    )
    def scripts(self, **_kw):
        """SHA-256 of the scripts that seal, open and repeat, as ``sha256sum`` lists
        them: to compare with what this server serves, and with the published release.
        """
        return self._download(scripts.listing(), "scripts.txt", "text/plain")

    @http.route(
        "/market/scripts",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        website=True,
    )
    def script_checks(self, **_kw):
        """What the daily look at these scripts found."""
        return request.render(
            "yichuang_intermediary.market_scripts",
            {
                "listing": scripts.listing(),
                "digest": scripts.sha256(scripts.listing()),
                "checks": request.env["yichuang.market.check"]._published_checks(),
            },
        )

    def _pack_text(self, draw):
        return json.dumps(draw._pack(), ensure_ascii=False, indent=1)

    def _listed_signups(self, notice):
        """The sign-ups that stand on the frozen list, in the list's order or, once
        drawn, in the drawn order."""
        listed = notice.signup_ids.filtered(lambda signup: signup.state in ON_THE_LIST)
        return listed.sorted(lambda signup: (signup.position, signup.agency_id.uscc))

"""The published seals of the event log: anyone may keep a copy of them."""

import json
from datetime import date, timedelta

from odoo import http
from odoo.exceptions import AccessError
from odoo.http import request

from odoo.addons.portal.controllers.portal import pager as portal_pager

from ..tools.workdays import HALL_ZONE, hall_date, hall_day_start

SEALS_PER_PAGE = 50


class Seals(http.Controller):
    # Seals hold hashes and counts only and are meant for everybody: they are read
    # with sudo, none of them chosen by a database id of the visitor's.

    @http.route(
        ["/seals", "/seals/page/<int:page>"],
        type="http",
        auth="public",
        website=True,
        readonly=True,
        sitemap=False,
    )
    def seals(self, page=1, **kwargs):
        """The newest seals first."""
        seals = request.env["yichuang.event.seal"].sudo()
        pager = portal_pager(
            url="/seals",
            total=seals.search_count([]),
            page=page,
            step=SEALS_PER_PAGE,
        )
        return request.render(
            "yichuang_catalog.seals_page",
            {
                "seals": seals.search([], limit=SEALS_PER_PAGE, offset=pager["offset"]),
                "pager": pager,
                "days": self._recent_days(),
                "zone": str(HALL_ZONE),
            },
        )

    @http.route(
        "/seals/day/<string:day>",
        type="http",
        auth="public",
        website=True,
        readonly=True,
        sitemap=False,
    )
    def daily_sheet(self, day, **kwargs):
        """The printable sheet of one day, to be signed and put away."""
        try:
            day = date.fromisoformat(day)
        except ValueError:
            raise request.not_found() from None
        seals = (
            request.env["yichuang.event.seal"]
            .sudo()
            .search(
                [
                    ("sealed_at", ">=", hall_day_start(day)),
                    ("sealed_at", "<", hall_day_start(day + timedelta(days=1))),
                ],
                order="number",
            )
        )
        return request.render(
            "yichuang_catalog.seals_daily_sheet",
            {"day": day, "seals": seals, "zone": str(HALL_ZONE)},
        )

    @http.route(
        "/seals/heads.json",
        type="http",
        auth="public",
        readonly=True,
        sitemap=False,
    )
    def heads(self, **kwargs):
        """All published heads, as the stand-alone verifier reads them."""
        seals = request.env["yichuang.event.seal"].sudo()
        rows = seals.search_read([], ["number", "head"], order="number", load=False)
        return self._json(
            [{"number": row["number"], "head": row["head"]} for row in rows],
            "heads.json",
        )

    @http.route(
        "/seals/log/<int:number>",
        type="http",
        auth="user",
        readonly=True,
        sitemap=False,
    )
    def log(self, number, **kwargs):
        """The log up to seal ``number``, for supervisors."""
        if not request.env.user.has_group("yichuang_catalog.group_supervisor"):
            raise AccessError(
                request.env._("Only supervisors may take the event log away.")
            )
        seals = request.env["yichuang.event.seal"].sudo()
        return self._json(seals._export(number), f"event-log-{number}.json")

    def _recent_days(self):
        return [hall_date() - timedelta(days=back) for back in range(7)]

    def _json(self, content, filename):
        return request.make_response(
            json.dumps(content, ensure_ascii=False),
            headers=[
                ("Content-Type", "application/json; charset=utf-8"),
                ("Content-Disposition", http.content_disposition(filename)),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )

"""The published seals of the event log: anyone may keep a copy of them."""

import json
from datetime import UTC, date, datetime, time, timedelta

from odoo import http
from odoo.exceptions import AccessError
from odoo.http import request

from odoo.addons.portal.controllers.portal import pager as portal_pager

from ..tools.workdays import HALL_ZONE

SEALS_PER_PAGE = 50


class Seals(http.Controller):
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
                "seals": seals.search(
                    [], limit=SEALS_PER_PAGE, offset=pager["offset"]
                ),
                "pager": pager,
                "days": self._recent_days(),
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
            start = datetime.combine(date.fromisoformat(day), time(), HALL_ZONE)
        except ValueError:
            raise request.not_found() from None
        first, after = (
            moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
            for moment in (start, start + timedelta(days=1))
        )
        seals = (
            request.env["yichuang.event.seal"]
            .sudo()
            .search(
                [("sealed_at", ">=", first), ("sealed_at", "<", after)],
                order="number",
            )
        )
        return request.render(
            "yichuang_catalog.seals_daily_sheet", {"day": start.date(), "seals": seals}
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
        today = datetime.now(HALL_ZONE).date()
        return [today - timedelta(days=back) for back in range(7)]

    def _json(self, content, filename):
        return request.make_response(
            json.dumps(content, ensure_ascii=False),
            headers=[
                ("Content-Type", "application/json; charset=utf-8"),
                ("Content-Disposition", http.content_disposition(filename)),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )

from odoo import http
from odoo.http import request

from .common import MarketPages


class Bench(MarketPages):
    """What services usually cost and take, for anybody who is about to need one."""

    @http.route(
        "/market/bench",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        website=True,
    )
    def bench(self, **_kw):
        """Fee and days of the services of the last two years, by quartile."""
        # Figures of at least five contracts each; nobody's contract is told.
        services = request.env["yichuang.market.service"].sudo().search([], limit=500)
        found = services._benchmark()
        return request.render(
            "yichuang_intermediary.market_bench",
            {
                "rows": [
                    (service, found[service.id])
                    for service in services
                    if found[service.id]["fee"]
                ],
                **self._helpers(),
            },
        )

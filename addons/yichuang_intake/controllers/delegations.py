"""Who accepts applications for whom: delegations are announced to everybody."""

from odoo import http
from odoo.fields import Domain
from odoo.http import request

from odoo.addons.portal.controllers.portal import pager as portal_pager
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

PER_PAGE = 50


class Delegations(http.Controller):
    @http.route(
        ["/delegations", "/delegations/page/<int:page>"],
        type="http",
        auth="public",
        website=True,
        readonly=True,
        sitemap=False,
    )
    def delegations(self, page=1, **kwargs):
        """The delegations in force today (行政许可法 Art. 24), without persons."""
        # Announced to everybody by law; none is chosen by the visitor.
        mandates = request.env["yichuang.mandate"].sudo()
        today = hall_date()
        announced = (
            mandates._on(today)
            & Domain("kind", "=", "delegation")
            & Domain("announced_on", "<=", today)
        )
        pager = portal_pager(
            url="/delegations",
            total=mandates.search_count(announced),
            page=page,
            step=PER_PAGE,
        )
        found = mandates.search(
            announced,
            order="department_id, id",
            limit=PER_PAGE,
            offset=pager["offset"],
        )
        return request.render(
            "yichuang_intake.delegations_page",
            {"mandates": found, "pager": pager},
        )

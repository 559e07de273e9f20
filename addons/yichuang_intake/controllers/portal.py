from odoo import http
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal, pager

PAGE_SIZE = 20


class CasePortal(CustomerPortal):
    """The applicant's own cases, to read."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "case_count" in counters:
            cases = request.env["yichuang.case"]
            values["case_count"] = (
                cases.search_count([]) if cases.has_access("read") else 0
            )
        return values

    @http.route(
        ["/my/cases", "/my/cases/page/<int:page>"],
        type="http",
        auth="user",
        website=True,
        readonly=True,
    )
    def portal_my_cases(self, page=1, **kw):
        """The list of the applicant's cases."""
        cases = request.env["yichuang.case"]
        paging = pager(
            url="/my/cases", total=cases.search_count([]), page=page, step=PAGE_SIZE
        )
        found = cases.search([], limit=PAGE_SIZE, offset=paging["offset"])
        return request.render(
            "yichuang_intake.portal_my_cases",
            {"page_name": "case", "cases": found.sudo(), "pager": paging},
        )

    @http.route(
        "/my/cases/<string:receipt_number>",
        type="http",
        auth="user",
        website=True,
        readonly=True,
    )
    def portal_my_case(self, receipt_number, **kw):
        """One of the applicant's cases; found by its number among their own."""
        case = request.env["yichuang.case"].search(
            [("receipt_number", "=", receipt_number)], limit=1
        )
        if not case:
            return request.redirect("/my/cases")
        return request.render(
            "yichuang_intake.portal_my_case",
            {"page_name": "case", "case": case.sudo()},
        )

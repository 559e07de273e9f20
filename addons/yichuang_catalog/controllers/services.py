"""What the hall can do for you: open to everybody, published content only."""

from odoo import http
from odoo.fields import Domain
from odoo.http import request

from odoo.addons.portal.controllers.portal import pager as portal_pager

SERVICES_PER_PAGE = 20
MAX_WORDS = 5
MAX_LENGTH = 60

# What a visitor may ask for → the kinds of applicants a version is open to.
APPLICANTS = {"natural": ("natural", "any"), "legal": ("legal", "any")}


class Services(http.Controller):
    @http.route(
        ["/services", "/services/page/<int:page>"],
        type="http",
        auth="public",
        readonly=True,
        website=True,
    )
    def services(self, page=1, search="", organ="", applicant="", **kwargs):
        """The published services, found by words, organ and kind of applicant."""
        services = request.env["yichuang.service"].sudo()
        search = search.strip()[:MAX_LENGTH]
        if applicant not in APPLICANTS:
            applicant = ""
        organs = self._organs(services)
        chosen = next((name for name, _count in organs if name == organ), "")
        domain = self._published() & self._asked_for(search, chosen, applicant)
        total = services.search_count(domain)
        asked = {"search": search, "organ": chosen, "applicant": applicant}
        pager = portal_pager(
            url="/services",
            url_args={key: value for key, value in asked.items() if value},
            total=total,
            page=page,
            step=SERVICES_PER_PAGE,
        )
        found = services.search(
            domain, limit=SERVICES_PER_PAGE, offset=pager["offset"], order="name, id"
        )
        return request.render(
            "yichuang_catalog.services_page",
            {
                **asked,
                "services": found,
                "organs": organs,
                "total": total,
                "pager": pager,
            },
        )

    @http.route(
        "/services/<string:reference>",
        type="http",
        auth="public",
        readonly=True,
        website=True,
    )
    def service(self, reference, **kwargs):
        """The guide of one service, by its code or its public address."""
        services = request.env["yichuang.service"].sudo()
        found = services.search(
            self._published()
            & (
                Domain("slug", "=", reference)
                | Domain("handling_code", "=", reference)
                | (Domain("code", "=", reference) & Domain("handling_number", "=", 0))
            ),
            limit=1,
        )
        if not found:
            raise request.not_found()
        return request.render(
            "yichuang_catalog.service_page",
            {"service": found, "version": found.current_version_id},
        )

    @staticmethod
    def _published():
        return Domain("current_version_id", "!=", False) & Domain(
            "department_id.active", "=", True
        )

    def _organs(self, services):
        """Names of the organs with published services, and how many each has."""
        groups = services._read_group(
            self._published(), ["department_id"], ["__count"], order="department_id"
        )
        return [(organ.name, count) for organ, count in groups]

    @staticmethod
    def _asked_for(search, organ, applicant):
        domain = Domain.AND(
            Domain("name", "ilike", word) | Domain("item_id.name", "ilike", word)
            for word in search.split()[:MAX_WORDS]
        )
        if organ:
            domain &= Domain("department_id.name", "=", organ)
        if applicant:
            domain &= Domain(
                "current_version_id.applicant_kind", "in", APPLICANTS[applicant]
            )
        return domain

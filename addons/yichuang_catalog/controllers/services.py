"""What the hall can do for you: open to everybody, published content only."""

from odoo import http
from odoo.fields import Domain
from odoo.http import request

from odoo.addons.portal.controllers.portal import pager as portal_pager

from ..tools.small_number import small_number

SERVICES_PER_PAGE = 20
MAX_LENGTH = 60

# What a visitor may ask for → the kinds of applicants a version is open to.
APPLICANTS = {"natural": ("natural", "any"), "legal": ("legal", "any")}

# What a visitor may narrow the list by → the field that says so.
CHOICES = {
    "zone": "zone_class",
    "organ": "department_id.name",
    "subject": "subject_ids.name",
}


class Services(http.Controller):
    @http.route(
        ["/services", "/services/page/<int:page>"],
        type="http",
        auth="public",
        readonly=True,
        website=True,
    )
    def services(self, page=1, **words):
        """The published services: found by words, narrowed by class, organ, subject
        and kind of applicant."""
        # Published content is for everybody; the public user has no rights of its own.
        services = request.env["yichuang.service"].sudo()
        page = small_number(page) or 1
        choices = self._choices(services)
        asked = {
            name: value
            for name, value in words.items()
            if value in choices.get(name, ())
        }
        search = words.get("search", "").strip()[:MAX_LENGTH]
        if search:
            asked["search"] = search
        found, total, alike = services._search_public(
            search,
            services._guided() & self._narrowed(asked),
            page,
            SERVICES_PER_PAGE,
        )
        pager = portal_pager(
            url="/services",
            url_args=asked,
            total=total,
            page=page,
            step=SERVICES_PER_PAGE,
        )
        return request.render(
            "yichuang_catalog.services_page",
            {
                "asked": asked,
                "choices": choices,
                "services": found,
                "alike": alike,
                "themes": () if asked else self._themes(),
                "total": total,
                "pager": pager,
            },
        )

    @staticmethod
    def _choices(services):
        """Parameter → value → what it is called, for what there is."""

        def counted(field, name):
            groups = services._read_group(
                services._guided(), [field], ["__count"], order=field
            )
            return {name(key): f"{name(key)} ({count})" for key, count in groups if key}

        zones = services._fields["zone_class"]._description_selection(services.env)
        return {
            "zone": dict(zones),
            "organ": counted("department_id", lambda organ: organ.name),
            "subject": counted("subject_ids", lambda subject: subject.name),
            "applicant": APPLICANTS,
        }

    @staticmethod
    def _narrowed(asked):
        domain = Domain.AND(
            Domain(field, "=", asked[name])
            for name, field in CHOICES.items()
            if name in asked
        )
        if "applicant" in asked:
            kinds = APPLICANTS[asked["applicant"]]
            domain &= Domain("current_version_id.applicant_kind", "in", kinds)
        return domain

    @staticmethod
    def _themes():
        # Published themes are for everybody, like published services.
        themes = request.env["yichuang.theme"].sudo()
        return themes.search(themes._guided())

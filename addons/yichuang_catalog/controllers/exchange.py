"""The catalogue for machines: open to everybody, published content only."""

import hashlib

from odoo import http
from odoo.http import request

from ..tools.cpsv import Turtle
from ..tools.small_number import small_number
from .exchange_api import MAX_AGE, shipped
from .exchange_cpsv import describe

# Services in one document: bounded work for one request of an anonymous reader.
PAGE = 500
MOST_PAGES = 10_000

# A document changes only when a row of these does.
SOURCES = (
    "yichuang.service",
    "yichuang.service.version",
    "yichuang.service.material",
    "yichuang.service.fee",
    "yichuang.department",
    "yichuang.item",
    "yichuang.law",
    "yichuang.material",
    "yichuang.region",
    "yichuang.subject",
)


class Exchange(http.Controller):
    # Published services are meant for everybody: they are read with sudo, never by a
    # database id of the visitor's, and only what the public guide shows is written.

    @http.route(
        "/services/catalogue.ttl",
        type="http",
        auth="public",
        readonly=True,
        sitemap=False,
        save_session=False,
    )
    def catalogue(self, page="1", **kwargs):
        """The published services by CPSV-AP 3.2, so many in one document; the next
        one is named in the header ``Link``."""
        page = small_number(page)
        if not 1 <= page <= MOST_PAGES:
            raise request.not_found()
        services = request.env["yichuang.service"].sudo()
        total = services.search_count(services._guided())
        if page > 1 and (page - 1) * PAGE >= total:
            raise request.not_found()
        etag = self._etag(page, total)
        if etag in request.httprequest.if_none_match:
            return self._not_modified(etag)
        found = services.search(
            services._guided(), limit=PAGE, offset=(page - 1) * PAGE, order="id"
        )
        base = self._base()
        links = [f'<{base}/services/catalogue.ttl?page={page - 1}>; rel="prev"']
        if page == 1:
            links = []
        if page * PAGE < total:
            links.append(f'<{base}/services/catalogue.ttl?page={page + 1}>; rel="next"')
        return self._turtle(found, etag, links)

    @http.route(
        "/services/<string:reference>/cpsv.ttl",
        type="http",
        auth="public",
        readonly=True,
        sitemap=False,
        save_session=False,
    )
    def service(self, reference, **kwargs):
        """One published service by CPSV-AP 3.2."""
        found = request.env["yichuang.service"].sudo()._find_guided(reference)
        if not found:
            raise request.not_found()
        etag = self._etag(found.id, 1)
        if etag in request.httprequest.if_none_match:
            return self._not_modified(etag)
        return self._turtle(found, etag, [])

    @http.route(
        "/services/openapi.json",
        type="http",
        auth="public",
        readonly=True,
        sitemap=False,
        save_session=False,
    )
    def openapi(self, **kwargs):
        """What programs may call, as an OpenAPI 3.1 document."""
        return shipped("yichuang_catalog")

    @staticmethod
    def _base():
        # The hall's own address is no secret; visitors may not read parameters.
        return request.env["ir.config_parameter"].sudo().get_param("web.base.url")

    def _turtle(self, services, etag, links):
        base = self._base()
        turtle = Turtle(f"{base}/services")
        text = "".join(turtle.document(describe(service, base) for service in services))
        headers = self._headers("text/turtle; charset=utf-8", etag)
        if links:
            headers.append(("Link", ", ".join(links)))
        return request.make_response(text, headers)

    @staticmethod
    def _etag(*parts):
        """Stands for the state of everything that a document is made of."""
        stamps = [
            request.env[name].sudo()._read_group([], [], ["__count", "write_date:max"])
            for name in SOURCES
        ]
        base = Exchange._base()
        return hashlib.sha256(
            repr((parts, request.env.company.id, base, stamps)).encode()
        ).hexdigest()

    @staticmethod
    def _headers(content_type, etag):
        return [
            ("Content-Type", content_type),
            ("ETag", f'"{etag}"'),
            ("Cache-Control", f"public, max-age={MAX_AGE}"),
            ("X-Content-Type-Options", "nosniff"),
        ]

    def _not_modified(self, etag):
        response = request.make_response("", self._headers("text/turtle", etag))
        response.status_code = 304
        return response

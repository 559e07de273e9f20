import csv
import io
import json

from odoo import http
from odoo.http import request

from ..tools import ocds
from .common import PUBLIC_STATES, MarketPages

PAGE_SIZE = 100


class OpenData(MarketPages):
    """The market as open data (OCDS 1.1): for anybody, without logging in."""

    @http.route(
        "/market/ocds/<string:number>.json",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        website=True,
        multilang=False,
    )
    def releases(self, number, **_kw):
        """The release package of one published notice."""
        notice = self._ocds_notice(number)
        found = ocds.releases(notice._ocds_process())
        return self._package(ocds.package, found, notice, f"{number}.json")

    @http.route(
        "/market/ocds/<string:number>/record.json",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        website=True,
        multilang=False,
    )
    def record(self, number, **_kw):
        """The record package of one published notice."""
        notice = self._ocds_notice(number)
        found = ocds.releases(notice._ocds_process())
        return self._package(ocds.record, found, notice, f"{number}-record.json")

    @http.route(
        ["/market/ocds.json", "/market/ocds/page/<int:page>.json"],
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        website=True,
        multilang=False,
    )
    def all_releases(self, page=1, **_kw):
        """The releases of all published notices, a hundred notices a page."""
        notices = self._notices(page)
        found = [
            release
            for notice in notices
            for release in ocds.releases(notice._ocds_process())
        ]
        return self._package(ocds.package, found, notices[:1], f"ocds-{page}.json")

    @http.route(
        "/market/ocds.csv",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        website=True,
        multilang=False,
    )
    def table(self, page="1", **_kw):
        """The published notices as a table, a hundred a page."""
        number = int(page) if page.isdecimal() and len(page) < len("99999") else 1
        stream = io.StringIO()
        writer = csv.DictWriter(stream, ocds.COLUMNS)
        writer.writeheader()
        for notice in self._notices(number):
            row = ocds.row(notice._ocds_process())
            writer.writerow({name: ocds.safe_cell(row[name]) for name in row})
        # The mark at the beginning lets spreadsheets see that it is UTF-8.
        return self._download(f"\ufeff{stream.getvalue()}", "ocds.csv", "text/csv")

    def _ocds_notice(self, number):
        notice = self._public_notice(number)
        if not notice:
            raise request.not_found()
        return notice

    def _notices(self, page):
        # What is published is for everybody; nothing else is read.
        notices = request.env["yichuang.market.notice"].sudo()
        return notices.search(
            [("state", "in", PUBLIC_STATES)],
            order="id",
            limit=PAGE_SIZE,
            offset=(max(page, 1) - 1) * PAGE_SIZE,
        )

    def _package(self, make, found, notice, name):
        hall = notice.company_id or request.env.company.sudo()
        contracts = request.env["yichuang.market.contract"]
        uri = f"{hall.get_base_url()}{request.httprequest.path}"
        body = make(found, uri, contracts._ocds_moment(), hall.name)
        text = json.dumps(body, ensure_ascii=False, indent=1)
        return self._download(text, name, "application/json")

from odoo import http
from odoo.http import content_disposition, request

from odoo.addons.portal.controllers.portal import pager

from ..tools import published

PAGE_SIZE = 30
MOST_ROWS = 5000
LONGEST_QUERY = 60
KINDS = {
    "csv": (published.as_csv, "text/csv; charset=utf-8"),
    "xlsx": (
        published.as_xlsx,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}


class Published(http.Controller):
    """The public list of granted licences (行政许可法 Art. 40)."""

    # The list is meant for everybody and holds nothing else: it is read with sudo,
    # and none of it is chosen by a database id of the visitor's.

    @http.route(
        ["/published", "/published/page/<int:page>"],
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        readonly=True,
        sitemap=False,
    )
    def published(self, page=1, q="", organ="", **kw):
        """The newest first, or what fits the search."""
        query, organ = q.strip()[:LONGEST_QUERY], organ.strip()[:LONGEST_QUERY]
        publications = request.env["yichuang.publication"].sudo()
        domain = publications._public(query, organ)
        total = publications.search_count(domain, limit=MOST_ROWS)
        paging = pager(
            url="/published",
            url_args={"q": query, "organ": organ},
            total=total,
            page=page,
            step=PAGE_SIZE,
        )
        found = publications.search(
            domain,
            order="published_on desc, id",
            limit=PAGE_SIZE,
            offset=paging["offset"],
        )
        response = request.render(
            "yichuang_issuance.published_page",
            {
                "publications": found,
                "columns": published.COLUMNS,
                "pager": paging,
                "query": query,
                "organ": organ,
            },
        )
        response.headers["Cache-Control"] = "public, max-age=60"
        return response

    @http.route(
        "/published/list.<any(csv,xlsx):kind>",
        type="http",
        auth="public",
        methods=["GET"],
        # How many lists an address takes is counted.
        readonly=False,
        sitemap=False,
    )
    def published_list(self, kind, q="", organ="", **kw):
        """What fits the search as a file, a limited number of times."""
        address = request.httprequest.remote_addr or ""
        visits = request.env["yichuang.publication.visit"].sudo()
        if not visits._count(address):
            message = request.env._(
                "Too many lists at once. Try again in a few minutes."
            )
            plain = [("Content-Type", "text/plain; charset=utf-8")]
            return request.make_response(message, plain, status=429)
        publications = request.env["yichuang.publication"].sudo()
        domain = publications._public(
            q.strip()[:LONGEST_QUERY], organ.strip()[:LONGEST_QUERY]
        )
        names = [name for name, _title in published.COLUMNS]
        rows = publications.search_fetch(
            domain, names, order="published_on desc, id", limit=MOST_ROWS
        )
        write, mime = KINDS[kind]
        return request.make_response(
            write([{name: row[name] for name in names} for row in rows]),
            [
                ("Content-Type", mime),
                ("Content-Disposition", content_disposition(f"licences.{kind}")),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )

import json
import secrets

from psycopg2.errors import UniqueViolation

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import request

from odoo.addons.yichuang_catalog.tools.workdays import hall_moment

from ..models.notice.notice import NOT_LIVE, PUBLIC_STATES
from ..tools.money import fen_text
from .reading import Reading

# Threat 25: on a page that seals, opens or repeats, no script but the hall's own runs
# and nothing can be sent elsewhere. Odoo's pages begin with scripts of their own in the
# page and compile their templates in the browser, so both stay allowed.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)


class MarketPages(Reading, http.Controller):
    """What the public pages and the portal of the market share."""

    def _render_closed(self, template, values):
        """A page that sends nothing to anybody but this server."""
        response = request.render(template, values)
        response.headers["Content-Security-Policy"] = POLICY
        return response

    def _local(self, moment):
        """A moment as the hall's wall clock shows it."""
        return hall_moment(moment).strftime("%Y-%m-%d %H:%M") if moment else ""

    def _helpers(self):
        return {"local": self._local, "fen_text": fen_text}

    def _public_notice(self, number, states=PUBLIC_STATES):
        """The published notice of that number, or an empty recordset."""
        return (
            request.env["yichuang.market.notice"]
            .sudo()
            .search([("number", "=", number), ("state", "in", states)], limit=1)
        )

    def _own_agency(self):
        """The agency that the user acts for, found under the user's own rights."""
        agencies = request.env["yichuang.market.agency"]
        if not request.env.user._is_portal():
            return agencies
        return agencies.search(
            [("partner_id", "=", request.env.user.commercial_partner_id.id)], limit=1
        )

    def _render_notice(self, notice, error="", done=""):
        agency = self._own_agency()
        signup = request.env["yichuang.market.signup"]
        if agency:
            signup = signup.search(
                [
                    ("notice_id", "=", notice.id),
                    ("agency_id", "=", agency.id),
                    ("state", "not in", NOT_LIVE),
                ],
                limit=1,
            )
        return self._render_closed(
            "yichuang_intermediary.market_notice",
            {
                "notice": notice,
                "agency": agency.sudo(),
                "signup": signup.sudo(),
                "obstacle": agency.sudo()._ineligible_reason(notice)
                if agency and notice.state == "published"
                else "",
                **self._helpers(),
                "sealing": json.dumps(notice._for_sealing(agency.sudo()))
                if agency and notice.is_sealed
                else "",
                "low_prices": self._open_low_prices(notice),
                # The reader's own agency.
                "rounds": notice._rounds_shown(agency.sudo()),
                "request_id": secrets.token_hex(8),
                "error": error,
                "done": done if done in ("signed", "withdrawn", "asked") else "",
            },
        )

    def _open_low_prices(self, notice):
        """The low prices of a notice that wait for the user, as bidder or owner."""
        lines = request.env["yichuang.market.lowprice"]
        if not request.env.user._is_portal():
            return lines
        own = request.env.user.commercial_partner_id
        found = lines.search(
            [("notice_id", "=", notice.id), ("state", "in", ("asked", "explained"))]
        ).sudo()
        return found.filtered(
            lambda line: (
                line.notice_id.owner_id.commercial_partner_id == own
                or line.state == "asked"
            )
        )

    def _not_there(self):
        """The same answer for what does not exist and what is not to be seen."""
        raise request.not_found()

    def _download(self, text, name, kind):
        return request.make_response(
            text,
            [
                ("Content-Type", f"{kind}; charset=utf-8"),
                ("Content-Disposition", http.content_disposition(name)),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )

    def _attempt(self, step):
        """Take a step for the user; what stands in its way comes back as text.

        Everything the step wrote is undone then, and nothing of the form is lost.
        """
        try:
            with request.env.cr.savepoint():
                step()
        except UniqueViolation:
            return request.env._("This has been done already. Reload the page.")
        except (UserError, AccessError) as error:
            return str(error)
        return ""

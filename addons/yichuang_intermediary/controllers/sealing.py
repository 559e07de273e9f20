import json

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import request

from ..models.notice.notice import OPENED_STATES
from ..models.sealing.custodian import CUSTODIAN
from .common import MarketPages

# What a step on a low price writes down
LOW_PRICE_STEPS = {"explain": "explanation", "accept": "reason", "reject": "reason"}


class MarketSealing(MarketPages):
    """The custodians' page, and the sealed texts once they are open."""

    @http.route(
        "/market/verify/<string:number>/offers/<string:receipt>.json",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        website=True,
        multilang=False,
    )
    def sealed_text(self, number, receipt, **_kw):
        """A sealed text after the opening, for everybody to open again."""
        notice = self._public_notice(number, OPENED_STATES)
        offer = notice.offer_ids.filtered(
            lambda offer: (
                offer.signup_id.receipt_number == receipt and notice._offers_public()
            )
        )
        if not offer:
            return self._not_there()
        blob = offer.signup_id._sealed().blob
        return self._download(blob, f"{receipt}.json", "application/json")

    @http.route(
        "/my/market/custodian",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
        website=True,
    )
    def custodian(self, done="", **_kw):
        """The user's own keys, and the notices that wait for them."""
        if not self._is_custodian():
            return self._not_there()
        return self._render_custodian(done=done)

    @http.route(
        "/my/market/custodian/key",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def register_key(self, public_key="", organization="", **_kw):
        """Register the public half of a key made in the user's browser."""
        if not self._is_custodian():
            return self._not_there()
        custodians = request.env["yichuang.market.custodian"]
        error = self._attempt(lambda: custodians._enroll(public_key, organization))
        if error:
            return self._render_custodian(error=error, organization=organization)
        return request.redirect("/my/market/custodian?done=key", code=303)

    @http.route(
        "/my/market/custodian/<string:number>",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def envelopes(self, number, **_kw):
        """Hand the envelopes of a closed notice to one of its custodians."""
        return self._render_shares(self._find_notice(number))

    @http.route(
        "/my/market/custodian/<string:number>/shares",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def post_shares(self, number, shares="", **_kw):
        """Take the shares of one of the notice's custodians."""
        notice = self._find_notice(number)
        try:
            parsed = json.loads(shares)
        except ValueError:
            parsed = None
        error = self._attempt(lambda: notice._post_shares(parsed))
        if error:
            return self._render_shares(notice, error)
        return request.redirect("/my/market/custodian?done=shares", code=303)

    @http.route(
        "/my/market/low/<string:receipt>/<string:step>",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def low_price(self, receipt, step, text="", **_kw):
        """Explain a low price as its bidder, or decide on it as the owner."""
        # The receipt only names the row; who may see it is for the search below.
        signup = (
            request.env["yichuang.market.signup"]
            .sudo()
            .search([("receipt_number", "=", receipt)], limit=1)
        )
        line = request.env["yichuang.market.lowprice"].search(
            [("offer_id.signup_id", "=", signup.id)], limit=1
        )
        if not line or step not in LOW_PRICE_STEPS:
            return self._not_there()
        name = LOW_PRICE_STEPS[step]
        number = line.sudo().notice_id.number
        error = self._attempt(lambda: line.sudo()._transition(step, {name: text}))
        if error:
            return self._render_notice(line.sudo().notice_id, error)
        return request.redirect(f"/market/n/{number}", code=303)

    def _is_custodian(self):
        return request.env.user.has_group(CUSTODIAN)

    def _find_notice(self, number):
        """The notice, if the user keeps a key of it; else the page is not there."""
        if not self._is_custodian():
            return self._not_there()
        notice = request.env["yichuang.market.notice"].search(
            [("number", "=", number), ("custodian_ids.user_id", "=", request.env.uid)],
            limit=1,
        )
        return notice or self._not_there()

    def _render_custodian(self, error="", done="", organization=""):
        user = request.env.user
        custodians = request.env["yichuang.market.custodian"].search(
            [("user_id", "=", user.id)], order="id desc"
        )
        # By the user's own keys, found above; the list itself is not for custodians.
        notices = request.env["yichuang.market.notice"].sudo()
        waiting = notices.search(
            [
                ("custodian_ids", "in", custodians.ids),
                ("state", "=", "closed"),
                ("draw_ids.list_sha256", "!=", False),
            ],
            order="sign_close, id",
        )
        return self._render_closed(
            "yichuang_intermediary.custodian_page",
            {
                "page_name": "market",
                "custodians": custodians,
                "notices": waiting,
                "organization": organization,
                "error": error,
                "done": done if done in ("key", "shares") else "",
            },
        )

    def _render_shares(self, notice, error=""):
        try:
            envelopes = notice._hand_out()
            custodian = notice._own_custodian()
        except (AccessError, UserError) as problem:
            return self._render_custodian(error=error or str(problem))
        return self._render_closed(
            "yichuang_intermediary.shares_page",
            {
                "page_name": "market",
                "notice": notice.sudo(),
                "number": len(envelopes),
                "envelopes": json.dumps(envelopes, ensure_ascii=False),
                "position": notice._position_of(custodian),
                "custodian": custodian,
                "error": error,
            },
        )

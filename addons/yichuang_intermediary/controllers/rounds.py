from odoo import http
from odoo.http import request

from ..tools.money import parse_fen
from .portal import MarketPortal


class RoundsPortal(MarketPortal):
    """Bidding in rounds on the portal: the bidder whose turn it is names a price."""

    @http.route(
        "/my/market/n/<string:number>/turn",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def name_price(self, number, price="", **_kw):
        """Name a lower price in a notice the user's agency takes part in."""
        notice = self._find("notice", "number", number, [("state", "=", "opened")])
        agency = self._own_agency()
        if not notice or not agency:
            return self._not_there()
        try:
            fen = parse_fen(price)
        except ValueError:
            error = request.env._(
                "The price cannot be read: yuan, with at most two decimals."
            )
        else:
            error = self._attempt(lambda: self._model("turn")._say(notice, agency, fen))
        if error:
            # A published notice; the page shows what is public and the reader's own.
            return self._render_notice(notice.sudo(), error)
        return request.redirect(f"/market/n/{number}", code=303)

import logging
import time

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from ..tools import cabinet_event
from ..tools.rate_limit import RateLimit

LIMIT = RateLimit(burst=120, per_minute=120)
STATUS = {
    "taken": 200,
    "unknown": 404,
    "late": 409,
    "replayed": 409,
    "wrong_code": 422,
}
_logger = logging.getLogger(__name__)


class Cabinet(http.Controller):
    """Where self-service cabinets report what was picked up and what was left."""

    @http.route(
        "/exit/cabinet/<string:key>",
        type="http",
        auth="public",
        methods=["POST"],
        csrf=False,
        save_session=False,
        sitemap=False,
    )
    def report(self, key, **kw):
        """Take one signed report; whatever is not signed, fresh and new changes
        nothing."""
        sent = request.httprequest
        if not LIMIT.allows(sent.remote_addr or "", time.monotonic()):
            return self._answer("often", 429)
        if (sent.content_length or 0) > cabinet_event.MOST_BYTES:
            return self._answer("big", 413)
        body = sent.get_data()
        if len(body) > cabinet_event.MOST_BYTES:
            return self._answer("big", 413)
        cabinet = (
            request.env["yichuang.exit.cabinet"]
            # The cabinet has no user; its secret is checked before anything else. What
            # lies in one that is no longer used is still picked up.
            .sudo()
            .with_context(active_test=False)
            .search([("key", "=", key)], limit=1)
        )
        nonce = sent.headers.get("X-Yichuang-Nonce", "")
        try:
            report = cabinet_event.read(
                cabinet.secret or "",
                sent.headers.get("X-Yichuang-Timestamp", ""),
                nonce,
                sent.headers.get("X-Yichuang-Signature", ""),
                body,
                time.time(),
            )
        except cabinet_event.Forged:
            return self._answer("refused", 401)
        except cabinet_event.Malformed as error:
            return self._answer(str(error), 400)
        events = request.env["yichuang.cabinet.event"].sudo()
        try:
            with request.env.cr.savepoint():
                outcome = events._take(cabinet, report, nonce, body)
        except UserError as error:
            _logger.info("Report of %s not taken now: %s", cabinet.name, error)
            return self._answer("again", 503)
        return self._answer(outcome, STATUS[outcome])

    def _answer(self, outcome, status):
        return request.make_json_response({"outcome": outcome}, status=status)

import json
import time

from markupsafe import Markup

from odoo import SUPERUSER_ID, http
from odoo.http import content_disposition, request
from odoo.tools import file_open

from ..tools import verify_token
from ..tools.rate_limit import RateLimit

# A person scans a stack of papers; a machine that guesses gets no further.
LIMIT = RateLimit(burst=60, per_minute=60)
TOOL = "yichuang_issuance/tools/verify_certificate.py"


class Verify(http.Controller):
    """The public page that tells whether a certificate is genuine and in force.

    It is a page of its own without Odoo's frame and without a user: one look-up, and it
    opens at once on a phone in the hand of an inspector.
    """

    @http.route("/verify", type="http", auth="none", methods=["GET"], readonly=True)
    def verify_form(self, code="", **kw):
        """The form for a typed code; a whole code leads to its page."""
        if verify_token.is_valid(code):
            return request.redirect(f"/verify/{verify_token.compact(code)}")
        return self._respond("yichuang_issuance.verify_page", {"typed": code[:60]})

    @http.route(
        [
            "/verify/<string:token>",
            "/verify/<string:token>/<string:proof>",
            "/VERIFY/<string:token>",
            "/VERIFY/<string:token>/<string:proof>",
        ],
        type="http",
        auth="none",
        methods=["GET"],
        readonly=True,
        save_session=False,
        for_crowd=True,
    )
    def verify(self, token, proof="", **kw):
        """What the holder of a code may know. A code that was never given and text
        that cannot be a code get the same answer. The proof behind the code is for
        those without a network; here the register answers."""
        certificates = _env()["yichuang.certificate"]
        if not LIMIT.allows(request.httprequest.remote_addr or "", time.monotonic()):
            return _answer(certificates._verification_page("often"), 429)
        facts = certificates._verification(token)
        if not facts:
            return _answer(certificates._verification_page("unknown"), 404)
        return _answer(certificates._verification_page("facts", facts))

    @http.route(
        "/verify/keys", type="http", auth="none", methods=["GET"], readonly=True
    )
    def verify_keys(self, **kw):
        """The keys with which QR codes are checked offline."""
        keys = _env()["yichuang.certificate"]._offline_keys()
        return request.make_json_response(
            {"keys": keys}, headers={"Cache-Control": "max-age=3600"}
        )

    @http.route(
        "/verify/tool", type="http", auth="none", methods=["GET"], readonly=True
    )
    def verify_tool(self, **kw):
        """The stand-alone program that checks QR codes offline."""
        with file_open(TOOL, "rb") as file:
            data = file.read()
        name = TOOL.rpartition("/")[2]
        return request.make_response(
            data,
            [
                ("Content-Type", "text/x-python"),
                ("Content-Disposition", content_disposition(name)),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )

    @http.route(
        "/verify/offline", type="http", auth="none", methods=["GET"], readonly=True
    )
    def verify_offline(self, **kw):
        """A page to keep: it checks QR codes by itself, without any network."""
        # Keys are hexadecimal and base64: no character of theirs ends a script.
        keys = json.dumps(_env()["yichuang.certificate"]._offline_keys())
        return self._respond(
            "yichuang_issuance.verify_offline_page",
            {
                "keys": Markup(keys),
                "style": _static("verify_page.css"),
                "script": _static("verify_offline.js"),
            },
        )

    def _respond(self, template, values):
        html = _env()["ir.qweb"]._render(
            template,
            {"reader_lang": (request.env.lang or "").replace("_", "-"), **values},
        )
        return _answer(f"<!DOCTYPE html>{html}")


def _answer(page, status=200):
    """A page that no cache keeps and no search engine lists."""
    return request.make_response(
        page,
        [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Cache-Control", "no-store"),
            ("X-Robots-Tag", "noindex, nofollow"),
            ("Referrer-Policy", "no-referrer"),
        ],
        status=status,
    )


def _env():
    """The environment of pages that know no user. All they ask the database for is
    what a code leads to, and the code is the right to look."""
    return request.env(user=SUPERUSER_ID)


def _static(name):
    """A file of ours, to be part of a page that can be saved."""
    with file_open(f"yichuang_issuance/static/src/{name}") as file:
        return Markup(file.read())

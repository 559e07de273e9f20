"""Where applicants rate: by the code of their receipt, without an account."""

import hmac

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.yichuang_catalog.tools import receipt_number

from ..models.rating.evaluation import GRADES
from ..tools import receipt_code
from ..tools.satisfaction import stars


class Rate(http.Controller):
    @http.route(
        "/rate",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        readonly=True,
    )
    def rate_kiosk(self, **kw):
        """The kiosk: type or scan what is on the receipt."""
        return self._render("rate_kiosk", {"number": ""})

    @http.route("/rate", type="http", auth="public", methods=["POST"], website=True)
    def rate_find(self, number="", code="", **kw):
        """Open the rating of a receipt; wrong code and wrong number answer alike."""
        number = receipt_number.compact(number[:40])
        code = receipt_code.compact(code[:40])
        attempts = request.env["yichuang.track.attempt"].sudo()
        address = request.httprequest.remote_addr or ""
        if attempts._is_blocked(address, number):
            return self._render("rate_kiosk", {"number": number, "blocked": True}, 429)
        # The code that is compared next is the right to look.
        case = (
            request.env["yichuang.case"]
            .sudo()
            .search_fetch(
                [("receipt_number", "=", number or "-")], ["query_code"], limit=1
            )
        )
        expected = case.query_code or receipt_code.new_code()
        if not hmac.compare_digest(expected.encode(), code.encode()) or not case:
            attempts._record(address, number)
            return self._render("rate_kiosk", {"number": number, "unknown": True})
        evaluation = case._open_evaluation()
        if not evaluation:
            return self._render("rate_kiosk", {"number": number, "rated": True})
        return request.redirect(f"/rate/{evaluation.token}?kiosk=1")

    @http.route(
        "/rate/<string:token>",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        readonly=True,
        sitemap=False,
    )
    def rate_form(self, token, kiosk="", **kw):
        """The form, as long as nothing was given."""
        evaluation = self._evaluation(token)
        return self._form(evaluation, {"kiosk": bool(kiosk)})

    @http.route(
        "/rate/<string:token>",
        type="http",
        auth="public",
        methods=["POST"],
        website=True,
        sitemap=False,
    )
    def rate(self, token, grade="", comment="", anonymous="", kiosk="", **kw):
        """Rate; what was typed stays on the page if something is missing."""
        evaluation = self._evaluation(token)
        typed = {
            "kiosk": bool(kiosk),
            "grade": grade,
            "comment": comment[:2000],
            "anonymous": bool(anonymous),
            "given": kw,
        }
        if evaluation.state != "asked":
            return self._form(evaluation, typed)
        by_indicator = {
            int(name.removeprefix("indicator_")): value
            for name, value in kw.items()
            if name.startswith("indicator_")
            and name.removeprefix("indicator_").isdecimal()
        }
        try:
            with request.env.cr.savepoint():
                evaluation._give(
                    grade,
                    by_indicator,
                    comment,
                    bool(anonymous),
                    self._channel(bool(kiosk)),
                )
        except UserError as error:
            evaluation.invalidate_recordset()
            return self._form(evaluation, {**typed, "fault": str(error)})
        return self._form(evaluation, {"thanks": True, "kiosk": bool(kiosk)})

    @http.route(
        "/ratings",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        readonly=True,
    )
    def results(self, **kw):
        """What people say of each organ of this hall, with how much it rests on."""
        # Sums of a hall are announced to everybody; no rating is shown.
        organs = request.env["yichuang.department"].sudo()
        found = organs._satisfaction([("company_id", "=", request.env.company.id)])
        rows = sorted(found.items(), key=lambda row: (-row[1].active, row[0].name))
        return self._render("rate_results", {"rows": [_in_words(*row) for row in rows]})

    def _channel(self, kiosk):
        if kiosk:
            return "kiosk"
        return "qr" if request.env.user._is_public() else "portal"

    def _evaluation(self, token):
        """What the code opens. Staff do not rate, whatever code they hold."""
        evaluation = request.env["yichuang.evaluation"]._by_token(token)
        if not evaluation or request.env.user._is_internal():
            raise request.not_found()
        return evaluation

    def _form(self, evaluation, values):
        return self._render(
            "rate_page",
            {
                "evaluation": evaluation,
                "indicators": evaluation._indicators(),
                "grades": [
                    (code, label, stars(code))
                    for code, label in evaluation._fields[
                        "grade"
                    ]._description_selection(request.env)
                ],
                "codes": [code for code, _label in GRADES],
                "grade": "",
                "comment": "",
                "anonymous": False,
                "given": {},
                **values,
            },
        )

    def _render(self, template, values, status=200):
        response = request.render(f"yichuang_intake.{template}", values)
        response.status_code = status
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response


def _in_words(organ, sums):
    """A row of the page of results."""
    low, high = sums.interval
    return {
        "name": organ.name,
        "rate": f"{100 * sums.rate:.1f} %" if sums.active else "–",
        "interval": f"{100 * low:.1f} – {100 * high:.1f} %" if sums.active else "–",
        "active": sums.active,
        "asked": sums.asked,
        "share": f"{100 * sums.active_share:.1f} %",
        "defaults": sums.defaults,
    }

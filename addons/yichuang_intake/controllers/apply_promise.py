from odoo import http
from odoo.http import request

from .applicant import ApplicantPages


class ApplyPromise(ApplicantPages, http.Controller):
    """The promise of an online application: read what one is told, state each
    commitment, sign, or take it back. Nothing changes on GET."""

    @http.route(
        "/my/apply/<string:token>/promise",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
        readonly=True,
    )
    def promise(self, token, **kw):
        """What one is told, and the form to sign."""
        case = self._own_promisable(token)
        return self._promise_page(case, {}, {})

    @http.route(
        "/my/apply/<string:token>/promise",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def promise_sign(self, token, do="sign", signed_by="", agreed="", **typed):
        """Sign, or take back what was signed."""
        case = self._own_promisable(token)
        if do == "take_back":
            case._take_back_offer()
            return request.redirect(case._apply_path())
        ticked = [
            name.removeprefix("commit_")
            for name in typed
            if name.startswith("commit_") and typed[name]
        ]
        if case._promise_sent_again(ticked, signed_by, bool(agreed)):
            return request.redirect(case._apply_path())
        faults = {}
        problem = self._try(
            case,
            lambda: faults.update(case._offer_promise(ticked, signed_by, bool(agreed))),
        )
        if problem:
            faults["form"] = problem
        if faults:
            kept = {**typed, "signed_by": signed_by[:100], "agreed": agreed}
            return self._promise_page(case, kept, faults)
        return request.redirect(case._apply_path())

    def _own_promisable(self, token):
        """The applicant's own draft that is open to a promise."""
        self._check_applicant()
        case = self._own_record("yichuang.case", "apply_token", token)
        draft = case.channel == "online" and case.state == "draft"
        if not draft or not case.version_id.promise_open:
            raise request.not_found()
        return case

    def _promise_page(self, case, typed, faults):
        return self._show(
            "yichuang_intake.apply_promise",
            {
                "page_name": "apply",
                "case": case,
                "told": case._promise_told(),
                "typed": typed,
                "faults": faults,
            },
            bool(faults),
        )

from odoo import http
from odoo.http import request

from .applicant import ApplicantPages

PAGES = [
    "/my/apply/<string:token>/undertaking",
    "/my/apply/joint/<string:token>/undertaking",
]


class ApplyUndertaking(ApplicantPages, http.Controller):
    """The undertaking of an online application, of one matter or of several, to hand
    materials in later: read it, sign it, or take it back. Nothing changes on GET."""

    @http.route(
        PAGES, type="http", auth="user", methods=["GET"], website=True, readonly=True
    )
    def undertaking(self, token, **kw):
        """What one undertakes, and the form to sign."""
        return self._undertaking_page(self._own_deferrable(token), {}, {})

    @http.route(PAGES, type="http", auth="user", methods=["POST"], website=True)
    def undertaking_sign(self, token, do="sign", signed_by="", agreed="", **kw):
        """Sign, or take back what was signed."""
        draft = self._own_deferrable(token)
        if do == "take_back":
            draft._take_back_undertaking()
            return request.redirect(draft._apply_path())
        if draft._undertaking_sent_again(signed_by, bool(agreed)):
            return request.redirect(draft._apply_path())
        faults = {}
        problem = self._try(
            draft,
            lambda: faults.update(draft._sign_undertaking(signed_by, bool(agreed))),
        )
        if problem:
            faults["form"] = problem
        if faults:
            typed = {"signed_by": signed_by[:100], "agreed": agreed}
            return self._undertaking_page(draft, typed, faults)
        return request.redirect(draft._apply_path())

    def _own_deferrable(self, token):
        """The applicant's own draft of which something may follow later."""
        self._check_applicant()
        draft = self._own_record(
            "yichuang.case", "apply_token", token
        ) or self._own_record("yichuang.joint.case", "apply_token", token)
        mine = draft.channel == "online" and draft.state == "draft"
        if not mine or not (draft.undertaken_on or draft._lines_to_follow()):
            raise request.not_found()
        return draft

    def _undertaking_page(self, draft, typed, faults):
        lines = draft._undertaken_lines() or draft._lines_to_follow()
        return self._show(
            "yichuang_intake.apply_undertaking",
            {
                "page_name": "apply",
                "case": draft,
                "told": draft._undertaking_told(lines),
                "typed": typed,
                "faults": faults,
            },
            bool(faults),
        )

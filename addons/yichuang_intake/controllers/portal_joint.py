from odoo import http
from odoo.http import request

from . import sent_in
from .applicant import LONGEST_REASON, ApplicantPages


class JointPortal(ApplicantPages, http.Controller):
    """The applicant's own joint cases: followed, supplemented and withdrawn as one."""

    @http.route(
        "/my/joint/<string:receipt_number>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
        readonly=True,
    )
    def portal_my_joint(self, receipt_number, **kw):
        """One of the applicant's joint cases, followed as one."""
        joint = self._own_joint(receipt_number)
        return self._joint_page(joint) if joint else request.redirect("/my/cases")

    @http.route(
        "/my/joint/<string:receipt_number>/supplement",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def portal_joint_supplement(self, receipt_number, **kw):
        """Send in files, once, for what the one notice names."""
        joint = self._own_joint(receipt_number)
        if not joint or not request.env.user._is_portal():
            return request.redirect("/my/cases")
        kept, faults = sent_in.keep(
            joint.file_ids, joint.material_ids, joint._wanted_online(), supplement=True
        )
        if kept:
            joint._take_sent_in(kept)
        if faults:
            return self._joint_page(joint, faults)
        return request.redirect(f"/my/joint/{receipt_number}")

    @http.route(
        "/my/joint/<string:receipt_number>/withdraw",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def portal_joint_withdraw(
        self, receipt_number, reason="", revision="", part="", **kw
    ):
        """Withdraw all of it, or one matter with those after it, with the reason."""
        joint = self._own_joint(receipt_number)
        if not joint or not request.env.user._is_portal():
            return request.redirect("/my/cases")
        shown = self._seen(joint, revision)
        reason = reason.strip()[:LONGEST_REASON]
        case = joint.child_ids.filtered(lambda one: one.receipt_number == part)
        if part and not case:
            raise request.not_found()
        fault = self._try(joint, lambda: joint._withdraw_online(reason, shown, case))
        if fault:
            return self._joint_page(joint, {"withdraw": fault}, reason, part)
        return request.redirect(f"/my/joint/{receipt_number}")

    @http.route(
        "/my/joint/<string:receipt_number>/consent",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def portal_joint_consent(self, receipt_number, **kw):
        """Agree to be served electronically, in all matters."""
        joint = self._own_joint(receipt_number)
        if not joint or not request.env.user._is_portal():
            return request.redirect("/my/cases")
        joint.child_ids._set_delivery_consent(True)
        return request.redirect(f"/my/joint/{receipt_number}")

    @http.route(
        "/my/joint/<string:receipt_number>/file/<string:file>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def portal_joint_file(self, receipt_number, file, **kw):
        """A file that the applicant sent in."""
        joint = self._own_joint(receipt_number)
        if not joint:
            raise request.not_found()
        return sent_in.give(joint.file_ids, file)

    def _own_joint(self, receipt_number):
        return self._own_record("yichuang.joint.case", "receipt_number", receipt_number)

    def _joint_page(self, joint, faults=None, reason="", part=""):
        return self._show(
            "yichuang_intake.portal_my_joint",
            {
                "page_name": "case",
                "case": joint,
                "wanted": joint._wanted_online(),
                "faults": faults or {},
                "reason": reason,
                "part": part,
            },
            bool(faults),
        )

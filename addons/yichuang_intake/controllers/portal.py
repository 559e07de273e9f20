from odoo import http
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal, pager

from . import sent_in
from .applicant import LONGEST_REASON, ApplicantPages

PAGE_SIZE = 20
# The matters of a joint case are followed with it.
ALONE = [("parent_id", "=", False)]


class CasePortal(ApplicantPages, CustomerPortal):
    """The applicant's own cases: to follow, to supplement, to withdraw."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "case_count" in counters:
            cases = request.env["yichuang.case"]
            joints = request.env["yichuang.joint.case"]
            values["case_count"] = (
                cases.search_count(ALONE) + joints.search_count([])
                if cases.has_access("read")
                else 0
            )
        return values

    @http.route(
        ["/my/cases", "/my/cases/page/<int:page>"],
        type="http",
        auth="user",
        website=True,
        readonly=True,
    )
    def portal_my_cases(self, page=1, **kw):
        """The list of the applicant's cases."""
        cases = request.env["yichuang.case"]
        joints = request.env["yichuang.joint.case"]
        paging = pager(
            url="/my/cases", total=cases.search_count(ALONE), page=page, step=PAGE_SIZE
        )
        found = cases.search(ALONE, limit=PAGE_SIZE, offset=paging["offset"])
        return request.render(
            "yichuang_intake.portal_my_cases",
            {
                "page_name": "case",
                "cases": found.sudo(),
                "joints": (joints.search([]) if page == 1 else joints).sudo(),
                "pager": paging,
            },
        )

    @http.route(
        "/my/cases/<string:receipt_number>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
        readonly=True,
    )
    def portal_my_case(self, receipt_number, **kw):
        """One of the applicant's cases; found by its number among their own."""
        case = self._own_case(receipt_number)
        return self._case_page(case) if case else request.redirect("/my/cases")

    @http.route(
        "/my/cases/<string:receipt_number>/supplement",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def portal_supplement(self, receipt_number, **kw):
        """Send in files for what is missing."""
        case = self._own_case(receipt_number)
        if not case or not request.env.user._is_portal():
            return request.redirect("/my/cases")
        if case.parent_id:
            # There is one notice for all matters, and one set of materials.
            return request.redirect(f"/my/joint/{case.parent_id.receipt_number}")
        kept, faults = sent_in.keep(
            case.file_ids, case.material_ids, case._wanted_online(), supplement=True
        )
        if kept:
            case._take_sent_in(kept)
        if faults:
            return self._case_page(case, faults)
        return request.redirect(f"/my/cases/{receipt_number}")

    @http.route(
        "/my/cases/<string:receipt_number>/withdraw",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def portal_withdraw(self, receipt_number, reason="", revision="", **kw):
        """Withdraw the application, with the reason."""
        case = self._own_case(receipt_number)
        if not case or not request.env.user._is_portal():
            return request.redirect("/my/cases")
        if case.parent_id:
            # What comes after a matter goes with it, and the page there says so.
            return request.redirect(f"/my/joint/{case.parent_id.receipt_number}")
        shown = self._seen(case, revision)
        reason = reason.strip()[:LONGEST_REASON]
        fault = self._try(
            case,
            lambda: case._transition(
                "withdraw_online", {"end_reason": reason}, expected_revision=shown
            ),
        )
        if fault:
            return self._case_page(case, {"withdraw": fault}, reason)
        return request.redirect(f"/my/cases/{receipt_number}")

    @http.route(
        "/my/cases/<string:receipt_number>/file/<string:file>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def portal_file(self, receipt_number, file, **kw):
        """A file that the applicant sent in."""
        case = self._own_case(receipt_number)
        if not case:
            raise request.not_found()
        return sent_in.give(case.file_ids, file)

    def _own_case(self, receipt_number):
        return self._own_record("yichuang.case", "receipt_number", receipt_number)

    def _case_page(self, case, faults=None, reason=""):
        return self._show(
            "yichuang_intake.portal_my_case",
            {
                "page_name": "case",
                "case": case,
                "wanted": case._wanted_online(),
                "faults": faults or {},
                "reason": reason,
            },
            bool(faults),
        )

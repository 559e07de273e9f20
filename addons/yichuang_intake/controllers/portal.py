from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal, pager

from . import sent_in

PAGE_SIZE = 20
LONGEST_REASON = 1000
# The matters of a joint case are followed with it.
ALONE = [("parent_id", "=", False)]


class CasePortal(CustomerPortal):
    """The applicant's own cases: to follow, to supplement, to withdraw."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "case_count" in counters:
            cases = request.env["yichuang.case"]
            values["case_count"] = (
                cases.search_count(ALONE) + self._own_joints().search_count([])
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
        paging = pager(
            url="/my/cases", total=cases.search_count(ALONE), page=page, step=PAGE_SIZE
        )
        found = cases.search(ALONE, limit=PAGE_SIZE, offset=paging["offset"])
        joints = self._own_joints().search([]) if page == 1 else self._own_joints()
        return request.render(
            "yichuang_intake.portal_my_cases",
            {
                "page_name": "case",
                "cases": found.sudo(),
                "joints": joints.sudo(),
                "pager": paging,
            },
        )

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
        joint = self._own_joints().search(
            [("receipt_number", "=", receipt_number or "-")], limit=1
        )
        if not joint:
            return request.redirect("/my/cases")
        return request.render(
            "yichuang_intake.portal_my_joint",
            # Found under the applicant's own rights; these end at the joint case.
            {"page_name": "case", "case": joint.sudo()},
        )

    def _own_joints(self):
        return request.env["yichuang.joint.case"]

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
        kept, faults = sent_in.keep(
            case.material_ids, case._wanted_online(), supplement=True
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
        shown = int(revision) if revision.isdecimal() else case.revision
        reason = reason.strip()[:LONGEST_REASON]
        try:
            with request.env.cr.savepoint():
                case._transition(
                    "withdraw_online", {"end_reason": reason}, expected_revision=shown
                )
        except UserError as error:
            case.invalidate_recordset()
            return self._case_page(case, {"withdraw": str(error)}, reason)
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
        return sent_in.give(case, file)

    def _own_case(self, receipt_number):
        """The applicant's case of this number; empty for what is not theirs as for
        what is not there."""
        case = request.env["yichuang.case"].search(
            [("receipt_number", "=", receipt_number or "-")], limit=1
        )
        # Found under the applicant's own rights; these do not let them write.
        return case.sudo()

    def _case_page(self, case, faults=None, reason=""):
        response = request.render(
            "yichuang_intake.portal_my_case",
            {
                "page_name": "case",
                "case": case,
                "wanted": case._wanted_online(),
                "faults": faults or {},
                "reason": reason,
            },
        )
        response.status_code = 422 if faults else 200
        return response

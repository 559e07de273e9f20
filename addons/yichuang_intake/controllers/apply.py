from odoo import http
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.http import request

from odoo.addons.yichuang_catalog.tools import situations
from odoo.addons.yichuang_catalog.tools.access_rules import APPLY_ONLINE

from ..models.desk.case_application import STATED
from . import sent_in

MOST_SERVICES = 50
INVALID = 422


class Apply(http.Controller):
    """Applying online: choose a service, answer its questions, state who applies, send
    in the files, submit. Each page is its own step; nothing changes on GET."""

    @http.route(
        "/my/apply",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
        readonly=True,
    )
    def apply_services(self, q="", **kw):
        """The services one can apply for online."""
        self._check_applicant()
        services = self._services()
        q = q.strip()[:60]
        domain = self._online() & Domain("name", "ilike", q)
        return self._render(
            "yichuang_intake.apply_services",
            {
                "services": services.search(domain, limit=MOST_SERVICES, order="name"),
                "total": services.search_count(domain),
                "q": q,
            },
        )

    @http.route(
        "/my/apply/service/<string:reference>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
        readonly=True,
    )
    def apply_service(self, reference, **words):
        """The questions of a service and the list that follows from the answers."""
        return self._questions(self._service(reference), words)

    @http.route(
        "/my/apply/service/<string:reference>",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def apply_begin(self, reference, **words):
        """Begin a draft with these answers, once all that appear are answered."""
        service = self._service(reference)
        version = service.current_version_id
        chosen = version._chosen(words)
        if version._next_situation(chosen):
            return self._questions(service, words, unanswered=True)
        counted = situations.effective(version._situation_table(), set(chosen))
        answers = chosen.filtered(lambda answer: answer in counted)
        try:
            case = request.env["yichuang.case"]._begin_application(service, answers)
        except UserError as error:
            return self._questions(service, words, problem=str(error))
        return request.redirect(f"/my/apply/{case.apply_token}")

    @http.route(
        "/my/apply/<string:token>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
        readonly=True,
    )
    def apply_form(self, token, **kw):
        """The application as it stands."""
        case = self._own(token)
        if case.receipt_number:
            return request.redirect(f"/my/cases/{case.receipt_number}")
        return self._form(case, {}, {})

    @http.route(
        "/my/apply/<string:token>",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def apply_save(self, token, do="save", revision="", **typed):
        """Keep what was typed and chosen; then submit, remove a file, discard or take
        back, as the button says."""
        case = self._own(token)
        here = request.redirect(f"/my/apply/{token}")
        if case.state == "submitted" and do == "take_back":
            return self._step(case, "take_back", revision) or here
        if case.state != "draft":
            return here
        if do == "discard":
            if case.revision:
                return here
            case.unlink()
            return request.redirect("/my/cases")
        faults = case._state_application(typed)
        faults.update(sent_in.keep(case.material_ids, case.material_ids)[1])
        if do.startswith("remove-"):
            case.file_ids.filtered(
                lambda file: file.token == do.removeprefix("remove-")
            ).unlink()
        faults.update(self._from_file(case, do))
        if do == "submit":
            faults = {**case._application_gaps(), **faults}
            if not faults:
                return self._step(case, "submit", revision) or here
        if faults:
            return self._form(case, typed, faults)
        return here

    @http.route(
        "/my/apply/<string:token>/file/<string:file>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def apply_file(self, token, file, **kw):
        """A file of one's own application."""
        return sent_in.give(self._own(token), file)

    def _from_file(self, case, do):
        """Use a document of the applicant's own for a material, or put it back."""
        step, _, rest = do.partition("-")
        number, _, token = rest.partition("-")
        position = int(number) if number.isdecimal() else 0
        if step == "take":
            fault = case._use_own_document(position, token)
            return {f"file_{position}": fault} if fault else {}
        if step == "put_back":
            case._put_back_own(position)
        return {}

    def _step(self, case, name, revision):
        """Move the case as its applicant; a page that says why not, or nothing."""
        shown = int(revision) if revision.isdecimal() else case.revision
        try:
            with request.env.cr.savepoint():
                case._transition(name, expected_revision=shown)
        except UserError as error:
            case.invalidate_recordset()
            return self._form(case, {}, {"form": str(error)})
        return None

    def _own(self, token):
        """The applicant's own online application. What is not theirs and what is not
        there get the same answer."""
        self._check_applicant()
        case = request.env["yichuang.case"].search(
            [("apply_token", "=", token or "-"), ("channel", "=", "online")], limit=1
        )
        if not case:
            raise request.not_found()
        # Found under the applicant's own rights; these do not let them write.
        return case.sudo()

    def _check_applicant(self):
        if not request.env.user._is_portal():
            raise request.not_found()

    def _service(self, reference):
        self._check_applicant()
        services = self._services()
        service = services.search(self._online() & services._named(reference), limit=1)
        if not service:
            raise request.not_found()
        return service

    def _services(self):
        # Published content is for everybody; applicants have no rights of their own.
        return request.env["yichuang.service"].sudo()

    def _online(self):
        return self._services()._guided() & Domain(
            "current_version_id.online_depth", "in", APPLY_ONLINE
        )

    def _questions(self, service, words, unanswered=False, problem=""):
        version = service.current_version_id
        return self._render(
            "yichuang_intake.apply_service",
            {
                "service": service,
                "version": version,
                "situation": version._guide_situation(words),
                "unanswered": unanswered,
                "problem": problem,
            },
            INVALID if unanswered or problem else 200,
        )

    def _form(self, case, typed, faults):
        """The form, with what was typed where it could not be kept."""
        shown = {name: case[name] or "" for name in STATED}
        shown.update({name: typed[name] for name in faults if name in typed})
        return self._render(
            "yichuang_intake.apply_form",
            {"case": case, "shown": shown, "faults": faults},
            INVALID if faults else 200,
        )

    def _render(self, template, values, status=200):
        response = request.render(template, {"page_name": "apply", **values})
        response.status_code = status
        response.headers["Cache-Control"] = "no-store"
        return response

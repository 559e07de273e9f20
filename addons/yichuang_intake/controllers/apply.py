from odoo import http
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.http import request

from odoo.addons.yichuang_catalog.tools import situations
from odoo.addons.yichuang_catalog.tools.access_rules import APPLY_ONLINE

from . import sent_in
from .applicant import DraftPages

MOST_SERVICES = 50


class Apply(DraftPages, http.Controller):
    """Applying online: choose a service, answer its questions, state who applies, send
    in the files, submit. Each page is its own step; nothing changes on GET."""

    _model = "yichuang.case"
    _form_template = "yichuang_intake.apply_case_form"

    @http.route(
        "/my/apply",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
        readonly=True,
    )
    def apply_services(self, q="", **kw):
        """The services and themes one can apply for online."""
        self._check_applicant()
        services = self._services()
        # Published themes are for everybody, like published services.
        themes = request.env["yichuang.theme"].sudo()
        q = q.strip()[:60]
        named = Domain("name", "ilike", q)
        domain = self._online() & named
        return self._show(
            "yichuang_intake.apply_services",
            {
                "page_name": "apply",
                "services": services.search(domain, limit=MOST_SERVICES, order="name"),
                "total": services.search_count(domain),
                "themes": themes.search(themes._online() & named, limit=MOST_SERVICES),
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
        return request.redirect(case._apply_path())

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
        """Keep what was typed and chosen, and do what the button says."""
        return self._save(self._own(token), do, revision, typed)

    @http.route(
        "/my/apply/<string:token>/file/<string:file>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def apply_file(self, token, file, **kw):
        """A file of one's own application."""
        return sent_in.give(self._own(token).file_ids, file)

    def _keep_sent_in(self, draft):
        return sent_in.keep(draft.file_ids, draft.material_ids, draft.material_ids)[1]

    def _after_saving(self, draft, do):
        """What was typed is kept first, then the promise is read."""
        if do == "promise" and draft.version_id.promise_open:
            return request.redirect(f"{draft._apply_path()}/promise")
        return super()._after_saving(draft, do)

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
        return self._show(
            "yichuang_intake.apply_service",
            {
                "page_name": "apply",
                "service": service,
                "version": version,
                "situation": version._guide_situation(words),
                "unanswered": unanswered,
                "problem": problem,
            },
            unanswered or bool(problem),
        )

from odoo import http
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.http import request

from . import sent_in
from .applicant import DraftPages


class ApplyTheme(DraftPages, http.Controller):
    """Applying online for several matters as one: who applies and for which of them,
    the questions of all guides each once, one form and one set of files, submitted
    once. Nothing changes on GET."""

    _model = "yichuang.joint.case"
    _form_template = "yichuang_intake.apply_joint_form"

    @http.route(
        "/my/apply/theme/<string:slug>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
        readonly=True,
    )
    def apply_theme(self, slug, **words):
        """The matters of a theme and the questions of their guides."""
        theme = self._theme(slug)
        return self._questions(theme, theme._asked_before(words))

    @http.route(
        "/my/apply/theme/<string:slug>",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def apply_theme_begin(self, slug, do="begin", **words):
        """Begin a draft with these matters and answers, once all are answered."""
        theme = self._theme(slug)
        asked = theme._asked_before(words)
        if do == "show":
            return self._questions(theme, asked)
        if asked["open"]:
            return self._questions(theme, asked, unanswered=True)
        joints = request.env["yichuang.joint.case"]
        try:
            with request.env.cr.savepoint():
                joint = joints._begin_application(
                    theme, asked["kind"], asked["lines"], asked["answers"]
                )
        except UserError as error:
            return self._questions(theme, asked, problem=str(error))
        return request.redirect(joint._apply_path())

    @http.route(
        "/my/apply/joint/<string:token>",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
        readonly=True,
    )
    def apply_joint_form(self, token, **kw):
        """The application as it stands."""
        joint = self._own(token)
        if joint.receipt_number:
            return request.redirect(f"/my/joint/{joint.receipt_number}")
        return self._form(joint, {}, {})

    @http.route(
        "/my/apply/joint/<string:token>",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def apply_joint_save(self, token, do="save", revision="", **typed):
        """Keep what was typed and chosen, and do what the button says."""
        return self._save(self._own(token), do, revision, typed)

    @http.route(
        "/my/apply/joint/<string:token>/file/<string:file>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def apply_joint_file(self, token, file, **kw):
        """A file of one's own application."""
        return sent_in.give(self._own(token).file_ids, file)

    def _keep_sent_in(self, draft):
        wanted = draft.material_ids.filtered(lambda line: not line.passed_on)
        return sent_in.keep(draft.file_ids, draft.material_ids, wanted)[1]

    def _theme(self, slug):
        self._check_applicant()
        # Published themes are for everybody; applicants have no rights of their own.
        themes = request.env["yichuang.theme"].sudo()
        theme = themes.search(themes._online() & Domain("slug", "=", slug), limit=1)
        if not theme:
            raise request.not_found()
        return theme

    def _questions(self, theme, asked, unanswered=False, problem=""):
        return self._show(
            "yichuang_intake.apply_theme",
            {
                "page_name": "apply",
                "service": theme,
                "asked": asked,
                "unanswered": unanswered,
                "problem": problem,
            },
            unanswered or bool(problem),
        )

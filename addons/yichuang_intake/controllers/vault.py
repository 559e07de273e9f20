from odoo import http
from odoo.http import content_disposition, request

from odoo.addons.yichuang_catalog.tools import pdf_page


class Vault(http.Controller):
    """Copies of what was taken from the file, marked with what they are for."""

    @http.route(
        "/yichuang/vault/<string:token>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def copy_used(self, token, **kw):
        """The copy for those who handle the case; what is not theirs and what is not
        there get the same answer."""
        return self._marked("yichuang.vault.use", token)

    @http.route(
        "/yichuang/vault/document/<string:token>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def copy_compared(self, token, **kw):
        """The copy for the clerk who compares it with the original."""
        if not request.env.user.has_group("yichuang_intake.group_clerk"):
            raise request.not_found()
        return self._marked("yichuang.vault.document", token)

    def _marked(self, model, token):
        records = request.env[model]
        found = records.has_access("read") and records.search(
            [("token", "=", token)], limit=1
        )
        if not found:
            raise request.not_found()
        try:
            copy = found._copy()
        except pdf_page.RenderError as error:
            words = request.env["yichuang.rendered.file"]._worded(
                error.code, error.facts
            )
            return request.make_response(words, status=503)
        if not copy:
            raise request.not_found()
        return give(*copy)


def give(data, name, kind="application/pdf"):
    """A file to be saved, kept by no cache on the way."""
    return request.make_response(
        data,
        [
            ("Content-Type", kind),
            ("Content-Disposition", content_disposition(name)),
            ("X-Content-Type-Options", "nosniff"),
            ("Cache-Control", "no-store"),
        ],
    )

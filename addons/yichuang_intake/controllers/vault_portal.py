from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal, pager

from ..tools import upload
from .vault import give

PAGE_SIZE = 20


class VaultPortal(CustomerPortal):
    """The holder's own documents on file: to see and upload, to agree to their use or
    not, to take back. Nothing changes on GET."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "document_count" in counters:
            documents = request.env["yichuang.vault.document"]
            values["document_count"] = (
                documents.search_count([]) if documents.has_access("read") else 0
            )
        return values

    @http.route(
        ["/my/documents", "/my/documents/page/<int:page>"],
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
        readonly=True,
    )
    def portal_my_documents(self, page=1, **kw):
        """The list of the holder's documents, and the form to upload one."""
        return self._page({}, {}, page)

    @http.route(
        "/my/documents", type="http", auth="user", methods=["POST"], website=True
    )
    def portal_upload_document(self, **typed):
        """Put a document on file."""
        if not request.env.user._is_portal():
            return request.redirect("/my/documents")
        sent = request.httprequest.files.get("file")
        data = sent.read(upload.MOST_BYTES + 1) if sent else b""
        documents = request.env["yichuang.vault.document"]
        try:
            with request.env.cr.savepoint():
                faults = documents._upload(typed, data)[1]
        except UserError as error:
            faults = {"form": str(error)}
        if faults:
            return self._page(typed, faults)
        return request.redirect("/my/documents")

    @http.route(
        "/my/documents/<string:token>",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def portal_change_document(self, token, do="", revision="", **kw):
        """Agree to the use of a document, agree no more, or take it back."""
        document = self._own_document(token)
        if not request.env.user._is_portal():
            return request.redirect("/my/documents")
        shown = int(revision) if revision.isdecimal() else document.revision
        try:
            with request.env.cr.savepoint():
                if do == "consent" and document.state == "on_file":
                    document._give_consent("portal")
                elif do == "withdraw_consent":
                    document._withdraw_consent()
                elif do == "withdraw":
                    document._transition("withdraw", expected_revision=shown)
        except UserError as error:
            document.invalidate_recordset()
            return self._page({}, {"form": str(error)})
        return request.redirect("/my/documents")

    @http.route(
        "/my/documents/<string:token>/file",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def portal_document_file(self, token, **kw):
        """The file of one of the holder's documents."""
        document = self._own_document(token)
        content = document._content()
        if not content:
            raise request.not_found()
        data, kind = content
        return give(data, f"{document.name}.{kind}", upload.TYPES[kind])

    def _own_document(self, token):
        """The holder's document of this token. What is not theirs and what is not
        there get the same answer."""
        documents = request.env["yichuang.vault.document"]
        found = documents.has_access("read") and documents.search(
            [("token", "=", token or "-")], limit=1
        )
        if not found or not request.env.user._is_portal():
            raise request.not_found()
        # Found under the holder's own rights; these do not let them write.
        return found.sudo()

    def _page(self, typed, faults, page=1):
        documents = request.env["yichuang.vault.document"]
        if not request.env.user._is_portal():
            raise request.not_found()
        paging = pager(
            url="/my/documents",
            total=documents.search_count([]),
            page=page,
            step=PAGE_SIZE,
        )
        found = documents.search([], limit=PAGE_SIZE, offset=paging["offset"])
        response = request.render(
            "yichuang_intake.portal_my_documents",
            {
                "page_name": "vault_document",
                "documents": found.sudo(),
                "materials": documents._upload_materials(),
                "typed": typed,
                "faults": faults,
                "pager": paging,
            },
        )
        response.status_code = 422 if faults else 200
        response.headers["Cache-Control"] = "no-store"
        return response

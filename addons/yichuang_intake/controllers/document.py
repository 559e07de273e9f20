from odoo import http
from odoo.exceptions import UserError
from odoo.http import content_disposition, request


class DocumentPage(http.Controller):
    """Where the QR code of a printed document leads: is it genuine, is it in force;
    and where its addressee takes it."""

    @http.route(
        "/document/<string:token>",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        website=True,
    )
    def document(self, token, **kw):
        """What stands on the paper, without its addressee. A code that was never
        given and text that cannot be a code get the same answer."""
        facts = request.env["yichuang.document"]._verification(token)
        response = request.render(
            "yichuang_intake.document_verify_page",
            {"facts": facts, "mine": self._own(token)},
        )
        response.status_code = 200 if facts else 404
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    @http.route(
        "/document/<string:token>/receive",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def receive(self, token, **kw):
        """Give the file to its addressee, who is served by taking it. What is not
        theirs gets the same answer as what is not there."""
        document = self._own(token)
        if not document:
            raise request.not_found()
        try:
            with request.env.cr.savepoint():
                if document._awaits_download():
                    document._take_electronically()
                data = document._file_bytes()
        except UserError:
            return request.redirect(document._applicants_page())
        return request.make_response(
            data,
            [
                ("Content-Type", "application/pdf"),
                ("Content-Disposition", content_disposition(document.file_name)),
                ("X-Content-Type-Options", "nosniff"),
                ("Cache-Control", "no-store"),
            ],
        )

    @http.route(
        "/my/cases/<string:receipt_number>/consent",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def consent(self, receipt_number, **kw):
        """Agree to be served electronically."""
        case = request.env["yichuang.case"].search(
            [("receipt_number", "=", receipt_number or "-")], limit=1
        )
        if not case or not request.env.user._is_portal():
            return request.redirect("/my/cases")
        # Found under the applicant's own rights; these do not let them write.
        case.sudo()._set_delivery_consent(True)
        return request.redirect(f"/my/cases/{receipt_number}")

    def _own(self, token):
        """The document of the portal user at work, without rights of one's own; empty
        for everything else."""
        documents = request.env["yichuang.document"]
        if not request.env.user._is_portal():
            return documents
        # Found under the applicant's own rights; these do not let them write.
        return documents._own_by_token(token).sudo()

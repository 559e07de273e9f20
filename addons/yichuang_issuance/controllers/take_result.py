from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from ..tools import pickup_code


class TakeResult(http.Controller):
    """The applicant takes a result on the portal instead of at the window."""

    @http.route(
        "/my/deliveries/<string:code>/take",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def take(self, code, **kw):
        """Take one of one's own results; what is not one's own changes nothing."""
        delivery = request.env["yichuang.delivery"].search(
            [
                ("pickup_code", "=", pickup_code.compact(code)),
                ("state", "in", ("waiting", "arrived")),
            ],
            limit=1,
        )
        if delivery and request.env.user._is_portal():
            try:
                with request.env.cr.savepoint():
                    delivery._take_online()
            except UserError as error:
                return request.render(
                    "yichuang_issuance.take_result_refused", {"problem": str(error)}
                )
        return request.redirect("/my/certificates")

from odoo import models
from odoo.http import request


class IrHttp(models.AbstractModel):
    """Pages for a crowd, whose language is found without asking the database.

    For a language that is not installed Odoo reads user, company and partner at each
    request. A route with ``for_crowd`` takes English, or the hall's only language.
    """

    _inherit = "ir.http"

    @classmethod
    def _pre_dispatch(cls, rule, args):
        if rule.endpoint.routing.get("for_crowd"):
            codes = [code for code, _name in request.env["res.lang"].get_installed()]
            if request.env.context.get("lang") not in codes:
                lang = "en_US" if "en_US" in codes else codes[0]
                request.update_context(lang=lang)
        super()._pre_dispatch(rule, args)

from werkzeug.exceptions import abort

from odoo import models
from odoo.http import request


class IrHttp(models.AbstractModel):
    """Pages for a crowd, which know no reader: answered as soon as their route is
    known.

    What Odoo does before and after is for somebody: session, rights, and for a language
    that is not installed a look at user, company and partner. A route ``for_crowd`` has
    none of it, changes nothing, and is read in English or the hall's only language.
    """

    _inherit = "ir.http"

    @classmethod
    def _match(cls, path):
        rule, args = super()._match(path)
        if rule.endpoint.routing.get("for_crowd"):
            request.session.can_save = False
            codes = [code for code, _name in request.env["res.lang"].get_installed()]
            if request.env.context.get("lang") not in codes:
                lang = "en_US" if "en_US" in codes else codes[0]
                request.update_context(lang=lang)
            # Odoo's own way of answering before a request is dispatched.
            abort(rule.endpoint(**args))
        return rule, args

from odoo import models


class Case(models.Model):
    """A matter of a joint case that waits for another one may rest on a promise as
    well: it is signed with the others, and stands once the matter is accepted."""

    _inherit = "yichuang.case"

    _added_guards = {"wait": ("_guard_waits_on_promise",)}

    def _guard_waits_on_promise(self, vals):
        if not vals.get("signed_by"):
            return
        self._guard_promise_open(vals)
        self._guard_credit(vals)
        self._guard_promise_signed(vals)

    def _values_wait(self, vals):
        if vals.get("signed_by"):
            self._make_promises(vals)
        return super()._values_wait(vals)

    def _after_wait(self, vals):
        self.filtered("promised")._issue_promises()

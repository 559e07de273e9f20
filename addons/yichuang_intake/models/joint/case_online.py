from odoo import models

from odoo.addons.yichuang_catalog.tools.transition import Transition

from ..desk.online import APPLICANT


class Case(models.Model):
    """One matter of a joint case that came online: what the applicant does, they do
    on the whole; a matter that waits for another may be withdrawn as well."""

    _inherit = "yichuang.case"

    _transitions = (
        Transition(
            "withdraw_online",
            ("received", "supplement", "waiting", "accepted", "reviewing"),
            "withdrawn",
            groups=APPLICANT,
            guards=("_guard_own", "_guard_reason_stated"),
        ),
    )

    def _guard_not_in_applicants_hand(self, vals):
        """The whole was submitted, and its matters with it."""
        if not self._moves_jointly():
            super()._guard_not_in_applicants_hand(vals)

    def _whole(self):
        return self.parent_id or super()._whole()

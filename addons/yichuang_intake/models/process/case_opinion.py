from odoo import api, models
from odoo.exceptions import UserError

from ...tools.opinions import is_bare


class Case(models.Model):
    """Opinions on a case say why."""

    _inherit = "yichuang.case"

    _added_guards = {"review": ("_guard_opinion_says_why",)}

    def _guard_opinion_says_why(self, vals):
        self._check_opinion_says_why(vals["review_opinion"])

    @api.model
    def _check_opinion_says_why(self, text):
        """Refuse an opinion that is a signature or a stock word."""
        if is_bare(text, [self.env.user.name]):
            raise UserError(
                self.env._(
                    "A signature alone is no opinion. Say what was examined, against "
                    "which condition, and what follows from it."
                )
            )

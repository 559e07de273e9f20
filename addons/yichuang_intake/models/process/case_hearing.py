from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools.licensing_law import ARTICLES


class Case(models.Model):
    _inherit = "yichuang.case"

    _added_guards = {
        "start_review": ("_guard_not_chair",),
        "review": ("_guard_not_chair",),
        "decide": ("_guard_hearings",),
    }

    hearing_ids = fields.One2many("yichuang.hearing", "case_id", readonly=True)

    def _handlers(self):
        """The people who have handled this case so far, as officers."""
        return self.received_by_id | self.accepted_by_id | self.reviewed_by_id

    def _guard_hearings(self, vals):
        # The duty holds for whoever decides, whether or not they may see hearings.
        for hearing in self.sudo().hearing_ids:
            message = hearing._why_undecided()
            if message:
                raise UserError(message)

    def _guard_not_chair(self, vals):
        for case in self:
            if self.env.user in case.sudo().hearing_ids.chair_id:
                raise UserError(
                    self.env._(
                        "You are named to chair the hearing on %(case)s, so somebody "
                        "else must examine it (行政许可法 Art. 48).",
                        case=case.display_name,
                    )
                )

    def _end(self, vals, reason):
        self._stop_clocks(["hearing"], hall_date(), ARTICLES["hearing"], reason)
        return super()._end(vals, reason)

    @api.model
    def _hearing_states(self):
        """The states of a case in which a hearing may take its course."""
        return ("accepted", "reviewing")

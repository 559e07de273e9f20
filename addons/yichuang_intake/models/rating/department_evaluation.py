from odoo import api, models

from ...tools.satisfaction import SATISFIED, Satisfaction


class Department(models.Model):
    """What people say of an organ, with how much it rests on."""

    _inherit = "yichuang.department"

    @api.model
    def _satisfaction(self, domain=()):
        """Satisfaction by organ, over the ratings that this user may see.

        :rtype: dict of department to :class:`Satisfaction`
        """
        groups = self.env["yichuang.evaluation"]._read_group(
            [("department_id", "!=", False), ("state", "!=", "excluded"), *domain],
            ["department_id", "state", "grade"],
            ["__count"],
        )
        counts = {}
        for organ, state, grade, count in groups:
            mine = counts.setdefault(organ, dict.fromkeys(Satisfaction.__slots__, 0))
            mine["asked"] += count
            if state == "given":
                mine["active"] += count
                mine["satisfied"] += count if grade in SATISFIED else 0
            elif state == "defaulted":
                mine["defaults"] += count
        return {organ: Satisfaction(**mine) for organ, mine in counts.items()}

from odoo import fields, models

from ...tools import limit_match


class Item(models.Model):
    _inherit = "yichuang.item"

    limit_ids = fields.Many2many(
        "yichuang.statutory.limit",
        "yichuang_item_limit_rel",
        "item_id",
        "limit_id",
        string="Statutory Limits",
        context={"active_test": False},
        help="法定时限: the limits that the law sets for deciding on this item, "
        "confirmed by an editor.",
    )

    def _limit_suggestions(self):
        """Limits of the library that these items may have, by item: their words occur
        in its name. Those linked already are left out."""
        library = self.env["yichuang.statutory.limit"].search(
            [("keywords", "!=", False), ("on_organ", "=", True)]
        )
        words = {limit.id: limit.keywords for limit in library}
        return {
            item: library.browse(limit_match.suggestions(item.name or "", words))
            - item.limit_ids
            for item in self
        }

    def action_suggest_limits(self):
        """Open the limits that the library suggests for these items."""
        self.check_access("write")
        dialog = self.env["yichuang.limit.link"].create(
            {
                "line_ids": [
                    (0, 0, {"item_id": item.id, "limit_id": limit.id})
                    for item, limits in self._limit_suggestions().items()
                    for limit in limits
                ]
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Suggested Limits"),
            "res_model": dialog._name,
            "res_id": dialog.id,
            "view_mode": "form",
            "target": "new",
        }

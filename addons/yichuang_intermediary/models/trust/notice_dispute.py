from odoo import fields, models
from odoo.exceptions import UserError

from .dispute import OPEN

# What holds the award up, and what does not: a question or a tip does not.
PAUSING = ("objection", "complaint")
PAUSING_ABOUT = ("notice", "process", "result")


class Notice(models.Model):
    """Nothing is awarded while an objection is open (政府采购法 Art. 52, 57)."""

    _inherit = "yichuang.market.notice"

    _added_guards = {"award": ("_guard_no_standstill",)}

    dispute_ids = fields.One2many(
        "yichuang.market.dispute",
        "notice_id",
        "Disputes",
        groups="yichuang_intermediary.group_market_reviewer,"
        "yichuang_intermediary.group_market_publisher,"
        "yichuang_intermediary.group_market_issuer,"
        "yichuang_catalog.group_supervisor",
    )

    def _standstill(self):
        """The open disputes that hold these notices up today."""
        # Whoever asks learns which are open, not what they say.
        return (
            self.env["yichuang.market.dispute"]
            .sudo()
            .search(
                [
                    ("notice_id", "in", self.ids),
                    ("kind", "in", PAUSING),
                    ("about", "in", PAUSING_ABOUT),
                    ("state", "in", OPEN),
                    ("stands_until", ">=", self._today()),
                ]
            )
        )

    def _guard_no_standstill(self, _vals):
        disputes = self._standstill()
        if disputes:
            raise UserError(
                self.env._(
                    "The award stands still: %(numbers)s is open, until %(date)s at "
                    "most (政府采购法 Art. 57). Answer it first.",
                    numbers=", ".join(disputes.mapped("number")),
                    date=max(disputes.mapped("stands_until")),
                )
            )

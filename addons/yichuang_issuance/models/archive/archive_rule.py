from odoo import api, fields, models

from odoo.addons.yichuang_catalog.tools import enumerations

from ...tools import retention


class ArchiveRule(models.Model):
    """How long the files of some matters are kept (保管期限).

    The rule that names most of a matter holds; where none fits, ten years. The
    periods are those of 国家档案局令第8号, what they are given to is the hall's and its
    archive office's to settle.
    """

    _name = "yichuang.archive.rule"
    _description = "Retention rule"
    _order = "sequence, id"
    _rec_name = "period"

    sequence = fields.Integer(default=10)
    item_type = fields.Selection(
        selection=enumerations.selection("item_type"),
        help="事项类型; empty for all.",
    )
    outcome = fields.Selection(
        [("granted", "Granted"), ("denied", "Denied"), ("other", "Ended Otherwise")],
        "How It Ended",
        help="办理结果: 准予, 不予, 其他; empty for all.",
    )
    period = fields.Selection(
        list(retention.PERIODS),
        "Kept For",
        required=True,
        default="10",
        help="保管期限: 永久, 30年, 10年.",
    )
    basis = fields.Char("Rests On", help="依据")
    company_id = fields.Many2one(
        "res.company", "Hall", index=True, help="Empty for all halls."
    )
    active = fields.Boolean(default=True)

    @api.model
    def _rules_of(self, company):
        """The rules of a hall, its own before those of all."""
        found = self.search([("company_id", "in", (company.id, False))])
        own_first = found.sorted(lambda rule: not rule.company_id)
        return [
            retention.Rule(rule.item_type or "", rule.outcome or "", rule.period)
            for rule in own_first
        ]

from odoo import api, fields, models


class SituationAnswer(models.Model):
    """One of the answers to a question on the situation (选项)."""

    _name = "yichuang.situation.answer"
    _description = "Answer"
    _inherit = ["yichuang.version.line"]
    _order = "situation_id, sequence, id"

    situation_id = fields.Many2one(
        "yichuang.situation",
        "Question",
        required=True,
        ondelete="cascade",
        index=True,
    )
    version_id = fields.Many2one(
        related="situation_id.version_id",
        store=True,
        index=True,
        precompute=True,
        required=False,
        ondelete="cascade",
    )
    name = fields.Char("Answer", required=True, help="选项, as people say it.")
    hint = fields.Char(help="提示: whom or what it means.")

    _default_order_idx = models.Index("(situation_id, sequence, id)")

    @api.depends("name", "situation_id.name")
    def _compute_display_name(self):
        for answer in self:
            question = answer.situation_id.name or ""
            answer.display_name = f"{question} {answer.name or ''}".strip()

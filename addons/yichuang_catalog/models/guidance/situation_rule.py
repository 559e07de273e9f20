from odoo import api, fields, models
from odoo.exceptions import ValidationError


class SituationRule(models.Model):
    """A row that says what applies in a situation: these answers, so these materials
    and steps.

    Answers to one question stand for each other; different questions must all agree.
    """

    _name = "yichuang.situation.rule"
    _description = "Row of a Situation"
    _inherit = ["yichuang.version.line"]

    name = fields.Char(
        "Situation", required=True, help="情形名称, such as 委托他人办理."
    )
    answer_ids = fields.Many2many(
        "yichuang.situation.answer",
        "yichuang_situation_rule_answer",
        "rule_id",
        "answer_id",
        string="After These Answers",
        copy=False,
        ondelete="cascade",
        help="选项组合: one of the answers to each question that is named.",
    )
    material_line_ids = fields.Many2many(
        "yichuang.service.material",
        "yichuang_situation_rule_material",
        "rule_id",
        "line_id",
        string="Materials",
        copy=False,
        ondelete="cascade",
        help="所需材料: asked for only in this situation, or others that name them.",
    )
    step_ids = fields.Many2many(
        "yichuang.step",
        "yichuang_situation_rule_step",
        "rule_id",
        "step_id",
        string="Steps",
        copy=False,
        ondelete="cascade",
        help="所经环节: taken only in this situation, or others that name them.",
    )

    @api.constrains("answer_ids", "material_line_ids", "step_ids", "version_id")
    def _check_same_version(self):
        for rule in self:
            named = (
                rule.answer_ids.version_id
                | rule.material_line_ids.version_id
                | rule.step_ids.version_id
            )
            if named - rule.version_id:
                raise ValidationError(
                    self.env._(
                        "The row “%(row)s” names answers, materials or steps of "
                        "another version. Choose those of this version.",
                        row=rule.name,
                    )
                )

    def _condition(self):
        """The answers on which it holds."""
        return self.answer_ids

from odoo import api, fields, models


class CaseSituation(models.TransientModel):
    """The questions of the guide, one after another; the list is shown as it forms."""

    _name = "yichuang.case.situation"
    _description = "Situation of a case"

    case_id = fields.Many2one("yichuang.case", required=True, ondelete="cascade")
    revision = fields.Integer()
    version_id = fields.Many2one(related="case_id.version_id")
    answer_ids = fields.Many2many(
        "yichuang.situation.answer", string="Answers So Far", help="已选情形"
    )
    question_id = fields.Many2one(
        "yichuang.situation", compute="_compute_question", help="问题"
    )
    hint = fields.Char(related="question_id.hint")
    answer_id = fields.Many2one(
        "yichuang.situation.answer",
        store=False,
        domain="[('situation_id', '=', question_id)]",
        help="选项",
    )
    requirement_ids = fields.Many2many(
        "yichuang.service.material",
        string="Materials",
        compute="_compute_question",
        help="所需材料",
    )

    @api.depends("case_id", "answer_ids")
    def _compute_question(self):
        for wizard in self:
            version, answers = wizard.version_id, wizard.answer_ids._origin
            wizard.question_id = version._next_situation(answers) if version else False
            wizard.requirement_ids = (
                version._applicable(answers)[0] if version else False
            )

    @api.onchange("answer_id")
    def _onchange_answer_id(self):
        self.answer_ids |= self.answer_id
        self.answer_id = False

    def action_again(self):
        """Answer all questions anew."""
        self.ensure_one()
        return self.case_id._open_wizard(
            "yichuang.case.situation", self.env._("Situation")
        )

    def action_confirm(self):
        """Let the list of the case be what the answers ask for."""
        self.ensure_one()
        self.case_id._answer_situation(self.answer_ids)
        return {"type": "ir.actions.act_window_close"}

from odoo import api, fields, models


class JointSituation(models.TransientModel):
    """The questions of all guides of a joint case, one after another, each put once."""

    _name = "yichuang.joint.situation"
    _description = "Situation of a joint case"

    joint_id = fields.Many2one("yichuang.joint.case", required=True, ondelete="cascade")
    revision = fields.Integer()
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

    @api.depends("joint_id", "answer_ids")
    def _compute_question(self):
        for wizard in self:
            joint = wizard.joint_id._origin
            wizard.question_id = (
                joint._next_question(joint._same_answers(wizard.answer_ids._origin))
                if joint
                else False
            )

    @api.onchange("answer_id")
    def _onchange_answer_id(self):
        self.answer_ids |= self.answer_id
        self.answer_id = False

    def action_again(self):
        """Answer all questions anew."""
        self.ensure_one()
        return self.joint_id._dialog(
            "yichuang.joint.situation",
            self.env._("Situation"),
            joint_id=self.joint_id.id,
        )

    def action_confirm(self):
        """Let list and form be what the answers ask for."""
        self.ensure_one()
        self.joint_id._answer_situation(self.answer_ids)
        return {"type": "ir.actions.act_window_close"}

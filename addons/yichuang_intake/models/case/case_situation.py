from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools import situations


class Case(models.Model):
    """The situation of a case (办理情形): the answers to the questions of its guide
    leave exactly the materials that apply, and nothing else may be asked for
    (行政许可法 Art. 31).

    It is stated before the receipt is given out and stays as it was then.
    """

    _inherit = "yichuang.case"

    _added_guards = {
        "receive": ("_guard_situation_told",),
        "submit": ("_guard_situation_told",),
    }
    _guarded_fields = frozenset({"situation_answer_ids"})

    situation_answer_ids = fields.Many2many(
        "yichuang.situation.answer",
        "yichuang_case_situation_answer",
        "case_id",
        "answer_id",
        "Situation",
        readonly=True,
        copy=False,
        help="办理情形: the answers that decided which materials are asked for.",
    )
    has_situations = fields.Boolean(compute="_compute_situation_open")
    situation_open = fields.Boolean(
        compute="_compute_situation_open",
        help="Questions of the guide are still to be answered.",
    )

    @api.depends("version_id", "situation_answer_ids")
    def _compute_situation_open(self):
        for case in self:
            case.has_situations = bool(case.version_id.situation_ids)
            case.situation_open = case.has_situations and bool(
                case.version_id._next_situation(case._situation_answers())
            )

    def write(self, vals):
        if {"service_id", "version_id"}.intersection(vals):
            # Other questions: what was answered belongs to the former guide.
            stated = self.filtered(
                lambda case: case.state == "draft" and case.situation_answer_ids
            )
            if stated:
                stated._write_guarded({"situation_answer_ids": [Command.clear()]})
        return super().write(vals)

    def action_situation(self):
        """Ask the questions of the guide."""
        return self._open_wizard(
            "yichuang.case.situation",
            self.env._("Situation"),
            answer_ids=self._situation_answers().ids,
        )

    def _situation_answers(self):
        """The answers that are to questions of the guide of this case."""
        self.ensure_one()
        return self.situation_answer_ids.filtered(
            lambda answer: answer.version_id == self.version_id
        )

    def _asked_requirements(self):
        """Only what the situation calls for, where it was stated."""
        asked = super()._asked_requirements()
        answers = self._situation_answers()
        if answers:
            asked &= self.version_id._applicable(answers)[0]
        return asked

    def _answer_situation(self, answers):
        """State the situation of a draft; its list becomes what these answers ask for.

        :param answers: ``yichuang.situation.answer`` records
        :raises UserError: the receipt has been given out, or a question that appears
            is not answered
        """
        self.ensure_one()
        self.check_access("write")
        version = self.version_id
        if self.state != "draft":
            raise UserError(
                self.env._(
                    "The receipt of %(case)s has been given out: its situation and its "
                    "list stay as they were then (行政许可法 Art. 31, 32).",
                    case=self.display_name,
                )
            )
        if answers.version_id - version:
            raise UserError(
                self.env._(
                    "These are questions of another guide. Close the window and open "
                    "it again."
                )
            )
        self._guard_not_in_applicants_hand({})
        self._check_situation_whole(answers)
        counted = situations.effective(version._situation_table(), set(answers))
        self._write_guarded(
            {
                "situation_answer_ids": [
                    Command.set(answers.filtered(lambda one: one in counted).ids)
                ]
            }
        )
        self._match_materials()

    def _match_materials(self):
        """Give a draft the lines it is asked for, and take away the others."""
        asked = self._asked_requirements()
        self.material_ids.filtered(
            lambda line: line.requirement_id not in asked
        ).unlink()
        listed = self.material_ids.requirement_id
        self.env["yichuang.case.material"].create(
            [
                {"case_id": self.id, **vals}
                for vals in self._material_vals()
                if vals["requirement_id"] not in listed.ids
            ]
        )

    def _check_situation_whole(self, answers):
        question = self.version_id._next_situation(answers)
        if question:
            raise UserError(
                self.env._(
                    "“%(question)s” is not answered. Answer it, so that nothing is "
                    "asked for that does not apply (行政许可法 Art. 31).",
                    question=question.name,
                )
            )

    def _guard_situation_told(self, vals):
        for case in self:
            case._check_situation_whole(case._situation_answers())

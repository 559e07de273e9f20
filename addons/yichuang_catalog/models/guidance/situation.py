from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools import graph


class Situation(models.Model):
    """A question that tells apart the situations of a matter (情形).

    Its answers decide, through the rows of :class:`SituationRule`, which materials and
    steps apply. A question may appear only after certain answers to others.
    """

    _name = "yichuang.situation"
    _description = "Situation"
    _inherit = ["yichuang.version.line"]

    name = fields.Char("Question", required=True, help="问题, as people understand it.")
    hint = fields.Char(help="提示: how to find out which answer is right.")
    answer_ids = fields.One2many(
        "yichuang.situation.answer",
        "situation_id",
        string="Answers",
        copy=False,
        help="选项",
    )
    shown_if_ids = fields.Many2many(
        "yichuang.situation.answer",
        "yichuang_situation_shown_if",
        "situation_id",
        "answer_id",
        string="Only After",
        copy=False,
        ondelete="cascade",
        help="前置选项: the question appears only after one of these answers; answers "
        "to different questions must all be given. Empty: it always appears.",
    )

    @api.constrains("shown_if_ids", "version_id")
    def _check_shown_if(self):
        for version in self.version_id:
            questions = version.situation_ids
            if questions.shown_if_ids.situation_id - questions:
                raise ValidationError(
                    self.env._("A question depends on answers of its own version only.")
                )
            after = {one: list(one.shown_if_ids.situation_id) for one in questions}
            names = [one.name for one in graph.cycle(after)]
            if names:
                raise ValidationError(
                    self.env._(
                        "These questions wait for one another, so none would appear: "
                        "%(questions)s. Remove one of the conditions.",
                        questions=" → ".join(names),
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_decisive(self):
        self.answer_ids._check_not_decisive(self)

    def _condition(self):
        """The answers on which it appears."""
        return self.shown_if_ids

    def _comparison_entry(self):
        """The question with its answers, as a comparison of versions shows it."""
        entry = super()._comparison_entry()
        label = self._fields["answer_ids"]._description_string(self.env)
        answers = "；".join(
            f"{answer.name}（{answer.hint}）" if answer.hint else answer.name
            for answer in self.answer_ids
        )
        return entry._replace(text=f"{entry.text}\n{label}：{answers}".strip())

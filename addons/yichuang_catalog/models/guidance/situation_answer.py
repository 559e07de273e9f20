from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


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
    rule_ids = fields.Many2many(
        "yichuang.situation.rule",
        "yichuang_situation_rule_answer",
        "answer_id",
        "rule_id",
        string="Rows",
        copy=False,
    )
    leads_to_ids = fields.Many2many(
        "yichuang.situation",
        "yichuang_situation_shown_if",
        "answer_id",
        "situation_id",
        copy=False,
    )

    _name_uniq = models.UniqueIndex(
        "(situation_id, name)", "This answer is there already. Name each one once."
    )

    _default_order_idx = models.Index("(situation_id, sequence, id)")

    @api.depends("name", "situation_id.name")
    @api.depends_context("answer_only")
    def _compute_display_name(self):
        """The answer with its question; alone beside its question (``answer_only``)."""
        alone = self.env.context.get("answer_only")
        for answer in self:
            question = "" if alone else answer.situation_id.name or ""
            answer.display_name = f"{question} {answer.name or ''}".strip()

    @api.constrains("situation_id", "version_id", "rule_ids", "leads_to_ids")
    def _check_same_version(self):
        """It goes with its question, and rows and questions that name it as well."""
        for answer in self:
            if answer.version_id != answer.situation_id.version_id:
                raise ValidationError(
                    self.env._("An answer belongs to the version of its question.")
                )
        self.rule_ids._check_same_version()
        self.leads_to_ids._check_shown_if()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_decisive(self):
        self._check_not_decisive(self.situation_id.browse())

    def _check_not_decisive(self, leaving):
        """Refuse to remove answers without which a row or a condition would no longer
        ask their question: it would suddenly hold for everybody.

        :param leaving: questions that are removed with them
        """
        for row in (*self.rule_ids, *(self.leads_to_ids - leaving)):
            condition = row._condition()
            left = condition - self
            if (condition & self).situation_id - left.situation_id:
                raise UserError(
                    self.env._(
                        "“%(row)s” depends on “%(answer)s”. Without that answer it "
                        "would hold for everybody: change or remove it first.",
                        row=row.name,
                        answer=(condition & self)[0].display_name,
                    )
                )

from odoo import api, fields, models

from odoo.addons.yichuang_catalog.models.guidance.service_field import KINDS

from ...tools import form_value


class JointDatum(models.Model):
    """One field of the one form of a joint case (一表申请): asked once, whichever
    matters use it."""

    _name = "yichuang.joint.datum"
    _description = "Field of the form of a joint case"
    _inherit = ["yichuang.joint.line"]
    _order = "joint_id, sequence, id"
    _entered_fields = frozenset({"value"})

    joint_id = fields.Many2one(
        "yichuang.joint.case", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(default=10)
    name = fields.Char("Question", required=True, readonly=True, help="字段名称")
    kind = fields.Selection(KINDS, required=True, readonly=True, help="填写方式")
    choices = fields.Text(readonly=True, help="选项")
    required = fields.Boolean("Mandatory", readonly=True, help="是否必填")
    hint = fields.Char("How to Fill It In", readonly=True, help="填写说明")
    used_by = fields.Char(readonly=True, help="用于事项")
    value = fields.Char(
        "Answer", help="填写内容; a date as 2026-03-01, yes or no as 是 or 否."
    )

    _default_order_idx = models.Index("(joint_id, sequence, id)")

    @api.depends("name")
    def _compute_display_name(self):
        for datum in self:
            datum.display_name = datum.name

    def _choices(self):
        self.ensure_one()
        return tuple((self.choices or "").splitlines())

    def _offered(self):
        """The answers to choose from, where there are any."""
        self.ensure_one()
        return form_value.YES_NO if self.kind == "boolean" else self._choices()

    def _problem(self):
        """``missing``, or the kind that it is not; empty when nothing is wrong."""
        self.ensure_one()
        return form_value.problem(
            self.kind, self.value or "", self._choices(), self.required
        )

    def _problem_words(self, problem):
        return {
            "missing": self.env._("Fill this in."),
            "number": self.env._("This is not a number: digits and a decimal point."),
            "date": self.env._("This is not a date: write it as 2026-03-01."),
            "choice": self.env._("Choose one of the answers offered."),
            "boolean": self.env._("Answer 是 (yes) or 否 (no)."),
        }[problem]

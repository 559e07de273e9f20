from odoo import api, fields, models

from odoo.addons.yichuang_catalog.models.guidance.service_field import KINDS


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

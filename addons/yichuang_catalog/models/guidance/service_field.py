from odoo import fields, models

from ...tools import joint_form

KINDS = [
    ("text", "Free Text"),
    ("number", "Numeric"),
    ("date", "Date"),
    ("choice", "Choice"),
    ("boolean", "Yes or No"),
    ("identity", "Identity of a Person"),
]


class ServiceField(models.Model):
    """One field of the application form (申请表字段): what is asked, and what for.

    A form may not ask for what has nothing to do with the matter (行政许可法 Art. 29,
    31), so each field states its purpose.
    """

    _name = "yichuang.service.field"
    _description = "Field of the Application Form"
    _inherit = ["yichuang.version.line"]

    name = fields.Char(required=True, help="字段名称, as the applicant reads it.")
    kind = fields.Selection(
        selection=KINDS,
        required=True,
        default="text",
        help="填写方式: 文本, 数字, 日期, 选择, 是否, 身份信息",
    )
    choices = fields.Text(help="选项: one a line, for a choice.")
    required = fields.Boolean(string="Mandatory", default=True, help="是否必填")
    help = fields.Char(string="How to Fill It In", help="填写说明")
    basis = fields.Char(
        string="Purpose",
        help="用途或依据: the condition or the article for which it is asked.",
    )

    def _choices(self):
        """What may be chosen, in order."""
        self.ensure_one()
        lines = (self.choices or "").splitlines()
        return list(dict.fromkeys(line.strip() for line in lines if line.strip()))

    def _key(self):
        """What two fields that ask the same have in common."""
        self.ensure_one()
        return joint_form.key(self.name or "")

from odoo import fields, models


class Material(models.Model):
    """A kind of paper that services ask for (申请材料), named once for all.

    The same material asked for by several services is one row, so that it can be
    collected once.
    """

    _name = "yichuang.material"
    _description = "Material"
    _inherit = ["yichuang.quoted"]
    _order = "name, id"
    _quoted_by = "material_line_ids.material_id"
    _quoted_fields = ("name", "kind", "form", "source", "issuer")

    name = fields.Char(required=True, index="trigram", help="材料名称")
    kind = fields.Selection(
        selection=[
            ("certificate", "Certificate or Proof"),
            ("form", "Application Form or Document"),
            ("other", "Other"),
        ],
        required=True,
        default="certificate",
        help="材料类型: 证件证书证明, 申请表格文书, 其他",
    )
    form = fields.Selection(
        selection=[
            ("paper", "Paper"),
            ("electronic", "Electronic"),
            ("both", "Paper or Electronic"),
        ],
        required=True,
        default="both",
        help="材料形式: 纸质, 电子化, 纸质/电子化",
    )
    source = fields.Selection(
        selection=[
            ("applicant", "Prepared by the Applicant"),
            ("government", "Issued by an Authority"),
            ("other", "Other"),
        ],
        required=True,
        default="applicant",
        help="来源渠道: 申请人自备, 政府部门核发, 其他",
    )
    issuer = fields.Char(help="Who issues it (出具机构), for a paper of an authority.")
    issuer_department_id = fields.Many2one(
        "yichuang.department",
        string="Issuing Organ of the Hall",
        ondelete="set null",
        index="btree_not_null",
        help="The organ of the hall that issues it, if it is one of them.",
    )
    produced_by_item_ids = fields.Many2many(
        "yichuang.item",
        "yichuang_material_produced_by",
        "material_id",
        "item_id",
        string="Result Of",
        help="The items whose result this paper is (前置事项): whoever asks for it asks "
        "for another organ's decision.",
    )
    basis = fields.Char(help="要求提供的依据: the law that demands it.")
    active = fields.Boolean(default=True)

    # How it is looked at
    spec = fields.Char(string="Format", help="规格: size and make, such as A4.")
    issued_time = fields.Char(
        string="How Recent", help="出具时间要求, such as 近三个月内出具."
    )
    acceptance_standard = fields.Text(
        help="受理标准: by what the clerk sees that it can be accepted."
    )
    common_mistakes = fields.Text(help="常见错误: what is often wrong with it.")
    blank_form = fields.Binary(
        attachment=True, help="空白表格: the form to fill in, if it is one."
    )
    blank_form_name = fields.Char()
    filled_sample = fields.Binary(
        attachment=True, help="示例样表: a picture or a filled-in example."
    )
    filled_sample_name = fields.Char()
    is_sample = fields.Boolean(
        string="Invented Sample",
        help="Entered to show the program, not taken from a published list (示例).",
    )

    _name_uniq = models.UniqueIndex(
        "(name)",
        "A material of this name exists. Use it, so that it is collected once only.",
    )
    _default_order_idx = models.Index("(name, id)")

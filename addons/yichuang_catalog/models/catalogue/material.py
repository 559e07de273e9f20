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
    active = fields.Boolean(default=True)

    _name_uniq = models.UniqueIndex(
        "(name)",
        "A material of this name exists. Use it, so that it is collected once only.",
    )
    _default_order_idx = models.Index("(name, id)")

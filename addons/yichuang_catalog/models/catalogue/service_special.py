from odoo import api, fields, models

KINDS = [
    ("hearing", "Hearing"),
    ("tender", "Tender"),
    ("auction", "Auction"),
    ("inspection", "Inspection"),
    ("testing", "Testing"),
    ("quarantine", "Quarantine"),
    ("appraisal", "Appraisal"),
    ("review", "Expert Review"),
    ("extension", "Extension of the Limit"),
]


class ServiceSpecial(models.Model):
    """A procedure beside the ordinary one (特别程序).

    The time of the eight kinds of Art. 45 (行政许可法) is not counted in the limit,
    if a law demands them; an extension (Art. 42) prolongs the limit and is counted.
    """

    _name = "yichuang.service.special"
    _description = "Special Procedure"
    _inherit = ["yichuang.version.line"]
    _compared_by = "kind"

    kind = fields.Selection(
        selection=KINDS,
        required=True,
        help="特别程序种类: 听证, 招标, 拍卖, 检验, 检测, 检疫, 鉴定, 专家评审; "
        "延长审批",
    )
    name = fields.Char(help="特别程序名称, as this matter calls it.")
    days = fields.Integer(string="Working Days", help="特别程序时限 (工作日)")
    basis = fields.Char(required=True, help="特别程序依据: law and article.")
    counted = fields.Boolean(
        string="Counted in the Limit",
        compute="_compute_counted",
        store=True,
        precompute=True,
        readonly=False,
        help="是否计入办理时限",
    )

    _days_positive = models.Constraint(
        "CHECK (days >= 0)", "The days of a special procedure are not negative."
    )
    _extension_counts = models.Constraint(
        "CHECK (counted OR kind <> 'extension')",
        "Only the eight procedures of Art. 45 of the Administrative Licensing Law "
        "stop the clock. An extension (Art. 42) prolongs the limit and is counted: "
        "tick “Counted in the Limit”.",
    )

    @api.depends("kind")
    def _compute_counted(self):
        for special in self:
            special.counted = special.kind == "extension"

from odoo import api, fields, models


class ServiceContent(models.AbstractModel):
    """What a version says about a matter: for whom, on what basis, at what price,
    with which result (GB/T 39046 Table 4; 行政许可法 Art. 30, 45, 58)."""

    _name = "yichuang.service.content"
    _description = "Content of a Service"
    _inherit = ["yichuang.limits", "yichuang.said"]

    # For whom, and what kind of matter
    case_type = fields.Selection(
        selection=[
            ("instant", "On the Spot"),
            ("promise", "Within a Promised Time"),
            ("report", "Passed to a Higher Organ"),
            ("joint", "Handled Jointly"),
        ],
        required=True,
        default="promise",
        help="办件类型: 即办件, 承诺件, 上报件, 联办件",
    )
    applicant_kind = fields.Selection(
        selection=[
            ("any", "Anyone"),
            ("natural", "Natural Persons"),
            ("legal", "Legal Persons and Organisations"),
        ],
        compute="_compute_applicant_kind",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        help="服务对象, in three groups; follows the kinds of applicants once they "
        "are named.",
    )
    applicant_type_ids = fields.Many2many(
        "yichuang.applicant.type",
        string="Kinds of Applicants",
        ondelete="restrict",
        help="服务对象 (GB/T 39046 A.4): 自然人, 企业法人, …",
    )
    quantity = fields.Char(
        string="Quantity Limit",
        default=lambda self: self._default_quantity(),
        help="How many may be granted (数量); say so when there is no limit.",
    )

    # What the law and the organ ask
    law_ids = fields.Many2many(
        "yichuang.law",
        string="Legal Basis",
        compute="_compute_law_ids",
        store=True,
        precompute=True,
        readonly=False,
        copy=True,
        context={"active_test": False},
        help="办理依据; the item's unless changed.",
    )
    conditions = fields.Text(help="受理条件: who may apply, and when it is granted.")
    denial_conditions = fields.Text(
        string="Grounds for Refusal", help="不予批准的情形: when it is not granted."
    )
    procedure = fields.Text(help="办理流程: the steps, one a line.")
    rights = fields.Text(
        string="Rights and Duties",
        help="申请人权利和义务: of the applicant, with the ways of review.",
    )
    legal_note = fields.Char(
        string="Statutory Limit Explained",
        help="法定办结时限说明: the article, and what is not counted.",
    )
    promise_note = fields.Char(
        string="Promised Limit Explained", help="承诺办结时限说明"
    )
    material_line_ids = fields.One2many(
        "yichuang.service.material",
        "version_id",
        string="Materials",
        copy=True,
        help="申请材料目录",
    )
    form_sample = fields.Text(
        string="Model Application",
        help="申请书示范文本: the application form filled in as an example.",
    )
    special_ids = fields.One2many(
        "yichuang.service.special",
        "version_id",
        string="Special Procedures",
        copy=True,
        help="特别程序 (行政许可法 Art. 45) and extensions (Art. 42).",
    )
    agency_required = fields.Boolean(
        string="Intermediary Service",
        help="中介服务: whether a report of an intermediary agency is a condition.",
    )
    agency_basis = fields.Text(
        string="Basis of the Intermediary Service",
        help="The law, regulation or decision of the State Council that demands it "
        "(优化营商环境条例 Art. 43).",
    )

    # What it costs
    fee_charged = fields.Boolean(string="Fee", help="是否收费")
    fee_ids = fields.One2many(
        "yichuang.service.fee", "version_id", string="Fees", copy=True, help="收费项目"
    )
    fee_standard = fields.Text(
        compute="_compute_fee_texts", store=True, help="收费标准, of all fees"
    )
    fee_basis = fields.Text(
        compute="_compute_fee_texts",
        store=True,
        help="收费依据: the laws and administrative regulations that set the fees.",
    )

    # What it gives
    result_name = fields.Char(help="审批结果名称")
    result_kind = fields.Selection(
        selection=[
            ("certificate", "Certificate"),
            ("approval", "Approval Document"),
            ("other", "Other Document"),
            ("none", "No Document"),
        ],
        required=True,
        default="certificate",
        help="审批结果类型: 证照, 批文, 其他, 无",
    )
    result_validity_months = fields.Integer(
        help="How long the result is valid, in months; 0 for no limit (有效期)."
    )
    result_sample = fields.Binary(
        string="Sample of the Result",
        attachment=True,
        help="审批结果样本: PDF or a picture.",
    )
    result_sample_name = fields.Char()

    # What people ask
    faq_ids = fields.One2many(
        "yichuang.service.faq",
        "version_id",
        string="Frequent Questions",
        copy=True,
        help="常见问题",
    )

    _validity_positive = models.Constraint(
        "CHECK (result_validity_months >= 0)", "A period of validity is not negative."
    )

    @api.model
    def _default_quantity(self):
        return self.env._("No limit on the number")

    @api.depends("applicant_type_ids.natural")
    def _compute_applicant_kind(self):
        for content in self:
            kinds = set(content.applicant_type_ids.mapped("natural"))
            if len(kinds) == 1:
                content.applicant_kind = "natural" if kinds.pop() else "legal"
            else:
                content.applicant_kind = (
                    "any" if kinds else content.applicant_kind or "any"
                )

    @api.depends("service_id")
    def _compute_law_ids(self):
        for content in self:
            content.law_ids = content.law_ids or content.item_id.law_ids

    @api.depends("case_type")
    def _compute_limits(self):
        return super()._compute_limits()

    def _limit_words(self, number, unit):
        if not number and self.case_type == "instant":
            return self.env._("on the spot")
        return super()._limit_words(number, unit)

    @api.depends(
        "fee_charged",
        "fee_ids.sequence",
        "fee_ids.name",
        "fee_ids.standard",
        "fee_ids.basis",
    )
    def _compute_fee_texts(self):
        for content in self:
            fees = content.fee_ids.sorted() if content.fee_charged else ()
            alone = len(fees) == 1
            content.fee_standard = "\n".join(
                (fee.standard or "") if alone else f"{fee.name}：{fee.standard or ''}"
                for fee in fees
            ).strip()
            content.fee_basis = "\n".join(
                dict.fromkeys(fee.basis for fee in fees if fee.basis)
            )

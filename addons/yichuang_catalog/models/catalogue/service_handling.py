from odoo import api, fields, models

CONTACTS = ("location", "office_hours", "consult", "complaint")


class ServiceHandling(models.AbstractModel):
    """Where, when and how one applies for a matter, and whom one may ask or complain
    to (GB/T 39046 Table 4; GB/T 36114)."""

    _name = "yichuang.service.handling"
    _description = "Handling of a Service"

    # At the counter
    location = fields.Char(
        compute="_compute_contacts",
        store=True,
        precompute=True,
        readonly=False,
        help="办理地点: address, floor and window; the organ's unless changed.",
    )
    office_hours = fields.Char(
        compute="_compute_contacts",
        store=True,
        precompute=True,
        readonly=False,
        help="办理时间; the organ's unless changed.",
    )
    visits = fields.Integer(
        default=1,
        help="到办事现场次数: how often somebody has to come; 0 if never.",
    )
    visit_reason = fields.Char(
        string="Why in Person", help="必须到现场的原因, with its basis"
    )
    bookable = fields.Boolean(string="By Appointment", help="是否支持预约办理")
    courier = fields.Boolean(string="By Courier", help="是否支持物流快递")
    self_service = fields.Boolean(string="At a Terminal", help="是否支持自助终端办理")
    channel_ids = fields.Many2many(
        "yichuang.channel",
        string="Ways to Apply",
        ondelete="restrict",
        default=lambda self: self._default_channels(),
        help="办理形式 (GB/T 39046 A.5): 窗口办理, 网上办理, 快递申请, …",
    )

    # Online
    online_depth = fields.Selection(
        selection=[
            ("none", "Not Online"),
            ("1", "I: Information Only"),
            ("2", "II: Forms to Download"),
            ("3", "III: Apply Online"),
            ("4", "IV: Everything Online"),
        ],
        required=True,
        default="none",
        help="网上办理深度: 不提供, Ⅰ级, Ⅱ级, Ⅲ级, Ⅳ级",
    )
    online_url = fields.Char(string="Online Address", help="网上办理地址")
    online_payment = fields.Boolean(string="Paid Online", help="是否支持网上支付")

    # Who takes part
    scope = fields.Selection(
        selection=[
            ("none", "This Hall Only"),
            ("county", "Across Counties"),
            ("city", "Across Cities"),
            ("province", "Across Provinces"),
            ("nation", "Whole Country"),
        ],
        required=True,
        default="none",
        help="通办范围: 无, 跨县, 跨市, 跨省, 全国",
    )
    joint_department_ids = fields.Many2many(
        "yichuang.department",
        string="Jointly With",
        ondelete="restrict",
        check_company=True,
        context={"active_test": False},
        help="共同实施部门、联办机构",
    )
    handling_department_id = fields.Many2one(
        "yichuang.department",
        string="Handled By",
        check_company=True,
        index="btree_not_null",
        help="承办机构: the office that does the work, if not the organ itself.",
    )

    # Whom to ask
    consult = fields.Char(
        string="Advice",
        compute="_compute_contacts",
        store=True,
        precompute=True,
        readonly=False,
        help="咨询方式: window, telephone, address; the organ's unless changed.",
    )
    complaint = fields.Char(
        string="Complaints",
        compute="_compute_contacts",
        store=True,
        precompute=True,
        readonly=False,
        help="监督投诉方式; the organ's unless changed.",
    )

    _visits_positive = models.Constraint(
        "CHECK (visits >= 0)", "The number of visits is not negative; 0 means none."
    )

    @api.model
    def _default_channels(self):
        return self.env.ref("yichuang_catalog.channel_window", False)

    @api.depends("service_id")
    def _compute_contacts(self):
        for handling in self:
            organ = handling.department_id
            for name in CONTACTS:
                handling[name] = handling[name] or organ[name]

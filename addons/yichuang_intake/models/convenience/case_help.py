from odoo import fields, models

from odoo.addons.yichuang_catalog.tools.workdays import hall_date


class CaseHelp(models.Model):
    """What a help officer of the hall did for an applicant (帮办代办): free of charge,
    a line for each piece of work."""

    _name = "yichuang.case.help"
    _description = "Help with a case"
    _inherit = ["yichuang.case.part"]
    _order = "helped_on desc, id desc"
    _rec_name = "case_id"

    officer_id = fields.Many2one(
        "res.users",
        "Help Officer",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.uid,
        help="帮办代办员",
    )
    helped_on = fields.Date(
        "Day", required=True, default=lambda _self: hall_date(), help="帮办日期"
    )
    task = fields.Selection(
        [
            ("advice", "Advised"),
            ("form", "Filled in forms"),
            ("papers", "Prepared or copied papers"),
            ("online", "Applied online together"),
            ("errand", "Went for the applicant"),
            ("follow", "Followed the case up"),
            ("visit", "Visited at home"),
            ("other", "Other"),
        ],
        required=True,
        default="advice",
        help="帮办代办内容: 政策咨询, 填写表格, 准备材料, 网上申报, 代为办理, "
        "跟踪进度, 上门服务, 其他.",
    )
    minutes = fields.Integer(required=True, default=10, help="用时（分钟）")
    note = fields.Char(help="说明")

    _minutes_sane = models.Constraint(
        "CHECK (minutes > 0 AND minutes <= 1440)",
        "A piece of work takes between one minute and a day.",
    )
    _default_order_idx = models.Index("(helped_on DESC, id DESC)")

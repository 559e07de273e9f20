import re
import secrets

from odoo import api, fields, models
from odoo.exceptions import ValidationError

KINDS = [
    ("comprehensive", "Comprehensive"),
    ("undifferentiated", "Undifferentiated"),
    ("by_class", "By Class"),
    ("department", "Department Window"),
]
KIND_HELP = (
    "综合窗口 (follows the zone, or else the layout), 无差别受理窗口, 分类受理窗口, "
    "部门（专业）窗口"
)


class Window(models.Model):
    """A window of the hall (窗口): comprehensive, or one organ's own that stays (不动
    产、社保).

    What it takes on a given day is said by the layout in force (大厅布局), so that
    the old hall and the new one live in the same system.
    """

    _name = "yichuang.window"
    _description = "Window"
    _order = "company_id, sort_key, id"
    _rec_names_search = ("name", "number")
    _check_company_auto = True

    name = fields.Char(required=True, translate=True, help="窗口名称")
    number = fields.Char(
        "Window Number",
        required=True,
        help="窗口号, as it stands above the window and is called out.",
    )
    sort_key = fields.Char(
        compute="_compute_sort_key", store=True, precompute=True, readonly=True
    )
    zone_id = fields.Many2one(
        "yichuang.zone",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        help="所在服务区",
    )
    kind = fields.Selection(
        KINDS, required=True, default="comprehensive", help=KIND_HELP
    )
    department_id = fields.Many2one(
        "yichuang.department",
        "Resident Organ",
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
        help="部门窗口的进驻部门",
    )
    company_id = fields.Many2one(
        "res.company",
        "Hall",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        help="政务服务大厅",
    )
    shift_ids = fields.One2many("yichuang.window.shift", "window_id", "Shifts")
    active = fields.Boolean(default=True)
    screen_token = fields.Char(
        readonly=True,
        copy=False,
        required=True,
        default=lambda _self: secrets.token_urlsafe(18),
        help="窗口屏地址 /queue/window/…",
    )

    _default_order_idx = models.Index("(company_id, sort_key, id)")
    _number_uniq = models.UniqueIndex(
        "(company_id, number) WHERE active",
        "Another window of the hall has this number already.",
    )
    _screen_token_uniq = models.UniqueIndex("(screen_token)")

    @api.depends("number")
    def _compute_sort_key(self):
        # Window 2 stands before window 10.
        for window in self:
            window.sort_key = re.sub(
                r"\d+", lambda digits: digits[0].zfill(6), window.number or ""
            )

    @api.depends("number", "name")
    def _compute_display_name(self):
        for window in self:
            window.display_name = " ".join(filter(None, (window.number, window.name)))

    @api.constrains("kind", "department_id")
    def _check_organ(self):
        for window in self:
            if (window.kind == "department") != bool(window.department_id):
                raise ValidationError(
                    self.env._(
                        "%(window)s: a department window names its organ, and any "
                        "other window names none.",
                        window=window.display_name,
                    )
                )

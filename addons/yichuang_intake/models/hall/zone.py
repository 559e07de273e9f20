import re
import secrets

from odoo import api, fields, models
from odoo.exceptions import ValidationError

RECEPTIONS = [("undifferentiated", "Undifferentiated"), ("by_class", "By Class")]
PREFIX = re.compile(r"[A-Z]{1,2}")


class Zone(models.Model):
    """A part of the hall with a queue of its own (服务区): 工程类, 经营类, 公民类, or
    one for everything. Its prefix begins the ticket numbers."""

    _name = "yichuang.zone"
    _description = "Zone"
    _order = "company_id, sequence, code, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True, help="服务区名称")
    code = fields.Char(
        "Prefix",
        required=True,
        help="票号前缀: one or two capital letters, as in A001.",
    )
    kind = fields.Selection(
        [
            ("engineering", "Engineering"),
            ("business", "Business"),
            ("citizen", "Citizens"),
            ("all", "Everything"),
            ("dedicated", "Dedicated"),
        ],
        required=True,
        default="all",
        help="工程类, 经营类, 公民类, 综合, 专业（不动产、社保等）",
    )
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(
        "res.company",
        "Hall",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        help="政务服务大厅",
    )
    reception = fields.Selection(
        RECEPTIONS,
        help="无差别受理, 分类受理: what its comprehensive windows take; empty to "
        "follow the layout in force.",
    )
    group_ids = fields.Many2many(
        "yichuang.service.group",
        "yichuang_zone_service_group_rel",
        "zone_id",
        "group_id",
        "Service Groups",
        check_company=True,
        help="分类受理的事项类别; empty for all services.",
    )
    window_ids = fields.One2many("yichuang.window", "zone_id", "Windows")
    portal_tickets = fields.Boolean(
        "Tickets Online", help="网上取号: people with an account take a number online."
    )
    active = fields.Boolean(default=True)

    # Who has one of these addresses has the page; the kiosk's also takes tickets.
    wall_token = fields.Char(
        readonly=True,
        copy=False,
        required=True,
        default=lambda _self: secrets.token_urlsafe(18),
        help="大屏地址 /queue/…",
    )
    kiosk_token = fields.Char(
        readonly=True,
        copy=False,
        required=True,
        default=lambda _self: secrets.token_urlsafe(18),
        groups="yichuang_catalog.group_manager",
        help="取号机地址 /queue/kiosk/…",
    )

    _default_order_idx = models.Index("(company_id, sequence, code, id)")
    _code_uniq = models.UniqueIndex(
        "(company_id, code) WHERE active",
        "Another zone of the hall has this prefix already.",
    )
    _wall_token_uniq = models.UniqueIndex("(wall_token)")
    _kiosk_token_uniq = models.UniqueIndex("(kiosk_token)")

    @api.constrains("code")
    def _check_code(self):
        for zone in self:
            if not PREFIX.fullmatch(zone.code or ""):
                raise ValidationError(
                    self.env._(
                        "“%(code)s” cannot begin a ticket number: take one or two "
                        "capital letters, which are read out clearly.",
                        code=zone.code,
                    )
                )

from odoo import fields, models

GROUNDS = [
    ("premises", "Premises or Equipment"),
    ("secrecy", "State or Work Secret"),
    ("safety", "Public Safety or Health"),
    ("other", "Other Ground"),
]


class Service(models.Model):
    """Whether the matter is handled in the hall (应进必进): the entry list, or the
    negative list with its reason."""

    _inherit = "yichuang.service"

    zone_class = fields.Selection(
        selection=[
            ("engineering", "Construction"),
            ("business", "Business"),
            ("citizen", "Citizens"),
        ],
        string="Zone",
        index="btree_not_null",
        help="工程类, 经营类, 公民类: the zone of the hall whose windows take it.",
    )
    entry = fields.Selection(
        selection=[
            ("undecided", "Undecided"),
            ("entered", "Entered"),
            ("negative", "Negative List"),
        ],
        required=True,
        default="undecided",
        copy=False,
        index=True,
        help="进驻: whether it is handled in the hall (应进必进), or stands on the "
        "negative list (负面清单).",
    )
    entry_ground = fields.Selection(
        selection=GROUNDS,
        copy=False,
        help="Why it stays outside: 场地限制, 涉密, 安全或卫生要求, 其他",
    )
    entry_reason = fields.Text(
        copy=False, help="进驻理由, or the reason for the negative list in words."
    )
    entry_by_id = fields.Many2one(
        "res.users", string="Decided By", readonly=True, copy=False
    )
    entry_on = fields.Datetime(string="Decided On", readonly=True, copy=False)

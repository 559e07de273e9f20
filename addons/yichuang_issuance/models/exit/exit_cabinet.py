import secrets

from odoo import api, fields, models
from odoo.exceptions import ValidationError

SYSTEM = "base.group_system"


class ExitCabinet(models.Model):
    """A self-service cabinet (自助取件柜) in which results wait for their applicants.

    The cabinet is a machine of its own: it is told over a signed webhook what is put
    in and by which code it opens, and reports over another what became of it.
    """

    _name = "yichuang.exit.cabinet"
    _description = "Self-service cabinet"
    _order = "company_id, name, id"

    name = fields.Char(required=True, help="取件柜名称")
    place = fields.Char("Where It Stands", required=True, help="位置")
    days = fields.Integer(
        "Days It Keeps a Document",
        default=3,
        required=True,
        help="存放期限(天): then the document counts as uncollected.",
    )
    url = fields.Char(
        "Address of the Cabinet",
        groups=SYSTEM,
        help="取件柜接口地址: what is put in is posted there as JSON.",
    )
    secret = fields.Char(
        "Cabinet Secret",
        groups=SYSTEM,
        help="签名密钥: both sides sign with it (HMAC-SHA-256).",
    )
    key = fields.Char(
        "Key of the Cabinet",
        readonly=True,
        copy=False,
        required=True,
        default=lambda _self: secrets.token_urlsafe(18),
        groups=SYSTEM,
        help="回传地址 /exit/cabinet/…",
    )
    connected = fields.Boolean(
        compute="_compute_connected",
        store=True,
        help="已连接: there is an address at which it is told what is put in.",
    )
    company_id = fields.Many2one(
        "res.company",
        "Hall",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    event_ids = fields.One2many(
        "yichuang.cabinet.event", "cabinet_id", "Reports", readonly=True
    )
    active = fields.Boolean(default=True)

    _default_order_idx = models.Index("(company_id, name, id)")
    _key_uniq = models.UniqueIndex("(key)")
    _name_uniq = models.UniqueIndex(
        "(company_id, name) WHERE active",
        "The hall has a cabinet of this name already.",
    )
    _days_positive = models.Constraint(
        "CHECK (days BETWEEN 1 AND 60)", "A cabinet keeps a document 1 to 60 days."
    )

    @api.depends("url")
    def _compute_connected(self):
        for cabinet in self:
            cabinet.connected = bool(cabinet.url)

    def _not_connected(self):
        """What to do about a cabinet that cannot be told anything."""
        return self.env._(
            "%(cabinet)s is not connected. Ask the administrator to enter its address "
            "and secret.",
            cabinet=self.name,
        )

    @api.constrains("url", "secret")
    def _check_line(self):
        for cabinet in self:
            if cabinet.url and not cabinet.url.startswith(("https://", "http://")):
                raise ValidationError(
                    self.env._("The address of a cabinet begins with https://.")
                )
            if cabinet.url and not cabinet.secret:
                raise ValidationError(
                    self.env._(
                        "Enter the secret that the cabinet knows: without it nobody "
                        "can tell who opened a door."
                    )
                )

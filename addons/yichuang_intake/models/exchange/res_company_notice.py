from odoo import api, fields, models
from odoo.exceptions import ValidationError

SYSTEM = "base.group_system"


class Company(models.Model):
    """Where a hall's text messages are handed over."""

    _inherit = "res.company"

    notice_url = fields.Char(
        "Text Message Gateway",
        groups=SYSTEM,
        help="短信网关地址: notices are posted there as JSON; empty for none.",
    )
    notice_secret = fields.Char(
        "Gateway Secret",
        groups=SYSTEM,
        help="签名密钥: each notice is signed with it (HMAC-SHA-256).",
    )
    notice_timeout = fields.Integer(
        "Gateway Timeout (Seconds)",
        default=10,
        required=True,
        groups=SYSTEM,
        help="网关超时(秒): how long to wait for an answer.",
    )

    _notice_timeout_short = models.Constraint(
        "CHECK (notice_timeout BETWEEN 1 AND 30)",
        "Wait 1 to 30 seconds for the text message gateway.",
    )

    @api.constrains("notice_url", "notice_secret")
    def _check_notice_gateway(self):
        for company in self:
            url = company.notice_url
            if url and not url.startswith(("https://", "http://")):
                raise ValidationError(
                    self.env._(
                        "The address of the text message gateway begins with https://."
                    )
                )
            if url and not company.notice_secret:
                raise ValidationError(
                    self.env._(
                        "Enter the secret that the text message gateway knows: without "
                        "it nobody can tell who sent a notice."
                    )
                )

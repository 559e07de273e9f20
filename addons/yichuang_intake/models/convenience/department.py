from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import email_normalize


class Department(models.Model):
    """Where an organ is told of what it has to supervise."""

    _inherit = "yichuang.department"

    notice_email = fields.Char(
        "Address for Notices",
        help="告知邮箱: where it is told of grants on a promise that it supervises.",
    )

    @api.constrains("notice_email")
    def _check_notice_email(self):
        for organ in self:
            if organ.notice_email and not email_normalize(organ.notice_email):
                raise ValidationError(
                    self.env._(
                        "“%(address)s” is not an e-mail address.",
                        address=organ.notice_email,
                    )
                )

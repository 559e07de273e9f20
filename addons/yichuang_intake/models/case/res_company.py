import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools.undertaking import CONSEQUENCES


class ResCompany(models.Model):
    _inherit = "res.company"

    hall_code = fields.Char(
        "Hall Prefix",
        required=True,
        default="HALL",
        help="First part of the receipt numbers of this hall (收件号前缀), 2 to 8 "
        "capital letters or digits.",
    )

    @api.constrains("hall_code")
    def _check_hall_code(self):
        for company in self:
            if not re.fullmatch(r"[A-Z0-9]{2,8}", company.hall_code or ""):
                raise ValidationError(
                    self.env._(
                        "“%(code)s” cannot begin a receipt number: use 2 to 8 capital "
                        "letters or digits.",
                        code=company.hall_code,
                    )
                )

    def _deferral_consequence(self):
        """What happens when materials that were to follow do not come in time, as
        documents say it."""
        self.ensure_one()
        return CONSEQUENCES[self.deferral_overdue]

from odoo import models
from odoo.exceptions import UserError

from ...tools import print_page


class Case(models.Model):
    """The receipt as a slip of the roll (收件凭证): its long form says all."""

    _inherit = "yichuang.case"

    def action_print_slip(self):
        """Print the receipt as a slip."""
        return self.env["yichuang.print.job"]._request("receipt_slip", self)

    def _print_receipt_slip(self, job):
        self.ensure_one()
        if not self.receipt_number:
            raise UserError(
                self.env._("There is no receipt before the materials are received.")
            )
        received = self.material_ids.filtered("received")
        # Of the colleague who received it the name alone is printed.
        clerk = self.received_by_id.sudo().name
        return print_page.slip(
            print_page.Slip(
                self.company_id.name,
                "收件凭证",
                self.receipt_number,
                (
                    ("查询码", self.query_code or ""),
                    ("办件编号", self.number or ""),
                    ("事项", self.service_id.name),
                    ("申请人", self.applicant_name or ""),
                    ("材料", f"{len(received)} 份"),
                    ("收件时间", self._hall_time(self.received_on)),
                    ("收件人", clerk or ""),
                ),
                self._track_url(),
                "扫码查询办理进度。查询码请勿告知他人。",
            ),
            job.profile_id._sheet("slip"),
        )

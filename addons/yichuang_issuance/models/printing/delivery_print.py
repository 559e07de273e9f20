from odoo import models
from odoo.exceptions import UserError

from ...tools import print_page


class Delivery(models.Model):
    """The label on a result at the exit, and the slip for whoever collected it."""

    _inherit = "yichuang.delivery"

    def action_print_label(self):
        """Print the labels that go on these results."""
        return self.env["yichuang.print.job"]._request("result_label", self)

    def action_print_slip(self):
        """Print the slip of who collected what and when."""
        return self.env["yichuang.print.job"]._request("pickup_slip", self)

    def _scan_facts(self):
        offered = {"waiting": "label", "arrived": "label", "delivered": "slip"}
        what = offered.get(self.state)
        # What the exit screen prints now, beside the step that is due.
        return {**super()._scan_facts(), "print": what and f"action_print_{what}"}

    def _print_result_label(self, job):
        self.ensure_one()
        # Whoever may read the delivery may know what is delivered.
        certificate = self.sudo().certificate_id
        return print_page.label(
            print_page.Label(
                self.shelf_place or self.applicant_name or "",
                self.receipt_number or self.case_id.number,
                (
                    self.applicant_name if self.shelf_place else "",
                    self.service_id.name,
                    certificate.number or "",
                    self.department_id.name,
                ),
            ),
            job.profile_id._sheet("label"),
        )

    def _print_pickup_slip(self, job):
        self.ensure_one()
        if self.state != "delivered":
            raise UserError(
                self.env._("The receipt is printed when the document is handed over.")
            )
        # As on the label; and the name of the colleague who handed it over.
        certificate = self.sudo().certificate_id
        case = self.case_id
        return print_page.slip(
            print_page.Slip(
                self.company_id.name,
                "领取凭证",
                self.receipt_number or case.number,
                (
                    ("事项", self.service_id.name),
                    ("颁发机关", self.department_id.name),
                    ("证照", certificate.title or "决定书"),
                    ("编号", certificate.number or ""),
                    ("领取人", self.collector_name or ""),
                    ("领取时间", case._hall_time(self.delivered_on)),
                    ("经办人", self.delivered_by_id.sudo().name or ""),
                ),
                case._track_url(),
                "扫码查看办理结果",
            ),
            job.profile_id._sheet("slip"),
        )

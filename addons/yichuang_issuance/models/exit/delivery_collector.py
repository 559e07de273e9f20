from odoo import models
from odoo.exceptions import UserError

from ...tools import pickup_code


class Delivery(models.Model):
    """Who collects a result: the applicant, or somebody with authority."""

    _inherit = "yichuang.delivery"

    def _guard_collector(self, vals):
        """Who collects shows who they are; a natural person who applied is known
        by the number of the case."""
        Case = self.env["yichuang.case"]
        number = "".join((vals.get("collector_number") or "").split()).upper()
        if not (vals.get("collector_name") or "").strip() or not number:
            raise UserError(
                self.env._(
                    "The receipt names who collects (行政许可法 Art. 44). Fill in name "
                    "and identity number from the card."
                )
            )
        problem = Case._identity_problem("natural", number)
        if problem:
            raise UserError(problem)
        vals["collector_number"] = number
        if vals.get("collector_relation") == "self":
            self._check_applicant_collects(vals["collector_name"].strip(), number)

    def _check_applicant_collects(self, name, number):
        # The number is compared and never shown; the delivery is the clerk's.
        for case in self.case_id.sudo():
            if case.applicant_kind == "natural":
                same = case._identity_numbers().get(case.id) == number
            else:
                same = case.legal_representative == name
            if not same:
                raise UserError(
                    self.env._(
                        "This is not the applicant of %(case)s, nor the legal "
                        "representative. Whoever collects for somebody else chooses "
                        "“Somebody with authority” and shows the authority.",
                        case=case.receipt_number,
                    )
                )

    def _guard_authority(self, vals):
        if vals.get("collector_relation") not in ("self", "agent"):
            raise UserError(self.env._("Choose who collects."))
        code = pickup_code.compact(vals.pop("code_shown", ""))
        if vals["collector_relation"] == "self":
            return
        if any(code != delivery.pickup_code for delivery in self):
            raise UserError(
                self.env._(
                    "The pick-up code does not fit. The applicant has it on the "
                    "portal and gives it to whoever collects."
                )
            )
        if not (vals.get("authority") or "").strip():
            raise UserError(
                self.env._(
                    "An agent shows a written authority (行政许可法 Art. 29). Enter "
                    "what it is and its date; keep the paper with the receipt."
                )
            )

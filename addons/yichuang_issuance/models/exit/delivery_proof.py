from odoo import fields, models

from odoo.addons.yichuang_intake.tools.document_kinds import DECISIONS

# How the ways of a result are called among the ways of service.
SERVED = {
    "window": "direct",
    "cabinet": "direct",
    "courier": "post",
    "electronic": "electronic",
}


class Delivery(models.Model):
    """With the result its decision is served, which a proof of delivery (送达回证)
    shows (行政许可法 Art. 44)."""

    _inherit = "yichuang.delivery"

    proof_ids = fields.One2many(
        "yichuang.document.delivery",
        "exit_delivery_id",
        "Proofs of Delivery",
        readonly=True,
    )

    def _serve_decisions(self):
        """Serve the decisions that go out with these results and are not served yet."""
        decisions = (
            self.env["yichuang.document"]
            # Whoever hands the result over hands over its decision.
            .sudo()
            .search(
                [
                    ("case_id", "in", self.case_id.ids),
                    ("kind", "in", DECISIONS),
                    ("state", "=", "issued"),
                    ("served_on", "=", False),
                ]
            )
            .grouped("case_id")
        )
        vals_list = [
            delivery._proof_vals(document)
            for delivery in self
            for document in decisions.get(delivery.case_id.sudo(), ())
            if document.to_serve
        ]
        served = self.env["yichuang.document.delivery"].sudo()
        served = served._create_guarded(vals_list)
        served._transition("download" if self.env.user._is_portal() else "take_result")

    def _proof_vals(self, document):
        """What the proof of delivery says of one decision."""
        self.ensure_one()
        agent = self.collector_relation == "agent"
        return {
            "document_id": document.id,
            "exit_delivery_id": self.id,
            "way": SERVED[self.way],
            "served_on": self.delivered_on,
            "place": self.way == "window" and self.company_id.name,
            "recipient": self.collector_name,
            "recipient_kind": "representative" if agent else "addressee",
            "substitute_reason": agent and self.authority,
            "tracking_number": self.tracking_number,
            "address": self.way == "electronic" and self.env.user.login,
            "officer_ids": [(4, self.env.uid)] if self.way == "window" else [],
        }

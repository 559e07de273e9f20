from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

from .alert import CONCERNED, SUPERVISOR


class DocumentDelivery(models.Model):
    """A supervision letter reaches the organ like any document: how, when and by whom
    it was taken is on record (签收). The organ signs for it in the system, or the
    supervisor notes how it was handed over on paper."""

    _inherit = "yichuang.document.delivery"

    _transitions = (
        Transition(
            "sign",
            "under_way",
            "served",
            groups=CONCERNED,
            guards=("_guard_letter_of_ours", "_guard_to_serve"),
        ),
        Transition(
            "hand_over",
            "under_way",
            "served",
            groups=SUPERVISOR,
            guards=(
                "_guard_letter",
                "_guard_to_serve",
                "_guard_particulars",
                "_guard_moment",
            ),
        ),
    )
    _added_guards = {"serve": ("_guard_no_letter",)}
    _guarded_fields = frozenset({"alert_id"})

    alert_id = fields.Many2one(
        related="document_id.alert_id", store=True, index="btree_not_null"
    )
    company_id = fields.Many2one(related="document_id.company_id")
    department_id = fields.Many2one(related="document_id.department_id")

    def _guard_letter(self, vals):
        if self.filtered(lambda delivery: not delivery.alert_id):
            raise UserError(self.env._("This is no letter of supervision."))

    def _guard_letter_of_ours(self, vals):
        self._guard_letter(vals)
        self.alert_id._guard_concerned(vals)

    def _guard_no_letter(self, vals):
        if self.filtered("alert_id"):
            raise UserError(
                self.env._(
                    "The organ signs for a letter of supervision on its card, or the "
                    "supervisor notes how it was handed over."
                )
            )

    def _values_sign(self, vals):
        self._values_serve(vals)

    def _values_hand_over(self, vals):
        self._values_serve(vals)

    def _after_sign(self, vals):
        for moment, served in self.grouped("served_on").items():
            # Set by the step that serves it; the document itself never changes.
            served.document_id.sudo()._write_guarded({"served_on": moment})

    def _after_hand_over(self, vals):
        self._after_sign(vals)

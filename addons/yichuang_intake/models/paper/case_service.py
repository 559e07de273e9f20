from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ...tools.document_kinds import DECISIONS

CLERK = "yichuang_intake.group_clerk"


class Case(models.Model):
    """When the papers that matter most were served, and whether the applicant has
    agreed to be served electronically (民事诉讼法 Art. 90)."""

    _inherit = "yichuang.case"

    _guarded_fields = frozenset({"delivery_consent_on", "delivery_consent_by_id"})

    delivery_consent_on = fields.Datetime(
        "Consent to Electronic Delivery",
        readonly=True,
        copy=False,
        help="同意电子送达时间",
    )
    delivery_consent_by_id = fields.Many2one(
        "res.users",
        "Consent Recorded By",
        readonly=True,
        copy=False,
        help="The applicant on the portal, or the clerk who has the signed form "
        "(送达地址确认书).",
    )
    decision_served_on = fields.Datetime(
        compute="_compute_served_on", help="决定送达时间"
    )
    supplement_served_on = fields.Datetime(
        "Supplement Notice Served On",
        compute="_compute_served_on",
        help="补正告知书送达时间",
    )

    def _compute_served_on(self):
        served = (
            self.env["yichuang.document"]
            # Two dates for whoever may read the case.
            .sudo()
            .search_fetch(
                [
                    ("case_id", "in", self.ids),
                    ("kind", "in", [*DECISIONS, "supplement"]),
                    ("served_on", "!=", False),
                ],
                ["case_id", "kind", "served_on"],
                order="id",
            )
        )
        moments = {
            (document.case_id.id, document.kind == "supplement"): document.served_on
            for document in served
        }
        for case in self:
            case.decision_served_on = moments.get((case.id, False))
            case.supplement_served_on = moments.get((case.id, True))

    def _set_delivery_consent(self, given):
        """Record that the applicant agrees, or no longer agrees, to be served
        electronically."""
        for case in self:
            if case.state == "draft":
                raise UserError(
                    self.env._(
                        "%(case)s has not been received; nothing is served on it yet.",
                        case=case.display_name,
                    )
                )
        self._lock()
        self._write_guarded(
            {
                "delivery_consent_on": given and fields.Datetime.now(),
                "delivery_consent_by_id": given and self.env.uid,
            }
        )
        self._log_event("delivery_consent", {"given": given})

    def _check_takes_consent(self):
        self.check_access("write")
        if not self.env.user.has_group(CLERK):
            raise AccessError(
                self.env._(
                    "The applicant agrees at the window or on the portal. Ask a window "
                    "clerk to record it."
                )
            )

    def action_consent_delivery(self):
        """Record the signed consent to be served electronically."""
        self._check_takes_consent()
        self._set_delivery_consent(True)
        return True

    def action_withdraw_consent_delivery(self):
        """Record that the consent to be served electronically is taken back."""
        self._check_takes_consent()
        self._set_delivery_consent(False)
        return True

from odoo import models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools.licensing_law import (
    CANCELLATION_GROUNDS,
    REVOCATION_GROUNDS,
    WITHDRAWAL_GROUNDS,
)


class CertificateGuard(models.AbstractModel):
    """What the law and the hall ask before a certificate is issued or ended.

    Who received or accepted the case does not issue; only members of the organ
    suspend, revoke or cancel, on the grounds of 行政许可法 Art. 69 and 70.
    """

    _name = "yichuang.certificate.guard"
    _description = "Rules of a certificate"

    def _guard_case_certifying(self, vals):
        for certificate in self._first_of_case():
            if certificate.case_id.sudo().state != "certifying":
                raise UserError(
                    self.env._(
                        "%(case)s is not at the step of making its certificate. "
                        "Reload the case to see where it stands.",
                        case=certificate.case_id.display_name,
                    )
                )

    def _guard_separation(self, vals):
        self.case_id.sudo()._check_separation(self.env.user)

    def _guard_complete(self, vals):
        for certificate in self:
            lacking = [
                line.label
                for line in certificate.line_ids
                if line.required and not (line.text or "").strip()
            ]
            if not (certificate.statement or "").strip():
                lacking.append(self.env._("Statement"))
            if lacking:
                raise UserError(
                    self.env._(
                        "%(certificate)s is not complete (行政许可法 Art. 39). Fill "
                        "in: %(fields)s.",
                        certificate=certificate.type_id.name,
                        fields=", ".join(lacking),
                    )
                )

    def _guard_issuer(self, vals):
        for certificate in self:
            organ = certificate.department_id.sudo()
            if not organ.uscc:
                raise UserError(
                    self.env._(
                        "%(organ)s has no unified social credit code, which the "
                        "identifier of its certificates needs (GB/T 36904). Have the "
                        "hall manager enter it.",
                        organ=organ.name,
                    )
                )

    def _guard_member(self, vals):
        self.case_id.sudo()._guard_member(vals)

    def _guard_reason(self, vals):
        if not (vals.get("end_reason") or "").strip():
            raise UserError(
                self.env._(
                    "State the facts: the holder has a right to know them, and the "
                    "register keeps them."
                )
            )

    def _guard_revocation_ground(self, vals):
        if vals.get("end_ground") not in dict(REVOCATION_GROUNDS):
            raise UserError(
                self.env._(
                    "A certificate is revoked only on a ground of 行政许可法 Art. 69. "
                    "Choose it."
                )
            )

    def _guard_withdrawal_ground(self, vals):
        if vals.get("end_ground") not in dict(WITHDRAWAL_GROUNDS):
            raise UserError(
                self.env._(
                    "A lawful certificate is withdrawn only on a ground of 行政许可法 "
                    "Art. 8. Choose it; loss to the holder is compensated."
                )
            )

    def _guard_cancellation_ground(self, vals):
        if vals.get("end_ground") not in dict(CANCELLATION_GROUNDS):
            raise UserError(
                self.env._(
                    "A certificate is cancelled only on a ground of 行政许可法 Art. "
                    "70. Choose it."
                )
            )
        if vals["end_ground"] == "lapsed":
            self._guard_lapsed(vals)
        for certificate in self:
            gone = certificate.state in ("revoked", "withdrawn")
            if gone and vals["end_ground"] != "withdrawn":
                raise UserError(
                    self.env._(
                        "%(certificate)s is “%(state)s”: the ground of its "
                        "cancellation is that of Art. 70(4). Choose it.",
                        certificate=certificate.display_name,
                        state=certificate._state_label(),
                    )
                )

    def _guard_lapsed(self, vals):
        today = hall_date()
        for certificate in self:
            if not certificate.valid_until or certificate.valid_until >= today:
                raise UserError(
                    self.env._(
                        "%(certificate)s is still within its validity.",
                        certificate=certificate.display_name,
                    )
                )

    def _guard_not_lapsed(self, vals):
        today = hall_date()
        for certificate in self:
            if certificate.valid_until and certificate.valid_until < today:
                raise UserError(
                    self.env._(
                        "The validity of %(certificate)s is over, so it cannot be "
                        "given back.",
                        certificate=certificate.display_name,
                    )
                )

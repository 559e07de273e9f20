from odoo import api, models

from odoo.addons.yichuang_catalog.tools import enumerations
from odoo.addons.yichuang_catalog.tools.exceptions import CodeError
from odoo.addons.yichuang_intake.tools import exchange_tables

from ..tools.certificate_status import STATUS

STEPS = {"certify": "制证", "place_at_exit": "出件", "deliver": "送达"}


class Case(models.Model):
    """The moves after the decision, the result with its certificate, and the
    certificate itself, as the exchange tells of them."""

    _inherit = "yichuang.case"

    @api.model
    def _exchange_steps(self):
        return {**super()._exchange_steps(), **STEPS}

    def _exchange_rows(self):
        """Besides the rows of the cases, one for each certificate (证照目录)."""
        identities = self._identity_numbers()
        rows = super()._exchange_rows()
        table = "up_lic_data"
        for case in self:
            for certificate in case.sudo()._issued_certificates():
                values = case._exchange_certificate(
                    certificate, identities.get(case.id)
                )
                guid = exchange_tables.guid(table, certificate.identifier)
                rows.append((case, table, guid, exchange_tables.shaped(table, values)))
        return rows

    def _exchange_results(self):
        """The result names its certificate and whether it was delivered."""
        rows = super()._exchange_results()
        latest = self.sudo()._issued_certificates().sorted("version")[-1:]
        for _table, _key, values in rows:
            if latest:
                values["result_cetr_name"] = latest.title
                values["result_cetr_no"] = latest.number
            if "delivered" in self.sudo().delivery_ids.mapped("state"):
                values["is_delivery_results"] = "1"
        return rows

    def _issued_certificates(self):
        return self.certificate_ids.filtered(
            lambda certificate: certificate.state != "draft"
        )

    def _exchange_certificate(self, certificate, holder):
        """One certificate as a row of the certificate directory.

        :param holder: the whole number of its holder, which the platform demands
        """
        kind = "natural" if certificate.holder_kind == "natural" else "enterprise"
        organ = self.department_id
        return {
            "project_no": self.number,
            "certificate_name": certificate.title,
            "certificate_type": certificate.type_id.name,
            "certificate_type_code": certificate.type_id.code,
            "certificate_number": certificate.number,
            "source_id": certificate.identifier,
            "certificate_holder": certificate.holder_name,
            "certificate_holder_code": holder,
            "certificate_holder_type": _code("applicant", kind),
            "certificate_area_code": organ.region_id.code,
            "issue_dept": certificate.issuer_name,
            "issue_dept_code": organ.uscc,
            "issue_date": str(certificate.issued_on),
            "effective_date": str(certificate.issued_on),
            "expiry_date": str(certificate.valid_until or ""),
            "certificate_status": STATUS[certificate.state].code,
        }


def _code(name, key):
    try:
        return enumerations.to_code(name, key, "c0109")
    except CodeError:
        return ""

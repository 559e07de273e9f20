import re

from odoo import Command, api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.yichuang_catalog.tools import exceptions, uscc

from ...tools import statement
from ...tools.licensing_law import KINDS

TYPE_CODE = r"[0-9A-Z]{21}"


class CertificateType(models.Model):
    """A kind of certificate (证照类型): its name, its code, what is printed on it,
    and for which services it is the result.

    The type code is half of every certificate's identifier (GB/T 36904): credit
    code of the authority that defined the type, and a number of three characters.
    """

    _name = "yichuang.certificate.type"
    _description = "Certificate Type"
    _order = "name, id"
    _rec_names_search = ("name", "code")

    name = fields.Char(
        required=True,
        index="trigram",
        help="证照名称, the title on the certificate, such as 食品经营许可证.",
    )
    code = fields.Char(
        "Type Code",
        required=True,
        help="证照类型代码 (GB/T 36904): 18 characters of the defining authority's "
        "credit code and 3 of its own.",
    )
    kind = fields.Selection(
        list(KINDS),
        required=True,
        default="licence",
        help="行政许可证件种类 (行政许可法 Art. 39).",
    )
    number_prefix = fields.Char(
        required=True,
        help="证号字头: what stands before 〔year〕 and number, such as 示食证字.",
    )
    statement = fields.Text(
        required=True,
        default="经审查,准予{holder}从事{service}活动。",
        help="准予事项: the sentence that grants the right. It may quote {holder}, "
        "{service}, {issuer} and {case_number}.",
    )
    notice = fields.Char(
        help="A word printed in the corner, such as 示例 on a sample; empty otherwise."
    )
    validity_months = fields.Integer(
        help="有效期(月), where the service's guide does not say; 0 for no end."
    )
    line_ids = fields.One2many(
        "yichuang.certificate.type.line", "type_id", "Rows", copy=True
    )
    service_ids = fields.Many2many(
        "yichuang.service",
        "yichuang_certificate_type_service",
        "type_id",
        "service_id",
        "Services",
        help="实施清单 of which it is the result.",
    )
    material_ids = fields.Many2many(
        "yichuang.material",
        "yichuang_certificate_type_material",
        "type_id",
        "material_id",
        "Kept on File As",
        help="入库材料: the materials that a certificate of this type is; empty for "
        "those that the library names as results of the item.",
    )
    active = fields.Boolean(default=True)

    _code_uniq = models.UniqueIndex(
        "(code) WHERE active", "Another certificate type has this code."
    )
    _validity_months_positive = models.Constraint(
        "CHECK (validity_months >= 0)", "A validity is a number of months, or 0."
    )
    _order_idx = models.Index("(name, id)")

    @api.constrains("code")
    def _check_code(self):
        for certificate_type in self:
            code = certificate_type.code
            try:
                if not re.fullmatch(TYPE_CODE, code):
                    raise exceptions.InvalidFormat
                uscc.validate(code[:18])
            except exceptions.CodeError as error:
                raise ValidationError(
                    self.env._(
                        "%(code)s is not a certificate type code (GB/T 36904): the "
                        "credit code of the authority that defined the type, and "
                        "three digits or letters. Take it from the type's entry in "
                        "the published catalogue.",
                        code=code,
                    )
                ) from error

    @api.constrains("statement")
    def _check_statement(self):
        for certificate_type in self:
            strange = statement.unknown(certificate_type.statement)
            if strange:
                raise ValidationError(
                    self.env._(
                        "The statement may quote only %(known)s. Correct what else "
                        "stands in braces: %(strange)s.",
                        known=", ".join(f"{{{w}}}" for w in statement.PLACEHOLDERS),
                        strange=", ".join(strange),
                    )
                )

    @api.model
    def _by_service(self, services):
        """The active certificate type of each service that has one, by service id."""
        return {
            service.id: certificate_type
            for certificate_type in self.search([("service_ids", "in", services.ids)])
            for service in certificate_type.service_ids
        }

    def _draft_vals(self, case):
        """What a certificate of this type for ``case`` begins with."""
        self.ensure_one()
        return {
            "case_id": case.id,
            "type_id": self.id,
            "title": self.name,
            "holder_kind": case.applicant_kind,
            "holder_name": case.applicant_name,
            "holder_number": case.id_number,
            "validity_months": case.version_id.result_validity_months
            or self.validity_months,
            "statement": statement.fill(
                self.statement,
                {
                    "holder": case.applicant_name,
                    "service": case.service_id.name,
                    "issuer": case.department_id.name,
                    "case_number": case.number,
                },
            ),
            "line_ids": [
                Command.create(
                    {
                        "sequence": line.sequence,
                        "label": line.label,
                        "required": line.required,
                        "text": line._first_text(case),
                    }
                )
                for line in self.line_ids
            ],
        }

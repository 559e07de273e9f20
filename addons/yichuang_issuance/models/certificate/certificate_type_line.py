from odoo import fields, models


class CertificateTypeLine(models.Model):
    """A row that certificates of a type carry: its label, and where its text
    comes from."""

    _name = "yichuang.certificate.type.line"
    _description = "Row of a certificate type"
    _order = "type_id, sequence, id"
    _rec_name = "label"

    type_id = fields.Many2one(
        "yichuang.certificate.type", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(default=10)
    label = fields.Char(required=True, help="栏目, such as 经营场所.")
    source = fields.Selection(
        [
            ("typed", "Filled in by hand"),
            ("address", "Applicant's address"),
            ("legal_representative", "Legal representative"),
            ("subject", "Subject of the case"),
            ("case_number", "Case number"),
        ],
        required=True,
        default="typed",
        help="Where the first text comes from; it can be corrected until issue.",
    )
    required = fields.Boolean(
        default=True, help="必填: without it the certificate is not issued."
    )

    def _first_text(self, case):
        """The text that a draft begins with."""
        self.ensure_one()
        if self.source == "typed":
            return False
        if self.source == "case_number":
            return case.number
        return case[self.source]

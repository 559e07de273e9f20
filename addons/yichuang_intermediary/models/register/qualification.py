from odoo import api, fields, models
from odoo.exceptions import ValidationError


class Qualification(models.Model):
    """A certificate of an agency (资质证书)."""

    _name = "yichuang.market.qualification"
    _description = "Qualification of an agency"
    _inherit = ["yichuang.market.credential"]
    _rec_name = "number"

    kind_id = fields.Many2one(domain=[("holder", "=", "agency")])
    grade = fields.Char(help="资质等级, as the certificate names it.")
    scope = fields.Text(help="业务范围: the fields the certificate covers.")
    issuer = fields.Char("Issued By", help="发证机关")

    _number_uniq = models.UniqueIndex(
        "(agency_id, kind_id, number) WHERE state IN ('entered', 'verified')",
        "The agency has this certificate already.",
    )

    @api.depends("number", "kind_id.name", "grade")
    def _compute_display_name(self):
        for record in self:
            parts = (record.kind_id.name, record.grade, record.number)
            record.display_name = " ".join(filter(None, parts))

    @api.constrains("grade", "kind_id")
    def _check_grade(self):
        for record in self:
            problem = record.kind_id._grade_problem(record.grade)
            if problem:
                raise ValidationError(problem)

    def _grade(self):
        return self.grade or ""

    def _scope(self):
        return self.scope or ""

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class Service(models.Model):
    """A kind of report or test that agencies sell and approvals may ask for."""

    _name = "yichuang.market.service"
    _description = "Intermediary service"
    _order = "code, id"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True, index="trigram", help="中介服务事项")
    code = fields.Char(required=True, index="trigram")
    active = fields.Boolean(default=True)
    department_id = fields.Many2one(
        "yichuang.department",
        "Industry Department",
        index=True,
        help="行业主管部门: the organ that supervises the trade.",
    )
    approval_service_ids = fields.Many2many(
        "yichuang.service",
        string="Required by Approvals",
        help="The approvals that may ask for this report (行政审批中介服务事项).",
    )
    legal_basis = fields.Text(
        help="设定依据: law, regulation or State Council decision that makes the "
        "report a condition of the approval."
    )
    standard_days = fields.Integer(
        default=10, help="Usual service time, in working days."
    )
    guide = fields.Text(
        help="服务指南: what the service is, what the owner brings, what comes "
        "out of it."
    )
    qualification_rule_ids = fields.One2many(
        "yichuang.market.qualification.rule",
        "service_id",
        "Conditions",
        help="资质要求: what an agency must hold to sell the service.",
    )
    agency_count = fields.Integer(compute="_compute_agency_count")

    _code_uniq = models.Constraint("UNIQUE (code)", "This service code exists already.")
    _days_positive = models.Constraint(
        "CHECK (standard_days > 0)", "The usual service time is at least one day."
    )

    @api.depends_context("uid")
    def _compute_agency_count(self):
        counts = dict(
            self.env["yichuang.market.offering"]._read_group(
                [
                    ("service_id", "in", self.ids),
                    ("is_complete", "=", True),
                    ("agency_id.state", "=", "active"),
                ],
                ["service_id"],
                ["agency_id:count_distinct"],
            )
        )
        for service in self:
            service.agency_count = counts.get(service._origin, 0)

    @api.constrains("approval_service_ids", "legal_basis")
    def _check_legal_basis(self):
        for service in self:
            basis = (service.legal_basis or "").strip()
            if service.approval_service_ids and not basis:
                raise ValidationError(
                    self.env._(
                        "%(name)s cannot be a condition of an approval without a basis "
                        "in law (优化营商环境条例 Art. 43): state the basis, or remove "
                        "the approvals.",
                        name=service.name,
                    )
                )

    def _conditions(self):
        """What is asked of an agency that sells this service."""
        return self.sudo().qualification_rule_ids._conditions()

    def action_view_agencies(self):
        """Open the agencies that offer this service."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Agencies"),
            "res_model": "yichuang.market.agency",
            "view_mode": "list,form",
            "domain": [("offering_ids.service_id", "=", self.id)],
        }

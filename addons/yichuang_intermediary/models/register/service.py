from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from odoo.addons.yichuang_catalog.tools.transition import Transition

from .agency import REVIEWER


class Service(models.Model):
    """A kind of report or test that agencies sell and approvals may ask for.

    draft → active → retired (and active again). Only an active service is asked for
    by a notice; contracts that run when it is retired go on.
    """

    _name = "yichuang.market.service"
    _description = "Intermediary service"
    _inherit = ["yichuang.market.document", "yichuang.lifecycle"]
    _order = "code, id"
    _rec_names_search = ["name", "code"]

    _transitions = (
        Transition(
            "activate",
            ("draft", "retired"),
            "active",
            groups=REVIEWER,
            guards=("_guard_in_use", "_guard_basis"),
        ),
        Transition(
            "retire",
            "active",
            "retired",
            groups=REVIEWER,
            guards=("_guard_retire_reason", "_guard_nothing_on_its_way"),
        ),
    )
    _guarded_fields = frozenset({"retire_reason"})
    _statements = {"retire": "retire_reason"}

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
    retire_reason = fields.Text(
        "Why It Was Retired", readonly=True, copy=False, help="停用原因"
    )
    state = fields.Selection(
        [("draft", "Draft"), ("active", "In use"), ("retired", "Retired")],
        required=True,
        default="draft",
        copy=False,
        index=True,
        help="草拟, 启用, 停用",
    )

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

    def _init_column(self, column_name):
        """Services that were there before they had states were in use."""
        if column_name != "state":
            return super()._init_column(column_name)
        self.env.cr.execute(
            SQL("UPDATE %s SET state = 'active'", SQL.identifier(self._table))
        )
        return None

    def _guard_in_use(self, _vals):
        for service in self:
            if not service.active:
                raise UserError(
                    self.env._(
                        "%(name)s is archived: take it out of the archive first.",
                        name=service.name,
                    )
                )

    def _guard_basis(self, _vals):
        """A condition of an approval has its basis, also where the link came first."""
        self._check_legal_basis()

    def _guard_retire_reason(self, vals):
        if not (vals.get("retire_reason") or "").strip():
            raise UserError(
                self.env._(
                    "Say why the service is retired: the basis in law fell away, or "
                    "what takes its place."
                )
            )

    def _guard_nothing_on_its_way(self, _vals):
        """What agencies have signed up to is brought to its end first."""
        found = self.env["yichuang.market.notice"].search(
            [("service_id", "in", self.ids), ("state", "=", "published")], limit=1
        )
        if found:
            raise UserError(
                self.env._(
                    "%(notice)s stands open for sign-up. Retire the service when its "
                    "sign-up has ended, or let the owner cancel it.",
                    notice=found.display_name,
                )
            )

    def _conditions(self):
        """What is asked of an agency that sells this service."""
        return self.sudo().qualification_rule_ids._conditions()

    def action_activate(self):
        """Let notices ask for the services."""
        self._check_staff()
        return self._step("activate")

    def action_retire(self):
        """Ask why the service is retired."""
        self._check_staff()
        return self._ask("retire", self.env._("Retire the Service"))

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

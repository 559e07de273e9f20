from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.yichuang_catalog.tools import uscc
from odoo.addons.yichuang_catalog.tools.exceptions import CodeError
from odoo.addons.yichuang_catalog.tools.transition import Transition

REVIEWER = "yichuang_intermediary.group_market_reviewer"


class Agency(models.Model):
    """An intermediary that has joined the market.

    draft → active ⇄ suspended → removed.  Joining is by promise: the hall looks at
    form and consistency, demands no local registration, no quota and no fee
    (优化营商环境条例 Art. 43).
    """

    _name = "yichuang.market.agency"
    _description = "Intermediary agency"
    _inherit = [
        "yichuang.market.document",
        "yichuang.lifecycle",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "name, id"
    _rec_names_search = ["name", "uscc"]

    _transitions = (
        Transition(
            "activate",
            ("draft", "suspended"),
            "active",
            groups=REVIEWER,
            guards=("_guard_published_offers",),
        ),
        Transition(
            "suspend", "active", "suspended", groups=REVIEWER, guards="_guard_ground"
        ),
        Transition(
            "remove",
            ("active", "suspended"),
            "removed",
            groups=REVIEWER,
            guards="_guard_ground",
        ),
    )
    _guarded_fields = frozenset({"joined_on"})
    _open_states = ("draft", "active", "suspended")

    partner_id = fields.Many2one(
        "res.partner",
        "Company",
        required=True,
        index=True,
        ondelete="restrict",
        help="Portal users whose company this is act for the agency.",
    )
    name = fields.Char(related="partner_id.name", store=True, index="trigram")
    uscc = fields.Char(
        "USCC",
        required=True,
        index="trigram",
        help="统一社会信用代码: 18 characters, the last a check character.",
    )
    legal_representative = fields.Char(help="法定代表人")
    affiliated_department_id = fields.Many2one(
        "yichuang.department",
        index=True,
        help="主管(主办)单位: the organ that runs or owns the agency. It cannot work "
        "for approvals which that organ decides (优化营商环境条例 Art. 43).",
    )
    offering_ids = fields.One2many("yichuang.market.offering", "agency_id", "Offers")
    joined_on = fields.Date(readonly=True, copy=False, help="入驻日期")
    ground = fields.Text(
        "Ground of Suspension or Removal",
        copy=False,
        help="Legal basis or clause of the agreement; a market may not shut somebody "
        "out without one (优化营商环境条例 Art. 64).",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("active", "Active"),
            ("suspended", "Suspended"),
            ("removed", "Removed"),
        ],
        required=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )

    _uscc_uniq = models.Constraint(
        "UNIQUE (uscc)", "An agency with this USCC has joined the market already."
    )
    _partner_uniq = models.Constraint(
        "UNIQUE (partner_id)", "This company has joined the market already."
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._clean_uscc(vals)
        return super().create(vals_list)

    def write(self, vals):
        vals = dict(vals)
        self._clean_uscc(vals)
        return super().write(vals)

    @api.model
    def _clean_uscc(self, vals):
        if vals.get("uscc"):
            vals["uscc"] = uscc.compact(vals["uscc"])

    @api.constrains("uscc")
    def _check_uscc(self):
        for agency in self:
            try:
                uscc.validate(agency.uscc)
            except CodeError as error:
                raise ValidationError(
                    self.env._(
                        "%(code)s is not a unified social credit code: look at the "
                        "business licence again, letter by letter. (%(reason)s)",
                        code=agency.uscc,
                        reason=error,
                    )
                ) from error

    def _guard_published_offers(self, _vals):
        for agency in self:
            if not agency.offering_ids:
                raise UserError(
                    self.env._(
                        "%(name)s offers no service yet: enter at least one with its "
                        "conditions, process, time and charges.",
                        name=agency.name,
                    )
                )
            for offering in agency.offering_ids:
                if not offering._is_complete():
                    raise UserError(
                        self.env._(
                            "%(name)s must publish conditions, process, time and "
                            "charges of %(service)s before it may sell it "
                            "(优化营商环境条例 Art. 43): complete that offer.",
                            name=agency.name,
                            service=offering.service_id.name,
                        )
                    )

    def _guard_ground(self, _vals):
        for agency in self:
            if not (agency.ground or "").strip():
                raise UserError(
                    self.env._(
                        "State the legal or contractual ground first: nobody is shut "
                        "out of the market without one (优化营商环境条例 Art. 64)."
                    )
                )

    def _values_activate(self, _vals):
        today = self._today()
        return {agency.id: {"joined_on": agency.joined_on or today} for agency in self}

    def action_activate(self):
        """Admit the agencies to the market."""
        return self._transition("activate")

    def action_suspend(self):
        """Keep the agencies from signing up for the time being."""
        return self._transition("suspend")

    def action_remove(self):
        """Remove the agencies from the market (清退)."""
        return self._transition("remove")

    def _ineligible_reason(self, notice):
        """Why this agency may not take part in the notice; ``None`` when it may."""
        self.ensure_one()
        if self.state != "active":
            return self.env._(
                "%(agency)s is not active in the market. Ask the hall what is missing.",
                agency=self.name,
            )
        if notice.service_id not in self.offering_ids.service_id:
            return self.env._(
                "%(agency)s has not published an offer of “%(service)s”. Add the offer "
                "to the agency's register first.",
                agency=self.name,
                service=notice.service_id.name,
            )
        approving = notice._approval_departments()
        organ = self.affiliated_department_id
        while organ:
            if organ in approving:
                return self.env._(
                    "%(agency)s cannot take part: it belongs to %(organ)s, which "
                    "decides the approval this is for (优化营商环境条例 Art. 43).",
                    agency=self.name,
                    organ=organ.name,
                )
            organ = organ.parent_id
        if self in notice.avoid_agency_ids:
            return self.env._(
                "%(agency)s is excluded by the notice: %(reason)s",
                agency=self.name,
                reason=notice.avoid_reason,
            )
        if self.partner_id == notice.owner_id.commercial_partner_id:
            return self.env._(
                "The owner of a notice cannot sell the service to itself."
            )
        return None

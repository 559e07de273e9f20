from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.yichuang_catalog.tools import uscc
from odoo.addons.yichuang_catalog.tools.exceptions import CodeError
from odoo.addons.yichuang_catalog.tools.transition import Transition

REVIEWER = "yichuang_intermediary.group_market_reviewer"
PORTAL = "base.group_portal"


class Agency(models.Model):
    """An intermediary that has joined the market.

    draft → submitted → publicity → active ⇄ suspended → exited; removed only by the
    decision of a sanction. Joining is by promise: the hall looks at form and
    consistency, demands no local registration, no quota and no fee
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
            "submit",
            "draft",
            "submitted",
            groups=(REVIEWER, PORTAL),
            guards=("_guard_admin", "_guard_promise", "_guard_published_offers"),
        ),
        Transition(
            "send_back",
            "submitted",
            "draft",
            groups=REVIEWER,
            guards="_guard_return_reason",
        ),
        Transition(
            "announce",
            "submitted",
            "publicity",
            groups=REVIEWER,
            guards=("_guard_promise", "_guard_published_offers"),
        ),
        Transition(
            "activate",
            "publicity",
            "active",
            groups=REVIEWER,
            guards=("_guard_publicity_over", "_guard_published_offers"),
        ),
        Transition(
            "suspend", "active", "suspended", groups=REVIEWER, guards="_guard_ground"
        ),
        Transition(
            "resume",
            "suspended",
            "active",
            groups=REVIEWER,
            guards=("_guard_suspension_over", "_guard_published_offers"),
        ),
        Transition(
            "leave",
            ("active", "suspended"),
            "exited",
            groups=(REVIEWER, PORTAL),
            guards=("_guard_admin", "_guard_nothing_running"),
        ),
        Transition(
            "remove",
            ("publicity", "active", "suspended"),
            "removed",
            system=True,
            guards="_guard_ground",
        ),
    )
    _guarded_fields = frozenset(
        {
            "joined_on",
            "left_on",
            "check_until",
            "checked_by_id",
            "publicity_until",
            "suspended_until",
            "return_reason",
        }
    )
    _open_states = ("draft",)
    _statements = {"send_back": "return_reason"}
    # What the hall comes to know by itself, at any time.
    _free_fields = frozenset({"affiliated_department_id", "ground"})

    # Who it is
    partner_id = fields.Many2one(
        "res.partner",
        "Company",
        required=True,
        index=True,
        ondelete="restrict",
        help="Portal users whose company this is act for the agency, as far as its "
        "register of members says.",
    )
    name = fields.Char(related="partner_id.name", store=True, index="trigram")
    uscc = fields.Char(
        "USCC",
        required=True,
        index="trigram",
        help="统一社会信用代码: 18 characters, the last a check character.",
    )
    legal_representative = fields.Char(help="法定代表人")
    address = fields.Char(help="住所 or 经营场所")
    phone = fields.Char("Telephone", help="联系电话")
    bank_account = fields.Char(
        help="银行账号; seen by the market's staff only.",
        groups="yichuang_intermediary.group_market_reviewer,"
        "yichuang_catalog.group_supervisor",
    )
    affiliated_department_id = fields.Many2one(
        "yichuang.department",
        index=True,
        tracking=True,
        help="主管(主办)单位: the organ that runs or owns the agency. It cannot work "
        "for approvals which that organ decides (优化营商环境条例 Art. 43).",
    )

    # What it promises and offers
    promise_document = fields.Binary(
        "Signed Promise",
        attachment=True,
        copy=False,
        help="入驻承诺书: the ten promises, signed and sealed.",
    )
    promise_signed_on = fields.Date(copy=False, help="承诺书签署日期")
    offering_ids = fields.One2many("yichuang.market.offering", "agency_id", "Offers")
    qualification_ids = fields.One2many(
        "yichuang.market.qualification", "agency_id", "Qualifications"
    )
    practitioner_ids = fields.One2many(
        "yichuang.market.practitioner", "agency_id", "Practitioners"
    )
    change_ids = fields.One2many("yichuang.market.change", "agency_id", "Changes")
    member_ids = fields.One2many(
        related="partner_id.market_member_ids", string="Members"
    )

    # Its life in the market
    check_until = fields.Date(
        "Check Due", readonly=True, copy=False, help="一致性核查截止日"
    )
    checked_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, groups="base.group_user"
    )
    publicity_until = fields.Date(readonly=True, copy=False, help="入驻公示截止日")
    joined_on = fields.Date(readonly=True, copy=False, help="入驻日期")
    left_on = fields.Date(readonly=True, copy=False, help="退出日期")
    suspended_until = fields.Date(
        readonly=True, copy=False, help="暂停报名截止日; empty where it has no end."
    )
    return_reason = fields.Text(
        "What to Put Right", readonly=True, copy=False, help="退回补正原因"
    )
    ground = fields.Text(
        "Ground of Suspension or Removal",
        copy=False,
        help="Legal basis or clause of the agreement; a market may not shut somebody "
        "out without one (优化营商环境条例 Art. 64).",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "To check"),
            ("publicity", "Public notice"),
            ("active", "Active"),
            ("suspended", "Suspended"),
            ("exited", "Left"),
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
        agencies = super().create([self._clean(vals) for vals in vals_list])
        agencies._check_promise_document()
        return agencies

    def write(self, vals):
        result = super().write(self._clean(vals))
        if "promise_document" in vals:
            self._check_promise_document()
        return result

    @api.model
    def _clean(self, vals):
        if not vals.get("uscc"):
            return vals
        return {**vals, "uscc": uscc.compact(vals["uscc"])}

    @api.constrains("uscc")
    def _check_uscc(self):
        for agency in self:
            problem = self._uscc_problem(agency.uscc)
            if problem:
                raise ValidationError(problem)

    @api.model
    def _uscc_problem(self, code):
        """What is wrong with a USCC, in words; empty when nothing is."""
        try:
            uscc.validate(code)
        except CodeError as error:
            return self.env._(
                "%(code)s is not a unified social credit code: look at the "
                "business licence again, letter by letter. (%(reason)s)",
                code=code,
                reason=error,
            )
        return ""

    def action_submit(self):
        """Hand the agencies' entries in for the check."""
        self._check_staff()
        return self._step("submit")

    def action_send_back(self):
        """Ask what the agency has to put right."""
        self._check_staff()
        return self._ask("send_back", self.env._("Send Back"))

    def action_announce(self):
        """Make the checked agencies public for objections."""
        self._check_staff()
        return self._step("announce")

    def action_activate(self):
        """Admit the agencies to the market."""
        self._check_staff()
        return self._step("activate")

    def action_suspend(self):
        """Keep the agencies from signing up for the time being."""
        self._check_staff()
        return self._step("suspend")

    def action_resume(self):
        """Let the agencies sign up again."""
        self._check_staff()
        return self._step("resume")

    def action_leave(self):
        """Record that the agencies leave the market (退出)."""
        self._check_staff()
        return self._step("leave")

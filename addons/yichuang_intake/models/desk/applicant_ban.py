from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.yichuang_catalog.tools import citizen_id
from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import ban as ban_rules

MANAGER = "yichuang_catalog.group_manager"
DECIDER = "yichuang_intake.group_decider"
MASK = "*"


class ApplicantBan(models.Model):
    """An applicant who may not apply again for a time (行政许可法 Art. 78, 79), or not
    on their word alone (信用限制).

    draft → imposed → lifted. One person writes it on the organ's decision, another
    imposes it; it ends on its last day by itself. Of the identity number only a keyed
    digest is kept, and what may be shown of it.
    """

    _name = "yichuang.applicant.ban"
    _description = "Ban of an applicant"
    _inherit = ["yichuang.lifecycle", "mail.thread"]
    _order = "id desc"
    _rec_name = "applicant_name"
    _check_company_auto = True

    _transitions = (
        Transition(
            "impose",
            "draft",
            "imposed",
            groups=(MANAGER, DECIDER),
            guards=("_guard_whole", "_guard_second_person"),
        ),
        Transition(
            "lift",
            "imposed",
            "lifted",
            groups=(MANAGER, DECIDER),
            guards="_guard_lift_reason",
        ),
    )
    _guarded_fields = frozenset(
        {
            "digest",
            "masked_number",
            "imposed_by_id",
            "imposed_on",
            "lifted_by_id",
            "lifted_on",
            "lift_reason",
        }
    )
    _open_states = ("draft",)

    # Whom
    applicant_kind = fields.Selection(
        [("natural", "Natural person"), ("legal", "Legal person")],
        required=True,
        default="natural",
        help="申请人类型: 自然人, 法人及其他组织.",
    )
    applicant_name = fields.Char("Applicant", required=True, help="姓名或名称")
    id_number = fields.Char(
        "Identity Number",
        compute="_compute_id_number",
        inverse="_inverse_id_number",
        search="_search_id_number",
        help="身份证号码 or 统一社会信用代码; kept as a keyed digest only.",
    )
    digest = fields.Char(
        readonly=True, copy=False, groups=fields.NO_ACCESS, help="Keyed digest."
    )
    masked_number = fields.Char(readonly=True, copy=False)

    # From what, why, how long
    ground = fields.Selection(
        [
            ("concealed", "Facts concealed or material false (Art. 78)"),
            ("deceit", "Obtained by deceit or bribery (Art. 79)"),
            ("credit", "Serious breach of trust"),
        ],
        required=True,
        default="concealed",
        help="隐瞒情况或提供虚假材料, 以欺骗贿赂等不正当手段取得, 严重失信",
    )
    item_id = fields.Many2one(
        "yichuang.item",
        ondelete="restrict",
        index="btree_not_null",
        help="事项 that may not be applied for again.",
    )
    public_safety = fields.Boolean(
        help="直接关系公共安全、人身健康、生命财产安全: only for such matters does the "
        "law forbid applying again."
    )
    department_id = fields.Many2one(
        "yichuang.department",
        "Organ",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        help="作出决定的机关",
    )
    company_id = fields.Many2one(
        related="department_id.company_id", store=True, index=True, precompute=True
    )
    decision_number = fields.Char(help="决定书文号")
    facts = fields.Text(help="事实和依据, for the file.")
    from_on = fields.Date(
        "From", required=True, default=lambda _self: hall_date(), help="起始日"
    )
    until_on = fields.Date(
        "Until",
        compute="_compute_until_on",
        store=True,
        precompute=True,
        help="限制期满日, inclusive; empty where it lasts until it is lifted.",
    )

    # Who did what, when
    imposed_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    imposed_on = fields.Datetime(readonly=True, copy=False)
    lifted_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    lifted_on = fields.Datetime(readonly=True, copy=False)
    lift_reason = fields.Text("Why Lifted", readonly=True, copy=False, help="解除理由")
    state = fields.Selection(
        [("draft", "Draft"), ("imposed", "Imposed"), ("lifted", "Lifted")],
        required=True,
        default="draft",
        tracking=True,
        help="草稿, 已生效, 已解除",
    )
    in_force = fields.Boolean(
        "In Force Today",
        compute="_compute_in_force",
        search="_search_in_force",
        help="今日有效",
    )

    _digest_idx = models.Index("(digest) WHERE state = 'imposed'")

    @api.depends("masked_number")
    def _compute_id_number(self):
        for ban in self:
            ban.id_number = ban.masked_number

    def _inverse_id_number(self):
        case = self.env["yichuang.case"]
        # Only the digest of what was typed is kept.
        identity = self.env["yichuang.case.identity"].sudo()
        for ban in self:
            number = citizen_id.compact(ban.id_number or "")
            if MASK in number:
                if number != ban.masked_number:
                    raise ValidationError(
                        self.env._(
                            "%(number)s is a masked number. Type the whole number "
                            "from the identity document.",
                            number=number,
                        )
                    )
                continue
            problem = number and case._identity_problem(ban.applicant_kind, number)
            if problem:
                raise ValidationError(problem)
            natural = ban.applicant_kind == "natural"
            ban.sudo()._write_guarded(
                {
                    "digest": identity._digest(number) if number else False,
                    "masked_number": citizen_id.mask(number) if natural else number,
                }
            )
        # What was typed must not be read back.
        self.invalidate_recordset(["id_number"], flush=False)

    @api.model
    def _search_id_number(self, operator, value):
        if operator != "in" or isinstance(value, str):
            raise UserError(
                self.env._(
                    "An identity number is searched as a whole: type all of its "
                    "characters and search for “equals”."
                )
            )
        identity = self.env["yichuang.case.identity"].sudo()
        digests = [
            identity._digest(citizen_id.compact(number)) for number in value if number
        ]
        # Digests may be compared with what somebody typed, never read.
        return [("id", "in", self.sudo().search([("digest", "in", digests)]).ids)]

    @api.depends("from_on", "ground")
    def _compute_until_on(self):
        for ban in self:
            ban.until_on = ban.from_on and ban_rules.last_day(ban.from_on, ban.ground)

    @api.depends("state", "from_on", "until_on")
    def _compute_in_force(self):
        today = hall_date()
        for ban in self:
            ban.in_force = (
                ban.state == "imposed"
                and ban.from_on <= today
                and (not ban.until_on or ban.until_on >= today)
            )

    @api.model
    def _search_in_force(self, operator, value):
        if operator != "in" or True not in value:
            return NotImplemented
        return self._on(hall_date())

    @api.model
    def _on(self, day):
        """Bans in force on a day."""
        return (
            Domain("state", "=", "imposed")
            & Domain("from_on", "<=", day)
            & (Domain("until_on", "=", False) | Domain("until_on", ">=", day))
        )

    def _guard_whole(self, vals):
        for ban in self:
            # Nobody reads digests, but whether there is one must be known.
            lacking = [] if ban.sudo().digest else ["id_number"]
            lacking += [
                name
                for name in ("decision_number", "facts")
                if not (ban[name] or "").strip()
            ]
            if ban.ground != "credit" and not ban.item_id:
                lacking.append("item_id")
            if lacking:
                raise UserError(
                    self.env._(
                        "A ban rests on a decision that says whom it concerns, from "
                        "what and why. Fill in: %(fields)s.",
                        fields=", ".join(
                            self._fields[name]._description_string(self.env)
                            for name in lacking
                        ),
                    )
                )
            if ban.ground != "credit" and not ban.public_safety:
                raise UserError(
                    self.env._(
                        "The law forbids applying again only in matters that directly "
                        "concern public safety, health, life or property (行政许可法 "
                        "Art. 78, 79). Tick that it is one, or impose no ban."
                    )
                )

    def _guard_second_person(self, vals):
        for ban in self:
            if self.env.user in ban.create_uid | ban.write_uid:
                raise UserError(
                    self.env._(
                        "You wrote this ban yourself. A second person checks it "
                        "against the decision and imposes it."
                    )
                )

    def _guard_lift_reason(self, vals):
        if not (vals.get("lift_reason") or "").strip():
            raise UserError(self.env._("Say why the ban is lifted."))

    def _values_impose(self, vals):
        vals.update(imposed_by_id=self.env.uid, imposed_on=fields.Datetime.now())

    def _values_lift(self, vals):
        vals.update(lifted_by_id=self.env.uid, lifted_on=fields.Datetime.now())

    def action_impose(self):
        """Put the ban into force."""
        return self._step("impose")

    def action_lift(self):
        """Ask why the ban is lifted."""
        self.check_access("write")
        return self._dialog(
            "yichuang.applicant.ban.lift", self.env._("Lift the Ban"), ban_id=self.id
        )

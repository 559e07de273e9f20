from odoo import api, fields, models

from odoo.addons.yichuang_catalog.tools.transition import Transition

REVIEWER = "yichuang_intermediary.group_market_reviewer"
PUBLISHER = "yichuang_intermediary.group_market_publisher"
ISSUER = "yichuang_intermediary.group_market_issuer"
STAFF = (REVIEWER, PUBLISHER, ISSUER)
OWNER = "base.group_portal"

LISTED_STATES = ("closed", "opened", "selected", "awarded", "contracted", "failed")
PUBLIC_STATES = ("published", *LISTED_STATES)
# Sign-ups that count no more before the close
NOT_LIVE = ("withdrawn", "replaced", "invalidated")
# Whose offers are open for everybody
OPENED_STATES = ("opened", "selected", "awarded", "contracted")


class Notice(models.Model):
    """A need for an intermediary service (采购需求公告).

    draft → submitted (by the owner alone) → approved → published → closed →
    (opened →) selected → awarded → contracted; beside: failed, cancelled.

    Nobody in the hall chooses: the content is frozen and hashed at publication, the
    list of sign-ups at its end, and the winner follows from sealed offers and values
    that nobody could know before (优化营商环境条例 Art. 43: no organ designates an
    agency).
    """

    _name = "yichuang.market.notice"
    _description = "Notice of an intermediary service"
    _inherit = [
        "yichuang.market.notice.guards",
        "yichuang.market.notice.steps",
        "yichuang.market.notice.closing",
        "yichuang.market.notice.links",
        "yichuang.market.document",
        "yichuang.lifecycle",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "sign_close desc, id desc"
    _rec_names_search = ["number", "title"]

    _transitions = (
        Transition(
            "submit",
            "draft",
            "submitted",
            groups=OWNER,
            guards=("_guard_owner", "_guard_content", "_guard_minimum"),
        ),
        Transition(
            "send_back",
            ("submitted", "approved"),
            "draft",
            groups=(REVIEWER, PUBLISHER),
            guards="_guard_return_reason",
        ),
        Transition(
            "approve",
            "submitted",
            "approved",
            groups=REVIEWER,
            guards="_guard_other_person",
        ),
        Transition(
            "publish",
            "approved",
            "published",
            groups=PUBLISHER,
            guards=("_guard_other_person", "_guard_periods", "_guard_commitments"),
        ),
        Transition(
            "close",
            "published",
            "closed",
            groups=STAFF,
            guards="_guard_sign_up_over",
        ),
        Transition("fail", ("closed", "opened"), "failed", system=True),
        Transition("select", ("closed", "opened"), "selected", system=True),
        Transition(
            "award",
            "selected",
            "awarded",
            groups=ISSUER,
            guards=("_guard_other_person", "_guard_publicity_over"),
        ),
        Transition("contract", "awarded", "contracted", system=True),
        Transition(
            "cancel",
            ("draft", "submitted", "approved", "published"),
            "cancelled",
            groups=OWNER,
            guards=("_guard_owner", "_guard_cancel_reason"),
        ),
    )
    _guarded_fields = frozenset(
        {
            "number",
            "author_id",
            "submitted_by_id",
            "reviewed_by_id",
            "published_by_id",
            "published_on",
            "issued_by_id",
            "awarded_on",
            "letter_number",
            "canonical",
            "canonical_sha256",
            "closed_on",
            "publicity_until",
            "winner_id",
            "fail_reason",
            "cancel_reason",
            "return_reason",
            "version",
        }
    )
    _open_states = ("draft",)

    # What is needed, and for which matter
    title = fields.Char(required=True, index="trigram", help="采购项目名称")
    number = fields.Char(readonly=True, copy=False, help="采购项目编码")
    company_id = fields.Many2one(
        "res.company",
        "Hall",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    owner_id = fields.Many2one(
        "res.partner",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
        help="项目业主: whoever needs the service and pays for it.",
    )
    case_id = fields.Many2one(
        "yichuang.case",
        index=True,
        ondelete="restrict",
        help="办件: the matter this report is for.",
    )
    service_id = fields.Many2one(
        "yichuang.market.service", required=True, index=True, ondelete="restrict"
    )
    content = fields.Text(required=True, help="服务内容与要求")
    avoid_agency_ids = fields.Many2many(
        "yichuang.market.agency", string="Excluded Agencies", help="回避机构"
    )
    avoid_reason = fields.Text("Reason of Exclusion", help="回避原因")

    # Money and time
    funding = fields.Selection(
        [
            ("fiscal", "Fiscal money"),
            ("state_owned", "State-owned enterprise"),
            ("social", "Other money"),
        ],
        required=True,
        default="social",
        help="资金来源",
    )
    amount_fen = fields.Integer(
        "Price in Fen",
        help="服务金额(分): the fixed price, or the cap of the offers (最高限价).",
    )
    amount = fields.Float(
        "Price (yuan)",
        digits=(16, 2),
        compute="_compute_amount",
        inverse="_inverse_amount",
        help="服务金额(元). It is kept in whole fen.",
    )
    days = fields.Integer(
        "Service Working Days", required=True, default=10, help="服务时限(工作日)"
    )
    min_valid = fields.Integer(
        "Least Valid Sign-ups",
        required=True,
        default=2,
        help="Fewer, and the notice fails. Three at least where fiscal or state-owned "
        "money is spent (政府采购法 Art. 36).",
    )

    # The plan of the draw
    sign_close = fields.Datetime(
        "Sign-up Until",
        required=True,
        default=lambda self: self._default_plan("sign_close"),
        help="报名截止时间, judged by the database clock.",
    )
    sign_up_over = fields.Boolean(compute="_compute_sign_up_over")
    reveal_until = fields.Datetime(
        required=True,
        default=lambda self: self._default_plan("reveal_until"),
        help="Until then the parties reveal the secrets they committed to; what comes "
        "later is left out and the party is named.",
    )
    event_on = fields.Datetime(
        "Public Number Known On",
        required=True,
        default=lambda self: self._default_plan("event_on"),
        help="When the public number is drawn, after the last reveal.",
    )
    event_label = fields.Char(
        "Public Number",
        required=True,
        default=lambda self: self._default_plan("event_label"),
        help="The public event whose number enters the draw, such as "
        "fc3d:2026-11-27 (福彩3D of that day).",
    )

    # The three persons, and when
    author_id = fields.Many2one(
        "res.users",
        readonly=True,
        copy=False,
        default=lambda self: self.env.user,
        groups="base.group_user",
    )
    submitted_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, groups="base.group_user"
    )
    reviewed_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, groups="base.group_user"
    )
    published_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, groups="base.group_user"
    )
    published_on = fields.Datetime(readonly=True, copy=False)
    issued_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, groups="base.group_user"
    )
    return_reason = fields.Text(readonly=True, copy=False)
    cancel_reason = fields.Text(readonly=True, copy=False)

    # What was frozen, and what came of it
    version = fields.Integer(
        default=1, readonly=True, copy=False, help="Counts the amendments."
    )
    canonical = fields.Text("Frozen Text", readonly=True, copy=False)
    canonical_sha256 = fields.Char("SHA-256 of the Notice", readonly=True, copy=False)
    closed_on = fields.Datetime(readonly=True, copy=False)
    fail_reason = fields.Text(readonly=True, copy=False, help="流标原因")
    winner_id = fields.Many2one(
        "yichuang.market.agency",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="中选机构",
    )
    publicity_until = fields.Date(readonly=True, copy=False, help="公示截止日")
    letter_number = fields.Char(readonly=True, copy=False, help="中选通知书编号")
    awarded_on = fields.Date(readonly=True, copy=False)
    signup_ids = fields.One2many("yichuang.market.signup", "notice_id", "Sign-ups")
    signup_count = fields.Integer(compute="_compute_signup_count")
    draw_ids = fields.One2many("yichuang.market.draw", "notice_id", "Draws")
    draw_id = fields.Many2one("yichuang.market.draw", compute="_compute_draw_id")
    draw_state = fields.Selection(related="draw_id.state", string="Draw State")
    contract_ids = fields.One2many("yichuang.market.contract", "notice_id")
    eligible_count = fields.Integer(
        "Agencies Offering It", related="service_id.agency_count"
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "Submitted"),
            ("approved", "Approved"),
            ("published", "Open for sign-up"),
            ("closed", "Sign-up closed"),
            ("opened", "Offers opened"),
            ("selected", "Selected"),
            ("awarded", "Awarded"),
            ("contracted", "Contracted"),
            ("failed", "Failed"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )

    _number_uniq = models.UniqueIndex(
        "(number) WHERE number IS NOT NULL", "This notice number exists already."
    )
    _order_idx = models.Index("(sign_close DESC, id DESC)")
    _open_idx = models.Index("(sign_close) WHERE state = 'published'")
    _amount_positive = models.Constraint(
        "CHECK (amount_fen >= 0)", "The price cannot be negative."
    )
    _days_positive = models.Constraint(
        "CHECK (days > 0)", "The service time is at least one working day."
    )

    @api.depends("number", "title")
    def _compute_display_name(self):
        for notice in self:
            notice.display_name = " ".join(filter(None, (notice.number, notice.title)))

    @api.depends("amount_fen")
    def _compute_amount(self):
        for notice in self:
            notice.amount = notice.amount_fen / 100

    def _inverse_amount(self):
        for notice in self:
            notice.amount_fen = round(notice.amount * 100)

    @api.depends("sign_close")
    def _compute_sign_up_over(self):
        now = self._now()
        for notice in self:
            notice.sign_up_over = bool(notice.sign_close) and now > notice.sign_close

    @api.depends_context("uid")
    def _compute_signup_count(self):
        # Under the reader's own rights: before the close nobody learns the number.
        counts = dict(
            self.env["yichuang.market.signup"]._read_group(
                [("notice_id", "in", self.ids), ("state", "not in", NOT_LIVE)],
                ["notice_id"],
                ["__count"],
            )
        )
        for notice in self:
            notice.signup_count = counts.get(notice._origin, 0)

    @api.depends("draw_ids.round")
    def _compute_draw_id(self):
        for notice in self:
            notice.draw_id = notice.draw_ids.sorted("round")[-1:]

    @api.onchange("service_id")
    def _onchange_service_id(self):
        if self.service_id:
            self.days = self.service_id.standard_days

    @api.onchange("funding")
    def _onchange_funding(self):
        if self.funding != "social":
            self.min_valid = max(self.min_valid, 3)

    def action_approve(self):
        """Pass the notices on for publication."""
        self._check_staff()
        return self._transition("approve")

    def action_send_back(self):
        """Ask for the reason before the notices go back to their owner."""
        self._check_staff()
        return self._ask_reason("send_back")

    def action_publish(self):
        """Freeze, hash and publish the notices."""
        self._check_staff()
        return self._transition("publish")

    def action_close(self):
        """Close the sign-up whose time is over."""
        self._check_staff()
        self._wait_for_lock()
        return self._transition("close")

    def action_freeze_list(self):
        """Freeze and hash the list of sign-ups of closed notices."""
        self._check_staff()
        return self.draw_id._transition("list")

    def action_award(self):
        """Issue the award letter."""
        self._check_staff()
        return self._transition("award")

    def _ask_reason(self, transition):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Reason"),
            "res_model": "yichuang.market.reason",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_notice_id": self.id,
                "default_transition": transition,
            },
        }

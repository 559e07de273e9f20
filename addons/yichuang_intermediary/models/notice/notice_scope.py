from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.money import fen_text
from .notice_mode import SOLE_MODES

# 化整为零: what the same owner bought of the same service is added up over a year.
SPLITTING_MONTHS = 12


class Notice(models.Model):
    """The bounds within which a notice may be bought here, and in which way."""

    _inherit = "yichuang.market.notice"

    commission_type = fields.Selection(
        [("owner", "The owner"), ("department", "The deciding organ")],
        "Commissioned By",
        required=True,
        default="owner",
        help="委托主体: what the deciding organ itself needs for its review it selects "
        "competitively and pays itself (优化营商环境条例 Art. 43).",
    )
    payer_department_id = fields.Many2one(
        "yichuang.department",
        "Paying Organ",
        index="btree_not_null",
        help="付费机关: fixed where the deciding organ commissions.",
    )
    scope_rule_id = fields.Many2one(
        "yichuang.market.scope.rule",
        "Rule of Scope",
        compute="_compute_scope_rule_id",
        groups="base.group_user",
    )
    fitting_count = fields.Integer(
        "Agencies That Meet the Conditions",
        compute="_compute_fitting_count",
        groups="base.group_user",
        help="符合条件的机构数: active, offering the service, not excluded and without "
        "a tie to owner or deciding organ.",
    )
    few_reason = fields.Text(
        "Why So Few",
        help="Needed where fewer agencies meet the conditions than have to sign up.",
    )
    bought_before = fields.Float(
        "Bought in Twelve Months (yuan)",
        digits=(16, 2),
        compute="_compute_bought_before",
        groups="base.group_user",
        help="同一业主十二个月内同类服务采购额, with this notice.",
    )
    split_reason = fields.Text(
        "Why Bought Apart",
        help="化整为零说明: needed where the parts together pass the rule's limit.",
    )

    _added_guards = {
        "submit": ("_guard_commission", "_guard_scope", "_guard_splitting"),
        "publish": ("_guard_scope", "_guard_fitting"),
    }

    @api.depends("funding", "commission_type", "service_id", "amount_fen")
    def _compute_scope_rule_id(self):
        for notice in self:
            notice.scope_rule_id = notice._scope_rule()

    @api.depends("state", "service_id", "avoid_agency_ids", "owner_id", "case_id")
    def _compute_fitting_count(self):
        for notice in self:
            before = notice.state in ("draft", "submitted", "approved")
            notice.fitting_count = len(notice._fitting_agencies()) if before else 0

    @api.depends("state", "owner_id", "service_id", "amount_fen")
    def _compute_bought_before(self):
        for notice in self:
            before = notice.state in ("draft", "submitted", "approved")
            notice.bought_before = notice._bought_fen() / 100 if before else 0

    def _scope_rule(self):
        self.ensure_one()
        return self.env["yichuang.market.scope.rule"]._of(self, self._today())

    def _fitting_agencies(self):
        """The agencies that could sign up to this notice as it stands."""
        self.ensure_one()
        notice = self.sudo()
        agencies = (
            self.env["yichuang.market.offering"]
            .sudo()
            .search(
                [
                    ("service_id", "=", notice.service_id.id),
                    ("agency_id.state", "=", "active"),
                ]
            )
            .agency_id
        )
        obstacle = self.env["yichuang.market.signup"]._obstacle
        return agencies.filtered(lambda agency: not obstacle(notice, agency))

    def _bought_fen(self):
        """What the same owner bought of the same service in a year, in fen."""
        self.ensure_one()
        since = self._now() - relativedelta(months=SPLITTING_MONTHS)
        others = [
            ("owner_id", "=", self.owner_id.id),
            ("service_id", "=", self.service_id.id),
            ("id", "!=", self._origin.id),
            ("create_date", ">=", since),
            ("state", "not in", ("draft", "failed", "cancelled")),
        ]
        # Other notices of this very owner, whatever the reader may see of them.
        [(total,)] = self.sudo()._read_group(others, [], ["amount_fen:sum"])
        return (total or 0) + self.amount_fen

    def _guard_commission(self, _vals):
        for notice in self:
            organ = notice.commission_type == "department"
            if organ and not notice.payer_department_id:
                raise UserError(
                    self.env._(
                        "Name the organ: what it needs for its own review it pays "
                        "itself (优化营商环境条例 Art. 43)."
                    )
                )

    def _guard_scope(self, _vals):
        for notice in self:
            rule = notice._scope_rule()
            if not rule:
                continue
            if not rule.mode_ids:
                raise UserError(
                    self.env._(
                        "This is not bought in the market: “%(rule)s” (%(basis)s). "
                        "Tender it as that text says.",
                        rule=rule.name,
                        basis=rule.basis,
                    )
                )
            if notice.mode not in rule.mode_ids.mapped("code"):
                raise UserError(
                    self.env._(
                        "This way of selection is not lawful here: “%(rule)s” allows "
                        "%(modes)s (%(basis)s).",
                        rule=rule.name,
                        modes=", ".join(rule.mode_ids.mapped("name")),
                        basis=rule.basis,
                    )
                )
            if notice.min_valid < rule.min_valid and notice.mode not in SOLE_MODES:
                raise UserError(
                    self.env._(
                        "“%(rule)s” needs at least %(least)s valid sign-ups: raise the "
                        "minimum.",
                        rule=rule.name,
                        least=rule.min_valid,
                    )
                )
            days = rule.min_signup_workdays
            earliest = self._workdays().add(self._today(), days).date
            if days and notice._day(notice.sign_close) < earliest:
                raise UserError(
                    self.env._(
                        "“%(rule)s” needs %(days)s working days of sign-up, until "
                        "%(date)s at least.",
                        rule=rule.name,
                        days=days,
                        date=earliest,
                    )
                )

    def _guard_splitting(self, _vals):
        for notice in self:
            limit = notice._scope_rule().amount_max * 100
            bought = notice._bought_fen()
            if (
                limit
                and bought >= limit
                and not notice._is_lawful_for(bought)
                and not (notice.split_reason or "").strip()
            ):
                raise UserError(
                    self.env._(
                        "With this notice you have bought the service for %(bought)s "
                        "yuan within twelve months; from %(limit)s yuan on this way is "
                        "not lawful. Say why it is bought apart; supervision sees it "
                        "(政府采购法实施条例 Art. 28).",
                        bought=fen_text(bought),
                        limit=fen_text(limit),
                    )
                )

    def _is_lawful_for(self, amount_fen):
        """Whether the notice's way of selection were lawful for this amount too."""
        self.ensure_one()
        rules = self.env["yichuang.market.scope.rule"]
        rule = rules._of(self, self._today(), amount_fen)
        return self.mode in rule.mode_ids.mapped("code")

    def _guard_fitting(self, _vals):
        for notice in self:
            number = len(notice._fitting_agencies())
            reason = (notice.few_reason or "").strip()
            if number < notice.min_valid and not reason:
                raise UserError(
                    self.env._(
                        "In the register %(number)s agencies meet these conditions, "
                        "%(least)s have to sign up: the notice would fail. Send it "
                        "back to have the conditions widened or the reason stated.",
                        number=number,
                        least=notice.min_valid,
                    )
                )

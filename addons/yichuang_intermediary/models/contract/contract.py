from odoo import api, fields, models

from odoo.addons.yichuang_catalog.tools.canonical import canonical_text
from odoo.addons.yichuang_catalog.tools.transition import Transition

from ...tools import draw as draw_tool
from ...tools.contract_law import LONGEST_SIGNING

PORTAL = "base.group_portal"
REVIEWER = "yichuang_intermediary.group_market_reviewer"
# From here on the remaining time is shown as pressing, in working days.
PRESSING_DAYS = 3
# The states in which the agency's service is under way.
RUNNING = ("active", "suspended", "delivered", "rework")
SIDES = [("owner", "Owner"), ("agency", "Agency")]


class Contract(models.Model):
    """The contract of an awarded notice (中介服务合同), from the letter to the rating.

    to_sign → to_confirm → active ⇄ suspended → delivered ⇄ rework → accepted → closed;
    beside: terminated, disputed. Its terms are copied from the notice and the offer
    and locked (招标投标法实施条例 Art. 57). Signing, time, acceptance and the end
    have a file each.
    """

    _name = "yichuang.market.contract"
    _description = "Contract of an intermediary service"
    _inherit = [
        "yichuang.market.document",
        "yichuang.lifecycle",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "due_on, id desc"
    _rec_name = "number"
    _rec_names_search = ["number", "title"]

    _transitions = (
        Transition("close", "accepted", "closed", system=True, guards="_guard_close"),
    )
    _guarded_fields = frozenset(
        {
            "number",
            "notice_id",
            "owner_id",
            "agency_id",
            "service_id",
            "title",
            "content",
            "amount_fen",
            "days",
            "terms",
            "terms_sha256",
            "sign_by",
            "start_on",
            "due_on",
            "provisional",
        }
    )
    _open_states = ()

    # Who, and about what
    number = fields.Char(required=True, readonly=True, index="trigram", help="合同编号")
    notice_id = fields.Many2one(
        "yichuang.market.notice",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(related="notice_id.company_id", store=True, index=True)
    case_id = fields.Many2one(related="notice_id.case_id", store=True, index=True)
    owner_id = fields.Many2one(
        "res.partner",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        help="项目业主",
    )
    agency_id = fields.Many2one(
        "yichuang.market.agency",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        help="中介服务机构",
    )
    service_id = fields.Many2one(
        "yichuang.market.service",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )

    # The terms, as in the notice and the offer
    title = fields.Char(required=True, readonly=True, index="trigram")
    content = fields.Text(required=True, readonly=True, help="服务内容与要求")
    amount_fen = fields.Integer("Price in Fen", readonly=True)
    amount = fields.Float(
        "Price (yuan)", digits=(16, 2), compute="_compute_amount", help="合同金额(元)"
    )
    days = fields.Integer("Service Working Days", readonly=True, help="服务时限")
    terms = fields.Text(readonly=True, help="The terms as both sides confirm them.")
    terms_sha256 = fields.Char("SHA-256 of the Terms", readonly=True)

    # Time
    sign_by = fields.Date("To be Confirmed By", readonly=True, help="合同签订截止日")
    start_on = fields.Date(
        readonly=True, help="服务起算日: the base data were handed over."
    )
    due_on = fields.Date(readonly=True, index=True, help="服务截止日, in working days.")
    provisional = fields.Boolean(
        readonly=True,
        help="暂定: the due date lies in a year whose rest days are not announced yet.",
    )
    days_left = fields.Integer("Working Days Left", compute="_compute_time_left")
    time_left = fields.Char(compute="_compute_time_left", help="剩余时限, in words.")
    time_state = fields.Selection(
        [("ample", "Ample"), ("pressing", "Pressing"), ("over", "Overdue")],
        compute="_compute_time_left",
    )
    state = fields.Selection(
        [
            ("to_sign", "To be signed"),
            ("to_confirm", "To be confirmed"),
            ("active", "In service"),
            ("suspended", "Suspended"),
            ("delivered", "Delivered"),
            ("rework", "In rework"),
            ("accepted", "Accepted"),
            ("closed", "Closed"),
            ("terminated", "Terminated"),
            ("disputed", "In dispute"),
        ],
        required=True,
        default="to_sign",
        copy=False,
        index=True,
        tracking=True,
        help="待签订, 待确认, 服务中, 已暂停, 成果已交, 整改中, 已验收, 已办结, "
        "已终止, 争议中",
    )

    _number_uniq = models.Constraint(
        "UNIQUE (number)", "This contract number exists already."
    )
    _notice_uniq = models.UniqueIndex(
        "(notice_id) WHERE state != 'terminated'",
        "There is one contract to an award.",
    )
    _order_idx = models.Index("(due_on, id DESC)")

    @api.depends("amount_fen")
    def _compute_amount(self):
        for contract in self:
            contract.amount = contract.amount_fen / 100

    @api.depends("due_on", "sign_by", "state")
    @api.depends_context("lang")
    def _compute_time_left(self):
        today, workdays = self._today(), self._workdays()
        for contract in self:
            due = contract._duty_until()
            if not due:
                contract.days_left = 0
                contract.time_left = contract.time_state = False
                continue
            if due < today:
                left = -workdays.count(due, today)
                text = self.env._("%(days)s working days overdue", days=-left)
                contract.time_state = "over"
            else:
                left = workdays.count(today, due)
                text = (
                    self.env._("%(days)s working days left", days=left)
                    if left
                    else self.env._("Due today")
                )
                contract.time_state = "pressing" if left <= PRESSING_DAYS else "ample"
            contract.days_left, contract.time_left = left, text

    def _duty_until(self):
        """The last day of whatever the contract waits for now."""
        self.ensure_one()
        if self.state in ("to_sign", "to_confirm"):
            return self.sign_by
        return self.due_on if self.state in ("active", "rework") else False

    @api.model
    def _draw_up(self, notices):
        """Draw up the contracts of notices just awarded; for the award only."""
        today, workdays = self._today(), self._workdays()
        numbers = self.env["yichuang.counter"]._next(
            f"market.contract.{today.year}", len(notices)
        )
        vals_list = []
        for notice, number in zip(notices, numbers, strict=True):
            by = workdays.add(today, notice.company_id.market_sign_workdays).date
            agreed = notice._award_terms()
            terms = canonical_text(
                {
                    "format": "yichuang-contract/1",
                    "notice": notice.number,
                    "notice_sha256": notice.canonical_sha256,
                    "letter": notice.letter_number,
                    "owner": notice.owner_id.name,
                    "agency": notice.winner_id.name,
                    "uscc": notice.winner_id.uscc,
                    "content": notice.content,
                    **agreed,
                }
            )
            vals_list.append(
                {
                    "number": f"HT-{today.year}-{number:06d}",
                    "notice_id": notice.id,
                    "owner_id": notice.owner_id.commercial_partner_id.id,
                    "agency_id": notice.winner_id.id,
                    "service_id": notice.service_id.id,
                    "title": notice.title,
                    "content": notice.content,
                    **agreed,
                    "terms": terms,
                    "terms_sha256": draw_tool.sha256_hex(terms),
                    "sign_by": min(by, today + LONGEST_SIGNING),
                }
            )
        contracts = self._create_guarded(vals_list)
        contracts._note_selection()
        contracts._note("draw_up")
        return contracts

    def _own_side(self):
        """The side of the contract on which the user stands; empty for others."""
        self.ensure_one()
        own = self.env.user._market_firm()
        contract = self.sudo()
        if contract.owner_id == own:
            return "owner"
        return "agency" if contract.agency_id.partner_id == own else ""

    def action_view_notice(self):
        """Open the notice this contract comes from."""
        self._check_staff()
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "yichuang.market.notice",
            "view_mode": "form",
            "res_id": self.notice_id.id,
        }

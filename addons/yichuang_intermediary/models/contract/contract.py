from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.canonical import canonical_text
from odoo.addons.yichuang_catalog.tools.transition import Transition

from ...tools import draw as draw_tool

PORTAL = "base.group_portal"

# The contract is to be signed within this time of the letter (政府采购法 Art. 46).
LONGEST_SIGNING = timedelta(days=30)

# From here on the remaining time is shown as pressing, in working days.
PRESSING_DAYS = 3


class Contract(models.Model):
    """The contract of an awarded notice (中介服务合同).

    to_confirm → active, when both sides have confirmed it on the portal.  Its terms
    are copied from the notice and locked: the main terms of a contract are those of
    the notice and the offer (招标投标法实施条例 Art. 57).
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
        Transition(
            "confirm_owner",
            "to_confirm",
            "to_confirm",
            groups=PORTAL,
            guards="_guard_owner",
        ),
        Transition(
            "confirm_agency",
            "to_confirm",
            "to_confirm",
            groups=PORTAL,
            guards="_guard_agency",
        ),
        Transition(
            "activate",
            "to_confirm",
            "active",
            system=True,
            guards="_guard_both_confirmed",
        ),
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
            "owner_confirmed_by_id",
            "owner_confirmed_on",
            "agency_confirmed_by_id",
            "agency_confirmed_on",
            "start_on",
            "due_on",
            "provisional",
        }
    )
    _open_states = ()

    # Who, and about what
    number = fields.Char(required=True, readonly=True, index="trigram")
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
        "res.partner", required=True, readonly=True, index=True, ondelete="restrict"
    )
    agency_id = fields.Many2one(
        "yichuang.market.agency",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    service_id = fields.Many2one(
        "yichuang.market.service", required=True, readonly=True, ondelete="restrict"
    )

    # The terms, as in the notice
    title = fields.Char(required=True, readonly=True, index="trigram")
    content = fields.Text(required=True, readonly=True)
    amount_fen = fields.Integer("Price in Fen", readonly=True)
    amount = fields.Float(
        "Price (yuan)", digits=(16, 2), compute="_compute_amount", help="合同金额(元)"
    )
    days = fields.Integer("Service Working Days", readonly=True)
    terms = fields.Text(readonly=True, help="The terms as both sides confirm them.")
    terms_sha256 = fields.Char("SHA-256 of the Terms", readonly=True)

    # Signing and time
    sign_by = fields.Date("To be Confirmed By", readonly=True)
    owner_confirmed_by_id = fields.Many2one(
        "res.users", readonly=True, groups="base.group_user"
    )
    owner_confirmed_on = fields.Datetime(readonly=True)
    agency_confirmed_by_id = fields.Many2one(
        "res.users", readonly=True, groups="base.group_user"
    )
    agency_confirmed_on = fields.Datetime(readonly=True)
    start_on = fields.Date(readonly=True, help="合同生效日: the second confirmation.")
    due_on = fields.Date(readonly=True, index=True, help="服务截止日, in working days.")
    provisional = fields.Boolean(
        readonly=True,
        help="暂定: the due date lies in a year whose rest days are not announced yet.",
    )
    days_left = fields.Integer("Working Days Left", compute="_compute_time_left")
    time_left = fields.Char(compute="_compute_time_left")
    time_state = fields.Selection(
        [("ample", "Ample"), ("pressing", "Pressing"), ("over", "Overdue")],
        compute="_compute_time_left",
    )
    state = fields.Selection(
        [("to_confirm", "To be confirmed"), ("active", "In service")],
        required=True,
        default="to_confirm",
        copy=False,
        index=True,
        tracking=True,
    )

    _number_uniq = models.Constraint(
        "UNIQUE (number)", "This contract number exists already."
    )
    _notice_uniq = models.UniqueIndex(
        "(notice_id)", "There is one contract to an award."
    )
    _order_idx = models.Index("(due_on, id DESC)")

    @api.depends("amount_fen")
    def _compute_amount(self):
        for contract in self:
            contract.amount = contract.amount_fen / 100

    @api.depends("due_on", "sign_by", "state")
    def _compute_time_left(self):
        today, workdays = self._today(), self._workdays()
        for contract in self:
            due = contract.due_on if contract.state == "active" else contract.sign_by
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
                    **notice._award_terms(),
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
                    **notice._award_terms(),
                    "terms": terms,
                    "terms_sha256": draw_tool.sha256_hex(terms),
                    "sign_by": min(by, today + LONGEST_SIGNING),
                }
            )
        return self._create_guarded(vals_list)

    def _guard_owner(self, _vals):
        own = self.env.user.partner_id.commercial_partner_id
        if any(contract.owner_id != own for contract in self.sudo()):
            raise UserError(
                self.env._("Only the owner itself confirms the owner's side.")
            )
        if any(contract.owner_confirmed_on for contract in self):
            raise UserError(self.env._("The owner's side is confirmed already."))

    def _guard_agency(self, _vals):
        own = self.env.user.partner_id.commercial_partner_id
        if any(contract.agency_id.partner_id != own for contract in self.sudo()):
            raise UserError(
                self.env._("Only the agency itself confirms the agency's side.")
            )
        if any(contract.agency_confirmed_on for contract in self):
            raise UserError(self.env._("The agency's side is confirmed already."))

    def _guard_both_confirmed(self, _vals):
        for contract in self:
            if not (contract.owner_confirmed_on and contract.agency_confirmed_on):
                raise UserError(
                    self.env._("A contract begins when both sides have confirmed it.")
                )

    def _values_confirm_owner(self, _vals):
        return {
            contract.id: {
                "owner_confirmed_by_id": self.env.uid,
                "owner_confirmed_on": self._now(),
            }
            for contract in self
        }

    def _values_confirm_agency(self, _vals):
        return {
            contract.id: {
                "agency_confirmed_by_id": self.env.uid,
                "agency_confirmed_on": self._now(),
            }
            for contract in self
        }

    def _after_confirm_owner(self, _vals):
        self._activate_when_confirmed()

    def _after_confirm_agency(self, _vals):
        self._activate_when_confirmed()

    def _activate_when_confirmed(self):
        self.filtered(
            lambda contract: (
                contract.owner_confirmed_on and contract.agency_confirmed_on
            )
        ).with_user(SUPERUSER_ID)._transition("activate")

    def _values_activate(self, _vals):
        today, workdays = self._today(), self._workdays()
        values = {}
        for contract in self:
            due = workdays.add(today, contract.days)
            values[contract.id] = {
                "start_on": today,
                "due_on": due.date,
                "provisional": due.provisional,
            }
        return values

    @api.model
    def _rederive_due(self, since):
        """Derive the due dates of running contracts anew, from a day on whose
        standing as a working day has changed."""
        workdays = self._workdays()
        for contract in self.search(
            [("state", "=", "active"), ("due_on", ">=", since)]
        ):
            due = workdays.add(contract.start_on, contract.days)
            if (due.date, due.provisional) == (contract.due_on, contract.provisional):
                continue
            before = contract.due_on
            contract._write_guarded(
                {"due_on": due.date, "provisional": due.provisional}
            )
            contract._log_event("rederive", {"from": before, "to": due.date})

    def _after_activate(self, _vals):
        self.notice_id.with_user(SUPERUSER_ID)._transition("contract")

    def _confirm(self, side):
        """Confirm the contract for one side; for the portal of that side."""
        return self._transition(f"confirm_{side}")

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

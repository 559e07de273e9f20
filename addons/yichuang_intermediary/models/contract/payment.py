from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

from ...tools.contract_law import payment_due
from ...tools.money import fen_text
from .contract import PORTAL

PAYABLE_STATES = ("active", "suspended", "delivered", "rework", "accepted", "disputed")


class Payment(models.Model):
    """A payment of a contract (付款): invoiced by the agency, paid by the owner within
    30 days (保障中小企业款项支付条例 Art. 8), confirmed by the agency."""

    _name = "yichuang.market.payment"
    _description = "Payment of a contract"
    _inherit = ["yichuang.market.contract.part", "yichuang.lifecycle"]
    _order = "due_on, id"
    _rec_name = "invoice_number"

    _transitions = (
        Transition(
            "tell_paid",
            "invoiced",
            "told_paid",
            groups=PORTAL,
            guards=("_guard_owner_side",),
        ),
        Transition(
            "confirm_paid",
            ("invoiced", "told_paid"),
            "paid",
            groups=PORTAL,
            guards=("_guard_agency_side",),
        ),
    )
    _guarded_fields = frozenset(
        {
            "contract_id",
            "amount_fen",
            "invoice_number",
            "invoiced_on",
            "due_on",
            "told_paid_on",
            "paid_on",
        }
    )
    _open_states = ()

    owner_id = fields.Many2one(related="contract_id.owner_id", store=True, index=True)
    agency_id = fields.Many2one(related="contract_id.agency_id", store=True, index=True)
    amount_fen = fields.Integer(required=True, readonly=True, help="金额(分)")
    amount = fields.Float(
        "Amount (yuan)", digits=(16, 2), compute="_compute_amount", help="金额(元)"
    )
    invoice_number = fields.Char(required=True, readonly=True, help="发票号码")
    invoiced_on = fields.Date(required=True, readonly=True, help="开票日")
    due_on = fields.Date("Payable By", required=True, readonly=True, help="付款截止日")
    told_paid_on = fields.Date(
        "Paid, Says the Owner", readonly=True, help="业主登记付款日"
    )
    paid_on = fields.Date("Received On", readonly=True, help="机构确认到账日")
    state = fields.Selection(
        [
            ("invoiced", "Invoiced"),
            ("told_paid", "Paid, to be Confirmed"),
            ("paid", "Received"),
        ],
        required=True,
        default="invoiced",
        copy=False,
        index=True,
        help="已开票, 已付款待确认, 已到账",
    )

    _amount_positive = models.Constraint(
        "CHECK (amount_fen > 0)", "A payment is more than nothing."
    )
    _overdue_idx = models.Index("(due_on, id) WHERE state = 'invoiced'")
    _invoice_uniq = models.Constraint(
        "UNIQUE (contract_id, invoice_number)",
        "This invoice was entered already.",
    )

    @api.depends("amount_fen")
    def _compute_amount(self):
        for payment in self:
            payment.amount = payment.amount_fen / 100

    @api.model
    def _invoice(self, contract, amount_fen, invoice_number):
        """Enter an invoice; for the agency's portal."""
        contract._guard_agency_side({})
        number = (invoice_number or "").strip()
        if not number:
            raise UserError(self.env._("Enter the number of the invoice."))
        if contract.state not in PAYABLE_STATES:
            raise UserError(
                self.env._(
                    "%(contract)s is “%(state)s”: nothing is invoiced on it.",
                    contract=contract.number,
                    state=contract._state_label(),
                )
            )
        asked = sum(contract.sudo().payment_ids.mapped("amount_fen"))
        room = contract.sudo().payable_fen - asked
        if not 0 < amount_fen <= room:
            raise UserError(
                self.env._(
                    "At most %(room)s yuan can still be invoiced; the contract comes "
                    "to %(payable)s yuan.",
                    room=fen_text(max(room, 0)),
                    payable=fen_text(contract.sudo().payable_fen),
                )
            )
        today = self._today()
        payment = self.sudo()._create_guarded(
            [
                {
                    "contract_id": contract.id,
                    "amount_fen": amount_fen,
                    "invoice_number": number,
                    "invoiced_on": today,
                    "due_on": payment_due(today),
                }
            ]
        )
        payment._log_event("invoice", {"fen": amount_fen, "number": number})
        return payment

    def _guard_owner_side(self, vals):
        self.contract_id.with_env(self.env)._guard_owner_side(vals)

    def _guard_agency_side(self, vals):
        self.contract_id.with_env(self.env)._guard_agency_side(vals)

    def _values_tell_paid(self, _vals):
        return {payment.id: {"told_paid_on": self._today()} for payment in self}

    def _values_confirm_paid(self, _vals):
        return {payment.id: {"paid_on": self._today()} for payment in self}

from odoo import SUPERUSER_ID, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

from .contract import PORTAL


class Contract(models.Model):
    """Delivery, acceptance and the end (成果交付与验收).

    The owner accepts line by line or returns with reasons. Silence accepts nothing: an
    owner who does not answer is reported to the hall, which cannot accept either.
    """

    _inherit = "yichuang.market.contract"

    _transitions = (
        Transition(
            "deliver",
            ("active", "rework"),
            "delivered",
            groups=PORTAL,
            guards=(
                "_guard_agency_side",
                "_guard_under_way",
                "_guard_deliverable",
                "_guard_overrun_reason",
            ),
        ),
        Transition(
            "return_work",
            "delivered",
            "rework",
            groups=PORTAL,
            guards=("_guard_owner_side", "_guard_lines", "_guard_something_unmet"),
        ),
        Transition(
            "accept",
            "delivered",
            "accepted",
            groups=PORTAL,
            guards=("_guard_owner_side", "_guard_lines", "_guard_all_met"),
        ),
    )
    _guarded_fields = frozenset(
        {
            "first_delivered_on",
            "delivered_on",
            "accept_by",
            "accepted_on",
            "rate_by",
            "closed_on",
            "late_days",
            "overrun_reason",
            "return_count",
            "escalated_on",
        }
    )

    deliverable_ids = fields.One2many(
        "yichuang.market.deliverable", "contract_id", "Deliveries"
    )
    first_delivered_on = fields.Date(readonly=True, copy=False, help="首次交付日")
    delivered_on = fields.Date("Last Delivered On", readonly=True, copy=False)
    accept_by = fields.Date(
        "Accept or Return By",
        readonly=True,
        copy=False,
        help="验收截止日: after it the hall is told; nothing is accepted by silence.",
    )
    escalated_on = fields.Date(
        "Hall Told On",
        readonly=True,
        copy=False,
        help="逾期未验收提请日: the owner did not answer in time.",
    )
    accepted_on = fields.Date(readonly=True, copy=False, index=True, help="验收日")
    rate_by = fields.Date(readonly=True, copy=False, help="互评截止日")
    closed_on = fields.Date(readonly=True, copy=False, help="办结日")
    return_count = fields.Integer("Times Returned", readonly=True, copy=False)
    late_days = fields.Integer(
        "Working Days Late", readonly=True, copy=False, help="逾期工作日"
    )
    overrun_reason = fields.Text(
        "Reason of the Overrun",
        readonly=True,
        copy=False,
        help="逾期原因, published (优化营商环境条例 Art. 36).",
    )

    _accept_idx = models.Index("(accept_by) WHERE state = 'delivered'")
    _rate_idx = models.Index("(rate_by) WHERE state = 'accepted'")

    def _guard_under_way(self, _vals):
        for contract in self.sudo():
            if contract.open_segment_id.kind not in ("work", "rework"):
                raise UserError(
                    self.env._(
                        "The base data are not complete, so nothing can be delivered "
                        "on them. Ask the owner for them, or say that none are needed."
                    )
                )

    def _guard_deliverable(self, _vals):
        for contract in self.sudo():
            latest = contract.deliverable_ids.sorted("version")[-1:]
            if latest.state != "submitted":
                raise UserError(
                    self.env._(
                        "Choose at least one file and name the practitioners who "
                        "signed it."
                    )
                )

    def _guard_overrun_reason(self, vals):
        for contract in self:
            late = contract._days_late()
            if late and not (vals.get("overrun_reason") or "").strip():
                raise UserError(
                    self.env._(
                        "The service is %(days)s working days late. Give the reason: "
                        "it is published with the contract (优化营商环境条例 Art. "
                        "36).",
                        days=late,
                    )
                )

    def _guard_lines(self, _vals):
        for contract in self.sudo():
            latest = contract.deliverable_ids.sorted("version")[-1:]
            if any(not line.verdict for line in latest.line_ids):
                raise UserError(
                    self.env._(
                        "Judge every requirement of the notice: met or not met "
                        "(政府采购法实施条例 Art. 45)."
                    )
                )
            if any(
                line.verdict == "unmet" and not (line.reason or "").strip()
                for line in latest.line_ids
            ):
                raise UserError(
                    self.env._("Say of each requirement that is not met, why.")
                )

    def _guard_all_met(self, _vals):
        if self._unmet():
            raise UserError(
                self.env._(
                    "A requirement is not met. Return the work with the reason, or "
                    "correct your verdict."
                )
            )

    def _guard_something_unmet(self, _vals):
        for contract in self:
            if not contract._unmet():
                raise UserError(
                    self.env._(
                        "Every requirement is met: accept the work, or say which one "
                        "is not met and why."
                    )
                )

    def _guard_close(self, _vals):
        today = self._today()
        for contract in self:
            if not contract._rated() and contract.rate_by >= today:
                raise UserError(
                    self.env._(
                        "Both sides may rate until %(date)s.", date=contract.rate_by
                    )
                )
            if not contract._paid_up():
                raise UserError(
                    self.env._("A contract is closed when it has been paid.")
                )

    def _unmet(self):
        latest = [one.deliverable_ids.sorted("version")[-1:] for one in self.sudo()]
        return any(
            line.verdict == "unmet" for delivery in latest for line in delivery.line_ids
        )

    def _days_late(self):
        """Working days since the due date, of what has not been delivered yet."""
        self.ensure_one()
        today = self._today()
        if not self.due_on or today <= self.due_on:
            return 0
        return self._workdays().count(self.due_on, today)

    def _deliver(self, files, signers, note="", overrun_reason=""):
        """Hand in a version of the work; for the agency's portal.

        :param files: the contents
        :param signers: the practitioners, one a line: name and certificate number
        """
        self._guard_agency_side({})
        delivery = (
            self.env["yichuang.market.deliverable"].sudo()._submit(self, signers, note)
        )
        for data in files:
            self._keep_file("deliverable", data, deliverable_id=delivery.id)
        delivery._check_whole()
        return self._transition(
            "deliver",
            {"overrun_reason": overrun_reason.strip() or self.overrun_reason},
            payload={"version": delivery.version, "sha256": delivery._digests()},
        )

    def _values_deliver(self, _vals):
        today, workdays = self._today(), self._workdays()
        return {
            contract.id: {
                "first_delivered_on": contract.first_delivered_on or today,
                "delivered_on": today,
                "late_days": contract.late_days + contract._days_late(),
                "accept_by": workdays.add(
                    today, contract.company_id.market_accept_workdays
                ).date,
                "escalated_on": False,
            }
            for contract in self
        }

    def _after_deliver(self, _vals):
        self._note("deliver")
        for contract in self:
            contract._tell(contract.owner_id, "delivered")

    def _judge(self, step, verdicts):
        """Judge the latest delivery line by line; for the owner's portal.

        :param step: ``accept`` or ``return_work``
        :param verdicts: verdict and reason by number of the line
        """
        self._guard_owner_side({})
        latest = self.sudo().deliverable_ids.sorted("version")[-1:]
        latest._write_verdicts(verdicts)
        return self._transition(step)

    def _values_return_work(self, _vals):
        return {
            contract.id: {"return_count": contract.return_count + 1}
            for contract in self
        }

    def _after_return_work(self, _vals):
        deliveries = self.sudo().deliverable_ids.filtered(
            lambda one: one.state == "submitted"
        )
        deliveries.with_user(SUPERUSER_ID)._transition("send_back")
        self._note("return")
        for contract in self:
            contract._tell(contract.agency_id.sudo().partner_id, "returned")

    def _values_accept(self, _vals):
        today, workdays = self._today(), self._workdays()
        return {
            contract.id: {
                "accepted_on": today,
                "rate_by": workdays.add(
                    today, contract.company_id.market_rate_workdays
                ).date,
            }
            for contract in self
        }

    def _after_accept(self, _vals):
        deliveries = self.sudo().deliverable_ids.filtered(
            lambda one: one.state == "submitted"
        )
        deliveries.with_user(SUPERUSER_ID)._transition("accept")
        self._note("accept")
        for contract in self:
            contract._note_lateness()
            contract._tell(contract._partners(), "accepted")

    def _note_lateness(self):
        """A service more than a tenth late counts for the agency's credit."""
        if self.late_days * 10 > self.days:
            much = self.late_days * 2 > self.days
            self.agency_id.sudo()._note_credit(
                "late_much" if much else "late",
                self.env._(
                    "%(contract)s: %(days)s working days late",
                    contract=self.number,
                    days=self.late_days,
                ),
            )

    def _values_close(self, _vals):
        today = self._today()
        return {contract.id: {"closed_on": today} for contract in self}

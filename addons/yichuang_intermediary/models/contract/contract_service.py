from odoo import SUPERUSER_ID, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

from .contract import PORTAL

# How long the agency has for its one list of what is missing, in working days.
LIST_DAYS = 2


class Contract(models.Model):
    """Base data, suspension and extension: what moves the service clock.

    The agency's time begins with the hand-over of the base data. What is missing in
    them it says once, within two working days; after that the clock runs on.
    """

    _inherit = "yichuang.market.contract"

    _transitions = (
        Transition(
            "hand_over",
            "active",
            "active",
            groups=PORTAL,
            guards=("_guard_owner_side", "_guard_data_due", "_guard_data_note"),
        ),
        Transition(
            "waive_data",
            "active",
            "active",
            groups=PORTAL,
            guards=("_guard_agency_side", "_guard_data_due"),
        ),
        Transition(
            "list_missing",
            "active",
            "active",
            groups=PORTAL,
            guards=("_guard_agency_side", "_guard_list_once", "_guard_list_text"),
        ),
        Transition(
            "suspend",
            "active",
            "suspended",
            system=True,
        ),
        Transition("resume", "suspended", "active", system=True),
    )
    _guarded_fields = frozenset(
        {"data_by", "data_note", "data_handed_on", "data_missing", "data_listed_on"}
    )

    data_by = fields.Date(
        "Base Data Due", readonly=True, copy=False, help="基础资料移交截止日"
    )
    data_note = fields.Text(
        "Base Data", readonly=True, copy=False, help="移交的基础资料清单"
    )
    data_handed_on = fields.Date(
        "Base Data Handed Over", readonly=True, copy=False, help="基础资料移交日"
    )
    data_missing = fields.Text(
        "Missing Base Data",
        readonly=True,
        copy=False,
        help="一次性告知: what the agency misses in the base data, said once.",
    )
    data_listed_on = fields.Date(
        "Missing Data Listed", readonly=True, copy=False, help="一次性告知日"
    )

    def _values_confirm(self, vals):
        values = super()._values_confirm(vals)
        workdays, today = self._workdays(), self._today()
        for contract in self:
            days = contract.company_id.market_data_workdays
            values[contract.id]["data_by"] = workdays.add(today, days).date
        return values

    def _guard_data_due(self, _vals):
        for contract in self.sudo():
            if contract.open_segment_id.kind != "wait_data":
                raise UserError(
                    self.env._(
                        "The base data of %(contract)s are complete and the service "
                        "time runs.",
                        contract=contract.number,
                    )
                )

    def _guard_data_note(self, vals):
        if not (vals.get("data_note") or "").strip():
            raise UserError(
                self.env._(
                    "List what you hand over, so that both sides know from what day "
                    "on the agency could work."
                )
            )

    def _guard_list_once(self, _vals):
        today, workdays = self._today(), self._workdays()
        for contract in self:
            if contract.data_listed_on:
                raise UserError(
                    self.env._(
                        "What was missing was listed on %(date)s, and it is listed "
                        "once only. The clock runs on.",
                        date=contract.data_listed_on,
                    )
                )
            since = contract.data_handed_on
            last = since and workdays.add(since, LIST_DAYS).date
            if last and today > last:
                raise UserError(
                    self.env._(
                        "The base data were handed over on %(since)s; what was missing "
                        "in them could be listed until %(last)s. The clock runs on.",
                        since=since,
                        last=last,
                    )
                )

    def _guard_list_text(self, vals):
        if not (vals.get("data_missing") or "").strip():
            raise UserError(self.env._("List everything that is missing, at once."))

    def _values_hand_over(self, vals):
        today = self._today()
        return {
            contract.id: {
                "data_handed_on": contract.data_handed_on or today,
                "start_on": contract.start_on or today,
                "data_note": "\n".join(
                    filter(None, (contract.data_note, vals["data_note"].strip()))
                ),
            }
            for contract in self
        }

    def _after_hand_over(self, _vals):
        self._note("hand_over")
        for contract in self:
            contract._tell(contract.agency_id.sudo().partner_id, "data_in")

    def _values_waive_data(self, _vals):
        today = self._today()
        return {
            contract.id: {
                "start_on": contract.start_on or today,
                "data_handed_on": contract.data_handed_on or today,
            }
            for contract in self
        }

    def _after_waive_data(self, _vals):
        self._note("hand_over")

    def _values_list_missing(self, _vals):
        workdays, today = self._workdays(), self._today()
        return {
            contract.id: {
                "data_listed_on": today,
                "data_by": workdays.add(
                    today, contract.company_id.market_data_workdays
                ).date,
            }
            for contract in self
        }

    def _after_list_missing(self, vals):
        running = self.filtered(
            lambda contract: contract.sudo().open_segment_id.kind == "work"
        )
        running._note("list_missing", vals["data_missing"])
        for contract in self:
            contract._tell(contract.owner_id, "data_missing")

    def _suspend(self, until, reason):
        """Stop the agency's time until a day; for a granted request only."""
        self.with_user(SUPERUSER_ID)._transition("suspend", {"paused_until": until})
        self._note("suspend", reason)

    def _resume(self):
        """The suspension is over; for its last day, or for both sides agreeing."""
        self.with_user(SUPERUSER_ID)._transition("resume", {"paused_until": False})
        self._note("resume")

    def _extend(self, days):
        """Add to the agency's time; for a granted request only."""
        for contract in self.sudo():
            contract._write_guarded({"extra_days": contract.extra_days + days})
            contract._derive_due()

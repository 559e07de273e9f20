from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

PORTAL = "base.group_portal"


class LowPrice(models.Model):
    """An offer so low that its bidder has to explain it (异常低价说明).

    asked → explained → accepted or rejected, by the owner and with a reason that is
    published.  An offer below cost is rejected (招标投标法实施条例 Art. 51); a minimum
    price is not lawful (Art. 27), so nothing is cut off by itself.
    """

    _name = "yichuang.market.lowprice"
    _description = "Explanation of a low price"
    _inherit = ["yichuang.market.document", "yichuang.lifecycle"]
    _order = "notice_id desc, id"
    _rec_name = "agency_id"

    _transitions = (
        Transition(
            "explain",
            "asked",
            "explained",
            groups=PORTAL,
            guards=("_guard_bidder", "_guard_in_time", "_guard_explanation"),
        ),
        Transition(
            "accept",
            ("asked", "explained"),
            "accepted",
            groups=PORTAL,
            guards=("_guard_owner", "_guard_answered", "_guard_reason"),
        ),
        Transition(
            "reject",
            ("asked", "explained"),
            "rejected",
            groups=PORTAL,
            guards=("_guard_owner", "_guard_answered", "_guard_reason"),
        ),
    )
    _guarded_fields = frozenset(
        {
            "offer_id",
            "notice_id",
            "agency_id",
            "tests",
            "asked_on",
            "due",
            "explanation",
            "explained_on",
            "reason",
            "decided_on",
        }
    )
    _open_states = ()

    offer_id = fields.Many2one(
        "yichuang.market.offer", required=True, ondelete="restrict"
    )
    notice_id = fields.Many2one(
        "yichuang.market.notice", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="notice_id.company_id", store=True, index=True)
    agency_id = fields.Many2one(
        "yichuang.market.agency", required=True, index=True, ondelete="restrict"
    )
    price = fields.Float(related="offer_id.price", string="Price Offered")
    tests = fields.Char(
        "Tests Hit",
        required=True,
        help="mean: 40 % or more below the mean of the others; next: 30 % or more "
        "below the next lowest; benchmark: below the lowest twentieth of two years.",
    )
    tests_text = fields.Char("Why It Is Asked", compute="_compute_tests_text")
    asked_on = fields.Datetime(required=True)
    due = fields.Date(required=True, help="说明期限")
    explanation = fields.Text("Explanation of the Bidder", help="供应商说明")
    explained_on = fields.Datetime()
    reason = fields.Text("Reason of the Owner", help="采纳或不采纳的理由, published.")
    decided_on = fields.Datetime()
    state = fields.Selection(
        [
            ("asked", "Asked"),
            ("explained", "Explained"),
            ("accepted", "Accepted"),
            ("rejected", "Rejected"),
        ],
        required=True,
        default="asked",
        copy=False,
        index=True,
    )

    _offer_uniq = models.UniqueIndex("(offer_id)", "This offer is being explained.")
    _order_idx = models.Index("(notice_id DESC, id)")

    @api.depends("tests")
    @api.depends_context("lang")
    def _compute_tests_text(self):
        words = {
            "mean": self.env._("40 % or more below the mean of the others"),
            "next": self.env._("30 % or more below the next lowest"),
            "benchmark": self.env._("below the lowest twentieth of two years"),
        }
        for line in self:
            hit = [words[code] for code in words if code in (line.tests or "")]
            line.tests_text = self.env._("; ").join(hit)

    @api.model
    def _ask(self, notice, tests_by_offer):
        """Ask the bidders of these offers to explain them."""
        now = self._now()
        wait = notice.company_id.market_lowprice_workdays
        due = self._workdays().add(self._today(), wait).date
        asked = self._create_guarded(
            [
                {
                    "offer_id": offer.id,
                    "notice_id": notice.id,
                    "agency_id": offer.agency_id.id,
                    "tests": ", ".join(tests),
                    "asked_on": now,
                    "due": due,
                }
                for offer, tests in tests_by_offer.items()
            ]
        )
        notice._tell_agencies(asked.agency_id, "low")
        return asked

    def _guard_bidder(self, _vals):
        own = self.env.user.partner_id.commercial_partner_id
        if any(line.agency_id.partner_id != own for line in self.sudo()):
            raise UserError(self.env._("Only the bidder explains its own price."))

    def _guard_owner(self, _vals):
        own = self.env.user.partner_id.commercial_partner_id
        for line in self.sudo():
            if line.notice_id.owner_id.commercial_partner_id != own:
                raise UserError(
                    self.env._("Only the owner of the notice accepts or rejects.")
                )

    def _guard_in_time(self, _vals):
        today = self._today()
        for line in self:
            if today > line.due:
                raise UserError(
                    self.env._(
                        "The time to explain ended on %(date)s.",
                        date=line.due,
                    )
                )

    def _guard_explanation(self, vals):
        if not (vals.get("explanation") or "").strip():
            raise UserError(
                self.env._("Say how the work can be done properly at this price.")
            )

    def _guard_answered(self, _vals):
        today = self._today()
        for line in self:
            if line.state == "asked" and today <= line.due:
                raise UserError(
                    self.env._(
                        "%(agency)s may explain its price until %(date)s. Decide "
                        "after it has, or after that day.",
                        agency=line.agency_id.name,
                        date=line.due,
                    )
                )

    def _guard_reason(self, vals):
        if not (vals.get("reason") or "").strip():
            raise UserError(
                self.env._("State the reason: it is published with the result.")
            )

    def _values_explain(self, _vals):
        now = self._now()
        return {line.id: {"explained_on": now} for line in self}

    def _values_accept(self, _vals):
        now = self._now()
        return {line.id: {"decided_on": now} for line in self}

    _values_reject = _values_accept

    def _after_accept(self, _vals):
        self.sudo().notice_id._decide()

    def _after_reject(self, vals):
        for line in self.sudo():
            line.offer_id._void(
                self.env._(
                    "Abnormally low price, not explained to the owner's satisfaction: "
                    "%(reason)s",
                    reason=vals["reason"],
                )
            )
        self.sudo().notice_id._decide()

from odoo import SUPERUSER_ID, api, fields, models

from ...tools import credit
from .measure import IN_FORCE


class CreditEvent(models.Model):
    """A fact that counts for an agency's credit, with its points (信用事件).

    It counts from the decision on for twelve months, and is public as long; before, it
    is a proposal that nobody outside sees.
    """

    _name = "yichuang.market.credit.event"
    _description = "Credit event"
    _inherit = ["yichuang.market.measure"]

    code = fields.Selection(
        [
            ("declined", "Gave up what it was selected for"),
            ("no_contract", "No contract in time by its own fault"),
            ("terminated", "Contract ended by its own fault"),
            ("late", "More than a tenth of the period late"),
            ("late_much", "More than half of the period late"),
            ("rejected", "Report rejected for its quality"),
            ("complaint", "Complaint proven"),
            ("false_qualification", "False qualification"),
            ("collusion", "Collusion"),
            ("praise", "Praised by an organ"),
            ("other", "Other"),
        ],
        "What Happened",
        required=True,
        default="other",
        index=True,
        help="事项: 放弃中选, 未按期签约, 因自身原因终止合同, 逾期10%, 逾期50%, "
        "成果质量不合格, 投诉属实, 虚假资质, 串通, 表彰, 其他",
    )
    points = fields.Integer(
        compute="_compute_points",
        store=True,
        readonly=False,
        precompute=True,
        help="分值: below zero for a deduction.",
    )

    _live_idx = models.Index(
        "(agency_id) WHERE state IN ('confirmed', 'appealed')",
    )
    _points_range = models.Constraint(
        "CHECK (points BETWEEN -60 AND 10)",
        "An event takes at most 60 points and gives at most 10.",
    )

    @api.depends("code")
    def _compute_points(self):
        for event in self:
            event.points = credit.POINTS.get(event.code, 0)

    @api.depends("agency_id.name", "code")
    def _compute_display_name(self):
        words = dict(self._fields["code"]._description_selection(self.env))
        for event in self:
            event.display_name = f"{event.agency_id.name}: {words.get(event.code)}"

    @api.model
    def _propose(self, agencies, code, evidence):
        """Propose an event about agencies, from a step that was checked already.

        :param code: one of the codes; anything else is kept as ``other``
        """
        known = code if code in credit.POINTS else "other"
        return self.with_user(SUPERUSER_ID).create(
            [
                {
                    "agency_id": agency.id,
                    "code": known,
                    "ground": evidence,
                    "evidence": evidence,
                }
                for agency in agencies
            ]
        )

    def _last_day(self, first):
        return fields.Date.add(first, months=credit.EXPIRY_MONTHS)

    def _after_confirm(self, vals):
        super()._after_confirm(vals)
        for event in self:
            event._propose_sanction()
        self.agency_id._recompute_credit()

    def _after_cancel(self, _vals):
        self.agency_id._recompute_credit()

    def _after_repair(self, _vals):
        self.agency_id._recompute_credit()

    def _after_expire(self, _vals):
        self.agency_id._recompute_credit()

    def _propose_sanction(self):
        """What the market's rules answer this with; decided after its own hearing."""
        kind, months = "", 0
        if self.code in credit.REMOVING or (
            self.code == "complaint" and self._count() >= credit.MOST_COMPLAINTS
        ):
            kind = "remove"
        elif self.code == "declined":
            kind, months = "suspend", credit.suspension_months(self._count() - 1)
        if not kind:
            return
        # The system proposes; people decide, and not the one who decided the event.
        self.env["yichuang.market.sanction"].with_user(SUPERUSER_ID).create(
            {
                "agency_id": self.agency_id.id,
                "kind": kind,
                "months": months,
                "legal_basis": self.legal_basis,
                "ground": self.ground,
                "evidence": self.display_name,
            }
        )

    def _count(self):
        """How often this happened within twelve months, this time included."""
        since = fields.Date.subtract(self._today(), months=credit.EXPIRY_MONTHS)
        return self.search_count(
            [
                ("agency_id", "=", self.agency_id.id),
                ("code", "=", self.code),
                ("state", "in", (*IN_FORCE, "expired")),
                ("decided_on", ">=", since),
            ]
        )

    @api.model
    def _cron_expire(self):
        """End what is twelve months old."""
        over = self.search(
            [("state", "in", IN_FORCE), ("until_on", "<", self._today())], limit=2000
        )
        over.with_user(SUPERUSER_ID)._transition("expire")

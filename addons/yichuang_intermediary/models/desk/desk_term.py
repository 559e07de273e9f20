from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

from ..register.agency import REVIEWER

EVALUATION = ("attitude", "efficiency", "quality", "order", "satisfaction")


class DeskTerm(models.Model):
    """An agency's time at a desk: applied → admitted → ended; beside: refused, removed.

    With as many applicants as the desk says the seats go by public tender; with fewer,
    experts look at each. What the desk's people do is evaluated; nothing of it enters
    a selection.
    """

    _name = "yichuang.market.desk.term"
    _description = "Term at a desk"
    _inherit = ["yichuang.market.document", "yichuang.lifecycle", "mail.thread"]
    _order = "desk_id, id desc"
    _rec_name = "agency_id"

    _transitions = (
        Transition(
            "admit",
            "applied",
            "admitted",
            groups=REVIEWER,
            guards=(
                "_guard_agency",
                "_guard_free_seat",
                "_guard_tender",
                "_guard_agreement",
            ),
        ),
        Transition("refuse", "applied", "refused", groups=REVIEWER),
        Transition(
            "remove", "admitted", "removed", groups=REVIEWER, guards="_guard_ground"
        ),
        Transition("end", "admitted", "ended", system=True),
    )
    _guarded_fields = frozenset({"from_on", "until_on", "ground"})
    _open_states = ("applied",)
    _free_fields = frozenset(
        {"manager", "front_person", "days_due", "days_present", *EVALUATION}
    )
    _statements = {"remove": "ground"}

    desk_id = fields.Many2one(
        "yichuang.market.desk", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="desk_id.company_id", store=True, index=True)
    agency_id = fields.Many2one(
        "yichuang.market.agency", required=True, index=True, ondelete="restrict"
    )
    manager = fields.Char("Desk Manager", help="窗口负责人")
    front_person = fields.Char("Front-Desk Person", help="固定窗口人员")
    tender = fields.Char("Tender Number", help="招标编号, where there was a tender.")
    expert_note = fields.Text(
        "Expert Check", help="专家审核意见, where there were too few for a tender."
    )
    agreement = fields.Char("Agreement Number", help="入驻协议编号")
    from_on = fields.Date("From", readonly=True, copy=False, help="入驻起始日")
    until_on = fields.Date("Until", readonly=True, copy=False, help="入驻期满日")
    days_due = fields.Integer(help="应出勤天数")
    days_present = fields.Integer(help="实出勤天数")
    attitude = fields.Integer(
        aggregator="avg", help="服务态度, 1 to 5; 0 for none yet."
    )
    efficiency = fields.Integer(aggregator="avg", help="办事效率")
    quality = fields.Integer(aggregator="avg", help="服务质量")
    order = fields.Integer(aggregator="avg", help="工作秩序")
    satisfaction = fields.Integer(aggregator="avg", help="群众满意度")
    ground = fields.Text(
        "Ground of Removal", readonly=True, copy=False, help="清退依据"
    )
    state = fields.Selection(
        [
            ("applied", "Applied"),
            ("admitted", "At the desk"),
            ("refused", "Refused"),
            ("ended", "Ended"),
            ("removed", "Removed"),
        ],
        required=True,
        default="applied",
        copy=False,
        index=True,
        tracking=True,
    )

    _live_uniq = models.UniqueIndex(
        "(desk_id, agency_id) WHERE state IN ('applied', 'admitted')",
        "The agency has applied for this desk or is there already.",
    )
    _evaluated = models.Constraint(
        'CHECK (LEAST(attitude, efficiency, quality, "order", satisfaction) >= 0 '
        'AND GREATEST(attitude, efficiency, quality, "order", satisfaction) <= 5 '
        "AND days_present BETWEEN 0 AND days_due)",
        "Scores are 1 to 5, and nobody is present on more days than are due.",
    )

    def _guard_agency(self, _vals):
        for term in self:
            offers = term.agency_id.offering_ids.filtered("is_complete")
            if (
                term.agency_id.state != "active"
                or term.desk_id.service_id not in offers.service_id
            ):
                raise UserError(
                    self.env._(
                        "%(agency)s is not active in the market with this service.",
                        agency=term.agency_id.name,
                    )
                )

    def _guard_free_seat(self, _vals):
        for desk, terms in self.grouped("desk_id").items():
            if desk.taken + len(terms) > desk.seats:
                raise UserError(
                    self.env._(
                        "%(desk)s has %(seats)s seats, and they are taken.",
                        desk=desk.display_name,
                        seats=desk.seats,
                    )
                )

    def _guard_tender(self, _vals):
        for term in self:
            desk = term.desk_id
            applicants = desk.term_ids.filtered(lambda line: line.state == "applied")
            if (term.tender or "").strip():
                continue
            if len(applicants) >= desk.tender_from:
                raise UserError(
                    self.env._(
                        "%(count)s agencies have applied: the seats go by public "
                        "tender. Enter its number.",
                        count=len(applicants),
                    )
                )
            if not (term.expert_note or "").strip():
                raise UserError(
                    self.env._(
                        "Too few have applied for a tender: enter what the experts "
                        "found. All that are qualified are admitted."
                    )
                )

    def _guard_agreement(self, _vals):
        for term in self:
            if not (term.agreement or "").strip():
                raise UserError(
                    self.env._("Enter the agreement that was signed for the desk.")
                )

    def _guard_ground(self, vals):
        if not (vals.get("ground") or "").strip():
            raise UserError(
                self.env._(
                    "Name the clause of the agreement that the removal rests on."
                )
            )

    def _values_admit(self, _vals):
        today = self._today()
        return {
            term.id: {
                "from_on": today,
                "until_on": fields.Date.add(today, years=term.desk_id.years, days=-1),
            }
            for term in self
        }

    @api.model
    def _cron_end(self):
        """End the terms that are over; the seats are tendered again."""
        over = self.search(
            [("state", "=", "admitted"), ("until_on", "<", self._today())]
        )
        over.with_user(SUPERUSER_ID)._transition("end")

    def action_admit(self):
        """Give the agencies their seats."""
        self._check_staff()
        return self._step("admit")

    def action_refuse(self):
        """Refuse the applications."""
        self._check_staff()
        return self._step("refuse")

    def action_remove(self):
        """Ask for the clause that the removal rests on."""
        self._check_staff()
        return self._ask("remove", self.env._("Remove From the Desk"))

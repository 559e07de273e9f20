from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools import chinese_date
from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

REVIEWER = "yichuang_intake.group_reviewer"


class InterestedParty(models.Model):
    """Somebody else whose major interest a permission touches (利害关系人).

    Whoever examines tells them, and hears what they state (行政许可法 Art. 36):
    draft → told → heard.
    """

    _name = "yichuang.interested.party"
    _description = "Interested party"
    _inherit = ["yichuang.case.named", "yichuang.told.window", "yichuang.lifecycle"]
    _order = "id desc"

    _transitions = (
        Transition("tell", "draft", "told", groups=REVIEWER, guards="_guard_open"),
        Transition(
            "hear",
            "told",
            "heard",
            groups=REVIEWER,
            guards=("_guard_open", "_guard_statement"),
        ),
    )
    _guarded_fields = frozenset({"told_on", "statement_until"})
    _window_field = "statement_until"
    _open_states = ("draft",)
    # Taken down once told; settled with the hearing of it.
    _free_fields = frozenset({"statement"})

    case_id = fields.Many2one(
        "yichuang.case", required=True, ondelete="cascade", index=True
    )
    state = fields.Selection(
        [("draft", "To Tell"), ("told", "Told"), ("heard", "Heard")],
        required=True,
        default="draft",
        copy=False,
        index=True,
        help="待告知, 已告知, 已听取意见",
    )
    name = fields.Char(required=True, help="利害关系人")
    interest = fields.Text(required=True, help="利害关系事项")
    told_on = fields.Date(readonly=True, copy=False, help="告知日期")
    statement_until = fields.Date(readonly=True, copy=False, help="陈述申辩截止日")
    statement = fields.Text(copy=False, help="陈述申辩意见")

    _window_idx = models.Index("(statement_until) WHERE state = 'told'")

    def _check_write_guarded(self, vals):
        super()._check_write_guarded(vals)
        if "statement" in vals and self.filtered(lambda p: p.state == "heard"):
            self._refuse_guarded({"statement"})

    def _why_undecided(self):
        """Why the case cannot be decided yet because of this party, or False."""
        self.ensure_one()
        if self.state == "draft":
            return self.env._(
                "%(party)s has not been told of %(case)s, which touches their major "
                "interest (行政许可法 Art. 36). Tell them first.",
                party=self.name,
                case=self.case_id.display_name,
            )
        if self.state == "told" and hall_date() <= self.statement_until:
            return self.env._(
                "%(party)s may state their view on %(case)s until %(day)s (行政许可法 "
                "Art. 36). Take it down, or wait for the end of that day.",
                party=self.name,
                case=self.case_id.display_name,
                day=self.statement_until,
            )
        return False

    def _guard_open(self, vals):
        for party in self:
            case = party.case_id
            if case.state not in ("accepted", "reviewing"):
                raise UserError(
                    self.env._(
                        "%(case)s is not being examined; interested parties are told "
                        "and heard before it is decided (行政许可法 Art. 36).",
                        case=case.display_name,
                    )
                )
            case._guard_member({})

    def _guard_statement(self, vals):
        for party in self:
            if not (party.statement or "").strip():
                raise UserError(
                    self.env._(
                        "Write down what %(party)s stated (行政许可法 Art. 36). If "
                        "they say nothing, the time for it simply runs out.",
                        party=party.name,
                    )
                )

    def _values_tell(self, vals):
        vals["told_on"] = today = hall_date()
        workdays = self.env["yichuang.calendar.day"]._workdays()
        return {party.id: party._window(today, workdays) for party in self}

    def _window(self, told_on, workdays):
        days = self.case_id.company_id.sudo().statement_days
        return {"statement_until": workdays.due(told_on, days).date}

    def _after_tell(self, vals):
        for party in self:
            party.case_id._issue_document(
                "interested",
                {
                    party.case_id.id: {
                        "利害关系人": party.name,
                        "利害关系事项": party.interest,
                        "陈述申辩期限": chinese_date.plain(party.statement_until),
                    }
                },
            )

    def action_tell(self):
        """Tell the party of the matter and of the time to state their view."""
        return self._step("tell")

    def action_hear(self):
        """File what the party stated."""
        return self._step("hear")

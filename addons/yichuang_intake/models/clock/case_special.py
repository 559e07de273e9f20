from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.yichuang_catalog.models.catalogue.service_special import KINDS
from odoo.addons.yichuang_catalog.tools import chinese_date
from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools.deadline import stopped_by
from ...tools.licensing_law import ARTICLES

ORGAN = ("yichuang_intake.group_reviewer", "yichuang_intake.group_decider")
LOCAL = [
    ("publicity", "Publicity"),
    ("site", "Site Visit"),
    ("rectification", "Rectification"),
    ("consultation", "Consultation"),
]


class CaseSpecial(models.Model):
    """A procedure whose time does not count (特别程序, 行政许可法 Art. 45).

    planned → running → ended, or cancelled. It starts with the written notice that
    tells the applicant how long it takes, and excludes the days told there, never
    more; when it ends early, only those it took. The eight grounds of the law stop
    every clock of the decision, those a hall has added only its own promise.
    """

    _name = "yichuang.case.special"
    _description = "Special procedure of a case"
    _inherit = ["yichuang.case.part", "yichuang.case.named", "yichuang.lifecycle"]
    _order = "id desc"
    _rec_name = "ground"

    _transitions = (
        Transition(
            "start",
            "planned",
            "running",
            groups=ORGAN,
            guards=(
                "_guard_case_under_way",
                "_guard_ground",
                "_guard_days",
                "_guard_member",
            ),
        ),
        Transition("end", "running", "ended", groups=ORGAN, guards=("_guard_member",)),
        Transition(
            "cancel", "planned", "cancelled", groups=ORGAN, guards=("_guard_member",)
        ),
    )
    _guarded_fields = frozenset({"ended_on", "document_id"})
    _open_states = ("planned",)

    ground = fields.Selection(
        [kind for kind in KINDS if kind[0] != "extension"] + LOCAL,
        required=True,
        help="特别程序种类",
    )
    basis = fields.Char(help="法律依据: law and article that demand it.")
    reason = fields.Text(help="事由")
    first_on = fields.Date("First Day", required=True, help="开始日期")
    last_on = fields.Date(
        "Last Day", required=True, help="预计结束日期, told to the applicant."
    )
    ended_on = fields.Date("Ended", readonly=True, copy=False, help="实际结束日期")
    document_id = fields.Many2one(
        "yichuang.document",
        "Notice",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="特别程序告知书",
    )
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("running", "Running"),
            ("ended", "Ended"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        default="planned",
        help="拟进行, 进行中, 已结束, 已取消",
    )

    @api.constrains("first_on", "last_on")
    def _check_days(self):
        for special in self:
            if special.last_on < special.first_on:
                raise ValidationError(
                    self.env._("A procedure ends on the day it begins, or later.")
                )

    def _guard_member(self, vals):
        self.case_id._guard_involved(vals)

    def _guard_case_under_way(self, vals):
        for special in self:
            if special.case_id.state not in ("accepted", "reviewing"):
                raise UserError(
                    self.env._(
                        "%(case)s is not being handled: before acceptance and after "
                        "the decision no time runs that could be excluded.",
                        case=special.case_id.display_name,
                    )
                )

    def _guard_ground(self, vals):
        for special in self:
            if not (special.basis or "").strip():
                raise UserError(
                    self.env._(
                        "Name the law and article that demand this procedure; without "
                        "them its time counts (行政许可法 Art. 45)."
                    )
                )
            if not special._stopped_kinds():
                raise UserError(
                    self.env._(
                        "“%(ground)s” stops no clock: the law knows eight grounds "
                        "(行政许可法 Art. 45), and this hall has added none like it. "
                        "Its time counts.",
                        ground=special.display_name,
                    )
                )

    def _guard_days(self, vals):
        today = hall_date()
        for special in self:
            if special.first_on < today:
                raise UserError(
                    self.env._(
                        "No time is excluded before the applicant was told in writing "
                        "(行政许可法 Art. 45). Let the procedure begin today or later."
                    )
                )
            if not special._stopped_clocks():
                raise UserError(
                    self.env._(
                        "On %(date)s every period of %(case)s that it could stop has "
                        "run out.",
                        date=special.case_id._date_words(special.first_on),
                        case=special.case_id.display_name,
                    )
                )

    def _stopped_kinds(self):
        self.ensure_one()
        hall = self.case_id.company_id.sudo()
        return stopped_by(self.ground, hall._local_grounds())

    def _pause(self, last_on, reason):
        """The pause as a line of the ledger of every clock that it stops."""
        self.ensure_one()
        return {
            "kind": "pause",
            "from_on": self.first_on,
            "to_on": last_on,
            "article": f"{ARTICLES['special']}；{self.basis}",
            "reason": reason,
            "ground": self.ground,
            "key": f"special/{self.id}",
            "document_id": self.document_id.id,
            "approver_id": self.env.uid,
        }

    def _stopped_clocks(self):
        return self.case_id._open_clocks(self._stopped_kinds(), self.first_on)

    def _after_start(self, vals):
        for special in self:
            case = special.case_id
            document = case._issue_document(
                "special", {case.id: special._notice_facts()}
            )
            # Set by the step that starts it; the ledger names it.
            special.sudo()._write_guarded({"document_id": document.id})
            special._stopped_clocks()._add(
                special._pause(special.last_on, special.display_name)
            )

    def _notice_facts(self):
        self.ensure_one()
        kinds = dict(self._fields["ground"]._description_selection(self.env))
        first, last = map(chinese_date.plain, (self.first_on, self.last_on))
        clock = self._stopped_clocks()[-1:]
        pause = self._pause(self.last_on, self.display_name)
        return {
            "程序种类": kinds[self.ground],
            "法律依据": self.basis,
            "所需时间": f"{first}至{last}",
            "新的预计办结日期": chinese_date.plain(clock._foreseen(pause).due),
        }

    def _values_end(self, vals):
        today = hall_date()
        return {special.id: {"ended_on": today} for special in self}

    def _after_end(self, vals):
        for special in self:
            # What was told is excluded at most; more would need a notice of its own.
            if special.first_on <= special.ended_on < special.last_on:
                early = self.env._(
                    "%(ground)s, ended early", ground=special.display_name
                )
                special._stopped_clocks()._add(special._pause(special.ended_on, early))

    @api.depends("ground")
    def _compute_display_name(self):
        kinds = dict(self._fields["ground"]._description_selection(self.env))
        for special in self:
            special.display_name = kinds.get(special.ground, "")

    def action_start(self):
        """Tell the applicant in writing and stop the clocks."""
        return self._step("start")

    def action_end(self):
        """The procedure is over: the clocks run on from tomorrow."""
        return self._step("end")

    def action_cancel(self):
        """The procedure is not needed."""
        return self._step("cancel")

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools.licensing_law import ARTICLES
from .supplement import SUPPLEMENT_OPEN

CLERK = "yichuang_intake.group_clerk"


class Case(models.Model):
    """One supplement notice (补正): everything that is missing, told once, in time.

    received → supplement → accepted. When all that the notice names is handed in, the
    application is accepted, and nothing more can be asked for (行政许可法 Art. 32(4),
    (5)).
    """

    _inherit = "yichuang.case"

    _transitions = (
        Transition(
            "notify_supplement",
            "received",
            "supplement",
            groups=CLERK,
            guards=("_guard_first_notice", "_guard_notice_in_time"),
        ),
    )
    _added_guards = {
        "accept": ("_guard_supplements_in",),
        "refuse": ("_guard_notice_in_time", "_guard_refusal_of_supplements"),
    }
    _guarded_fields = frozenset(
        {"notified_by_id", "notified_on", "supplement_ids", "supplement_due_on"}
    )

    supplement_ids = fields.One2many(
        "yichuang.case.supplement", "case_id", "Supplements", readonly=True, copy=False
    )
    notified_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, help="告知人"
    )
    notified_on = fields.Datetime(readonly=True, copy=False, help="补正告知时间")
    supplement_due_on = fields.Date(
        "Supplements Due", readonly=True, copy=False, help="补正期限届满日"
    )
    supplements_open = fields.Integer(compute="_compute_supplements_open")

    @api.depends("supplement_ids.handed_in_on", "supplement_ids.material_id.defect")
    def _compute_supplements_open(self):
        counts = dict(
            self.env["yichuang.case.supplement"]
            # A count for whoever may read the case.
            .sudo()
            ._read_group(
                [("case_id", "in", self.ids), *SUPPLEMENT_OPEN],
                ["case_id"],
                ["__count"],
            )
        )
        for case in self:
            case.supplements_open = counts.get(case.sudo(), 0)

    def action_notify_supplement(self):
        """Ask for the one notice of all that is missing."""
        return self._open_wizard(
            "yichuang.case.notify", self.env._("Tell What Is Missing")
        )

    def action_take_supplements(self):
        """Take in everything that the notice names."""
        self.check_access("write")
        return self.supplement_ids.action_hand_in()

    def _notify_supplement(self, lines, revision):
        """Give the notice.

        :param lines: list of dicts: material_id, problem, correction
        :param revision: the revision the person was looking at
        :raises UserError: a notice was given before, the time is over, or something
            that is missing is not named
        """
        self.ensure_one()
        self._check_notice_whole(lines)
        self._transition("notify_supplement", expected_revision=revision)
        # Nobody writes lines of a notice by hand; the step has checked who may.
        self.env["yichuang.case.supplement"].sudo().create(
            [{"case_id": self.id, **line} for line in lines]
        )
        self._issue_document("supplement", {self.id: self._supplement_facts()})

    def _check_notice_whole(self, lines):
        """The notice names all that is missing, and nothing beyond the list."""
        named = self.env["yichuang.case.material"].browse(
            line["material_id"] for line in lines
        )
        forgotten = self.material_ids._lacking() - named
        if not named or forgotten:
            raise UserError(
                self.env._(
                    "All that is missing is told at once, in one notice (行政许可法 "
                    "Art. 32(4)). The notice does not name: %(materials)s.",
                    materials=", ".join(forgotten.mapped("name"))
                    or self.env._("anything"),
                )
            )
        if named - self.material_ids:
            raise UserError(
                self.env._(
                    "Only materials of the published list may be asked for "
                    "(行政许可法 Art. 31)."
                )
            )

    def _notice_proposals(self):
        """The lines of the notice as it would be given now."""
        return self._lacking_lines()._notice_lines()

    def _lacking_lines(self):
        """What keeps these from being accepted."""
        return self.material_ids._lacking()

    def _guard_first_notice(self, vals):
        for case in self:
            if case.notified_on:
                raise UserError(
                    self.env._(
                        "%(case)s was given its supplement notice on %(date)s. A "
                        "second one is unlawful (行政许可法 Art. 32(4), 72(4)): accept "
                        "it, or refuse it for what the notice named.",
                        case=case.display_name,
                        date=case._date_words(hall_date(case.notified_on)),
                    )
                )

    def _silent(self):
        """Those of which nothing was told in time: accepted by law, whether or not
        the scheduled job has come by."""
        today = hall_date()
        return self.filtered(
            lambda case: (
                case.state == "received" and case.due_on and case.due_on < today
            )
        )

    def _guard_notice_in_time(self, vals):
        for case in self._silent():
            raise UserError(
                self.env._(
                    "The time to tell what is missing ended on %(date)s; %(case)s "
                    "counts as accepted from the day of receipt (行政许可法 Art. "
                    "32(4)).",
                    case=case.display_name,
                    date=case._date_words(case.due_on),
                )
            )

    def _guard_supplements_in(self, vals):
        for case in self.filtered(lambda case: case.state == "supplement"):
            missing = case.supplement_ids._still_open()
            if missing:
                raise UserError(
                    self.env._(
                        "%(case)s still waits for: %(materials)s. Take them in first.",
                        case=case.display_name,
                        materials=", ".join(missing.mapped("name")),
                    )
                )

    def _guard_refusal_of_supplements(self, vals):
        for case in self.filtered(lambda case: case.state == "supplement"):
            still_open = case.supplement_ids._still_open()
            if not still_open:
                raise UserError(
                    self.env._(
                        "All that the notice asked for was handed in: %(case)s must be "
                        "accepted (行政许可法 Art. 32(5)).",
                        case=case.display_name,
                    )
                )
            if vals["refusal_kind"] == "not_supplemented":
                case._check_supplements_failed(still_open)

    def _check_supplements_failed(self, still_open):
        """Refused for want of supplements is who let the time pass, or who handed in
        all of it and not in order."""
        self.ensure_one()
        waits = self.supplement_due_on >= hall_date()
        if waits and still_open.filtered(lambda line: not line.handed_in_on):
            raise UserError(
                self.env._(
                    "The notice gives the applicant of %(case)s until %(date)s to hand "
                    "in: %(materials)s. Wait until then, or have the applicant "
                    "withdraw (行政许可法 Art. 32).",
                    case=self.display_name,
                    date=self._date_words(self.supplement_due_on),
                    materials=", ".join(still_open.mapped("name")),
                )
            )
        if waits and not self.company_id.sudo().refuse_defective_supplements:
            raise UserError(
                self.env._(
                    "This hall lets the applicant of %(case)s correct until %(date)s "
                    "what was handed in and is not in order: %(materials)s.",
                    case=self.display_name,
                    date=self._date_words(self.supplement_due_on),
                    materials=", ".join(still_open.mapped("name")),
                )
            )

    def _requirements_not_told(self):
        """What is missing but was not named in the notice: it can no longer keep the
        case from being accepted (Art. 32(5), 72(4))."""
        self.ensure_one()
        if self.state != "supplement":
            return super()._requirements_not_told()
        named = self.supplement_ids.material_id.requirement_id
        return self.version_id.material_line_ids - named

    def _values_notify_supplement(self, vals):
        now = fields.Datetime.now()
        today = hall_date(now)
        vals.update(notified_by_id=self.env.uid, notified_on=now)
        self._stop_clocks(
            ["notice"], today, ARTICLES["notice"], self.env._("supplements told")
        )
        clocks = self._start_clocks(
            [
                (case, "supplement", case.company_id.sudo().supplement_days, "workday")
                for case in self
            ],
            today,
        )
        return {
            clock.case_id.id: {
                "due_on": clock.due_on,
                "due_provisional": clock.provisional,
                "supplement_due_on": clock.due_on,
            }
            for clock in clocks
        }

    def _acceptance_moments(self):
        """Accepted as of the moment at which the last supplement was handed in, and
        of receipt where nothing was told in time."""
        moments = super()._acceptance_moments()
        for case in self._silent():
            moments[case.id] = case.received_on
        for case in self.filtered(lambda case: case.state == "supplement"):
            moments[case.id] = max(
                case.supplement_ids.mapped("handed_in_on"), default=moments[case.id]
            )
        return moments

    def _supplement_facts(self):
        self.ensure_one()
        policies = dict(
            self.env["res.company"]
            ._fields["supplement_overdue"]
            ._description_selection(self.env)
        )
        return {
            "需要补正的全部内容": [
                {
                    "材料名称": line.name,
                    "存在问题": line.problem,
                    "依据": line.material_id.requirement_id.sudo().basis or "",
                    "补正方式": line.correction,
                }
                for line in self.supplement_ids
            ],
            "补正期限": self._date_words(self.supplement_due_on),
            "逾期后果": policies[self.company_id.sudo().supplement_overdue],
        }

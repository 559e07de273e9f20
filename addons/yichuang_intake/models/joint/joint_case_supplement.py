from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools.licensing_law import ARTICLES

CLERK = "yichuang_intake.group_clerk"


class JointCase(models.Model):
    """One supplement notice for all organs (一次性告知): the defects of every matter in
    one document, told once and in time (行政许可法 Art. 26, 32(4)).

    The application is one, so all of its matters wait until what is missing is in, and
    are accepted together as of that moment.
    """

    _inherit = "yichuang.joint.case"

    _transitions = (
        Transition(
            "notify_supplement",
            "received",
            "supplement",
            groups=CLERK,
            guards=("_guard_first_notice", "_guard_notice_in_time"),
        ),
    )

    supplement_ids = fields.One2many(
        "yichuang.case.supplement",
        "joint_id",
        "Supplements",
        readonly=True,
        copy=False,
    )
    supplement_due_on = fields.Date(
        "Supplements Due", readonly=True, copy=False, help="补正期限届满日"
    )
    _guarded_fields = frozenset({"supplement_due_on"})

    def action_notify_supplement(self):
        """Ask for the one notice of all that is missing."""
        self.check_access("write")
        return self._dialog(
            "yichuang.joint.notify",
            self.env._("Tell What Is Missing"),
            joint_id=self.id,
        )

    def action_take_supplements(self):
        """Take in everything that the notice names."""
        self.check_access("write")
        return self.supplement_ids.filtered(
            lambda line: line.case_id.state == "supplement"
        ).action_hand_in()

    def _notify_supplement(self, lines, revision):
        """Give the notice.

        :param lines: list of dicts: material_id (of a case), problem, correction
        :param revision: the revision the person was looking at
        :raises UserError: a notice was given before, the time is over, or something
            that is missing in any matter is not named
        """
        self.ensure_one()
        self._check_notice_whole(lines)
        self._transition("notify_supplement", expected_revision=revision)
        live = self._live()
        live._jointly()._transition("notify_supplement")
        owners = {line.id: line.case_id.id for line in live.material_ids}
        # Nobody writes lines of a notice by hand; the step has checked who may.
        self.env["yichuang.case.supplement"].sudo().create(
            [{"case_id": owners[line["material_id"]], **line} for line in lines]
        )
        self.invalidate_recordset(["supplement_ids"])
        self._issue_notice()
        self._tell_applicant("supplement")

    def _check_notice_whole(self, lines):
        """The notice names all that is missing in any matter, and nothing beyond."""
        named = self.env["yichuang.case.material"].browse(
            line["material_id"] for line in lines
        )
        listed = self._live().material_ids
        forgotten = self._lacking_lines() - named
        if not named or forgotten:
            raise UserError(
                self.env._(
                    "All that is missing for any organ is told at once, in one notice "
                    "(行政许可法 Art. 32(4)). The notice does not name: %(materials)s.",
                    materials=", ".join(forgotten._named_in_full())
                    or self.env._("anything"),
                )
            )
        if named - listed or named.filtered("passed_on"):
            raise UserError(
                self.env._(
                    "Only materials of the published lists may be asked for, and none "
                    "that another matter of the case produces (行政许可法 Art. 31)."
                )
            )

    def _notice_proposals(self):
        """The lines of the notice as it would be given now."""
        self.ensure_one()
        return self._lacking_lines()._notice_lines()

    def _lacking_lines(self):
        """What keeps any of its matters from being accepted."""
        return self._live().material_ids._lacking()

    def _values_notify_supplement(self, vals):
        now = fields.Datetime.now()
        today = hall_date(now)
        vals.update(notified_by_id=self.env.uid, notified_on=now)
        self._stop_clocks(
            ["notice"], today, ARTICLES["notice"], self.env._("supplements told")
        )
        values = {}
        for joint in self:
            days = joint.company_id.sudo().supplement_days
            clock = joint._start_clocks([(joint, "supplement", days, "workday")], today)
            values[joint.id] = {
                "due_on": clock.due_on,
                "due_provisional": clock.provisional,
                "supplement_due_on": clock.due_on,
            }
        return values

    def _acceptance_moments(self):
        """Accepted as of the moment at which the last supplement was handed in, of
        receipt where nothing was told in time, and else now."""
        now = fields.Datetime.now()
        silent = self._silent()
        return {
            joint.id: joint.received_on
            if joint in silent
            else max(
                (
                    line.handed_in_on
                    for line in joint.sudo().supplement_ids
                    if line.handed_in_on and not line.case_id._is_over()
                ),
                default=now,
            )
            for joint in self
        }

    def _notice_facts(self):
        """What the one notice states: every defect, for which matter and organ."""
        self.ensure_one()
        policies = dict(
            self.env["res.company"]
            ._fields["supplement_overdue"]
            ._description_selection(self.env)
        )
        return {
            "需要补正的全部内容": [
                {
                    "事项": line.case_id.service_id.name,
                    "提出部门": line.case_id.department_id.name,
                    "材料名称": line.name,
                    "存在问题": line.problem,
                    "补正方式": line.correction,
                }
                for line in self.supplement_ids
            ],
            "补正期限": self._date_words(self.supplement_due_on),
            "逾期后果": policies[self.company_id.sudo().supplement_overdue],
        }

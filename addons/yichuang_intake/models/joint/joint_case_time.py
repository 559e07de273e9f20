from odoo import fields, models

from odoo.addons.yichuang_catalog.tools import graph, joint_limit
from odoo.addons.yichuang_catalog.tools.publication import Limit
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools.licensing_law import ARTICLES, JOINT_DAYS


class JointCase(models.Model):
    """How long the whole may take (行政许可法 Art. 42(2)).

    Two clocks run from the unified acceptance: the statutory one of forty-five working
    days, and the limit of the whole, the shortest of that, of the promise of the theme
    and of the longest path through its matters. The clocks of its cases run beside
    them and stay as they are.
    """

    _inherit = "yichuang.joint.case"

    clock_ids = fields.One2many("yichuang.clock", "joint_id", readonly=True)
    limit_days = fields.Integer(
        "Working Days of the Whole",
        readonly=True,
        copy=False,
        help="联合办理期限: the shortest of 45, the promise of the theme and the "
        "longest path.",
    )
    _guarded_fields = frozenset({"limit_days", "sheets_saved"})

    def _longest_path(self):
        """Its matters that decide how long the whole takes, and their working days."""
        self.ensure_one()
        limits = {
            line: Limit(line.version_id.promise_days, line.version_id.promise_unit)
            for line in self._lines()
        }
        return joint_limit.critical(limits, self._line_graph())

    def _limit(self):
        """How many working days the whole may take."""
        self.ensure_one()
        days = (
            JOINT_DAYS,
            self.theme_id.promise_days,
            int(self._longest_path().length),
        )
        return min(number for number in days if number)

    def _acceptance_values(self, moments):
        """What acceptance at these moments means: both clocks run from that day.

        :param moments: moment of acceptance by id; it may lie in the past
        :returns: values by id
        """
        self._stop_clocks(
            ["notice", "supplement"],
            hall_date(),
            ARTICLES["notice"],
            self.env._("accepted"),
        )
        values = {}
        for joint in self:
            limit = joint._limit()
            legal, whole = joint._start_clocks(
                [
                    (joint, "joint_legal", JOINT_DAYS, joint_limit.UNIT),
                    (joint, "joint", limit, joint_limit.UNIT),
                ],
                hall_date(moments[joint.id]),
            )
            values[joint.id] = {
                "accepted_on": moments[joint.id],
                "limit_days": limit,
                "legal_due_on": legal.due_on,
                "due_on": whole.due_on,
                "due_provisional": whole.provisional,
            }
        return values

    def _compute_legal_due_provisional(self):
        for joint in self:
            joint.legal_due_provisional = joint._clock("joint_legal").provisional

    def _rederive_due(self):
        """Take the due dates over from the clocks, after these were derived anew."""
        for joint in self:
            clocks = {clock.kind: clock for clock in joint.sudo().clock_ids}
            current = (
                clocks.get("joint") or clocks.get("supplement") or clocks.get("notice")
            )
            legal = clocks.get("joint_legal")
            joint.sudo()._write_guarded(
                {
                    "due_on": current.due_on if current else False,
                    "due_provisional": current.provisional if current else False,
                    "legal_due_on": legal.due_on if legal else False,
                }
            )

    def _end(self, vals, reason):
        vals["ended_on"] = now = fields.Datetime.now()
        self._stop_clocks(
            ["notice", "supplement", "joint_legal", "joint"],
            hall_date(now),
            False,
            reason,
        )

    def _critical_lines(self):
        """The matters on the longest path; none where all are on it."""
        self.ensure_one()
        nodes = self._longest_path().nodes
        return nodes if len(nodes) < len(graph.order(self._line_graph())) else ()

from math import ceil

from odoo import api, fields, models

from odoo.addons.yichuang_catalog.tools.process_rules import HOURS_A_DAY
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools.licensing_law import ARTICLES


class CaseTaskTime(models.AbstractModel):
    """How long a step may take (环节时限).

    The organ's time counts from the moment at which the step reaches it, acceptance
    or the step before, not from its signing for it.
    """

    _name = "yichuang.case.task.time"
    _description = "Time of a step of a case"

    clock_id = fields.Many2one(
        "yichuang.clock",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="环节时限",
    )
    due_on = fields.Date(
        "Due",
        readonly=True,
        copy=False,
        help="环节届满日; that of the whole case where the guide sets no time.",
    )
    due_provisional = fields.Boolean("Provisional", readonly=True, copy=False)
    time_left = fields.Char(compute="_compute_time_left", help="剩余时限, in words.")
    time_level = fields.Selection(
        [("late", "Overdue"), ("soon", "Due soon"), ("normal", "In time")],
        "Urgency",
        compute="_compute_time_left",
    )

    @api.depends("due_on", "due_provisional", "state")
    @api.depends_context("lang")
    def _compute_time_left(self):
        today = hall_date()
        workdays = self.env["yichuang.calendar.day"]._workdays()
        for task in self:
            task.time_left = task.time_level = False
            if task.due_on and task.state in ("open", "signed"):
                task.time_left, task.time_level = self.env["yichuang.case"]._time_words(
                    task.due_on, task.due_provisional, today, workdays
                )

    def _start_step_clocks(self, day):
        """Start the clock of each of these steps.

        :param day: the day they start on, which is not counted
        :returns: the values that say so, by task id
        """
        timed = self.filtered(lambda task: task.case_id._steps_are_timed())
        clocks = (
            self.env["yichuang.clock"]
            .sudo()
            ._start([(task.case_id, "step", *task._limit()) for task in timed], day)
        )
        values = {
            task.id: {
                "clock_id": False,
                "due_on": task.case_id.due_on,
                "due_provisional": task.case_id.due_provisional,
            }
            for task in self
        }
        for task, clock in zip(timed, clocks, strict=True):
            task._pause_as_the_case(clock, day)
            values[task.id] = {
                "clock_id": clock.id,
                "due_on": clock.due_on,
                "due_provisional": clock.provisional,
            }
        return values

    def _limit(self):
        """Days and unit of the step; hours count as parts of a working day."""
        self.ensure_one()
        step = self.step_id.sudo()
        if step.limit_unit == "hour":
            return ceil(step.limit_days / HOURS_A_DAY), "workday"
        return step.limit_days, step.limit_unit

    def _pause_as_the_case(self, clock, day):
        """A procedure under way stops the time of a step that begins meanwhile."""
        for special in self.case_id.sudo().special_ids:
            if (
                special.state == "running"
                and special.last_on >= day
                and "step" in special._stopped_kinds()
                and clock.due_on >= max(special.first_on, day)
            ):
                pause = special._pause(special.last_on, special.display_name)
                clock._add({**pause, "from_on": max(special.first_on, day)})

    def _stop_step_clocks(self, reason):
        running = self.sudo().clock_id.filtered(lambda clock: clock.state == "running")
        running._stop(hall_date(), ARTICLES["step"], reason)

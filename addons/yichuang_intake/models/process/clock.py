from odoo import api, fields, models


class Clock(models.Model):
    """The clock of a step carries the name of the step."""

    _inherit = "yichuang.clock"

    task_ids = fields.One2many("yichuang.case.task", "clock_id", "Step", readonly=True)

    @api.depends("task_ids.name")
    def _compute_display_name(self):
        super()._compute_display_name()
        # The name of a step is no secret from those who may read the clock.
        for clock in self.filtered(lambda clock: clock.kind == "step").sudo():
            if clock.task_ids:
                clock.display_name = f"{clock.display_name}：{clock.task_ids[:1].name}"

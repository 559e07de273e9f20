from dataclasses import replace

from odoo import api, models

from ...tools.publication import Named, Target


class ServiceVersion(models.Model):
    """What the gate and the completeness want to know of steps and situations."""

    _inherit = "yichuang.service.version"

    @api.depends(
        "step_ids.department_id",
        "situation_ids.name",
        "situation_ids.hint",
        "situation_ids.answer_ids.name",
        "situation_ids.answer_ids.hint",
    )
    def _compute_gaps(self):
        return super()._compute_gaps()

    @api.depends("step_ids.department_id")
    def _compute_completeness(self):
        return super()._compute_completeness()

    def _publication_content(self):
        return replace(super()._publication_content(), steps=len(self.step_ids))

    def _stated(self):
        """A manual draws the line between the organs: each step names the one that
        answers for it. What is decided on the spot has no steps to part."""
        stated = super()._stated()
        steps = self.step_ids
        if self.case_type == "instant" or (
            steps and all(step.department_id for step in steps)
        ):
            stated.add("steps")
        return stated

    def _published_notes(self):
        """Questions and answers list papers as well (行政许可法 Art. 31)."""
        notes = super()._published_notes()
        for situation in self.situation_ids:
            target = Target("situation_ids", situation._name, situation._origin.id)
            notes += [
                Named(text, target)
                for row in (situation, *situation.answer_ids)
                for text in (row.name, row.hint)
                if text
            ]
        return notes

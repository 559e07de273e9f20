from odoo import models

LONGEST = 200


class JointCase(models.Model):
    """What an applicant fills into the one form of a joint case, and what is said
    beside each field.

    For the pages of the applicant, whose right to the draft was checked.
    """

    _inherit = "yichuang.joint.case"

    def _state_application(self, typed):
        """Also the fields of the one form, by their number from 1: all of it is kept,
        and judged when it is submitted."""
        faults = super()._state_application(typed)
        for number, datum in enumerate(self.datum_ids, 1):
            value = typed.get(f"datum_{number}")
            if value is not None and value.strip()[:LONGEST] != (datum.value or ""):
                datum.value = value.strip()[:LONGEST]
        return faults

    def _state_kind(self, kind):
        """Who applies decides which matters there are, so it was settled first."""

    def _application_gaps(self):
        gaps = super()._application_gaps()
        for number, datum in enumerate(self.datum_ids, 1):
            problem = datum._problem()
            if problem:
                gaps[f"datum_{number}"] = datum._problem_words(problem)
        return gaps

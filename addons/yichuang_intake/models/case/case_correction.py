import re

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

CLERK = "yichuang_intake.group_clerk"
WORDS = ("error", "correction", "corrected_by")
RESIDENT_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")


class Case(models.Model):
    """Errors that can be corrected on the spot are (行政许可法 Art. 32(3)), before
    anything is told to be missing."""

    _inherit = "yichuang.case"

    _transitions = (
        Transition("correct_on_the_spot", "received", "received", groups=CLERK),
    )

    correction_ids = fields.One2many(
        "yichuang.case.correction", "case_id", readonly=True, copy=False
    )

    def action_correct_on_the_spot(self):
        """Ask what the applicant corrects."""
        return self._open_wizard(
            "yichuang.case.correct", self.env._("Correct on the Spot")
        )

    def _correct_on_the_spot(self, correction, revision):
        """Record what the applicant corrected at the window.

        :param correction: dict with error, correction, corrected_by, and material_id
            where it is about one of the materials
        :param revision: the revision the person was looking at
        :raises UserError: something is not said, or the material is not here
        """
        self.ensure_one()
        material = self._corrected_material(correction)
        self._transition(
            "correct_on_the_spot",
            payload={**correction, "material": material.name or ""},
            expected_revision=revision,
        )
        material.write({"defect": False})
        # Nobody writes corrections by hand; the step has checked who may.
        self.env["yichuang.case.correction"].sudo().create(
            {
                "case_id": self.id,
                **correction,
                "recorded_by_id": self.env.uid,
                "recorded_on": fields.Datetime.now(),
            }
        )

    def _corrected_material(self, correction):
        """The material that is corrected, if it is one."""
        correction_model = self.env["yichuang.case.correction"]
        lacking = [
            correction_model._fields[name]._description_string(self.env)
            for name in WORDS
            if not (correction.get(name) or "").strip()
        ]
        if lacking:
            raise UserError(
                self.env._(
                    "The record of a correction says what was wrong, how it reads now "
                    "and who corrected it (行政许可法 Art. 32(3)). Fill in: "
                    "%(fields)s.",
                    fields=", ".join(lacking),
                )
            )
        if any(RESIDENT_NUMBER.search(correction[name]) for name in WORDS):
            raise UserError(
                self.env._(
                    "Whole identity numbers are kept apart from the file. Say what was "
                    "corrected without the number."
                )
            )
        material = self.env["yichuang.case.material"].browse(
            correction.get("material_id") or ()
        )
        if material - self.material_ids or not all(material.mapped("received")):
            raise UserError(
                self.env._(
                    "Only what the applicant of %(case)s has handed in can be "
                    "corrected. Take the material in first.",
                    case=self.display_name,
                )
            )
        return material

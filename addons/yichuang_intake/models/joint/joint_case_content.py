from dataclasses import replace

from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools import (
    graph,
    joint_form,
    joint_materials,
    situations,
)


class JointCase(models.Model):
    """One form (一表申请), one set of materials (一套材料), one situation: what several
    services ask is asked once, and nothing that does not apply (行政许可法 Art. 31).

    The rules are the catalogue's: ``tools/joint_form.py``, ``joint_materials.py`` and
    ``situations.py``.
    """

    _inherit = "yichuang.joint.case"

    situation_answer_ids = fields.Many2many(
        "yichuang.situation.answer",
        "yichuang_joint_case_answer",
        "joint_id",
        "answer_id",
        "Situation",
        readonly=True,
        copy=False,
        help="办理情形: the answers that decided which materials are asked for.",
    )
    has_situations = fields.Boolean(compute="_compute_has_situations")
    material_ids = fields.One2many("yichuang.joint.material", "joint_id", "Materials")
    datum_ids = fields.One2many("yichuang.joint.datum", "joint_id", "Form")
    sheets_saved = fields.Integer(
        readonly=True,
        copy=False,
        help="减少材料份数: originals and copies that need not be handed in twice.",
    )

    @api.depends("theme_line_ids")
    def _compute_has_situations(self):
        for joint in self:
            joint.has_situations = bool(joint._versions().situation_ids)

    def _versions(self):
        """The guides of its matters, as the theme was published with them."""
        return self.theme_line_ids.version_id

    # Situations

    def action_situation(self):
        """Ask the questions of all guides, each once."""
        self.check_access("write")
        return self._dialog(
            "yichuang.joint.situation",
            self.env._("Situation"),
            joint_id=self.id,
            answer_ids=self.situation_answer_ids.ids,
        )

    def _next_question(self, answers):
        """The first question of any matter that is still open after these answers."""
        self.ensure_one()
        for version in self._versions():
            mine = answers.filtered(lambda one, of=version: one.version_id == of)
            question = version._next_situation(mine)
            if question:
                return question
        return self.env["yichuang.situation"]

    def _same_answers(self, answers):
        """These answers and the same ones to the same questions of other matters, so
        that each question is put once."""
        self.ensure_one()
        return answers._in_other_guides(self._versions())

    def _answer_situation(self, answers):
        """State the situation of a draft; list and form become what it asks for.

        :param answers: ``yichuang.situation.answer`` records
        :raises UserError: the receipt has been given out, or a question is open
        """
        self.ensure_one()
        self.check_access("write")
        self._check_open(("draft",))
        versions = self._versions()
        if answers.version_id - versions:
            raise UserError(
                self.env._(
                    "These are questions of another guide. Close the window and open "
                    "it again."
                )
            )
        answers = self._same_answers(answers)
        question = self._next_question(answers)
        if question:
            raise UserError(
                self.env._(
                    "“%(question)s” is not answered. Answer it, so that nothing is "
                    "asked for that does not apply (行政许可法 Art. 31).",
                    question=question.name,
                )
            )
        counted = set().union(
            *(
                situations.effective(version._situation_table(), set(answers))
                for version in versions
            )
        )
        self._write_guarded(
            {
                "situation_answer_ids": [
                    Command.set(answers.filtered(lambda one: one in counted).ids)
                ]
            }
        )
        self._match_content()

    def _asked(self, line):
        """What this matter is asked for in the situation that was stated."""
        version = line.version_id
        answers = self.situation_answer_ids.filtered(
            lambda answer: answer.version_id == version
        )
        return version._applicable(answers)[0] if answers else version.material_line_ids

    # The merged list and form

    def _lines(self):
        """The matters applied for, in their order."""
        self.ensure_one()
        return self.theme_line_ids.sorted(lambda line: (line.sequence, line.id))

    def _line_graph(self):
        """The matters applied for and what each comes after, past those that do not
        apply."""
        self.ensure_one()
        return graph.restricted(self.theme_id._line_graph(), set(self._lines()))

    def _demands(self):
        """What each matter asks for in this situation."""
        self.ensure_one()
        lines = self._lines()
        asked = {line: self._asked(line).material_id for line in lines}
        return [
            replace(demand, makers=tuple(one for one in demand.makers if one in lines))
            for demand in self.theme_id._demands(lines)
            if demand.material in asked[demand.source]
        ]

    def _fill_content(self):
        """Give joint cases their list and their form."""
        materials, data = [], []
        for joint in self:
            needed = joint_materials.merge(joint._demands())
            joint.sudo()._write_guarded({"sheets_saved": sum(n.saved for n in needed)})
            materials += joint._material_vals(needed)
            data += joint._datum_vals()
        # Lines follow from the theme and are made by nobody's hand.
        self.env["yichuang.joint.material"].sudo().create(materials)
        self.env["yichuang.joint.datum"].sudo().create(data)

    def _material_vals(self, needed):
        return [
            {
                "joint_id": self.id,
                "sequence": number,
                "material_id": one.material.id,
                "necessity": one.necessity,
                "receive_mode": one.receive_mode,
                "originals_asked": one.originals,
                "copies_asked": one.copies,
                "passed_on": one.spared,
                "used_by": "、".join(line.service_id.name for line in one.sources),
            }
            for number, one in enumerate(needed, 1)
        ]

    def _datum_vals(self):
        merged: list[joint_form.Asked] = self.theme_id._merged_fields(self._lines())
        return [
            {
                "joint_id": self.id,
                "sequence": number,
                "name": one.name,
                "kind": one.kind,
                "choices": "\n".join(one.choices),
                "required": one.required,
                "hint": "; ".join(one.helps),
                "used_by": "、".join(line.service_id.name for line in one.sources),
            }
            for number, one in enumerate(merged, 1)
        ]

    def _match_content(self):
        """Make list and form of drafts anew and keep what was entered."""
        for joint in self:
            answered = joint._versions()
            stale = joint.situation_answer_ids.filtered(
                lambda answer, of=answered: answer.version_id not in of
            )
            if stale:
                joint._write_guarded(
                    {"situation_answer_ids": [Command.unlink(one.id) for one in stale]}
                )
            taken = joint.material_ids.filtered("received").material_id
            typed = {datum.name: datum.value for datum in joint.datum_ids}
            joint.sudo().material_ids.unlink()
            joint.sudo().datum_ids.unlink()
            joint._fill_content()
            joint.material_ids.filtered(
                lambda one, of=taken: one.material_id in of
            )._take()
            for datum in joint.datum_ids:
                if typed.get(datum.name):
                    datum.value = typed[datum.name]

    def action_take_all_materials(self):
        """Mark every material as handed in, with the copies asked for."""
        self.check_access("write")
        self.material_ids.filtered(
            lambda line: not line.received and not line.passed_on
        )._take()
        return True

from odoo import Command, api, fields, models

from ...tools import publication, situation_check, situations
from .situation_sentences import finding_sentence


class ServiceVersion(models.Model):
    """The situations of a matter: questions whose answers leave exactly the materials
    and steps that apply. The rules are plain functions in ``tools/situations.py``."""

    _inherit = "yichuang.service.version"

    situation_ids = fields.One2many(
        "yichuang.situation",
        "version_id",
        string="Situations",
        copy=False,
        help="情形引导: the questions, in the order they are asked.",
    )
    situation_rule_ids = fields.One2many(
        "yichuang.situation.rule",
        "version_id",
        string="Rows of the Situations",
        copy=False,
        help="情形规则: which answers call for which materials and steps.",
    )

    @api.depends(
        "situation_ids.name",
        "situation_ids.answer_ids",
        "situation_ids.shown_if_ids",
        "situation_rule_ids.answer_ids",
        "situation_rule_ids.material_line_ids",
        "situation_rule_ids.step_ids",
    )
    def _compute_gaps(self):
        return super()._compute_gaps()

    def copy(self, default=None):
        copies = super().copy(default)
        if "situation_ids" not in (default or {}):
            for version, copied in zip(self, copies, strict=True):
                version._copy_situations(copied)
        return copies

    def _copy_situations(self, copied):
        """Write the situations of this version into ``copied``, just made from it, the
        links leading to what has become of answers, materials and steps there."""
        self.ensure_one()
        if not (self.situation_ids or self.situation_rule_ids):
            return
        twins = {}
        if copied.step_ids:
            twins.update(self._copied_steps(copied))
        by_material = copied.material_line_ids.grouped("material_id")
        for line in self.material_line_ids:
            material = line.material_id
            twins[line] = by_material.get(
                material, by_material.get(material._latest(), line.browse())
            )
        questions = self.situation_ids
        made = questions.create(
            [vals | {"version_id": copied.id} for vals in questions.copy_data()]
        )
        twins.update(zip(questions, made, strict=True))
        answers = questions.answer_ids
        made = answers.create(
            [
                vals | {"situation_id": twins[answer.situation_id].id}
                for answer, vals in zip(answers, answers.copy_data(), strict=True)
            ]
        )
        twins.update(zip(answers, made, strict=True))

        def linked(records):
            return [Command.set([twins[one].id for one in records if twins.get(one)])]

        for question in questions:
            if question.shown_if_ids:
                twins[question].shown_if_ids = linked(question.shown_if_ids)
        rules = self.situation_rule_ids
        rules.create(
            [
                {
                    "version_id": copied.id,
                    "sequence": rule.sequence,
                    "name": rule.name,
                    "answer_ids": linked(rule.answer_ids),
                    "material_line_ids": linked(rule.material_line_ids),
                    "step_ids": linked(rule.step_ids),
                }
                for rule in rules
            ]
        )

    def _situation_table(self):
        """Questions and rows as ``tools/situations.py`` looks at them; the keys are
        the records."""
        self.ensure_one()
        materials = tuple(self.material_line_ids)
        return situations.Table(
            tuple(
                situations.Question(
                    question, tuple(question.answer_ids), tuple(question.shown_if_ids)
                )
                for question in self.situation_ids
            ),
            tuple(
                situations.Rule(
                    rule,
                    tuple(rule.answer_ids),
                    (*rule.material_line_ids, *rule.step_ids),
                )
                for rule in self.situation_rule_ids
            ),
            (*materials, *self.step_ids),
            wanted=materials,
        )

    def _applicable(self, answers):
        """The materials and steps that apply after these answers.

        :param answers: ``yichuang.situation.answer`` records; those to questions that
            do not appear are ignored
        :return: a pair: ``yichuang.service.material`` and ``yichuang.step`` records
        """
        self.ensure_one()
        found = set(situations.applicable(self._situation_table(), set(answers)))
        return (
            self.material_line_ids.filtered(lambda line: line in found),
            self.step_ids.filtered(lambda step: step in found),
        )

    def _next_situation(self, answers):
        """The question to ask after these answers, empty when all are answered."""
        self.ensure_one()
        if not self.situation_ids:
            return self.situation_ids
        found = situations.next_question(self._situation_table(), set(answers))
        return found.key if found else self.situation_ids.browse()

    def _conditional(self):
        """The material lines that only certain situations call for."""
        return self.situation_rule_ids.material_line_ids & self.material_line_ids

    def _situation_data(self):
        """Questions and rows for the public page, without database ids.

        Questions, answers, materials and steps are numbered from 1 in their order; an
        answer is a pair of numbers. ``static/src/situations/evaluate.js`` reads it.
        """
        self.ensure_one()
        pairs = {
            answer: [number, count]
            for number, question in enumerate(self.situation_ids, 1)
            for count, answer in enumerate(question.answer_ids, 1)
        }
        lines = {line: number for number, line in enumerate(self.material_line_ids, 1)}
        steps = {step: number for number, step in enumerate(self.step_ids, 1)}
        return {
            "questions": [
                {
                    "name": question.name,
                    "hint": question.hint or "",
                    "answers": [
                        {"name": answer.name, "hint": answer.hint or ""}
                        for answer in question.answer_ids
                    ],
                    "shown_if": [pairs[answer] for answer in question.shown_if_ids],
                }
                for question in self.situation_ids
            ],
            "rules": [
                {
                    "answers": [pairs[answer] for answer in rule.answer_ids],
                    "materials": [lines[line] for line in rule.material_line_ids],
                    "steps": [steps[step] for step in rule.step_ids],
                }
                for rule in self.situation_rule_ids
            ],
            "materials": len(lines),
            "steps": len(steps),
        }

    def _check_situations(self):
        """What the checker finds, see :func:`situation_check.check`."""
        self.ensure_one()
        return situation_check.check(self._situation_table())

    def _further_faults(self):
        found = super()._further_faults()
        if not (self.situation_ids or self.situation_rule_ids):
            return found
        return [
            *found,
            *(
                publication.Fault(
                    f"situation_{finding.kind}",
                    publication.ART_30,
                    target=_target(finding.key),
                    sentence=finding_sentence(self.env, finding),
                )
                for finding in self._check_situations().findings
                if not finding.is_advice
            ),
        ]


def _target(record):
    """Where a finding is corrected: the row it is about, else the questions."""
    lists = {
        "yichuang.situation": "situation_ids",
        "yichuang.situation.rule": "situation_rule_ids",
        "yichuang.service.material": "material_line_ids",
        "yichuang.step": "step_ids",
    }
    if record is None:
        return publication.Target("situation_ids")
    return publication.Target(lists[record._name], record._name, record._origin.id or 0)

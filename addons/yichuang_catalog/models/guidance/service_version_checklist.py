from odoo import api, fields, models

from ...tools import situations
from ...tools.small_number import small_number
from .situation_sentences import finding_sentence

MOST_FOUND = 30


class ServiceVersion(models.Model):
    """What a person has to bring in his situation: for the screen of the clerk, and
    as a list on one sheet (一次告知)."""

    _inherit = "yichuang.service.version"

    situation_report = fields.Text(
        string="Check of the Situations",
        compute="_compute_situation_report",
        help="情形检查: how many situations there are, and what does not fit together.",
    )

    @api.depends(
        "situation_ids.name",
        "situation_ids.answer_ids.name",
        "situation_ids.shown_if_ids",
        "situation_rule_ids.name",
        "situation_rule_ids.answer_ids",
        "situation_rule_ids.material_line_ids",
        "situation_rule_ids.step_ids",
        "material_line_ids",
        "step_ids",
    )
    @api.depends_context("lang")
    def _compute_situation_report(self):
        for version in self:
            version.situation_report = "\n".join(version._situation_sentences())

    def action_check_situations(self):
        """Say how many situations there are, and what does not fit together."""
        self.ensure_one()
        self.check_access("read")
        check = self._check_situations()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if check.findings or check.unsettled else "success",
                "title": self.env._("Situations Checked"),
                "message": " ".join(self._situation_sentences()),
                "sticky": bool(check.findings),
            },
        }

    def action_try_situations(self):
        """Answer the questions of this version as at the window."""
        self.ensure_one()
        return {
            "type": "ir.actions.client",
            "tag": "yichuang_catalog.what_to_bring",
            "name": self.env._("What to Bring"),
            "params": {"version_id": self.id},
        }

    def read_checklist(self):
        """Questions, rules, materials and steps for the guided list at the window;
        the numbers are those of ``_situation_data``."""
        self.ensure_one()
        self.check_access("read")
        service = self.service_id
        return {
            "id": self.id,
            "service": service.name,
            "organ": service.department_id.name,
            "version": self.number,
            "in_force": self.state == "published",
            "state": self._state_label(),
            "promise": self.promise_limit,
            "data": self._situation_data(),
            "materials": [line._told_at_window() for line in self.material_line_ids],
            "steps": [
                {
                    "name": step.name,
                    "organ": step.department_id.name or "",
                    "limit": step._limit_label(),
                }
                for step in self.step_ids
            ],
        }

    def _situation_sentences(self):
        """What the check says, as sentences; none where there are no questions."""
        self.ensure_one()
        if not (self.situation_ids or self.situation_rule_ids):
            return []
        check = self._check_situations()
        sentences = [self._combinations_sentence(check)]
        sentences += [finding_sentence(self.env, one) for one in check.findings]
        sentences += [
            self.env._(
                "Not settled, for there are too many combinations: %(doubt)s",
                doubt=finding_sentence(self.env, one),
            )
            for one in check.unsettled
        ]
        if len(sentences) == 1:
            sentences.append(
                self.env._(
                    "Every row can hold, every question appears and matters, and "
                    "something is asked for in each situation."
                )
            )
        return sentences[: MOST_FOUND + 1]

    def _combinations_sentence(self, check):
        if not check.combinations:
            return self.env._("The combinations of answers were not counted.")
        return self.env._(
            "%(number)s combinations of answers.", number=check.combinations
        )

    def _chosen(self, words):
        """The answers that the parameters of an address name.

        :param dict words: ``q2=1`` gives the first answer to the second question
        """
        self.ensure_one()
        chosen = self.env["yichuang.situation.answer"]
        for number, question in enumerate(self.situation_ids, 1):
            answer = small_number(words.get(f"q{number}", ""))
            if 0 < answer <= len(question.answer_ids):
                chosen |= question.answer_ids[answer - 1]
        return chosen

    def _checklist(self, chosen):
        """The list for these answers, as it is printed.

        :return: dictionary of ``lines``, ``steps``, the ``answers`` that count, and
            whether the list is ``settled``: all questions that appear are answered
        """
        self.ensure_one()
        lines, steps = self._applicable(chosen)
        counted = situations.effective(self._situation_table(), set(chosen))
        return {
            "lines": lines,
            "steps": steps,
            "answers": [
                answer for answer in self.situation_ids.answer_ids if answer in counted
            ],
            "settled": not self._next_situation(chosen),
        }

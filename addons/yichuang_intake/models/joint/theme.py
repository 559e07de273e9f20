from odoo import api, models
from odoo.fields import Domain

from odoo.addons.yichuang_catalog.tools import situations
from odoo.addons.yichuang_catalog.tools.access_rules import APPLY_ONLINE
from odoo.addons.yichuang_catalog.tools.small_number import small_number


class Theme(models.Model):
    """Which themes one can apply for online, and what is asked before the form."""

    _inherit = "yichuang.theme"

    @api.model
    def _online(self):
        """Those that stand as they were published, every matter of which one can apply
        for online."""
        at_the_window = Domain("version_id.online_depth", "not in", APPLY_ONLINE)
        return (
            self._guided()
            & Domain("outdated", "=", False)
            & ~Domain("line_ids", "any", at_the_window)
        )

    def _public_data(self):
        online = self.search_count(self._online() & Domain("id", "=", self.id))
        return {
            **super()._public_data(),
            "apply": f"/my/apply/theme/{self.slug}" if online else "",
        }

    def _asked_before(self, words):
        """What the page asks before the form: who applies, for which matters, and the
        questions of their guides that appear after the answers so far, each once.

        :param dict words: what was chosen: ``kind``, ``m2=1`` for the second matter,
            ``q3=1`` for the first answer to the third question; without ``chosen``,
            all matters that are open to this kind of applicant
        :returns: dictionary of ``kind``, ``matters``, ``questions``, and the ``lines``
            and ``answers`` they stand for, ``open`` while a question has no answer
        """
        self.ensure_one()
        kind = "legal" if words.get("kind") == "legal" else "natural"
        every = self.line_ids.sorted(lambda line: (line.sequence, line.id))
        fitting = every.filtered(
            lambda line: line.version_id.applicant_kind in ("any", kind)
        )
        lines = fitting
        if words.get("chosen"):
            lines = fitting & every.browse().union(
                *(
                    line
                    for number, line in enumerate(every, 1)
                    if words.get(f"m{number}")
                )
            )
        asked = every.version_id.situation_ids
        said = self._answers_named(asked, words)
        versions = lines.version_id
        said = said.filtered(lambda one: one.version_id in versions)
        said = said._in_other_guides(versions)
        shown, answers = asked.browse(), said.browse()
        for version in versions:
            table = version._situation_table()
            mine = set(said.filtered(lambda one, of=version: one.version_id == of))
            answers = answers.union(*situations.effective(table, mine))
            shown = shown.union(
                *(question.key for question in situations.visible(table, mine))
            )
        unanswered = shown.filtered(lambda one: not one.answer_ids & answers)
        return {
            "kind": kind,
            "matters": [
                {
                    "number": number,
                    "line": line,
                    "fits": line in fitting,
                    "chosen": line in lines,
                }
                for number, line in enumerate(every, 1)
            ],
            "questions": [
                {
                    "number": asked.ids.index(question.id) + 1,
                    "question": question,
                    "answers": [
                        (number, answer, answer in answers)
                        for number, answer in enumerate(question.answer_ids, 1)
                    ],
                }
                for question in shown._each_once()
            ],
            "lines": lines,
            "answers": answers,
            "open": bool(unanswered),
        }

    @api.model
    def _answers_named(self, questions, words):
        """The answers that the form names, by the numbers of question and answer."""
        found = questions.answer_ids.browse()
        for number, question in enumerate(questions, 1):
            answer = small_number(words.get(f"q{number}", ""))
            if 0 < answer <= len(question.answer_ids):
                found |= question.answer_ids[answer - 1]
        return found

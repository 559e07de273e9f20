import json

from odoo import models

from ...tools import situations


class ServiceVersion(models.Model):
    """The guide that people read: which chapters there are, and what the answers to
    its questions leave of the materials."""

    _inherit = "yichuang.service.version"

    def _guide_chapters(self):
        """Key and title of each chapter that has something to say, in the order of
        GB/T 36114."""
        self.ensure_one()
        chapters = (
            ("scope", self.env._("Scope of Application"), True),
            ("identity", self.env._("Item"), True),
            ("basis", self.env._("Legal basis"), self.law_ids),
            ("organs", self.env._("Receiving and deciding organ"), True),
            ("quantity", self.env._("Quantity limit"), self.quantity),
            ("conditions", self.env._("Conditions"), self.conditions),
            ("materials", self.env._("What to bring"), self.material_line_ids),
            (
                "receiving",
                self.env._("Where and when to apply"),
                self.channel_ids
                or self.location
                or self.office_hours
                or self.online_url,
            ),
            ("process", self.env._("How it goes"), self.step_ids or self.procedure),
            ("visits", self.env._("How it is handled"), True),
            ("time", self.env._("Time limits"), True),
            ("fee", self.env._("Fees"), True),
            ("result", self.env._("Result"), self.result_kind != "none"),
            ("delivery", self.env._("Delivery of the result"), True),
            ("rights", self.env._("Your rights and duties"), True),
            (
                "consult",
                self.env._("Questions and complaints"),
                self.consult or self.complaint,
            ),
            ("inquiry", self.env._("How to follow your matter"), True),
            (
                "appendix",
                self.env._("Appendix"),
                self.form_sample or self.form_field_ids or self.faq_ids,
            ),
        )
        return [(key, title) for key, title, has_content in chapters if has_content]

    def _guide_situation(self, words):
        """What the page shows of the materials, and of the questions that decide
        which of them apply.

        :param dict words: the address's parameters; ``q2=1`` gives the first answer to
            the second question
        """
        self.ensure_one()
        questions = self.situation_ids
        chosen = self._chosen(words)
        settled = bool(chosen) and not self._next_situation(chosen)
        lines, steps = self.material_line_ids, self.step_ids
        if settled:
            lines, steps = self._applicable(chosen)
        shown = situations.visible(self._situation_table(), set(chosen))
        shown = {question.key for question in shown}
        return {
            "data": json.dumps(self._situation_data()) if questions else "",
            "questions": [
                {
                    "number": number,
                    "name": question.name,
                    "hint": question.hint,
                    "shown": question in shown,
                    "answers": [
                        {
                            "number": count,
                            "name": answer.name,
                            "hint": answer.hint,
                            "chosen": answer in chosen,
                        }
                        for count, answer in enumerate(question.answer_ids, 1)
                    ],
                }
                for number, question in enumerate(questions, 1)
            ],
            "settled": settled,
            "lines": lines,
            "all_lines": self.material_line_ids,
            "steps": steps,
            "conditional": self._conditional(),
        }

"""Builders of questions, answers and rows."""

from odoo import Command

from ..common import CatalogueCase


class SituationCase(CatalogueCase):
    """A matter that may be done by oneself or by an agent, and by a company."""

    MATERIALS = ("示例申请书", "示例身份证明", "示例授权委托书", "示例代理人身份证")

    @classmethod
    def question(cls, version, name, answers, shown_if=(), **values):
        """A question of a draft, with the names of its answers."""
        return version.env["yichuang.situation"].create(
            {
                "version_id": version.id,
                "name": name,
                "answer_ids": [
                    Command.create({"name": answer, "sequence": number})
                    for number, answer in enumerate(answers)
                ],
                "shown_if_ids": [Command.link(answer.id) for answer in shown_if],
                **values,
            }
        )

    @classmethod
    def rule(cls, version, name, answers, materials=(), steps=()):
        """A row of a draft, naming materials by name and steps by record."""
        lines = version.material_line_ids.filtered(lambda line: line.name in materials)
        return version.env["yichuang.situation.rule"].create(
            {
                "version_id": version.id,
                "name": name,
                "answer_ids": [Command.link(answer.id) for answer in answers],
                "material_line_ids": [Command.set(lines.ids)],
                "step_ids": [Command.link(step.id) for step in steps],
            }
        )

    @classmethod
    def agent_draft(cls, **values):
        """A draft with two questions: who comes; and, of an agent, who he is."""
        draft = cls.draft_version(materials=cls.MATERIALS, **values)
        who = cls.question(draft, "由谁办理？", ("本人", "代理人"))
        agent = cls.question(
            draft, "代理人是？", ("律师", "其他人"), who.answer_ids[1], sequence=20
        )
        cls.rule(draft, "委托办理", who.answer_ids[1], cls.MATERIALS[2:3])
        cls.rule(draft, "非律师代理", agent.answer_ids[1], cls.MATERIALS[3:4])
        return draft

    @classmethod
    def answers(cls, version, *names):
        """The answers of a version by their names."""
        return version.situation_ids.answer_ids.filtered(lambda one: one.name in names)

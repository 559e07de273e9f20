from odoo import fields, models

from odoo.addons.yichuang_catalog.tools import chinese_date

from ...tools.document_kinds import KINDS

LETTERS = {"demand": "supervision_demand", "advice": "supervision_advice"}
ASKED = {"demand": "督办要求", "advice": "监察建议"}


class Alert(models.Model):
    """Each letter on a card, and each answer, is a numbered document with a file: the
    hall writes to the organ, the organ writes back."""

    _inherit = "yichuang.alert"

    _part_field = "alert_id"

    document_ids = fields.One2many(
        "yichuang.document", "alert_id", "Letters and Answers", readonly=True
    )

    def _after_send_letter(self, vals):
        for alert in self:
            alert._write_document(
                LETTERS[alert.letter_kind],
                alert.company_id.sudo(),
                alert._concerned_name(),
                {
                    "监察规则": f"{alert.rule_id.name}（{alert.article or ''}）",
                    "监察内容": alert.facts_words or str(alert.occurred_on),
                    ASKED[alert.letter_kind]: alert.letter,
                    "答复期限": f"{chinese_date.plain(alert.answer_due_on)}前",
                },
            )

    def _after_ask_again(self, vals):
        self._after_send_letter(vals)

    def _after_answer(self, vals):
        for alert in self:
            letter = alert.sudo().document_ids.filtered(
                lambda document: document.kind in LETTERS.values()
            )
            alert._write_document(
                "supervision_answer",
                # What is about no organ is answered by the hall itself.
                alert.department_id.sudo() or alert.company_id.sudo(),
                alert.company_id.sudo().name,
                {"来函文号": letter[:1].number or "—", "整改情况": alert.answer},
            )

    def _write_document(self, kind, organ, addressee, facts):
        """Give out a letter or an answer on this card, in Chinese as every document."""
        card = self.with_context(lang="zh_CN")
        self.env["yichuang.document"]._issue(
            kind,
            [
                {
                    "case": card,
                    "organ": organ,
                    "addressee": addressee,
                    "words": KINDS[kind].words,
                    "facts": [
                        ["监察编号", card.number],
                        [
                            "收件号",
                            (card.case_id or card.joint_id).receipt_number or "",
                        ],
                        *map(list, facts.items()),
                    ],
                }
            ],
        )

    def _concerned_name(self):
        """Whom a letter is addressed to."""
        self.ensure_one()
        return self.department_id.sudo().name or self.company_id.sudo().name

    def _organs(self):
        """Nobody corrects a letter: the supervisor asks again, the organ answers
        again."""
        return self.env["yichuang.department"]

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

PORTAL = "base.group_portal"
LONGEST = 2000


class Question(models.Model):
    """A question about a notice, answered for everybody (询问与答复).

    asked → answered.  Who asked is kept from everybody, the owner too, until the close:
    it would tell who is interested. While a question is unanswered the notice cannot be
    closed, so that silence favors nobody.
    """

    _name = "yichuang.market.question"
    _description = "Question about a notice"
    _inherit = ["yichuang.market.document", "yichuang.lifecycle"]
    _order = "notice_id desc, id"
    _rec_name = "text"

    _transitions = (
        Transition(
            "answer",
            "asked",
            "answered",
            groups=PORTAL,
            guards=("_guard_owner", "_guard_answer"),
        ),
    )
    _guarded_fields = frozenset(
        {"notice_id", "asker_id", "text", "asked_on", "answer", "answered_on"}
    )
    _open_states = ()

    notice_id = fields.Many2one(
        "yichuang.market.notice", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="notice_id.company_id", store=True, index=True)
    asker_id = fields.Many2one(
        "yichuang.market.agency",
        ondelete="restrict",
        groups=fields.NO_ACCESS,
        help="提问机构: hidden from everybody.",
    )
    text = fields.Text("Question", required=True, help="提问内容")
    asked_on = fields.Datetime(required=True)
    answer = fields.Text(help="答复内容, published with the notice.")
    answered_on = fields.Datetime()
    state = fields.Selection(
        [("asked", "Unanswered"), ("answered", "Answered")],
        required=True,
        default="asked",
        copy=False,
        index=True,
    )

    _order_idx = models.Index("(notice_id DESC, id)")

    @api.model
    def _ask_about(self, notice, agency, text):
        """Ask for the agency of the user, which the caller found by its own rights.

        :raises UserError: too late, nothing asked, or asked before
        """
        text = (text or "").strip()
        if not text or len(text) > LONGEST:
            raise UserError(
                self.env._("Ask in 1 to %(longest)s characters.", longest=LONGEST)
            )
        deadline = notice.sudo()._question_deadline()
        if notice.sudo().state != "published" or self._now() > deadline:
            raise UserError(
                self.env._(
                    "Questions are taken until %(moment)s (Beijing time), so that the "
                    "owner can answer before sign-up ends.",
                    moment=self._moment_text(deadline),
                )
            )
        # Nobody has the right to create questions; whose it is stays hidden.
        questions = self.sudo()
        repeated = questions.search_count(
            [("notice_id", "=", notice.id), ("text", "=", text)], limit=1
        )
        if repeated:
            raise UserError(self.env._("This has been asked already."))
        question = questions._create_guarded(
            [
                {
                    "notice_id": notice.id,
                    "asker_id": agency.id,
                    "text": text,
                    "asked_on": self._now(),
                }
            ]
        )
        notice.sudo().message_notify(
            partner_ids=notice.sudo().owner_id.ids,
            subject=self.env._("%(number)s: a question", number=notice.number),
            body=text,
        )
        return question

    def _guard_owner(self, _vals):
        self.sudo().notice_id._guard_owner({})

    def _guard_answer(self, vals):
        if not (vals.get("answer") or "").strip():
            raise UserError(self.env._("Write the answer; everybody will see it."))

    def _values_answer(self, _vals):
        now = self._now()
        return {question.id: {"answered_on": now} for question in self}

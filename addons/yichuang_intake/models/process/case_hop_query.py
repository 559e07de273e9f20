from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

from .case_hop import ORGAN


class CaseHopQuery(models.Model):
    """A question of an organ above to the one below (上级询问), instead of asking the
    applicant again (行政许可法 Art. 35): draft → asked → answered. No clock stops."""

    _name = "yichuang.case.hop.query"
    _description = "Question to the organ below"
    _inherit = ["yichuang.case.part", "yichuang.lifecycle"]
    _order = "hop_id, id"
    _rec_name = "question"

    _transitions = (
        Transition("ask", "draft", "asked", groups=ORGAN, guards="_guard_ask"),
        Transition("answer", "asked", "answered", groups=ORGAN, guards="_guard_answer"),
    )
    _guarded_fields = frozenset(
        {
            "case_id",
            "to_organ_id",
            "asked_on",
            "asked_by_id",
            "answered_on",
            "answered_by_id",
        }
    )
    _open_states = ("draft", "asked")

    hop_id = fields.Many2one(
        "yichuang.case.hop",
        "On the Turn Of",
        required=True,
        ondelete="cascade",
        index=True,
        help="询问机关",
    )
    case_id = fields.Many2one(
        related="hop_id.case_id", store=True, required=False, precompute=True
    )
    department_id = fields.Many2one(string="Deciding Organ")
    to_organ_id = fields.Many2one(
        "yichuang.department",
        "Organ Asked",
        related="hop_id.from_organ_id",
        store=True,
        index=True,
        precompute=True,
        help="被询问机关: the organ below.",
    )
    question = fields.Text(required=True, help="询问事项")
    answer = fields.Text(copy=False, help="答复")
    asked_on = fields.Datetime(readonly=True, copy=False, help="询问时间")
    asked_by_id = fields.Many2one("res.users", readonly=True, copy=False, help="询问人")
    answered_on = fields.Datetime(readonly=True, copy=False, help="答复时间")
    answered_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, help="答复人"
    )
    state = fields.Selection(
        [("draft", "Draft"), ("asked", "Asked"), ("answered", "Answered")],
        required=True,
        default="draft",
        help="草稿, 待答复, 已答复",
    )

    _default_order_idx = models.Index("(hop_id, id)")
    _asked_idx = models.Index("(to_organ_id) WHERE state = 'asked'")

    def _check_write_guarded(self, vals):
        super()._check_write_guarded(vals)
        for query in self:
            late = {"hop_id", "question"} if query.state == "asked" else {"answer"}
            if query.state != "answered" and late.intersection(vals):
                self._refuse_guarded(late.intersection(vals))

    def _guard_ask(self, vals):
        for query in self:
            hop = query.hop_id
            hop._guard_case_open(vals)
            hop._guard_hop_member(vals)
            if not query.to_organ_id or hop.state not in ("arrived", "accepted"):
                raise UserError(
                    self.env._(
                        "A question goes from the organ that has the case in hand to "
                        "the organ below; %(organ)s has none to ask, or has not signed "
                        "for the case.",
                        organ=hop.organ_id.name,
                    )
                )

    def _guard_answer(self, vals):
        for query in self:
            if self.env.user not in query.to_organ_id.sudo().member_ids:
                raise UserError(
                    self.env._(
                        "%(organ)s answers, and you are not one of its members.",
                        organ=query.to_organ_id.name,
                    )
                )
            if not (query.answer or "").strip():
                raise UserError(self.env._("Write the answer first."))

    def _values_ask(self, vals):
        vals.update(asked_on=fields.Datetime.now(), asked_by_id=self.env.uid)

    def _values_answer(self, vals):
        vals.update(answered_on=fields.Datetime.now(), answered_by_id=self.env.uid)

    @api.depends("hop_id", "to_organ_id")
    def _compute_display_name(self):
        for query in self:
            query.display_name = self.env._(
                "Question to %(organ)s", organ=query.to_organ_id.name or ""
            )

    def action_ask(self):
        """Put the question to the organ below."""
        return self._step("ask")

    def action_answer(self):
        """Give the answer to the organ above."""
        return self._step("answer")

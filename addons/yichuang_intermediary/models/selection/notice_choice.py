from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools import draw as draw_tool
from ...tools import selection as selection_tool

# Ways in which the owner chooses within what rule and chance leave.
CHOICE_MODES = ("direct", "credit", "plan")


class Notice(models.Model):
    """The owner's choice within a notice, and the rules of selecting directly."""

    _inherit = "yichuang.market.notice"

    named_agency_id = fields.Many2one(
        "yichuang.market.agency",
        index="btree_not_null",
        ondelete="restrict",
        help="直接选取的拟定机构: it alone may sign up. Empty: the owner chooses among "
        "all who sign up.",
    )
    named_reason = fields.Text("Why This Agency", help="It is published.")
    long_list = fields.Integer(
        default=10,
        help="入围家数: the best by credit; only they get tickets.",
    )
    short_list = fields.Integer(
        default=3,
        help="抽取家数: drawn with tickets in proportion to their credit.",
    )
    choice_on = fields.Datetime(
        "Owner Chooses On",
        help="业主选定时间: announced with the notice, after the draw.",
    )
    choice_ids = fields.One2many("yichuang.market.choice", "notice_id", "Choices")
    choice_id = fields.Many2one(
        "yichuang.market.choice", "Live Choice", compute="_compute_choice_id"
    )

    _added_guards = {"submit": ("_guard_direct", "_guard_credit")}

    _lists_in_order = models.Constraint(
        "CHECK (short_list >= 2 AND long_list >= short_list)",
        "At least two are drawn, from a long list that is no shorter.",
    )

    @api.depends("choice_ids.state", "draw_ids.round")
    def _compute_choice_id(self):
        for notice in self:
            notice.choice_id = notice.choice_ids.filtered(
                lambda choice, own=notice: (
                    choice.state in ("proposed", "confirmed")
                    and choice.round == (own.draw_id.round or 1)
                )
            )[:1]

    def _guard_direct(self, _vals):
        for notice in self:
            if notice.mode != "direct":
                if notice.named_agency_id:
                    raise UserError(
                        self.env._(
                            "An agency is named only where the owner selects directly. "
                            "Take the name out, or choose that way."
                        )
                    )
                continue
            if notice.commission_type == "department":
                raise UserError(
                    self.env._(
                        "What the deciding organ needs for its own review is selected "
                        "competitively, never directly (优化营商环境条例 Art. 43)."
                    )
                )
            if notice.named_agency_id and not (notice.named_reason or "").strip():
                raise UserError(
                    self.env._(
                        "Say why this agency is named; the reason is published with "
                        "the notice."
                    )
                )

    def _guard_credit(self, _vals):
        for notice in self:
            if notice.mode == "credit" and (
                not notice.choice_on or notice.choice_on <= notice.event_on
            ):
                raise UserError(
                    self.env._(
                        "Announce when the owner chooses from the short list: after "
                        "the public number is known."
                    )
                )

    def _check_choosing(self):
        """Whether it is the time to choose.

        :raises UserError: it is not, or nothing is chosen in this way
        """
        self.ensure_one()
        if self._method() not in CHOICE_MODES:
            raise UserError(
                self.env._("In this way of selection nobody chooses: it is computed.")
            )
        if self.mode == "credit" and self._now() < self.choice_on:
            raise UserError(
                self.env._(
                    "The owner chooses at the time announced, %(moment)s (Beijing "
                    "time).",
                    moment=self._moment_text(self.choice_on),
                )
            )
        if not self._choosable():
            raise UserError(
                self.env._(
                    "There is nothing to choose yet: %(notice)s is “%(state)s”.",
                    notice=self.display_name,
                    state=self._state_label(),
                )
            )

    def _choosable(self):
        """The agencies the owner may choose from, by rule and chance; none where
        nothing waits for a choice."""
        self.ensure_one()
        agencies = self.env["yichuang.market.agency"]
        if not self._is_ready():
            return agencies
        inputs = {**self._selection_inputs(), "choice": None, "compared": None}
        try:
            self._outcome_of(inputs)
        except selection_tool.NeedsChoice as waits:
            found = {
                signup.agency_id.uscc: signup.agency_id
                for signup in self.sudo().signup_ids
                if signup.state == "valid"
            }
            return agencies.union(*(found[uscc] for uscc in waits.among))
        except (selection_tool.NeedsSeed, selection_tool.NoOutcome):
            return agencies
        return agencies

    def _choice_inputs(self):
        """What the owner's confirmed choice adds to the inputs."""
        self.ensure_one()
        choice = self.choice_id.filtered(lambda choice: choice.state == "confirmed")
        inputs = {
            "choice": choice.agency_id.uscc or None,
            "choice_reason": choice.reason or None,
            "choice_minutes": choice.minutes or None,
        }
        if self._method() == "plan":
            inputs["compared"] = choice._compared() if choice else None
            inputs["comparison"] = choice.line_ids._published()
        return inputs

    def _ticket_inputs(self):
        """The tickets of the frozen list, by USCC: the credit in hundredths."""
        self.ensure_one()
        rows = draw_tool.parse_list(self.draw_id.list_text)
        return {row.uscc: row.tickets for row in rows}

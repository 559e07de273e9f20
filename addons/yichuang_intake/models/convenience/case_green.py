from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

MANAGER = "yichuang_catalog.group_manager"
# The case is in somebody's hands, so that its turn matters.
IN_HAND = ("received", "supplement", "accepted", "reviewing")


class CaseGreen(models.Model):
    """The green channel (绿色通道) for one case: it is taken up before its turn.

    requested → approved → ended, or refused. A clerk asks for it with a reason of the
    list, a manager grants it, and all of it is kept, so that anybody may look whether
    it is given fairly. The rules and the time of the law stay as they are.
    """

    _name = "yichuang.case.green"
    _description = "Green channel of a case"
    _inherit = ["yichuang.case.part", "yichuang.case.named", "yichuang.lifecycle"]
    _order = "id desc"
    _rec_name = "case_id"

    _transitions = (
        Transition(
            "approve",
            "requested",
            "approved",
            groups=MANAGER,
            guards=("_guard_in_hand", "_guard_second_person"),
        ),
        Transition(
            "refuse",
            "requested",
            "refused",
            groups=MANAGER,
            guards=("_guard_second_person", "_guard_answer"),
        ),
        Transition("end", "approved", "ended", groups=MANAGER, guards="_guard_answer"),
    )
    _guarded_fields = frozenset({"decided_by_id", "decided_on", "answer"})
    _open_states = ("requested",)

    reason = fields.Selection(
        [
            ("project", "Key project"),
            ("vulnerable", "Old, ill, disabled, pregnant or with an infant"),
            ("military", "Soldier, veteran or their family"),
            ("emergency", "Emergency or disaster relief"),
            ("honored", "Honored by law or talent program"),
            ("other", "Other reason of the hall's list"),
        ],
        required=True,
        help="绿色通道情形: 重点项目, 老弱病残孕, 军人军属, 应急抢险, 优待对象, 其他.",
    )
    evidence = fields.Char(
        required=True, help="依据: certificate, list of projects or document seen."
    )
    note = fields.Text(help="说明")
    decided_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, help="审批人"
    )
    decided_on = fields.Datetime(readonly=True, copy=False, help="审批时间")
    answer = fields.Text(
        "Why Refused or Ended", readonly=True, copy=False, help="不予同意或终止的理由"
    )
    state = fields.Selection(
        [
            ("requested", "Requested"),
            ("approved", "Approved"),
            ("refused", "Refused"),
            ("ended", "Ended"),
        ],
        required=True,
        default="requested",
        copy=False,
        index=True,
        help="待审批, 已同意, 不同意, 已终止",
    )

    _one_standing = models.UniqueIndex(
        "(case_id) WHERE state IN ('requested', 'approved')",
        "The green channel was asked for this case already.",
    )

    def _guard_in_hand(self, vals):
        for green in self:
            if green.case_id.state not in IN_HAND:
                raise UserError(
                    self.env._(
                        "%(case)s is “%(state)s”: there is nothing left to take up "
                        "before its turn.",
                        case=green.case_id.display_name,
                        state=green.case_id._state_label(),
                    )
                )

    def _guard_second_person(self, vals):
        for green in self:
            if self.env.user in green.create_uid | green.write_uid:
                raise UserError(
                    self.env._(
                        "You asked for the green channel yourself. Another manager "
                        "decides on it."
                    )
                )

    def _guard_answer(self, vals):
        if not (vals.get("answer") or "").strip():
            raise UserError(
                self.env._("Say why, so that whoever asked can tell the applicant.")
            )

    def _values_approve(self, vals):
        vals.update(decided_by_id=self.env.uid, decided_on=fields.Datetime.now())

    def _values_refuse(self, vals):
        self._values_approve(vals)

    def _after_approve(self, vals):
        self.case_id._set_priority("1")

    def _after_end(self, vals):
        self.case_id._set_priority("0")

    def action_approve(self):
        """Let the case be taken up before its turn."""
        return self._step("approve")

    def action_refuse(self):
        """Ask why it is refused."""
        return self._ask("refuse", self.env._("Refuse the Green Channel"))

    def action_end(self):
        """Ask why it ends."""
        return self._ask("end", self.env._("End the Green Channel"))

    def _ask(self, step, title):
        self.check_access("write")
        return self._dialog(
            "yichuang.case.green.answer", title, green_id=self.id, step=step
        )

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

CLERK = "yichuang_intake.group_clerk"
REVIEWER = "yichuang_intake.group_reviewer"
DECIDER = "yichuang_intake.group_decider"
MANAGER = "yichuang_catalog.group_manager"


class UnmetRequest(models.Model):
    """What somebody came for and did not get: papers not even received (不予收件), or a
    matter that cannot be got done (“办不成事”反映窗口).

    draft → recorded → verified → justified, or put right. Nobody may be sent away
    without a record: the window writes the reason, the organ verifies it (上海市
    优化营商环境条例 2024 Art. 25), and the manager, who did not write it, judges.
    """

    _name = "yichuang.unmet.request"
    _description = "Unmet request"
    _inherit = ["yichuang.lifecycle", "mail.thread"]
    _order = "id desc"
    _rec_name = "subject"

    _transitions = (
        Transition(
            "record",
            "draft",
            "recorded",
            groups=(CLERK, MANAGER),
            guards="_guard_whole",
        ),
        Transition(
            "verify",
            "recorded",
            "verified",
            groups=(REVIEWER, DECIDER),
            guards=("_guard_member", "_guard_verified"),
        ),
        Transition(
            "justify",
            ("recorded", "verified"),
            "justified",
            groups=MANAGER,
            guards=("_guard_other_person", "_guard_judged"),
        ),
        Transition(
            "put_right",
            ("recorded", "verified"),
            "put_right",
            groups=MANAGER,
            guards=("_guard_other_person", "_guard_judged"),
        ),
    )
    _guarded_fields = frozenset(
        {"recorded_by_id", "recorded_on", "verified_by_id", "verified_on"}
        | {"judged_by_id", "judged_on"}
    )
    _open_states = ("draft",)
    # Each is written by the next one to act, and settled by their step.
    _free_fields = frozenset({"verification", "judgement"})

    subject = fields.Char("What They Came For", required=True, help="反映事项")
    kind = fields.Selection(
        [("not_received", "Papers Not Received"), ("stuck", "Cannot Be Got Done")],
        required=True,
        default="not_received",
        help="不予收件, 办不成事",
    )
    person = fields.Char("Who Came", help="反映人")
    phone = fields.Char(help="联系电话")
    service_id = fields.Many2one(
        "yichuang.service", ondelete="restrict", index="btree_not_null", help="事项"
    )
    department_id = fields.Many2one(
        "yichuang.department",
        "Responsible Organ",
        required=True,
        ondelete="restrict",
        index=True,
        help="责任部门",
    )
    company_id = fields.Many2one(
        related="department_id.company_id", store=True, index=True, precompute=True
    )
    reason = fields.Text("Why Not", help="不予收件理由 or 办不成的原因.")
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("recorded", "Recorded"),
            ("verified", "Verified by the Organ"),
            ("justified", "Justified"),
            ("put_right", "Set Right"),
        ],
        required=True,
        default="draft",
        copy=False,
        tracking=True,
        help="草稿, 已登记, 部门已核实, 理由成立, 已纠正",
    )
    recorded_by_id = fields.Many2one(
        "res.users", "Entered By", readonly=True, copy=False
    )
    recorded_on = fields.Datetime(readonly=True, copy=False, help="登记时间")
    verification = fields.Text(copy=False, help="部门核实情况")
    verified_by_id = fields.Many2one(
        "res.users", "Confirmed By", readonly=True, copy=False
    )
    verified_on = fields.Datetime(
        "Confirmed On", readonly=True, copy=False, help="核实时间"
    )
    judgement = fields.Text(copy=False, help="处理意见")
    judged_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    judged_on = fields.Datetime(readonly=True, copy=False, help="处理时间")

    _list_idx = models.Index("(company_id, id DESC)")

    @api.onchange("service_id")
    def _onchange_service_id(self):
        if self.service_id:
            self.department_id = self.service_id.department_id

    def _check_write_guarded(self, vals):
        super()._check_write_guarded(vals)
        late = {
            "verification": ("recorded",),
            "judgement": ("recorded", "verified"),
        }
        for name, states in late.items():
            if name in vals and self.filtered(lambda r, s=states: r.state not in s):
                self._refuse_guarded({name})

    def _guard_whole(self, vals):
        for request in self:
            if not (request.reason or "").strip():
                raise UserError(
                    self.env._(
                        "Nobody is sent away without a reason: write why the papers "
                        "were not received, or what does not get done."
                    )
                )

    def _guard_member(self, vals):
        for request in self:
            # Membership is looked up whoever may read the organ.
            if self.env.user not in request.department_id.sudo().member_ids:
                raise AccessError(
                    self.env._("The organ itself verifies it: ask one of its members.")
                )

    def _guard_verified(self, vals):
        for request in self:
            if not (request.verification or "").strip():
                raise UserError(self.env._("Write what the organ found."))

    def _guard_other_person(self, vals):
        for request in self:
            if self.env.user in request.recorded_by_id | request.verified_by_id:
                raise UserError(
                    self.env._(
                        "You recorded or verified it yourself. Another person judges."
                    )
                )

    def _guard_judged(self, vals):
        for request in self:
            if not (request.judgement or "").strip():
                raise UserError(
                    self.env._("Write why the reason holds, or how it was put right.")
                )

    def _values_record(self, vals):
        vals.update(recorded_by_id=self.env.uid, recorded_on=fields.Datetime.now())

    def _values_verify(self, vals):
        vals.update(verified_by_id=self.env.uid, verified_on=fields.Datetime.now())

    def _values_justify(self, vals):
        vals.update(judged_by_id=self.env.uid, judged_on=fields.Datetime.now())

    def _values_put_right(self, vals):
        self._values_justify(vals)

    def action_record(self):
        """Enter it in the record."""
        return self._step("record")

    def action_verify(self):
        """The organ has looked into it."""
        return self._step("verify")

    def action_justify(self):
        """The reason holds."""
        return self._step("justify")

    def action_put_right(self):
        """It was wrong and has been put right."""
        return self._step("put_right")

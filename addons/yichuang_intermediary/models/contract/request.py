from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

from .contract import PORTAL, REVIEWER, SIDES

# What the hall decides when the other side stays silent; the others need both sides.
ESCALATED = ("extension", "suspension")
OPEN = ("asked", "escalated")
KINDS = [
    ("extension", "Extension"),
    ("suspension", "Suspension"),
    ("change", "Change of the Price"),
    ("termination", "Agreed End"),
]


class Request(models.Model):
    """What one side of a contract asks of the other (履约申请): more time, a
    standstill, a changed price, an agreed end.

    asked → granted, refused or withdrawn; without an answer in time a request about
    time is escalated to the hall, which decides it with reasons.
    """

    _name = "yichuang.market.request"
    _description = "Request in a service contract"
    _inherit = ["yichuang.market.contract.part", "yichuang.lifecycle"]
    _order = "id desc"
    _rec_name = "kind"

    _transitions = (
        Transition(
            "grant",
            "asked",
            "granted",
            groups=PORTAL,
            guards=("_guard_other_side", "_guard_still_possible"),
        ),
        Transition(
            "refuse",
            "asked",
            "refused",
            groups=PORTAL,
            guards=("_guard_other_side", "_guard_answer"),
        ),
        Transition(
            "withdraw", OPEN, "withdrawn", groups=PORTAL, guards="_guard_own_side"
        ),
        Transition("escalate", "asked", "escalated", system=True),
        Transition(
            "grant_by_hall",
            "escalated",
            "granted",
            groups=REVIEWER,
            guards=("_guard_answer", "_guard_still_possible"),
        ),
        Transition(
            "refuse_by_hall",
            "escalated",
            "refused",
            groups=REVIEWER,
            guards="_guard_answer",
        ),
    )
    _guarded_fields = frozenset(
        {
            "contract_id",
            "kind",
            "side",
            "asked_by_id",
            "asked_on",
            "answer_by",
            "days",
            "until_on",
            "ground",
            "change_fen",
            "reason",
            "handed_list",
            "answer",
            "answered_by_id",
            "answered_on",
        }
    )
    _open_states = ()

    kind = fields.Selection(
        KINDS,
        required=True,
        readonly=True,
        help="延期, 暂停, 变更合同金额, 协议终止",
    )
    side = fields.Selection(
        SIDES, "Asked By", required=True, readonly=True, help="申请方"
    )
    asked_by_id = fields.Many2one(
        "res.users", "Person Asking", readonly=True, groups="base.group_user"
    )
    asked_on = fields.Date(readonly=True, help="申请日")
    answer_by = fields.Date("To be Answered By", readonly=True, help="答复截止日")

    # What is asked for
    days = fields.Integer("More Working Days", readonly=True, help="申请延长工作日")
    until_on = fields.Date("Suspended Until", readonly=True, help="暂停截止日")
    ground = fields.Selection(
        [
            ("design", "Change of the Design"),
            ("force_majeure", "Force Majeure"),
            ("owner", "Wish of the Owner"),
            ("third_party", "Waiting for Others"),
        ],
        readonly=True,
        help="暂停事由: 设计变更, 不可抗力, 业主原因, 等待第三方.",
    )
    change_fen = fields.Integer(
        "Change in Fen", readonly=True, help="变更金额(分), less than 0 to lower it."
    )
    reason = fields.Text(required=True, readonly=True, help="申请理由")
    handed_list = fields.Text("Hand-over List", readonly=True, help="移交清单")
    file_ids = fields.One2many(
        "yichuang.market.contract.file", "request_id", "Evidence", readonly=True
    )

    # What came of it
    answer = fields.Text(readonly=True, help="答复意见")
    answered_by_id = fields.Many2one(
        "res.users", readonly=True, groups="base.group_user"
    )
    answered_on = fields.Date(readonly=True, help="答复日")
    state = fields.Selection(
        [
            ("asked", "Asked"),
            ("escalated", "Before the Hall"),
            ("granted", "Granted"),
            ("refused", "Refused"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True,
        default="asked",
        copy=False,
        index=True,
        help="待答复, 待大厅裁定, 已同意, 未同意, 已撤回",
    )

    _open_uniq = models.UniqueIndex(
        "(contract_id, kind) WHERE state IN ('asked', 'escalated')",
        "A request of this kind is waiting for its answer already.",
    )
    _answer_idx = models.Index("(answer_by) WHERE state = 'asked'")

    @api.depends("kind", "contract_id.number")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for request in self:
            request.display_name = (
                f"{request.contract_id.number} {kinds.get(request.kind, '')}"
            )

    @api.model
    def _ask_for(self, contract, kind, reason, evidence=(), **values):
        """Ask the other side; for the portal of either side.

        :param evidence: contents of files
        """
        contract._guard_party({})
        own = contract._own_side()
        if not (reason or "").strip():
            raise UserError(
                self.env._("Give the reason: the other side decides on it.")
            )
        # Answers given a moment ago count: the index has to see them.
        self.flush_model(["state"])
        if self.sudo().search_count(
            [
                ("contract_id", "=", contract.id),
                ("kind", "=", kind),
                ("state", "in", OPEN),
            ],
            limit=1,
        ):
            raise UserError(
                self.env._(
                    "A request of this kind is waiting for its answer already. "
                    "Withdraw it first if you want another."
                )
            )
        today = self._today()
        request = self.sudo()._create_guarded(
            [
                {
                    "contract_id": contract.id,
                    "kind": kind,
                    "side": own,
                    "asked_by_id": self.env.uid,
                    "asked_on": today,
                    "answer_by": self._workdays()
                    .add(today, contract.company_id.market_answer_workdays)
                    .date,
                    "reason": reason.strip(),
                    **values,
                }
            ]
        )
        request._guard_possible()
        for data in evidence:
            contract._keep_file("evidence", data, request_id=request.id)
        request._guard_evidence()
        request._log_event("ask", {"contract": contract.number, "kind": kind})
        contract._tell(contract._others(), "asked", mark=f"request/{request.id}")
        return request

    def _guard_other_side(self, _vals):
        for request in self.sudo(False):
            side = request.sudo().contract_id.with_env(self.env)._own_side()
            if not side or side == request.sudo().side:
                raise UserError(self.env._("The other side answers a request."))

    def _guard_own_side(self, _vals):
        for request in self.sudo():
            if request.contract_id.with_env(self.env)._own_side() != request.side:
                raise UserError(
                    self.env._("A request is withdrawn by the side that asked.")
                )

    def _guard_answer(self, vals):
        if not (vals.get("answer") or "").strip():
            raise UserError(self.env._("Give the reasons of your answer."))

    def _answer_values(self):
        today = self._today()
        return {
            request.id: {"answered_by_id": self.env.uid, "answered_on": today}
            for request in self
        }

    def _values_grant(self, _vals):
        return self._answer_values()

    def _values_refuse(self, _vals):
        return self._answer_values()

    def _values_grant_by_hall(self, _vals):
        return self._answer_values()

    def _values_refuse_by_hall(self, _vals):
        return self._answer_values()

    def _after_grant(self, _vals):
        for request in self.sudo():
            getattr(request, f"_carry_out_{request.kind}")()
            request._tell_answer()

    def _after_grant_by_hall(self, vals):
        self._after_grant(vals)

    def _after_refuse(self, _vals):
        for request in self.sudo():
            request._tell_answer()

    def _after_refuse_by_hall(self, vals):
        self._after_refuse(vals)

    def _tell_answer(self):
        contract = self.contract_id
        asking = (
            contract.owner_id if self.side == "owner" else contract.agency_id.partner_id
        )
        contract._tell(asking, "answered", mark=f"request/{self.id}/{self.state}")

    def action_grant(self):
        """Ask for the reasons, then grant on behalf of the hall."""
        return self._ask_answer("grant_by_hall")

    def action_refuse(self):
        """Ask for the reasons, then refuse on behalf of the hall."""
        return self._ask_answer("refuse_by_hall")

    def _ask_answer(self, step):
        self._check_staff()
        return self._dialog(
            "yichuang.market.request.answer",
            self.env._("Answer to the Request"),
            request_id=self.id,
            step=step,
        )

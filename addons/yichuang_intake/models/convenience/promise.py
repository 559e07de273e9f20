from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.yichuang_catalog.tools import chinese_date
from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

CLERK = "yichuang_intake.group_clerk"
REVIEWER = "yichuang_intake.group_reviewer"
DECIDER = "yichuang_intake.group_decider"
ORGAN = (REVIEWER, DECIDER)
UNCHECKED = ("promised", "ordered")
LATE = "逾期未整改或者整改后仍不符合条件的，依法撤销行政许可决定。"
LIABILITY = (
    "承诺不实的，责令限期整改；逾期未整改、整改后仍不符合条件或者虚假承诺的，依法撤销行"
    "政许可决定，并记入信用记录，修复前不再适用告知承诺和容缺受理。"
)


class CasePromise(models.Model):
    """What an applicant promised in place of proof (告知承诺), and whether it was kept.

    promised → kept, or ordered (责令限期整改) → kept, or broken → revoked, with
    withdrawn and lapsed beside. Two officers look within the time of the clock
    “inspection”; who finds a promise broken does not revoke the decision; a revoked
    decision bars its holder from promises and deferrals until trust is restored.
    """

    _name = "yichuang.case.promise"
    _description = "Promise in place of proof"
    _inherit = [
        "yichuang.case.part",
        "yichuang.case.promise.guard",
        "yichuang.lifecycle",
    ]
    _order = "id desc"
    _rec_name = "case_id"

    _transitions = (
        Transition(
            "withdraw",
            "promised",
            "withdrawn",
            groups=CLERK,
            guards=("_guard_undecided", "_guard_withdrawal"),
        ),
        Transition("lapse", "promised", "lapsed", system=True),
        Transition(
            "keep",
            UNCHECKED,
            "kept",
            groups=ORGAN,
            guards=("_guard_member", "_guard_inspected"),
        ),
        Transition(
            "order",
            "promised",
            "ordered",
            groups=ORGAN,
            guards=("_guard_member", "_guard_inspected", "_guard_order"),
        ),
        Transition(
            "find_broken",
            UNCHECKED,
            "broken",
            groups=ORGAN,
            guards=("_guard_member", "_guard_inspected", "_guard_breach"),
        ),
        Transition(
            "clear",
            "broken",
            "kept",
            groups=DECIDER,
            guards=("_guard_member", "_guard_second_person", "_guard_clearing"),
        ),
        Transition(
            "revoke",
            "broken",
            "revoked",
            groups=DECIDER,
            guards=("_guard_member", "_guard_second_person", "_guard_revocation"),
        ),
    )
    # Nothing of it is edited: it is written by its steps.
    _open_states = ()

    state = fields.Selection(
        [
            ("promised", "Promised"),
            ("ordered", "To Be Corrected"),
            ("kept", "Kept"),
            ("broken", "Broken"),
            ("revoked", "Decision Revoked"),
            ("withdrawn", "Withdrawn"),
            ("lapsed", "Without Effect"),
        ],
        required=True,
        default="promised",
        copy=False,
        index=True,
        help="已承诺, 责令整改, 承诺属实, 承诺不实, 已撤销决定, 已撤回, 失效",
    )
    service_id = fields.Many2one(
        related="case_id.service_id", store=True, index=True, precompute=True
    )
    applicant_name = fields.Char(related="case_id.applicant_name")

    # What was promised
    conditions = fields.Text(required=True, help="告知的许可条件, as told that day.")
    signed_by = fields.Char(required=True, help="承诺人")
    signed_on = fields.Date("Promise Signed On", required=True, help="承诺日期")
    signed_how = fields.Selection(
        [("paper", "On paper"), ("online", "Online")],
        required=True,
        default="paper",
        help="签署方式: 纸质, 在线",
    )
    withdraw_reason = fields.Text("Why Withdrawn", copy=False, help="撤回理由")

    # Checking it
    check_due_on = fields.Date(
        "To Check By",
        compute="_compute_check_due_on",
        store=True,
        help="核查期限届满日, of the clock “inspection”.",
    )
    overdue = fields.Boolean(
        copy=False, help="逾期: it was not checked, or not corrected, in time."
    )
    shortcomings = fields.Text(copy=False, help="与承诺不符的情况")
    correct_by = fields.Date(copy=False, help="整改期限届满日")
    ordered_on = fields.Datetime(copy=False, help="责令整改时间")
    ordered_by_id = fields.Many2one("res.users", copy=False, help="责令整改人")
    kept_on = fields.Datetime(copy=False, help="核查认定时间")
    kept_by_id = fields.Many2one(
        "res.users", "Found Kept By", copy=False, help="认定人"
    )
    breach_kind = fields.Selection(
        [("false", "The promise was false"), ("uncorrected", "Not corrected in time")],
        "How It Was Broken",
        copy=False,
        help="虚假承诺, 逾期未整改",
    )
    breach = fields.Text(copy=False, help="承诺不实的事实")
    broken_on = fields.Datetime("Found Broken", copy=False)
    broken_by_id = fields.Many2one("res.users", "Found Broken By", copy=False)
    cleared_reason = fields.Text(
        "Why Not Broken After All", copy=False, help="不予撤销的理由"
    )

    # What follows
    heard = fields.Text("Statement Heard", copy=False, help="陈述申辩情况")
    reasons = fields.Text("Reasons of the Revocation", copy=False, help="撤销理由")
    legal_basis = fields.Text(copy=False, help="法律依据")
    revoked_on = fields.Datetime(copy=False, help="撤销时间")
    revoked_by_id = fields.Many2one("res.users", copy=False, help="撤销决定人")
    ban_id = fields.Many2one(
        "yichuang.applicant.ban",
        "Credit Entry",
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        groups="yichuang_catalog.group_manager,yichuang_intake.group_decider,"
        "yichuang_catalog.group_supervisor",
        help="失信记录 that keeps from promises and deferrals until it is lifted.",
    )

    _guarded_fields = frozenset(
        {
            "case_id",
            "conditions",
            "signed_by",
            "signed_on",
            "signed_how",
            "withdraw_reason",
            "check_due_on",
            "overdue",
            "shortcomings",
            "correct_by",
            "ordered_on",
            "ordered_by_id",
            "kept_on",
            "kept_by_id",
            "breach_kind",
            "breach",
            "broken_on",
            "broken_by_id",
            "cleared_reason",
            "heard",
            "reasons",
            "legal_basis",
            "revoked_on",
            "revoked_by_id",
            "ban_id",
        }
    )

    _case_uniq = models.UniqueIndex("(case_id)", "A case rests on one promise.")
    _check_due_idx = models.Index("(check_due_on) WHERE state = 'promised'")
    _correct_by_idx = models.Index("(correct_by) WHERE state = 'ordered'")

    @api.depends("case_id.clock_ids.kind", "case_id.clock_ids.due_on")
    def _compute_check_due_on(self):
        for promise in self:
            promise.check_due_on = promise.case_id._clock("inspection").due_on

    # Steps
    def action_withdraw(self):
        """Ask why the applicant takes the promise back."""
        return self._ask("withdraw", self.env._("Withdraw the Promise"))

    def action_keep(self):
        """Find that what was promised is so."""
        return self._step("keep")

    def action_order(self):
        """Ask what is to be corrected, and until when."""
        return self._ask("order", self.env._("Order to Correct"))

    def action_find_broken(self):
        """Ask how the promise was broken."""
        return self._ask("find_broken", self.env._("Promise Broken"))

    def action_clear(self):
        """Ask why the promise was not broken after all."""
        return self._ask("clear", self.env._("Not Broken"))

    def action_revoke(self):
        """Ask for what revoking the decision must state."""
        return self._ask("revoke", self.env._("Revoke the Decision"))

    def action_inspect(self):
        """Plan an inspection, or record one that was held."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Inspection"),
            "res_model": "yichuang.site.check",
            "view_mode": "form",
            "context": {"default_case_id": self.case_id.id},
        }

    def action_view_inspections(self):
        """Open the inspections of the case."""
        self.ensure_one()
        self.check_access("read")
        title = self.env._("Inspections")
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "yichuang.site.check",
            "view_mode": "list,form",
            "domain": [("case_id", "=", self.case_id.id)],
            "context": {"default_case_id": self.case_id.id},
        }

    def _ask(self, step, title):
        self.check_access("write")
        return self._dialog(
            "yichuang.case.promise.step", title, promise_id=self.id, step=step
        )

    def _values_order(self, vals):
        vals.update(
            ordered_by_id=self.env.uid,
            ordered_on=fields.Datetime.now(),
            overdue=False,
        )
        self.case_id._stop_inspection(self.env._("ordered to correct"))

    def _values_keep(self, vals):
        vals.update(kept_by_id=self.env.uid, kept_on=fields.Datetime.now())
        self.case_id._stop_inspection(self.env._("kept"))

    def _values_clear(self, vals):
        vals.update(kept_by_id=self.env.uid, kept_on=fields.Datetime.now())

    def _values_find_broken(self, vals):
        vals.update(broken_by_id=self.env.uid, broken_on=fields.Datetime.now())
        self.case_id._stop_inspection(self.env._("broken"))

    def _values_revoke(self, vals):
        now = fields.Datetime.now()
        vals.update(revoked_by_id=self.env.uid, revoked_on=now)

    def _after_withdraw(self, vals):
        cases = self.case_id
        asked = {case.id: case.material_ids.filtered("promised") for case in cases}
        cases._ask_for_promised()
        policies = dict(
            self.env["res.company"]
            ._fields["deferral_overdue"]
            ._description_selection(self.env)
        )
        cases._issue_document(
            "promise_withdrawal",
            {
                case.id: {
                    "事由": vals["withdraw_reason"],
                    "需要提交的材料": "、".join(asked[case.id].mapped("name")),
                    "提交期限": case._deferral_limit(asked[case.id]),
                    "逾期后果": policies[case.company_id.sudo().deferral_overdue],
                }
                for case in cases
            },
        )

    def _after_order(self, vals):
        self.case_id._issue_document(
            "promise_order",
            {
                promise.case_id.id: {
                    "与承诺不符的情况": promise.shortcomings,
                    "整改期限": chinese_date.plain(promise.correct_by),
                    "逾期后果": LATE,
                }
                for promise in self
            },
        )

    def _after_revoke(self, vals):
        for promise in self:
            [document] = promise.case_id._issue_document(
                "promise_revocation",
                {
                    promise.case_id.id: {
                        "承诺与事实": promise.breach,
                        "陈述申辩情况": promise.heard,
                        "理由": promise.reasons,
                        "法律依据": promise.legal_basis,
                    }
                },
            )
            promise.case_id._revoke_decision(promise.revoked_on)
            promise._enter_in_credit(document.number)

    def _enter_in_credit(self, decision_number):
        """Keep the holder from promises and deferrals until trust is restored: who
        found it broken wrote the entry, who revoked the decision puts it into force."""
        self.ensure_one()
        case = self.case_id
        # The number goes from one model without access to a digest in another.
        number = case._identity_numbers().get(case.id)
        bans = self.env["yichuang.applicant.ban"].with_user(self.broken_by_id).sudo()
        ban = bans.create(
            {
                "applicant_kind": case.applicant_kind,
                "applicant_name": case.applicant_name,
                "id_number": number,
                "ground": "credit",
                "department_id": case.department_id.id,
                "decision_number": decision_number,
                "facts": self.breach,
            }
        )
        ban.with_user(self.env.user).sudo()._transition("impose")
        self._write_guarded({"ban_id": ban.id})

    def _signed_facts(self):
        """What the signed promise states."""
        self.ensure_one()
        case = self.case_id
        promised = case.material_ids.filtered("promised")
        return {
            "许可条件": self.conditions,
            "以承诺替代的材料": "、".join(promised.mapped("name")),
            "核查方式与期限": case._inspection_words(),
            "不实承诺的责任": LIABILITY,
            "承诺人": self.signed_by,
            "承诺日期": chinese_date.plain(self.signed_on),
        }

    @api.model
    def _cron_overdue(self):
        """Mark what was not checked or corrected in time, in one statement, and put it
        on the desks of the managers."""
        self.flush_model(["state", "check_due_on", "correct_by", "overdue"])
        rows = self.env.execute_query(
            SQL(
                """
                UPDATE yichuang_case_promise SET overdue = TRUE
                 WHERE id IN (
                    SELECT id FROM yichuang_case_promise
                     WHERE overdue IS NOT TRUE
                       AND (state = 'promised' AND check_due_on < %(today)s
                            OR state = 'ordered' AND correct_by < %(today)s)
                       FOR UPDATE SKIP LOCKED)
                RETURNING id
                """,
                today=hall_date(),
            )
        )
        late = self.browse(row[0] for row in rows)
        late.invalidate_recordset(["overdue"])
        late._log_event("overdue")
        late.case_id._put_on_managers_desks(
            self.env._("A promise was not checked, or not corrected, in time")
        )

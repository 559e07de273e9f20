from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from .alert_rule import LEVELS

CLERK = "yichuang_intake.group_clerk"
REVIEWER = "yichuang_intake.group_reviewer"
DECIDER = "yichuang_intake.group_decider"
MANAGER = "yichuang_catalog.group_manager"
SUPERVISOR = "yichuang_catalog.group_supervisor"
# Who may answer for what a card says.
CONCERNED = (CLERK, REVIEWER, DECIDER, MANAGER)


class Alert(models.Model):
    """A card (监察卡): one breach of one rule, found by the system.

    raised → sent → answered → closed. Before it is closed the one concerned may appeal
    (``alert_appeal``), and it is upheld or withdrawn by a decision with reasons. A card
    states the facts as they were when it was found; whatever is done to the case
    afterwards, the card stays. Nobody writes or deletes one by hand.
    """

    _name = "yichuang.alert"
    _description = "Supervision card"
    _inherit = ["yichuang.alert.guard", "yichuang.lifecycle", "mail.thread"]
    _order = "id desc"
    _rec_name = "number"
    _rec_names_search = ["number", "case_id.receipt_number"]

    _transitions = (
        Transition(
            "send_letter",
            ("raised", "upheld"),
            "sent",
            groups=SUPERVISOR,
            guards=("_guard_letter", "_guard_not_one_own"),
        ),
        Transition(
            "answer",
            "sent",
            "answered",
            groups=CONCERNED,
            guards=("_guard_concerned", "_guard_answer"),
        ),
        Transition(
            "ask_again",
            "answered",
            "sent",
            groups=SUPERVISOR,
            guards=("_guard_letter", "_guard_not_one_own"),
        ),
        Transition(
            "close",
            ("raised", "answered", "upheld"),
            "closed",
            groups=SUPERVISOR,
            guards=("_guard_result", "_guard_answered", "_guard_not_one_own"),
        ),
        Transition("settle", ("raised", "upheld"), "closed", system=True),
    )
    _guarded_fields = frozenset(
        {
            "number",
            "rule_id",
            "code",
            "level",
            "article",
            "breach_key",
            "case_id",
            "joint_id",
            "department_id",
            "user_id",
            "company_id",
            "occurred_on",
            "raised_on",
            "facts",
            "letter_kind",
            "letter",
            "letter_on",
            "letter_by_id",
            "answer_due_on",
            "answer",
            "answered_on",
            "answered_by_id",
            "result",
            "closed_on",
            "closed_by_id",
        }
    )
    _open_states = ()

    # What was found
    number = fields.Char("Card Number", readonly=True, copy=False, help="监察编号")
    rule_id = fields.Many2one(
        "yichuang.alert.rule",
        "Supervision Rule",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        help="监察规则",
    )
    code = fields.Char(
        "Subject of Supervision",
        required=True,
        readonly=True,
        index=False,
        help="监察规则编号",
    )
    level = fields.Selection(
        LEVELS,
        "Color",
        required=True,
        readonly=True,
        group_expand="_worst_level_first",
        help="监察预警类型: 绿, 黄牌, 红牌, 深红牌.",
    )
    article = fields.Char("Basis of the Rule", readonly=True, help="依据")
    breach_key = fields.Char(
        required=True, readonly=True, copy=False, help="Which breach it is."
    )
    occurred_on = fields.Date(required=True, readonly=True, help="发生日期")
    raised_on = fields.Datetime(required=True, readonly=True, help="发现时间")
    facts = fields.Json(readonly=True)

    # Whose it is
    case_id = fields.Many2one(
        "yichuang.case", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    joint_id = fields.Many2one(
        "yichuang.joint.case",
        "Joint Case",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="联合办件: its lead organ answers for the whole.",
    )
    department_id = fields.Many2one(
        "yichuang.department",
        "Responsible Organ",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="责任部门",
    )
    user_id = fields.Many2one(
        "res.users",
        "Responsible Person",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="责任人",
    )
    company_id = fields.Many2one(
        "res.company", "Hall", required=True, readonly=True, ondelete="restrict"
    )
    state = fields.Selection(
        [
            ("raised", "Raised"),
            ("sent", "Letter Sent"),
            ("answered", "Answer Received"),
            ("appealed", "Appealed"),
            ("upheld", "Upheld"),
            ("closed", "Closed"),
            ("withdrawn", "Card Taken Back"),
        ],
        required=True,
        default="raised",
        readonly=True,
        copy=False,
        tracking=True,
        help="已发牌, 已督办, 已答复, 申诉中, 维持, 办结, 撤销",
    )

    # The letter, its answer, the end
    letter_kind = fields.Selection(
        [("demand", "Demand Letter"), ("advice", "Advice of the Supervisor")],
        readonly=True,
        copy=False,
        help="督办函, 监察建议书",
    )
    letter = fields.Text("What Is Demanded", readonly=True, copy=False, help="督办内容")
    letter_on = fields.Datetime("Letter Sent On", readonly=True, copy=False)
    letter_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    answer_due_on = fields.Date(
        "To Answer By", readonly=True, copy=False, help="答复期限届满日"
    )
    answer = fields.Text(
        "Answer to the Letter", readonly=True, copy=False, help="整改情况答复"
    )
    answered_on = fields.Datetime("Answer Given On", readonly=True, copy=False)
    answered_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    result = fields.Text(
        "Outcome of Supervision", readonly=True, copy=False, help="监察结果描述"
    )
    closed_on = fields.Datetime(
        "Card Closed On", readonly=True, copy=False, help="办结时间"
    )
    closed_by_id = fields.Many2one("res.users", readonly=True, copy=False)

    _breach_uniq = models.UniqueIndex(
        "(code, breach_key)", "This breach has its card already."
    )
    _board_idx = models.Index("(company_id, id DESC)")
    _open_idx = models.Index(
        "(company_id, level) WHERE state NOT IN ('closed', 'withdrawn')"
    )
    _answer_idx = models.Index("(answer_due_on) WHERE state = 'sent'")
    _occurred_idx = models.Index("(occurred_on)")

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(
            self.env._(
                "A card stays. Whoever thinks it wrong appeals; a card that is "
                "withdrawn can still be read."
            )
        )

    @api.depends("number", "rule_id.name")
    def _compute_display_name(self):
        for alert in self:
            alert.display_name = f"{alert.number or ''} {alert.rule_id.name}".strip()

    @api.model
    def _worst_level_first(self, levels, domain):
        """The columns of the board, also where there is no card."""
        return [level for level, _label in reversed(LEVELS)]

    @api.model
    def _raise_cards(self, rule, found):
        """Raise the cards of these breaches; the facts are kept as they were found.

        :param found: rows of a detector, as dicts
        """
        if not found:
            return self.browse()
        now, today = fields.Datetime.now(), hall_date()
        serials = self.env["yichuang.counter"]._next(f"alert/{today:%Y}", len(found))
        # Found by the system on behalf of the supervisor; nobody creates cards.
        quiet = self.sudo().with_context(
            mail_create_nolog=True, mail_create_nosubscribe=True, tracking_disable=True
        )
        cards = quiet._create_guarded(
            [
                {
                    **row,
                    "number": f"JC{today:%Y}{serial:06}",
                    "rule_id": rule.id,
                    "code": rule.code,
                    "level": rule.level,
                    "article": rule.article,
                    "raised_on": now,
                }
                for row, serial in zip(found, serials, strict=True)
            ]
        ).with_env(self.env)
        self.env["yichuang.event"]._append(
            (
                card,
                "raise",
                {
                    "rule": card.code,
                    "level": card.level,
                    "breach": card.breach_key,
                    "facts": card.facts or {},
                },
            )
            for card in cards
        )
        return cards

    def _values_send_letter(self, vals):
        workdays = self.env["yichuang.calendar.day"]._workdays()
        today = hall_date()
        vals.update(letter_on=fields.Datetime.now(), letter_by_id=self.env.uid)
        asked = vals.pop("answer_days", 0)
        return {
            alert.id: {
                "answer_due_on": workdays.add(
                    today, asked or alert.company_id.sudo().alert_answer_days
                ).date
            }
            for alert in self
        }

    def _values_ask_again(self, vals):
        return self._values_send_letter(vals)

    def _values_answer(self, vals):
        vals.update(answered_on=fields.Datetime.now(), answered_by_id=self.env.uid)

    def _values_close(self, vals):
        vals.update(closed_on=fields.Datetime.now(), closed_by_id=self.env.uid)

    def _values_settle(self, vals):
        vals["closed_on"] = fields.Datetime.now()

    def action_send_letter(self):
        """Ask what the letter demands."""
        return self._ask("send_letter", self.env._("Supervision Letter"))

    def action_ask_again(self):
        """Demand more after an answer that does not do."""
        return self._ask("ask_again", self.env._("Ask Again"))

    def action_answer(self):
        """Ask what the organ answers."""
        return self._ask("answer", self.env._("Answer to the Letter"))

    def action_close(self):
        """Ask what came of it."""
        return self._ask("close", self.env._("Close the Card"))

    def action_view_case(self):
        """Open what the card is about."""
        self.ensure_one()
        self.check_access("read")
        owner = self.joint_id or self.case_id
        return {
            "type": "ir.actions.act_window",
            "res_model": owner._name,
            "res_id": owner.id,
            "view_mode": "form",
        }

    def _ask(self, step, title):
        """Open the dialog in which this step is put in words."""
        return self._dialog("yichuang.alert.step", title, alert_id=self.id, step=step)

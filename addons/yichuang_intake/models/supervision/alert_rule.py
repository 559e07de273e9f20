from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.alert_queries import DETECTORS

LEVELS = [
    ("green", "Green"),
    ("yellow", "Yellow"),
    ("red", "Red"),
    ("deep_red", "Deep Red"),
]


class AlertRule(models.Model):
    """A rule of electronic supervision (监察规则): what is looked for, from which
    threshold on, and which color the card has.

    A rule without a hall holds in every hall; a hall that wants another threshold, or
    not to be told, has a row of its own with the same subject, which then stands in
    place of the common one. How a breach is found is in ``tools/alert_queries.py``.
    """

    _name = "yichuang.alert.rule"
    _description = "Supervision rule"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True, help="规则名称")
    code = fields.Selection(
        [
            ("promise_near", "Promise Runs Out Soon"),
            ("promise_exceeded", "Promise Exceeded"),
            ("legal_exceeded", "Statutory Limit Exceeded"),
            ("step_overdue", "Step Overdue"),
            ("hop_overdue", "Way Up Overdue"),
            ("deemed_accepted", "Deemed Accepted"),
            ("accepted_late", "Told or Accepted Late"),
            ("refused_late", "Not Refused at Once"),
            ("delivered_late", "Delivered Late"),
            ("rating_overdue", "Bad Rating Left Too Long"),
            ("referral_overdue", "Hotline Left Too Long"),
            ("accepted_backdated", "Acceptance Backdated"),
            ("second_supplement", "Second Supplement Notice"),
            ("pause_ground", "Pause on No Ground of the Law"),
            ("pause_untold", "Pause Without a Notice"),
            ("hearing_open", "Decided With the Hearing Open"),
            ("few_inspectors", "Too Few Inspectors"),
            ("refused_unduly", "Refused Although the Conditions Were Met"),
            ("unreasoned", "Refused Without Reasons or Remedies"),
            ("same_person", "Same Person Took In and Decided"),
            ("quota_order", "Out of Turn"),
            ("fee_unfounded", "Fee Without a Law"),
            ("document_changed", "Document Changed After Issue"),
            ("deleted", "Deleted After Entering the Record"),
            ("hall_bypassed", "Decided Outside the Hall"),
            ("returned_often", "Often Sent Back"),
            ("bounced", "Applicant Turned Away Again and Again"),
            ("swing", "Sudden Swing of a Figure"),
        ],
        "Subject of Supervision",
        required=True,
        help="监察规则编号",
    )
    kind = fields.Selection(
        [("time", "Time Limits"), ("process", "Procedure"), ("pattern", "Over Time")],
        compute="_compute_kind",
        store=True,
        help="时限监察, 程序监察, 趋势监察",
    )
    level = fields.Selection(
        LEVELS,
        "Color",
        required=True,
        default="red",
        help="监察预警类型: 绿, 黄牌, 红牌, 深红牌.",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    article = fields.Char(
        "Basis of the Rule", help="依据: law and article, or the standard it follows."
    )
    company_id = fields.Many2one(
        "res.company",
        "Hall",
        index="btree_not_null",
        ondelete="cascade",
        help="大厅; empty for every hall that has no row of its own.",
    )

    # Thresholds; what each means is said by the rule's explanation.
    share = fields.Integer("Per Cent", help="比例阈值 (%)")
    times = fields.Integer("Threshold Number", help="数量阈值")
    days = fields.Integer(help="天数阈值")
    explanation = fields.Text(translate=True, help="规则说明")
    from_on = fields.Date(
        "Looks From", help="起始日: what happened before this day is let be."
    )
    swept_on = fields.Datetime("Last Run", readonly=True, copy=False)

    _code_uniq = models.UniqueIndex(
        "(code, COALESCE(company_id, 0))",
        "A hall has one rule for each subject, and so have all halls together.",
    )
    _thresholds_sane = models.Constraint(
        "CHECK (COALESCE(share, 0) BETWEEN 0 AND 100"
        " AND COALESCE(times, 0) >= 0 AND COALESCE(days, 0) >= 0)",
        "Thresholds are not negative, and a share is at most 100 per cent.",
    )

    @api.depends("code")
    def _compute_kind(self):
        for rule in self:
            detector = DETECTORS.get(rule.code)
            rule.kind = detector.kind if detector else False

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        # Cards keep their rule whoever may see them.
        used = (
            self.env["yichuang.alert"]
            .sudo()
            .search_count([("rule_id", "in", self.ids)], limit=1)
        )
        if used:
            raise UserError(
                self.env._(
                    "Cards were raised by this rule. Archive it instead: no more will "
                    "be raised, and those there are stay."
                )
            )

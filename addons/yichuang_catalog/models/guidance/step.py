from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools import graph
from ..catalogue.limits import UNITS
from ..catalogue.service_special import KINDS as SPECIAL_KINDS
from .process_sentences import cycle_sentence


class Step(models.Model):
    """One step of the handling of a matter (办理环节): which organ does it, in what
    time, after which other steps.

    Steps that come after the same step run side by side (并联). Who is responsible,
    who is consulted and who is told draws the line between the organs (责任界限).
    """

    _name = "yichuang.step"
    _description = "Handling Step"
    _inherit = ["yichuang.version.line"]
    _check_company_auto = True

    # Where it belongs
    service_id = fields.Many2one(
        related="version_id.service_id", store=True, index=True, precompute=True
    )
    elsewhere = fields.Boolean(
        string="By Another Organ",
        compute="_compute_elsewhere",
        store=True,
        help="Another organ than the one in whose name the matter is decided does it.",
    )

    # What is done
    name = fields.Char(required=True, help="环节名称")
    kind = fields.Selection(
        selection=[
            ("receipt", "Receiving the Papers"),
            ("acceptance", "Acceptance"),
            ("review", "Review"),
            ("site", "Inspection on Site"),
            ("expert", "Expert Review"),
            ("special", "Special Procedure"),
            ("decision", "Decision"),
            ("certificate", "Making the Certificate"),
            ("delivery", "Delivery"),
            ("other", "Other"),
        ],
        required=True,
        default="review",
        help="办理环节: 收件, 受理, 审查, 现场勘验, 专家评审, 特别程序, 决定, 制证, "
        "送达, 其他",
    )
    note = fields.Char(help="What the handler minds in this step (环节说明).")

    # Who does it
    department_id = fields.Many2one(
        "yichuang.department",
        string="Organ",
        ondelete="restrict",
        index=True,
        check_company=True,
        help="责任单位: the organ that answers for the step.",
    )
    role = fields.Char(help="岗位: who in the organ does it, such as 审查岗.")
    consulted_ids = fields.Many2many(
        "yichuang.department",
        "yichuang_step_consulted_rel",
        "step_id",
        "department_id",
        ondelete="restrict",
        check_company=True,
        help="征求意见单位: organs that are asked before the step ends.",
    )
    informed_ids = fields.Many2many(
        "yichuang.department",
        "yichuang_step_informed_rel",
        "step_id",
        "department_id",
        string="Told",
        ondelete="restrict",
        check_company=True,
        help="告知单位: organs that are told of the outcome.",
    )

    # When
    limit_days = fields.Integer(
        string="Time Limit", help="环节时限: 0 for at once.", aggregator=None
    )
    limit_unit = fields.Selection(
        selection=[*UNITS, ("hour", "Hours")],
        required=True,
        default="workday",
        string="Unit",
        help="时限单位: 工作日, 自然日, 月, 小时",
    )
    after_ids = fields.Many2many(
        "yichuang.step",
        "yichuang_step_after_rel",
        "step_id",
        "after_id",
        string="Comes After",
        copy=False,
        ondelete="cascade",
        help="前置环节: the steps that must be done before; steps after the same one "
        "run side by side (并联).",
    )
    special_kind = fields.Selection(
        selection=[kind for kind in SPECIAL_KINDS if kind[0] != "extension"],
        help="特别程序种类 (行政许可法第四十五条): 听证, 招标, 拍卖, 检验, 检测, 检疫, "
        "鉴定, 专家评审. Only these may stop the clock.",
    )
    basis = fields.Char(
        help="依据: the law that demands the inspection, the review or the procedure."
    )

    _limit_positive = models.Constraint(
        "CHECK (limit_days >= 0)", "The limit of a step is not negative."
    )

    @api.depends("department_id", "version_id.department_id")
    def _compute_elsewhere(self):
        for step in self:
            step.elsewhere = (
                bool(step.department_id)
                and step.department_id != step.version_id.department_id
            )

    @api.constrains("after_ids", "version_id")
    def _check_after(self):
        followers = self.search([("after_ids", "in", self.ids)])
        for version in self.version_id | followers.version_id:
            steps = version.step_ids
            strangers = steps.after_ids - steps
            if strangers:
                raise ValidationError(
                    self.env._(
                        "“%(step)s” belongs to another version. A step comes after "
                        "steps of its own version only.",
                        step=strangers[0].name,
                    )
                )
            around = graph.cycle(version._step_graph())
            if around:
                raise ValidationError(cycle_sentence(self.env, around))

    def _limit_label(self):
        """The limit as people say it: “3 working days”, “at once”."""
        self.ensure_one()
        number = self.limit_days
        if not number:
            return self.env._("at once")
        if self.limit_unit == "workday":
            return self.env._("%(number)s working days", number=number)
        if self.limit_unit == "hour":
            return self.env._("%(number)s hours", number=number)
        if self.limit_unit == "month":
            return self.env._("%(number)s months", number=number)
        return self.env._("%(number)s calendar days", number=number)

    def _picture_lines(self, is_critical):
        """What the picture says of the step below its name."""
        self.ensure_one()
        if self.department_id:
            yield self.department_id.name
        if self.role:
            yield self.role
        yield self._limit_label()
        if self.consulted_ids:
            yield self.env._(
                "consulted: %(organs)s",
                organs=", ".join(self.consulted_ids.mapped("name")),
            )
        if is_critical:
            yield self.env._("◆ decides the duration")

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

REVIEWER = "yichuang_intake.group_reviewer"


class JointPrecheck(models.Model):
    """What an organ finds missing for its matter, asked before the one notice is given
    (预审): asked → answered.

    The law allows one notice (行政许可法 Art. 32(4)), so whoever may find fault is
    heard first. What the organ names stands on the list of its case from then on.
    Whoever does not answer in time is not waited for.
    """

    _name = "yichuang.joint.precheck"
    _description = "Check by an organ before the notice"
    _inherit = ["yichuang.case.part", "yichuang.lifecycle"]
    _order = "joint_id desc, id"
    _rec_name = "case_id"

    _transitions = (
        Transition(
            "answer",
            "asked",
            "answered",
            groups=REVIEWER,
            guards=("_guard_joint_received", "_guard_member", "_guard_lines_whole"),
        ),
    )
    _guarded_fields = frozenset(
        {"case_id", "due_on", "asked_by_id", "answered_by_id", "answered_on"}
    )
    _open_states = ("asked",)

    joint_id = fields.Many2one(related="case_id.parent_id", store=True, index=True)
    service_id = fields.Many2one(related="case_id.service_id")
    due_on = fields.Date("Answer By", required=True, readonly=True, help="预审期限")
    asked_by_id = fields.Many2one("res.users", readonly=True, help="发起人")
    answered_by_id = fields.Many2one("res.users", readonly=True, help="预审人")
    answered_on = fields.Datetime(readonly=True, help="预审时间")
    line_ids = fields.One2many(
        "yichuang.joint.precheck.line",
        "precheck_id",
        "Defects",
        help="存在问题; none where everything is in order.",
    )
    state = fields.Selection(
        [("asked", "Asked"), ("answered", "Answered")],
        required=True,
        default="asked",
        copy=False,
        index=True,
        help="待预审, 已预审",
    )

    _case_uniq = models.UniqueIndex("(case_id)", "This organ was asked already.")
    _default_order_idx = models.Index("(joint_id DESC, id)")

    @api.depends("case_id")
    def _compute_display_name(self):
        for check in self:
            check.display_name = self.env._(
                "Check before the notice: %(case)s", case=check.case_id.display_name
            )

    def action_answer(self):
        """Say what is missing for this organ, or that nothing is."""
        return self._step("answer")

    def _guard_joint_received(self, vals):
        for check in self:
            # An organ need not lead to answer for its own matter.
            joint = check.sudo().joint_id
            if joint.state != "received" or joint._silent():
                raise UserError(
                    self.env._(
                        "The notice of %(joint)s was given, or the time for it is "
                        "over; nothing more can be asked for (行政许可法 Art. 32(4)).",
                        joint=joint.display_name,
                    )
                )

    def _guard_member(self, vals):
        self.case_id._guard_member(vals)

    def _guard_lines_whole(self, vals):
        for line in self.line_ids:
            if not (line.problem or "").strip() or not (line.correction or "").strip():
                raise UserError(
                    self.env._(
                        "Say of %(material)s what is wrong with it and how to correct "
                        "it (行政许可法 Art. 32(4)).",
                        material=line.material_id.name,
                    )
                )
            if line.material_id.case_id != line.precheck_id.case_id:
                raise UserError(
                    self.env._(
                        "%(material)s is not on the published list of this case "
                        "(行政许可法 Art. 31).",
                        material=line.material_id.name,
                    )
                )
            if line.material_id.sudo().passed_on:
                raise UserError(
                    self.env._(
                        "%(material)s comes from another matter of the joint case and "
                        "is not asked from the applicant (行政许可法 Art. 31).",
                        material=line.material_id.name,
                    )
                )

    def _values_answer(self, vals):
        vals.update(answered_by_id=self.env.uid, answered_on=fields.Datetime.now())

    def _after_answer(self, vals):
        # Only the window writes lists; what the organ found is put there for it.
        for line in self.line_ids.sudo():
            line.material_id.defect = line.problem

    def _pending(self):
        """Those that may still be answered in time."""
        today = hall_date()
        return self.filtered(
            lambda check: check.state == "asked" and check.due_on >= today
        )

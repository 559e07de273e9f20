from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

REVIEWER = "yichuang_intake.group_reviewer"
DECIDER = "yichuang_intake.group_decider"


class JointOpinion(models.Model):
    """The written opinion of one organ in a joint review (会审意见): asked → given, or
    silent when the day has passed. Internal."""

    _name = "yichuang.joint.opinion"
    _description = "Opinion of an organ in a joint review"
    _inherit = ["yichuang.lifecycle"]
    _order = "meeting_id desc, id"
    _rec_name = "department_id"

    _transitions = (
        Transition(
            "give",
            "asked",
            "given",
            groups=(REVIEWER, DECIDER),
            guards=("_guard_member", "_guard_called", "_guard_said"),
        ),
        Transition("lapse", "asked", "silent", system=True),
    )
    _guarded_fields = frozenset(
        {"meeting_id", "department_id", "given_by_id", "given_on", "counted_as"}
    )
    _open_states = ("asked",)

    meeting_id = fields.Many2one(
        "yichuang.joint.meeting",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        related="meeting_id.company_id", store=True, index=True, precompute=True
    )
    department_id = fields.Many2one(
        "yichuang.department",
        "Organ",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        help="反馈部门",
    )
    verdict = fields.Selection(
        [("agrees", "Agrees"), ("conditions", "On Conditions"), ("objects", "Objects")],
        help="同意, 有条件同意, 不同意",
    )
    opinion = fields.Text(help="会审意见, internal.")
    given_by_id = fields.Many2one("res.users", readonly=True, help="反馈人")
    given_on = fields.Datetime(readonly=True, help="反馈时间")
    counted_as = fields.Selection(
        [("nothing", "Nothing said"), ("agreement", "Agreement by silence")],
        readonly=True,
        help="逾期未反馈: 不视为任何意见, or 视为同意 where a local rule says so.",
    )
    state = fields.Selection(
        [("asked", "Asked"), ("given", "Given"), ("silent", "Silent")],
        required=True,
        default="asked",
        copy=False,
        help="待反馈, 已反馈, 逾期未反馈",
    )

    _organ_uniq = models.UniqueIndex(
        "(meeting_id, department_id)", "An organ gives one opinion in a joint review."
    )
    _default_order_idx = models.Index("(meeting_id DESC, id)")

    @api.depends("department_id")
    def _compute_display_name(self):
        for opinion in self:
            opinion.display_name = opinion.department_id.name

    def action_give(self):
        """Give the opinion of the organ; it stays as it is."""
        return self._step("give")

    def _guard_member(self, vals):
        for opinion in self:
            organ = opinion.department_id.sudo()
            if self.env.user not in organ.member_ids:
                raise UserError(
                    self.env._(
                        "This is the opinion of %(organ)s, and you are not one of its "
                        "members.",
                        organ=organ.name,
                    )
                )

    def _guard_called(self, vals):
        for opinion in self:
            meeting = opinion.meeting_id
            if meeting.state != "called" or meeting.opinions_due_on < hall_date():
                raise UserError(
                    self.env._(
                        "Opinions for this joint review could be given until %(date)s.",
                        date=meeting.joint_id._date_words(meeting.opinions_due_on),
                    )
                )

    def _guard_said(self, vals):
        for opinion in self:
            if not opinion.verdict or not (opinion.opinion or "").strip():
                raise UserError(
                    self.env._(
                        "Say whether the organ agrees, and why: a signature alone is "
                        "no opinion."
                    )
                )

    def _values_give(self, vals):
        vals.update(given_by_id=self.env.uid, given_on=fields.Datetime.now())

    def _values_lapse(self, vals):
        return {
            one.id: {
                "counted_as": "agreement"
                if one.company_id.joint_silence_agrees
                else "nothing"
            }
            for one in self
        }

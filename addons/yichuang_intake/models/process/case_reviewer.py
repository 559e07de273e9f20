from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

MANAGER = "yichuang_catalog.group_manager"


class Case(models.Model):
    """Who reviews a case that has no steps: drawn at acceptance, never chosen at the
    window. Another one is drawn for a reason, and the review begins anew."""

    _inherit = "yichuang.case"

    _transitions = (
        # Ends where acceptance ends, so a reviewer is drawn as at acceptance.
        Transition(
            "draw_reviewer",
            ("accepted", "reviewing"),
            "accepted",
            groups=("yichuang_intake.group_reviewer", MANAGER),
            guards=("_guard_reviewer_reason", "_guard_may_draw_reviewer"),
        ),
    )
    _added_guards = {
        "start_review": ("_guard_drawn_reviewer",),
        "review": ("_guard_drawn_reviewer",),
    }
    _guarded_fields = frozenset({"reviewer_id", "reviewer_reason"})

    reviewer_id = fields.Many2one(
        "res.users",
        "Drawn Reviewer",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="审查人, drawn among the reviewers of the organ.",
    )
    reviewer_reason = fields.Text(
        "Drawn Anew Because", readonly=True, copy=False, help="重新分派原因"
    )

    def _lay_out(self):
        super()._lay_out()
        self.filtered(
            lambda case: (
                not (
                    case.sudo().task_ids
                    or case.version_id.sudo().case_type == "instant"
                )
            )
        )._draw_reviewer()

    def _draw_reviewer(self):
        """Draw a reviewer for each of these cases, another one than it has."""
        cases = self.sudo()
        draw = self.env["yichuang.case.task"]._draw_from
        drawn = draw(
            (case, case._reviewers_of(case.department_id) - case.reviewer_id)
            for case in cases
        )
        for user, mine in cases.grouped(lambda case: drawn[case.id]).items():
            mine._write_guarded({"reviewer_id": user.id})

    def action_draw_reviewer(self):
        """Ask why another reviewer is to be drawn."""
        return self._open_wizard(
            "yichuang.case.task.return",
            self.env._("Draw Another Reviewer"),
            move="draw_reviewer",
        )

    def _guard_reviewer_reason(self, vals):
        self.env["yichuang.case.task"]._guard_reason(
            {"return_reason": vals.get("reviewer_reason")}
        )

    def _guard_may_draw_reviewer(self, vals):
        user = self.env.user
        for case in self:
            if case.reviewed_by_id or case.sudo().task_ids:
                raise UserError(
                    self.env._(
                        "The opinion on %(case)s has been given, or it is reviewed "
                        "step by step; nobody is drawn for it any more.",
                        case=case.display_name,
                    )
                )
            if user != case.reviewer_id and not user.has_group(MANAGER):
                raise UserError(
                    self.env._(
                        "Only the reviewer who was drawn, or the hall manager, has "
                        "another one drawn for %(case)s.",
                        case=case.display_name,
                    )
                )

    def _guard_drawn_reviewer(self, vals):
        for case in self:
            if case.reviewer_id and case.reviewer_id != self.env.user:
                raise UserError(
                    self.env._(
                        "%(reviewer)s was drawn to review %(case)s. If that is not "
                        "possible, have another one drawn and say why.",
                        reviewer=case.reviewer_id.sudo().name,
                        case=case.display_name,
                    )
                )

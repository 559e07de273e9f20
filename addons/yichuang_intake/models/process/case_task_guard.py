from odoo import models
from odoo.exceptions import UserError

from ...tools.opinions import is_bare

UNDER_WAY = ("accepted", "reviewing")
IN_HAND = ("open", "signed")


class CaseTaskGuard(models.AbstractModel):
    """What is asked at each move of a step: who may act, and on what grounds."""

    _name = "yichuang.case.task.guard"
    _description = "Rules of the steps of a case"

    def _guard_case_under_way(self, vals):
        for task in self:
            if task.case_id.state not in UNDER_WAY:
                raise UserError(
                    self.env._(
                        "%(case)s is “%(state)s”; its steps stay as they are.",
                        case=task.case_id.display_name,
                        state=task.case_id._state_label(),
                    )
                )

    def _guard_member(self, vals):
        for task in self:
            organ = task.organ_id.sudo()
            if self.env.user not in organ.member_ids:
                raise UserError(
                    self.env._(
                        "“%(step)s” is a step of %(organ)s, and you are not one of its "
                        "members. Leave it to one of them.",
                        step=task.name,
                        organ=organ.name,
                    )
                )

    def _guard_may_examine(self, vals):
        """Who received or accepted does not examine; who chairs the hearing neither
        (Art. 48)."""
        # The duty holds whether or not the person may see all of the case.
        cases = self.case_id.sudo().with_user(self.env.user).sudo()
        cases._guard_separation(vals)
        cases._guard_not_chair(vals)

    def _guard_drawn(self, vals):
        for task in self:
            if task.assignee_id and task.assignee_id != self.env.user:
                raise UserError(
                    self.env._(
                        "%(reviewer)s was drawn for “%(step)s”. If that is not "
                        "possible, have another one drawn and say why.",
                        reviewer=task.assignee_id.sudo().name,
                        step=task.name,
                    )
                )

    def _guard_opinion(self, vals):
        model = self.env["yichuang.case"]
        message = self.env._("A signature alone is no opinion. Fill in:")
        model._require(
            {
                "review_opinion": vals.get("opinion"),
                "review_recommendation": vals.get("recommendation"),
            },
            ("review_opinion", "review_recommendation"),
            message,
        )
        model._check_opinion_says_why(vals["opinion"])

    def _guard_consulted(self, vals):
        for task in self.filtered(lambda task: not task.consulted):
            asked = task._siblings().filtered(
                lambda other, step=task.step_id: (
                    other.consulted
                    and other.step_id == step
                    and other.state not in ("done", "cancelled")
                )
            )
            if asked:
                raise UserError(
                    self.env._(
                        "“%(step)s” waits for the view of %(organs)s, who are to be "
                        "consulted.",
                        step=task.name,
                        organs=", ".join(asked.organ_id.mapped("name")),
                    )
                )

    def _guard_seen_on_site(self, vals):
        """A step on site rests on a record by two officers; one visit serves all
        organs whose officers take part (联合勘验)."""
        for task in self.filtered(lambda task: task.kind == "site"):
            members = task.organ_id.sudo().member_ids
            held = task.case_id.sudo().site_check_ids.filtered(
                lambda check, members=members: (
                    check.state == "held" and check.officer_ids.user_id & members
                )
            )
            if not held:
                raise UserError(
                    self.env._(
                        "“%(step)s” has no record of a check on site in which "
                        "%(organ)s took part (行政许可法 Art. 34(3)). File the record "
                        "under Site Checks first; one visit may serve several organs.",
                        step=task.name,
                        organ=task.organ_id.sudo().name,
                    )
                )

    def _guard_special_held(self, vals):
        for task in self.filtered(lambda task: task.kind == "special"):
            ground = task.step_id.sudo().special_kind
            held = task.case_id.sudo().special_ids.filtered(
                lambda special, ground=ground: (
                    special.state == "ended" and special.ground == ground
                )
            )
            if not held:
                raise UserError(
                    self.env._(
                        "The special procedure of “%(step)s” has not been held. Start "
                        "it under Special Procedures and end it first (行政许可法 Art. "
                        "45).",
                        step=task.name,
                    )
                )

    def _guard_reason(self, vals):
        if is_bare(vals.get("return_reason")):
            raise UserError(
                self.env._("Say why, so that the colleague knows what to do about it.")
            )

    def _guard_concerned(self, vals):
        """A step is sent back by an organ whose own step builds on it, or by a decider
        of the deciding organ."""
        user = self.env.user
        for task in self:
            later = task._later().filtered(lambda other: other.state in IN_HAND)
            concerned = user in later.organ_id.sudo().member_ids or (
                user in task.department_id.sudo().member_ids
                and user.has_group("yichuang_intake.group_decider")
            )
            if not concerned:
                raise UserError(
                    self.env._(
                        "“%(step)s” can be sent back by whoever has a later step of "
                        "this case in hand, or by a decider of %(organ)s.",
                        step=task.name,
                        organ=task.department_id.name,
                    )
                )
            if user == task.assignee_id:
                raise UserError(
                    self.env._(
                        "You gave this opinion yourself. Ask the decider to send it "
                        "back, so that two people know why."
                    )
                )

    def _guard_may_draw_anew(self, vals):
        user = self.env.user
        for task in self:
            if user != task.assignee_id and not user.has_group(
                "yichuang_catalog.group_manager"
            ):
                raise UserError(
                    self.env._(
                        "Only %(reviewer)s, who was drawn, or the hall manager has "
                        "another one drawn for “%(step)s”.",
                        reviewer=task.assignee_id.sudo().name
                        or self.env._("whoever signs for it"),
                        step=task.name,
                    )
                )

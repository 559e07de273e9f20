from odoo import models
from odoo.exceptions import AccessError, UserError

READERS = (
    "yichuang_intake.group_reviewer",
    "yichuang_intake.group_decider",
    "yichuang_catalog.group_manager",
)
RECOMMENDED = {"granted": "建议准予", "denied": "建议不予"}
DECIDED = {"granted": "准予行政许可", "denied": "不予行政许可"}


class Case(models.Model):
    """The approval form (审批表): who did what at which step and with which opinion,
    on one internal sheet for the file."""

    _inherit = "yichuang.case"

    def action_approval_form(self):
        """Open the approval form, made when it is first asked for."""
        self.ensure_one()
        self.check_access("write")
        if not any(self.env.user.has_group(group) for group in READERS):
            raise AccessError(
                self.env._(
                    "The approval form carries internal opinions; the organ that "
                    "decides makes it."
                )
            )
        if not self.decided_on:
            raise UserError(
                self.env._(
                    "%(case)s is not decided yet. The approval form is made of the "
                    "opinions of all its steps.",
                    case=self.display_name,
                )
            )
        self._lock()
        form = self.sudo().document_ids.filtered(
            lambda document: document.kind == "approval" and document.state == "issued"
        )
        if not form:
            form = self._issue_document(
                "approval", {self.id: {"办理环节": self._approval_steps()}}
            )
        return {
            "type": "ir.actions.act_window",
            "res_model": "yichuang.document",
            "res_id": form.id,
            "view_mode": "form",
        }

    def _approval_steps(self):
        """The steps as rows; nobody signs without an opinion."""
        self.ensure_one()
        grounds = self.reasons or ""
        steps = (
            ("收件", self.received_by_id, "收到申请材料。", self.received_on),
            (
                "受理",
                self.accepted_by_id,
                "申请材料齐全、符合法定形式，予以受理。",
                self.accepted_on,
            ),
            (
                "审查",
                self.reviewed_by_id,
                "。".join(
                    filter(
                        None,
                        (
                            (self.review_opinion or "").rstrip("。"),
                            RECOMMENDED.get(self.review_recommendation),
                        ),
                    )
                ),
                self.reviewed_on,
            ),
            (
                "决定",
                self.decided_by_id,
                "。".join(filter(None, (DECIDED.get(self.outcome), grounds))),
                self.decided_on,
            ),
        )
        return [
            {
                "环节": name,
                "经办人": person.name or "",
                "意见": opinion,
                "时间": self._hall_time(moment),
            }
            for name, person, opinion, moment in steps
            if moment
        ]

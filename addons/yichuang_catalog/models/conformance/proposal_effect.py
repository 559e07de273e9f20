from odoo import models
from odoo.exceptions import UserError

from ...tools import enumerations
from ...tools.exceptions import InvalidComponent

TEXTS = {"procedure": "procedure", "conditions": "conditions", "result": "result_name"}


class Proposal(models.Model):
    """What an accepted proposal does at the level above."""

    _inherit = "yichuang.proposal"

    def _draft_above(self):
        """A draft of the service above that states what was accepted.

        It is the answering person's draft; somebody else publishes it.
        """
        self.ensure_one()
        service = self.upper_service_id
        busy = service.version_ids.filtered(lambda version: version.state == "draft")
        if busy:
            raise UserError(
                self.env._(
                    "%(draft)s is being written. Have it finished or given up, then "
                    "accept.",
                    draft=busy[0].display_name,
                )
            )
        note = self.env._(
            "Proposed from below by %(organ)s (%(proposal)s): %(reason)s",
            organ=self.sudo().department_id.name,
            proposal=self.display_name,
            reason=self.reason,
        )
        draft = service.current_version_id.copy({"change_note": note})
        self._state_in(draft)
        draft._log_event("proposed_below", {"proposal": self.id})
        return draft

    def _state_in(self, draft):
        if self.element == "basis":
            draft.law_ids = self.proposed_law_ids
        elif self.element == "materials":
            draft._state_materials_as(self.proposed_material_ids)
        elif self.element == "limit":
            draft.write(
                {"legal_days": self.proposed_days, "legal_unit": self.proposed_unit}
            )
        elif self.element == "applicants":
            draft.applicant_type_ids = self.proposed_applicant_type_ids
        else:
            draft[TEXTS[self.element]] = self.proposed_text.strip()

    def _enter(self):
        """Enter the accepted change in the directory."""
        service, item = self.upper_service_id, self.upper_service_id.item_id
        text = (self.proposed_text or "").strip()
        if self.element == "basis":
            item.law_ids = self.proposed_law_ids
        elif self.element == "code":
            item.code = text
        elif self.element == "type":
            item.item_type = self._type_meant(text)
        elif item.bound:
            item.name = text
            item.action_align_names()
        else:
            service.name = text
        record = service if self.element == "name" and not item.bound else item
        self.env["yichuang.event"]._append(
            [(record, "proposed_below", {"proposal": self.id, "element": self.element})]
        )

    def _type_meant(self, text):
        try:
            return enumerations.from_name("item_type", text)
        except InvalidComponent as error:
            raise UserError(
                self.env._(
                    "“%(text)s” is no type of item (GB/T 39046 A.1): 行政许可, "
                    "行政确认, 公共服务, …",
                    text=text,
                )
            ) from error

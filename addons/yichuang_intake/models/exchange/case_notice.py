from odoo import fields, models

from ...tools import notice as words


class Case(models.Model):
    """Each step that concerns the applicant is told to them, through the outbox."""

    _name = "yichuang.case"
    _inherit = ["yichuang.case", "yichuang.told"]

    outbox_ids = fields.One2many(
        "yichuang.notice",
        "case_id",
        "Messages Sent",
        readonly=True,
        copy=False,
        groups="yichuang_catalog.group_manager,yichuang_catalog.group_supervisor",
    )

    def _call_hook(self, name, vals):
        result = super()._call_hook(name, vals)
        kind = words.KIND_OF_STEP.get(name.removeprefix("_after_"))
        if kind and name.startswith("_after_"):
            self._tell_applicant(kind)
        return result

    def _notice_links(self):
        return {"case_id": self.id}

    def _matter_name(self):
        return self.service_id.name

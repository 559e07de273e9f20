from odoo import api, models

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

MANAGER = "yichuang_catalog.group_manager"
ACTIVITY = "yichuang_intake.mail_activity_deemed"


class CaseHop(models.Model):
    """Organs whose time has run out are found by one statement and put on the desks
    of the managers of the hall, once for each duty."""

    _inherit = "yichuang.case.hop"

    @api.model
    def _cron_overdue(self):
        """Mark what is overdue since the last time."""
        self.flush_model(["state", "due_on", "overdue"])
        self.env.cr.execute(
            """
            UPDATE yichuang_case_hop SET overdue = TRUE
             WHERE id IN (
                SELECT id FROM yichuang_case_hop
                 WHERE state IN ('waiting', 'arrived', 'accepted', 'reviewed')
                   AND overdue IS NOT TRUE
                   AND due_on < %s
                   FOR UPDATE SKIP LOCKED
             )
            RETURNING id
            """,
            [hall_date()],
        )
        late = self.browse(row[0] for row in self.env.cr.fetchall())
        late.invalidate_recordset(["overdue"])
        late._tell_managers()

    def _tell_managers(self):
        if not self:
            return
        for hop in self:
            hop._log_event("overdue", {"due": str(hop.due_on), "state": hop.state})
        kind = self.env["ir.model.data"]._xmlid_to_res_id(ACTIVITY)
        model = self.env["ir.model"]._get_id("yichuang.case")
        managers = self.env.ref(MANAGER).all_user_ids
        self.env["mail.activity"].with_context(mail_activity_quick_update=True).create(
            [
                {
                    "activity_type_id": kind,
                    "summary": self.env._(
                        "%(organ)s is overdue", organ=hop.organ_id.name
                    ),
                    "automated": True,
                    "res_model_id": model,
                    "res_id": hop.case_id.id,
                    "user_id": manager.id,
                    "date_deadline": hall_date(),
                }
                for hop in self
                for manager in managers
                if hop.company_id in manager.company_ids
            ]
        )

from odoo import models


class Service(models.Model):
    _inherit = "yichuang.service"

    def action_check_limits(self):
        """Check the limits of these services, all of the hall if none is chosen, and
        open what was found."""
        findings = self.env["yichuang.limit.finding"]
        findings.check_access("read")
        domain = [("id", "in", self.ids)] if self else []
        findings._check(domain)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "yichuang_catalog.limit_finding_action"
        )
        if self:
            action["domain"] = [("service_id", "in", self.ids)]
        return action

from odoo import models
from odoo.exceptions import UserError


class Notice(models.Model):
    """A notice asks for a service that is in use, on every step of its way out."""

    _inherit = "yichuang.market.notice"

    _added_guards = {
        "submit": ("_guard_service_active",),
        "approve": ("_guard_service_active",),
        "publish": ("_guard_service_active",),
    }

    def _guard_service_active(self, _vals):
        for notice in self.sudo():
            service = notice.service_id
            if service.state != "active":
                raise UserError(
                    self.env._(
                        "%(service)s is “%(state)s”: a notice asks for services in "
                        "use, whose basis and guide are public (优化营商环境条例 Art. "
                        "43). Choose another service, or have this one put to use.",
                        service=service.name,
                        state=service._state_label(),
                    )
                )

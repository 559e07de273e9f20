from odoo import models

from ...tools.alert_lateness import STOPPED_LATE


class Clock(models.Model):
    """Periods that were stopped too late are few, and supervision finds them."""

    _inherit = "yichuang.clock"

    _stopped_late_idx = models.Index(f"(id) WHERE {STOPPED_LATE}")

from odoo import models


class ClockSegment(models.Model):
    """Pauses are few among the lines of all ledgers, and supervision looks at each."""

    _inherit = "yichuang.clock.segment"

    _pause_idx = models.Index("(clock_id) WHERE kind = 'pause'")

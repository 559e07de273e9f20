from odoo import models


class Ticket(models.Model):
    """Numbers of the queue, as the figures count them."""

    _name = "yichuang.ticket"
    _inherit = ["yichuang.ticket", "yichuang.counted"]

    _taken_idx = models.Index("(taken_on)")

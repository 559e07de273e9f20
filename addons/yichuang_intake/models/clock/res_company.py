from odoo import fields, models

from ...tools.deadline import LOCAL_GROUNDS


class Company(models.Model):
    """Who approves a longer time for joint cases, and what a hall lets stop its own
    promise besides the eight grounds of the law: nothing, unless it says so."""

    _inherit = "res.company"

    government_head_id = fields.Many2one(
        "res.users",
        "Head of Government",
        help="本级人民政府负责人, who approves a longer time for jointly handled cases "
        "(行政许可法 Art. 42(2)).",
    )
    pause_publicity = fields.Boolean(
        "Publicity Stops the Promise", help="公示 is not counted in 承诺时限."
    )
    pause_site = fields.Boolean(
        "Site Visits Stop the Promise", help="现场核查 is not counted in 承诺时限."
    )
    pause_rectification = fields.Boolean(
        "Rectification Stops the Promise", help="整改 is not counted in 承诺时限."
    )
    pause_consultation = fields.Boolean(
        "Consultation Stops the Promise", help="征求意见 is not counted in 承诺时限."
    )

    def _local_grounds(self):
        """Grounds by which this hall lets its promise wait."""
        self.ensure_one()
        return {ground for ground in LOCAL_GROUNDS if self[f"pause_{ground}"]}

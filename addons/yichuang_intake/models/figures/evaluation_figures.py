from odoo import models


class Evaluation(models.Model):
    """Ratings, as the figures count them."""

    _name = "yichuang.evaluation"
    _inherit = ["yichuang.evaluation", "yichuang.counted"]

    _counted_idx = models.Index("(asked_on)")

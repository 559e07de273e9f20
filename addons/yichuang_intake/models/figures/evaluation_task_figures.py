from odoo import models


class EvaluationTask(models.Model):
    """Bad ratings to put right, as the figures count them."""

    _name = "yichuang.evaluation.task"
    _inherit = ["yichuang.evaluation.task", "yichuang.counted"]

    _contact_due_idx = models.Index("(contact_due_on)")

from odoo import fields, models


class ServiceFaq(models.Model):
    """A question that people often ask about a service, and the answer."""

    _name = "yichuang.service.faq"
    _description = "Frequent Question"
    _inherit = ["yichuang.version.line"]
    _rec_name = "question"

    question = fields.Char(required=True, help="问题")
    answer = fields.Text(required=True, help="答案")

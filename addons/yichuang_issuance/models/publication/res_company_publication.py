from odoo import fields, models

from ...tools.licensing_law import PUBLICATION_DAYS


class Company(models.Model):
    """How a hall publishes the licences it grants."""

    _inherit = "res.company"

    publication_days = fields.Integer(
        "Working Days to Publish a Licence",
        default=PUBLICATION_DAYS,
        required=True,
        help="双公示期限(工作日): seven by national practice; a hall may promise less.",
    )
    publish_by_itself = fields.Boolean(
        "Publish Licences Without Further Ado",
        default=True,
        help="自动公示: as soon as the certificate is issued, and on the last day at "
        "the latest; otherwise a manager publishes each.",
    )

    _publication_days_lawful = models.Constraint(
        "CHECK (publication_days BETWEEN 1 AND 7)",
        "Licences are published within seven working days: choose 1 to 7.",
    )

from odoo import models


class CaseAgentIdentity(models.Model):
    """The identity number of an applicant's agent, kept apart as that of the applicant
    is: nobody has access to it, and the case shows it masked."""

    _name = "yichuang.case.agent.identity"
    _description = "Identity number of an agent"
    _inherit = ["yichuang.case.identity"]

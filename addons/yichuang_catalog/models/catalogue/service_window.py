from odoo import fields, models


class Service(models.Model):
    """Which window may take the matter, and why (一窗受理适用性)."""

    _inherit = "yichuang.service"

    instant_mode = fields.Selection(
        selection=[
            ("authorised_officer", "Authorised Officer, Any Window"),
            ("dedicated_window", "Dedicated Window"),
        ],
        string="If Decided on the Spot",
        help="即办件如何一窗; empty for the hall's own answer.",
    )
    dedicated_system = fields.Char(
        help="专网或专用系统: the system of a ministry without which it cannot be "
        "taken; empty for none."
    )
    needs_original = fields.Boolean(
        string="Original Needed", help="须核验原件: the paper itself must be seen."
    )
    needs_person = fields.Boolean(
        string="Person Needed",
        help="须本人到场: the applicant cannot send an agent (行政许可法 Art. 29).",
    )
    needs_person_basis = fields.Char(
        string="Basis of Personal Appearance",
        help="The law and article that demand it.",
    )
    window_mode = fields.Selection(
        selection=[
            ("any", "Any Window"),
            ("authorised", "Any Window, Officer Decides"),
            ("dedicated", "Dedicated Window"),
            ("upward", "Any Window, Passed Upward"),
            ("none", "No Window"),
        ],
        readonly=True,
        index=True,
        default="none",
        copy=False,
        help="Which window can take it.",
    )
    window_reasons = fields.Text(readonly=True, copy=False)
    one_window = fields.Boolean(readonly=True, copy=False)

from odoo import fields, models

from odoo.addons.yichuang_catalog.tools.transition import Transition


class Signup(models.Model):
    """A winner who does not sign gives its place to the next reserve."""

    _inherit = "yichuang.market.signup"

    _transitions = (
        Transition("decline", "winner", "declined", system=True),
        Transition("step_up", "reserve", "winner", system=True),
    )

    state = fields.Selection(
        selection_add=[("declined", "Not Signed")],
        ondelete={"declined": "cascade"},
    )

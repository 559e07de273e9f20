from odoo import models
from odoo.exceptions import AccessError


class Document(models.AbstractModel):
    """A portal user takes a step for a firm only in a role that its register of members
    gives, whichever step it is."""

    _inherit = "yichuang.market.document"

    # Steps that ask for a text first, and the field that keeps it.
    _statements = {}
    # The roles that may take the portal's steps on records of this model.
    _member_roles = ()

    def _check_transition_group(self, transition):
        super()._check_transition_group(transition)
        user = self.env.user
        if transition.system or not user._is_portal():
            return
        roles = self._roles_for(transition.name)
        if roles and not user._market_may(*roles):
            raise AccessError(
                self.env._(
                    "Your role in the firm does not include this. Ask the firm's "
                    "administrator in the market."
                )
            )

    def _roles_for(self, _name):
        """The roles that may take a step on these records, any of them."""
        return self._member_roles

    def _ask(self, step, title):
        """Open the dialog that asks for the text of a step."""
        self.ensure_one()
        return self._dialog(
            "yichuang.market.statement",
            title,
            subject=f"{self._name},{self.id}",
            step=step,
        )

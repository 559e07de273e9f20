from odoo import models


class NoticeLinks(models.AbstractModel):
    """The ways from a notice to what belongs to it."""

    _name = "yichuang.market.notice.links"
    _description = "Links of notices"

    def action_view_signups(self):
        """Open the sign-ups, as far as the reader may see them."""
        self._check_staff()
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Sign-ups"),
            "res_model": "yichuang.market.signup",
            "view_mode": "list,form",
            "domain": [("notice_id", "=", self.id)],
        }

    def action_view_draw(self):
        """Open the draw of the notice."""
        self._check_staff()
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "yichuang.market.draw",
            "view_mode": "form",
            "res_id": self.draw_id.id,
        }

    def action_view_contract(self):
        """Open the contract of the notice."""
        self._check_staff()
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "yichuang.market.contract",
            "view_mode": "form",
            "res_id": self.contract_ids[-1:].id,
        }

    def action_verify(self):
        """Open the public page on which anybody can repeat the draw."""
        self._check_staff()
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/market/verify/{self.number}",
            "target": "new",
        }

from odoo import fields, models


class Sealed(models.Model):
    """A sealed offer as the bidder's browser closed it.

    Nobody has any access to this model, and it has no talk, no tracking and no search
    views: what is in it is unreadable here anyway, and how many there are is nobody's
    business before the close. Server code hands blobs out after it.
    """

    _name = "yichuang.market.sealed"
    _description = "Sealed offer"
    _order = "id"

    signup_id = fields.Many2one(
        "yichuang.market.signup", required=True, ondelete="restrict"
    )
    suite = fields.Char(required=True)
    blob = fields.Text(required=True)
    sha256 = fields.Char("SHA-256", required=True)
    share_ids = fields.One2many("yichuang.market.share", "sealed_id")

    _signup_uniq = models.UniqueIndex("(signup_id)")

    def _shares(self):
        """The shares given of this offer, by the custodian's position."""
        self.ensure_one()
        return {share.position: share.value for share in self.share_ids}

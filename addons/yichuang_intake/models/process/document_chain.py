from odoo import models
from odoo.exceptions import UserError

# From one organ to the next; the opinion is internal.
BETWEEN_ORGANS = ("first_review", "hop_transfer")


class Document(models.Model):
    """What organs send to each other with a case stays as the list names it."""

    _inherit = "yichuang.document"

    def _correct(self, changes, reason, revision):
        if self.kind in BETWEEN_ORGANS:
            raise UserError(
                self.env._(
                    "%(document)s went up with its case, and the list that names it "
                    "stays as it was signed for. The organ above sends the case back "
                    "for a mistake in it; it is reviewed and sent up anew then.",
                    document=self.display_name,
                )
            )
        return super()._correct(changes, reason, revision)

from odoo import models
from odoo.exceptions import AccessError


class IrAttachment(models.Model):
    """A file that a field of our records holds changes with its record only.

    The record knows whether it is still open; written directly, the file would change
    behind a published version. The field itself writes its file with sudo.
    """

    _inherit = "ir.attachment"

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if operation == "read":
            return result
        # Where a file belongs must be known even to whoever may not read it.
        held = self.browse(
            file.id
            for file in self.sudo()
            if file.res_field and (file.res_model or "").startswith("yichuang.")
        )
        if not held:
            return result
        forbidden = held | result[0] if result else held
        return forbidden, lambda: AccessError(
            self.env._(
                "This file belongs to a record and changes only with it. Open the "
                "record and replace the file there, while it may still be edited."
            )
        )

    def write(self, vals):
        """Nor may a file be put in the place of one by telling where it belongs."""
        result = super().write(vals)
        if not vals.keys().isdisjoint(("res_model", "res_field", "res_id")):
            self.check_access("write")
        return result

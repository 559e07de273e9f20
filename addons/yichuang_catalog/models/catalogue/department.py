from odoo import models
from odoo.exceptions import UserError


class Department(models.Model):
    _inherit = "yichuang.department"

    def write(self, vals):
        if "uscc" in vals:
            self._check_code_not_in_use(vals["uscc"])
        return super().write(vals)

    def _check_code_not_in_use(self, uscc):
        """The codes of published services begin with the organ's: it stays."""
        changed = self.filtered(lambda organ: organ.uscc and organ.uscc != uscc)
        if not changed:
            return
        published = (
            self.env["yichuang.service.version"]
            .sudo()
            ._read_group(
                [
                    ("department_id", "in", changed.ids),
                    ("published_on", "!=", False),
                ],
                ["department_id"],
            )
        )
        for (organ,) in published:
            raise UserError(
                self.env._(
                    "%(organ)s has published services, whose codes begin with its "
                    "credit code. Enter the successor as a new organ and archive this "
                    "one.",
                    organ=organ.name,
                )
            )

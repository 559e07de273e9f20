from odoo import models
from odoo.exceptions import UserError


class JointLine(models.AbstractModel):
    """A line that a joint case gets from its theme: what is asked for follows from the
    theme and the situation, and people enter only the answer.

    Class option: ``_entered_fields``, what may be entered.
    """

    _name = "yichuang.joint.line"
    _description = "Line of a joint case"
    _inherit = ["yichuang.lifecycle.line"]
    _lifecycle_parent = "joint_id"
    _entered_fields = frozenset()

    def write(self, vals):
        if not self.env.su and set(vals) - self._entered_fields:
            raise UserError(
                self.env._(
                    "What a joint case asks for follows from its theme and the "
                    "situation (行政许可法 Art. 31); only what is handed in or "
                    "answered is entered here."
                )
            )
        return super().write(vals)

from odoo import fields, models


class Case(models.Model):
    """The turn of a case: what has the green channel stands above the others."""

    _inherit = "yichuang.case"

    _guarded_fields = frozenset({"priority"})

    priority = fields.Selection(
        [("0", "In its turn"), ("1", "Green channel")],
        required=True,
        default="0",
        readonly=True,
        copy=False,
        help="办理顺序: 依次办理, 绿色通道优先办理",
    )
    green_ids = fields.One2many("yichuang.case.green", "case_id", readonly=True)

    # The order of the list of cases.
    _inbox_idx = models.Index("(priority DESC, id DESC)")

    def action_new_green(self):
        """Ask for the green channel."""
        return self._new_of("yichuang.case.green", self.env._("Green Channel"))

    def _set_priority(self, priority):
        # Called by the steps of the green channel, which checked who may.
        self.sudo()._write_guarded({"priority": priority})
        self._log_event("priority", {"priority": priority})

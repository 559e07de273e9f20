from odoo import fields, models

from ..case.case import IN_HAND


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
    green_ids = fields.One2many(
        "yichuang.case.green", "case_id", "Green Channel Records", readonly=True
    )

    # The orders of the lists: of all cases, of those in hand, of those to work on.
    _inbox_idx = models.Index("(priority DESC, id DESC)")
    _due_idx = models.Index(
        f"(department_id, priority DESC, due_on, id) WHERE {IN_HAND}"
    )
    _in_hand_idx = models.Index(f"(company_id, priority DESC, id DESC) WHERE {IN_HAND}")

    def action_new_green(self):
        """Ask for the green channel."""
        return self._new_of("yichuang.case.green", self.env._("Green Channel"))

    def _set_priority(self, priority):
        # Called by the steps of the green channel, which checked who may.
        self.sudo()._write_guarded({"priority": priority})
        self._log_event("priority", {"priority": priority})

from odoo import api, fields, models
from odoo.fields import Domain

MOST_ON_A_LIST = 500


class Case(models.Model):
    """Who holds the papers of a case now (材料在谁手中), kept by the hand-overs."""

    _inherit = "yichuang.case"

    _guarded_fields = frozenset(
        {"held_by", "held_department_id", "held_user_id", "held_since", "handover_id"}
    )

    held_by = fields.Selection(
        [("hall", "The Hall"), ("way", "On the Way"), ("organ", "The Organ")],
        "Papers With",
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="材料所在: 大厅, 移交途中, 部门; empty where there are none on paper.",
    )
    held_department_id = fields.Many2one(
        "yichuang.department",
        "Organ With the Papers",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        groups="base.group_user",
        help="材料所在部门",
    )
    held_user_id = fields.Many2one(
        "res.users",
        "Signed For By",
        readonly=True,
        copy=False,
        ondelete="restrict",
        groups="base.group_user",
        help="材料经手人",
    )
    held_since = fields.Datetime(
        "Papers There Since",
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="交接时间",
    )
    handover_id = fields.Many2one(
        "yichuang.handover",
        "Last Hand-Over",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        groups="base.group_user",
        help="最近一次交接清单",
    )

    _held_idx = models.Index("(department_id, held_by) WHERE held_by IS NOT NULL")

    def _values_receive(self, vals):
        values = super()._values_receive(vals)
        now = fields.Datetime.now()
        for case in self.sudo():
            # What came online has no paper; a point keeps it until its bundle arrives.
            if case.state == "draft" and not case.reception_point_id:
                values.setdefault(case.id, {}).update(
                    held_by="hall", held_user_id=self.env.uid, held_since=now
                )
        return values

    def _papers_with(self, holder, handover=None):
        """The papers are with somebody else from now on."""
        if not self:
            return
        organ = handover.department_id if handover else self.env["yichuang.department"]
        # Whoever signs for papers need not be able to write the case.
        self.sudo()._write_guarded(
            {
                "held_by": holder,
                "held_department_id": organ.id if holder == "organ" else False,
                "held_user_id": self.env.uid,
                "held_since": fields.Datetime.now(),
                "handover_id": handover and handover.id,
            }
        )
        self._log_event(
            "papers_held",
            {"by": holder, "organ": organ.name or "", "list": handover.number or ""}
            if handover
            else {"by": holder},
        )

    @api.model
    def _to_hand_over(self, handover):
        """Cases whose papers wait to go the way of a list."""
        organ = Domain("department_id", "=", handover.department_id.id)
        if handover.direction == "to_organ":
            wanted = Domain("held_by", "=", "hall") & Domain(
                "state", "in", ("accepted", "reviewing")
            )
        else:
            wanted = Domain("held_by", "=", "organ") & Domain("decided_on", "!=", False)
        return self.search(organ & wanted, order="id", limit=MOST_ON_A_LIST)

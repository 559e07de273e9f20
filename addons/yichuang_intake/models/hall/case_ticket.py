from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.workdays import hall_date


class Case(models.Model):
    """At which window and for which number it was received (窗口、票号).

    Cases without a number are as lawful: online, by mail, at a reception point.
    """

    _inherit = "yichuang.case"

    _added_guards = {
        "receive": ("_guard_ticket", "_guard_window_takes", "_guard_trained"),
        "accept": ("_guard_trained",),
        "accept_deferred": ("_guard_trained",),
    }
    _guarded_fields = frozenset({"window_id"})
    _matter_fields = frozenset({"ticket_id"})

    ticket_id = fields.Many2one(
        "yichuang.ticket",
        ondelete="restrict",
        index="btree_not_null",
        copy=False,
        groups="base.group_user",
        domain=lambda self: [("user_id", "=", self.env.uid), ("state", "=", "serving")],
        help="票号: the number with which the person came to the window.",
    )
    window_id = fields.Many2one(
        "yichuang.window",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        copy=False,
        groups="base.group_user",
        help="收件窗口: where it was received.",
    )

    def _guard_ticket(self, vals):
        for case in self:
            # Reception points and clerks see different numbers; the rule is one.
            ticket = case.sudo().ticket_id
            if ticket and (
                ticket.user_id != self.env.user
                or ticket.state != "serving"
                or ticket.company_id != case.company_id
            ):
                raise UserError(
                    self.env._(
                        "Number %(ticket)s is not at your window now. Receive the case "
                        "while the person is there, or leave the number empty.",
                        ticket=ticket.number,
                    )
                )

    def _guard_window_takes(self, vals):
        shift = self._own_shift()
        for case in self:
            if shift and not shift._takes(case.sudo().service_id):
                raise UserError(
                    self.env._(
                        "%(window)s does not take “%(service)s” as the hall is set up "
                        "today. Pass the number on to a window that does; the "
                        "capability report names them.",
                        window=shift.window_id.display_name,
                        service=case.service_id.name,
                    )
                )

    def _guard_trained(self, vals):
        """Trained clerks only (持证上岗), where the group of services asks for it."""
        if self.env.su:
            return
        # Clerks read neither the groups' settings nor each other's training for this.
        groups = self.env["yichuang.service.group"].sudo()
        strict = groups.search(
            [
                ("service_ids", "in", self.service_id.ids),
                ("qualified_only", "=", True),
            ]
        )
        if not strict:
            return
        held = (
            self.env["yichuang.clerk.qualification"]
            .sudo()
            ._groups_of(self.env.user, hall_date())
        )
        for case in self:
            needed = strict.filtered(
                lambda group, service=case.service_id: service in group.service_ids
            )
            if needed and not needed & held:
                raise UserError(
                    self.env._(
                        "“%(service)s” is received and accepted by clerks trained for "
                        "%(groups)s; your qualification is missing or has expired. "
                        "Pass the number on, or ask the hall manager to enter your "
                        "training.",
                        service=case.service_id.name,
                        groups=", ".join(needed.mapped("name")),
                    )
                )

    def _own_shift(self):
        # Found by the person alone.
        return self.env["yichuang.window.shift"].sudo()._of(self.env.user)

    def _values_receive(self, vals):
        values = super()._values_receive(vals)
        shift = self._own_shift()
        if shift:
            ticket = shift._current_ticket()
            for case in self:
                row = values.setdefault(case.id, {})
                row["window_id"] = shift.window_id.id
                # What is received while somebody is at the window is theirs.
                if ticket.state == "serving" and not case.ticket_id:
                    row["ticket_id"] = ticket.id
        return values

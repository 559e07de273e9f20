from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

CLERK = "yichuang_intake.group_clerk"


class Window(models.Model):
    """Who may open a window, and what it takes while it is open."""

    _inherit = "yichuang.window"

    def action_open(self):
        """Sit down at this window and open it."""
        self.ensure_one()
        self.check_access("read")
        if not self.env.user.has_group(CLERK):
            raise AccessError(
                self.env._("Windows are opened by window clerks; you are none.")
            )
        self._open(self.env.user)
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _open(self, user):
        """Open the window for a clerk; the rules hold whoever asks."""
        self.ensure_one()
        place = self._place(hall_date())
        shift = self.env["yichuang.window.shift"].new(
            {"zone_id": place["zone_id"], "kind": place["kind"]}
        )
        self._check_clerk_qualified(user, shift)
        self._check_keeps_no_point(user)
        taken = self.env["yichuang.window.shift"].search(
            [("state", "!=", "closed"), ("user_id", "=", user.id)], limit=1
        )
        if taken:
            raise UserError(
                self.env._(
                    "You are at %(window)s still. Close it first.",
                    window=taken.window_id.display_name,
                )
            )
        # Nobody creates shifts by hand; who may open which window was checked above.
        shifts = self.env["yichuang.window.shift"].sudo()
        opened = shifts._create_guarded(
            [
                {
                    "window_id": self.id,
                    "user_id": user.id,
                    "company_id": self.company_id.id,
                    "opened_on": fields.Datetime.now(),
                    **place,
                }
            ]
        ).sudo(False)
        opened._log_event("open")
        return opened

    def _shift_now(self):
        """The shift of whoever is at the window, open or paused."""
        self.ensure_one()
        return self.env["yichuang.window.shift"].search(
            [("window_id", "=", self.id), ("state", "!=", "closed")], limit=1
        )

    def _place(self, day):
        """Zone, kind and organ of the window on a day, by the layout in force."""
        self.ensure_one()
        layout = self.env["yichuang.hall.layout"]._on(self.company_id, day)
        line = layout.line_ids.filtered(lambda line: line.window_id == self)
        if layout and not line:
            raise UserError(
                self.env._(
                    "%(window)s is not part of the layout “%(layout)s” that holds "
                    "today. Choose another window, or ask the hall manager.",
                    window=self.display_name,
                    layout=layout.name,
                )
            )
        place = line or self
        kind = place.kind
        if kind == "comprehensive":
            kind = place.zone_id.reception or layout.reception or "undifferentiated"
        return {
            "layout_id": layout.id,
            "zone_id": place.zone_id.id,
            "kind": kind,
            "department_id": place.department_id.id,
        }

    def _check_clerk_qualified(self, user, shift):
        """A window by class is opened by somebody trained for one of its groups."""
        groups = shift.zone_id.group_ids.filtered("qualified_only")
        if shift.kind != "by_class" or not groups:
            return
        # Clerks do not see each other's training, but the rule holds all the same.
        rows = self.env["yichuang.clerk.qualification"].sudo()
        if groups != shift.zone_id.group_ids or groups & rows._groups_of(
            user, hall_date()
        ):
            return
        raise UserError(
            self.env._(
                "%(user)s has no qualification in force for %(groups)s and cannot "
                "open %(window)s. The hall manager enters the training.",
                user=user.name,
                groups=", ".join(groups.mapped("name")),
                window=self.display_name,
            )
        )

    def _check_keeps_no_point(self, user):
        # What a colleague keeps need not be readable to be obeyed.
        if user.sudo().reception_point_ids:
            raise UserError(
                self.env._(
                    "Who keeps a reception point receives there, not at a window of "
                    "the hall."
                )
            )

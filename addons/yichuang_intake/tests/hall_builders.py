"""Builders of the hall: zones, windows, layouts, shifts, numbers."""

from odoo.addons.yichuang_catalog.tools.workdays import hall_date


class HallBuilders:
    """Mixed into ``IntakeCase``."""

    @classmethod
    def zone(cls, code="Q", **values):
        """A zone with a queue of its own."""
        zones = cls.env["yichuang.zone"]
        return zones.search([("code", "=", code)]) or zones.create(
            {"name": f"测试{code}区", "code": code, **values}
        )

    @classmethod
    def window(cls, number="901", zone=None, **values):
        """A window of that zone, which is part of the layout in force."""
        zone = zone or cls.zone()
        window = cls.env["yichuang.window"].create(
            {
                "name": f"测试窗口{number}",
                "number": number,
                "zone_id": zone.id,
                **values,
            }
        )
        layout = cls.env["yichuang.hall.layout"]._on(cls.env.company, hall_date())
        if layout:
            layout.line_ids = [(0, 0, {"window_id": window.id})]
        return window

    @classmethod
    def open_shift(cls, window=None, clerk=None):
        """A clerk at an open window."""
        clerk = clerk or cls.clerk
        shifts = cls.env["yichuang.window.shift"]
        if not window:
            taken = shifts._of(clerk)
            if taken:
                return taken
            window = cls.window(str(900 + len(cls.env["yichuang.window"].search([]))))
        window.with_user(clerk).action_open()
        return shifts._of(clerk)

    @classmethod
    def waiting_ticket(cls, zone=None, channel="kiosk", **values):
        """A number that waits."""
        return cls.env["yichuang.ticket"]._take(zone or cls.zone(), channel, **values)

    @classmethod
    def called_ticket(cls, shift=None):
        """A number called to a window of its zone."""
        shift = shift or cls.open_shift()
        cls.waiting_ticket(shift.zone_id)
        return cls.call_next(shift)

    @classmethod
    def serving_ticket(cls, shift=None):
        """Somebody at the window."""
        ticket = cls.called_ticket(shift)
        ticket.with_user(ticket.user_id).action_start()
        return ticket

    @classmethod
    def call_next(cls, shift):
        """What the key on the counter does."""
        mine = shift.with_user(shift.user_id)
        return mine.env["yichuang.ticket"]._call_next(mine).with_env(cls.env)

    @classmethod
    def closed_shift(cls):
        """A shift that has ended; there is no younger state that could be deleted."""
        shift = cls.open_shift()
        shift.with_user(shift.user_id).action_close()
        return shift

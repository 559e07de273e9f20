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

    @classmethod
    def draft_handover(cls, **values):
        """A list with the papers of an accepted case, not sent yet."""
        case = cls.accepted_case()
        env = cls.env(user=cls.clerk.id)
        return (
            env["yichuang.handover"]
            .create(
                {
                    "department_id": case.department_id.id,
                    "line_ids": [(0, 0, {"case_id": case.id})],
                    **values,
                }
            )
            .with_env(cls.env)
        )

    @classmethod
    def sent_handover(cls):
        """Papers on their way to the organ."""
        handover = cls.draft_handover()
        handover.with_user(cls.clerk).action_send()
        return handover

    @classmethod
    def appointment_hours(cls, zone=None, **values):
        """Hours in which the zone receives by appointment."""
        plans, zone = cls.env["yichuang.appointment.plan"], zone or cls.zone()
        return plans.search([("zone_id", "=", zone.id)], limit=1) or plans.create(
            {"zone_id": zone.id, "hour_from": 9, "hour_to": 10, "places": 2, **values}
        )

    @classmethod
    def booked_appointment(cls, partner=None, moment=None):
        """The next free time, booked by somebody."""
        zone = cls.appointment_hours().zone_id
        appointments = cls.env["yichuang.appointment"]
        partner = partner or cls.env["res.partner"].create({"name": "示例预约人"})
        moment = moment or appointments._offered(zone)[0][0]
        return appointments._book(zone, moment, partner, "办理食品经营许可")

    @classmethod
    def cancelled_appointment(cls):
        """A time that was given up."""
        appointment = cls.booked_appointment()
        appointment.with_user(cls.clerk).action_cancel()
        return appointment

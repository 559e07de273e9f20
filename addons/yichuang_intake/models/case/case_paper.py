from odoo import api, models
from odoo.tools import format_date

from odoo.addons.yichuang_catalog.tools.workdays import hall_date, hall_moment

# States of a case that ended beside the path to a decision.
ENDED_ASIDE = ("refused", "withdrawn", "revoked", "terminated", "void")


class CasePaper(models.AbstractModel):
    """What the papers and public pages of a case say: its progress in steps, dates
    in words, the address of the progress page."""

    _name = "yichuang.case.paper"
    _description = "Papers of a case"
    # By which field its documents lead here.
    _part_field = "case_id"

    def _acting_organ(self):
        """The organ that has the case in hand, and acts on it in its own name."""
        self.ensure_one()
        return self.department_id

    def _organs(self):
        """All organs that act on the case."""
        self.ensure_one()
        return self.department_id

    @api.model
    def _progress_states(self):
        """The steps shown to the applicant: states that count as having reached
        each, and the field that tells when."""
        return (
            (("received", "supplement"), "received_on"),
            (("accepted",), "accepted_on"),
            (("reviewing",), False),
            (("decided",), "decided_on"),
            (("closed",), "ended_on"),
        )

    def _progress(self):
        """How far the case is, for its applicant: no person, no opinion, no
        identity.

        :returns: list of ``{"label", "date", "reached", "current"}``
        """
        self.ensure_one()
        labels = dict(self._fields["state"]._description_selection(self.env))
        steps = self._progress_states()
        order = [state for states, _field in steps for state in states]
        position = (
            order.index(self.state)
            if self.state in order
            else self._last_reached(order)
        )
        return [
            {
                "label": labels[states[0]],
                "date": field
                and self[field]
                and self._date_words(hall_date(self[field])),
                "reached": order.index(states[0]) <= position,
                "current": self.state in states,
            }
            for states, field in steps
        ]

    def _last_reached(self, order):
        """Position in ``order`` of the last step of a case that left the path."""
        if self.accepted_on:
            return order.index("accepted")
        return order.index("received") if self.received_on else -1

    def _ending(self):
        """How a case that left the path ended, in words; False while on it."""
        self.ensure_one()
        if self.state in ENDED_ASIDE:
            return self._state_label()
        return False

    def _due_label(self):
        """What the applicant may expect by the due date."""
        self.ensure_one()
        if self.state == "received":
            return self.env._("Acceptance decided by")
        if self.state in ("accepted", "reviewing"):
            return self.env._("Decision due")
        return self.env._("Result due")

    def _receipt_words(self):
        """What a receipt is and is not (行政许可法 Art. 32(4))."""
        self.ensure_one()
        return self.env._(
            "This receipt confirms that the materials were handed in. It is not an "
            "acceptance: the organ says by %(date)s whether it accepts the "
            "application, or tells at once everything that is missing (行政许可法 Art. "
            "32).",
            date=self._date_words(self._clock("notice").due_on),
        )

    def _acceptance_words(self):
        """The sentence by which an application is accepted."""
        self.ensure_one()
        return self.env._(
            "Your application for “%(service)s”, received on %(received)s, is complete "
            "and in due form and is hereby accepted under Art. 32 of the "
            "Administrative Licensing Law.",
            service=self.service_id.name,
            received=self._date_words(hall_date(self.received_on)),
        )

    def _limit_words(self, limit, kind):
        """A limit and the day it ends."""
        self.ensure_one()
        clock = self._clock(kind)
        date = self._date_words(clock.due_on)
        if clock.provisional:
            return self.env._(
                "%(limit)s, until %(date)s (provisional: the working days of that year "
                "are not announced yet)",
                limit=limit,
                date=date,
            )
        return self.env._("%(limit)s, until %(date)s", limit=limit, date=date)

    @api.model
    def _date_words(self, day):
        return format_date(self.env, day, date_format="long") if day else ""

    @api.model
    def _hall_day(self, moment):
        return hall_date(moment)

    @api.model
    def _hall_time(self, moment):
        """A moment on the hall's wall clock, to the minute."""
        return hall_moment(moment).strftime("%Y-%m-%d %H:%M") if moment else ""

    def _track_url(self):
        """The public progress page, with the number filled in where there is one."""
        address = f"{self.get_base_url()}/track"
        return (
            f"{address}?number={self.receipt_number}"
            if self.receipt_number
            else address
        )

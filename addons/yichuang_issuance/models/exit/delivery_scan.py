from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import scan
from .delivery import ENDED, EXIT_CLERK

# By which field of a delivery each kind of code is found.
FIELDS = {
    "pickup_code": "pickup_code",
    "receipt_number": "receipt_number",
    "case_number": "case_id.number",
    "token": "certificate_id.token",
    "certificate_number": "certificate_id.number",
    "identifier": "certificate_id.identifier",
    "tracking_number": "tracking_number",
}
# How somebody without a slip is found.
PERSONS = {"phone": ("case_id.phone", "="), "name": ("applicant_name", "ilike")}
ENDS = ("delivered", "recalled")
MOST = 10
STEPS = {
    "waiting": "action_arrive",
    "arrived": "action_hand_over",
    "sent": "action_sign_for",
    "boxed": "action_take_out",
    "returned": "action_expect_again",
    "delivered": "action_print_receipt",
}
# What the applicant asked for instead of the window.
WISHED = {"courier": "action_send", "cabinet": "action_put_in"}


class Delivery(models.Model):
    """The exit screen: whatever is scanned leads to the one next step."""

    _inherit = "yichuang.delivery"

    @api.model
    def scan_code(self, text):
        """What the exit screen shows of a scanned or typed code.

        :returns: list of dicts, one for each delivery found, with the name of the next
            step and of the method behind it
        """
        if not self.env.user.has_group(EXIT_CLERK):
            raise AccessError(self.env._("The exit window scans what is handed out."))
        found = [
            Domain(FIELDS[kind], "=", value) for kind, value in scan.meanings(text)
        ]
        deliveries = self.search(Domain.OR(found), limit=MOST) if found else self
        deliveries = deliveries or self._scan_person(text)
        open_first = deliveries.sorted(lambda delivery: delivery.state in ENDS)
        return [delivery._scan_facts() for delivery in open_first]

    @api.model
    def _scan_person(self, text):
        """The results of an applicant who has no slip: those still here before those
        that were handed out, the newest first."""
        meant = scan.person(text)
        if not meant:
            return self.browse()
        kind, words = meant
        if kind == "id_number":
            # The person at this window shows the card; cases are searched by its
            # number at the counters alone.
            cases = self.env["yichuang.case"].sudo().search([(kind, "=", words)])
            own = Domain("case_id", "in", cases.ids)
        else:
            own = Domain(*PERSONS[kind], words)
        found = self.search(own & Domain("state", "not in", ENDS), limit=MOST)
        left = MOST - len(found)
        ended = self.search(own & Domain("state", "in", ENDS), limit=left)
        return found + ended

    @api.model
    def exit_overview(self):
        """What the exit screen shows before anything is scanned.

        :returns: list of dicts with the filter of the exit window's list that shows
            it, its label, how many there are and how urgent they are
        """
        if not self.env.user.has_group(EXIT_CLERK):
            raise AccessError(self.env._("The exit window scans what is handed out."))
        mine = Domain("company_id", "in", self.env.companies.ids)
        by_state = dict(self._read_group(mine, ["state"], ["__count"]))
        here = mine & Domain("state", "in", ("waiting", "arrived"))
        late = self.search_count(here & Domain("due_on", "<", hall_date()))
        long = self.search_count(mine & Domain("age_level", "in", ("long",)))
        states = dict(self._fields["state"]._description_selection(self.env))
        rows = [
            ("arrived", states["arrived"], by_state.get("arrived", 0), ""),
            ("waiting", states["waiting"], by_state.get("waiting", 0), ""),
            ("sent", states["sent"], by_state.get("sent", 0), ""),
            ("boxed", states["boxed"], by_state.get("boxed", 0), ""),
            ("returned", states["returned"], by_state.get("returned", 0), ""),
            ("late", self.env._("Overdue"), late, "danger"),
            ("uncollected", self.env._("Lying Too Long"), long, "warning"),
        ]
        return [
            {"filter": name, "label": label, "count": count, "tone": count and tone}
            for name, label, count, tone in rows
        ]

    def _scan_facts(self):
        self.ensure_one()
        action, label = self._next_step()
        return {
            "id": self.id,
            "revision": self.revision,
            "receipt_number": self.receipt_number,
            "applicant": self.applicant_name,
            "service": self.service_id.name,
            "organ": self.department_id.name,
            "document": self.sudo().certificate_id.display_name
            if self.certificate_id
            else self.env._("Written decision"),
            "state": self.state,
            "state_label": self._state_label(),
            "shelf_place": self.shelf_place or "",
            "days_waiting": self.days_waiting,
            "time_left": self.time_left or "",
            "time_level": self.time_level or "",
            "told": self._last_word(),
            "action": action,
            "action_label": label,
        }

    def _next_step(self):
        """The method behind the one step that is due now, and its label; empty where
        nothing is left to do."""
        self.ensure_one()
        if self.state in ("waiting", "arrived", "returned") and (
            self.sudo().certificate_id.state in ENDED
        ):
            return "action_recall", self.env._("Take Back")
        labels = {
            "action_send": self.env._("By Courier"),
            "action_put_in": self.env._("Into the Cabinet"),
            "action_hand_over": self.env._("Hand Over"),
            "action_arrive": self.env._("Put on the Shelf"),
            "action_sign_for": self.env._("Signed For"),
            "action_take_out": self.env._("Take Out"),
            "action_expect_again": self.env._("Expect It Again"),
            "action_print_receipt": self.env._("Print Receipt"),
        }
        step = STEPS.get(self.state, "")
        if step == "action_hand_over":
            step = WISHED.get(self.way, step)
        return step, labels.get(step, "")

    def _last_word(self):
        """What the clerk tells the person at the window, in a sentence."""
        self.ensure_one()
        if self.state == "delivered":
            return self.env._(
                "Handed out on %(time)s to %(name)s.",
                time=self.case_id._hall_time(self.delivered_on),
                name=self.collector_name or "",
            )
        if self.state == "sent":
            return self.env._(
                "Sent on %(time)s by %(courier)s, mail number %(number)s.",
                time=self.case_id._hall_time(self.sent_on),
                courier=self.courier or "",
                number=self.tracking_number or "",
            )
        if self.state == "boxed":
            return self.env._(
                "It lies in %(cabinet)s (%(place)s) until %(time)s.",
                cabinet=self.cabinet_id.name,
                place=self.cabinet_id.place,
                time=self.case_id._hall_time(self.boxed_until),
            )
        if self.state == "arrived":
            return self.env._("It lies at %(place)s.", place=self.shelf_place or "")
        if self.state == "waiting":
            return self.env._("It has not come from the organ yet.")
        return self.way_reason or ""

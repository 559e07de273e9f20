import hashlib
from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date
from odoo.addons.yichuang_intake.tools.licensing_law import DELIVERY_DAYS

# On its way to the applicant's hand, but not in it.
OPEN = ("waiting", "arrived", "boxed", "returned")


class Delivery(models.Model):
    """A changed or re-issued certificate leaves through the exit as well.

    What has not been handed out yet is exchanged for the new version and keeps its
    time. Otherwise the new version is a delivery of its own, with ten working days of
    its own from the day on which it was decided (行政许可法 Art. 44, 49); its case was
    closed by the first delivery and stays closed.
    """

    _inherit = "yichuang.delivery"

    _transitions = (Transition("exchange", OPEN, "waiting", system=True),)
    _guarded_fields = frozenset({"again_from", "again_due_on", "again_warning"})

    again_from = fields.Date(
        "New Version Decided",
        readonly=True,
        copy=False,
        help="变更、补发决定日期; empty for the first result of a case.",
    )
    again_due_on = fields.Date("New Version Due", readonly=True, copy=False)
    again_warning = fields.Selection(
        [("soon", "Ends Soon"), ("late", "Overdue")],
        "New Version Warned Of",
        readonly=True,
        copy=False,
        help="送达期限预警: what the managers were told of last.",
    )

    _again_uniq = models.UniqueIndex(
        "(certificate_id) WHERE again_from IS NOT NULL",
        "The delivery of this version has been prepared already.",
    )
    _again_idx = models.Index(
        "(company_id, again_due_on, id) WHERE again_from IS NOT NULL "
        "AND state IN ('waiting', 'arrived')"
    )

    @api.model
    def _prepare_versions(self, certificates):
        """Have new versions of certificates leave the hall.

        :param certificates: versions that were issued just now, and replaced another
        """
        # Whoever issues may not write deliveries by hand.
        before = self.sudo().search(
            [
                ("certificate_id", "in", certificates.sudo().previous_id.ids),
                ("state", "in", OPEN),
            ]
        )
        exchanged = before.certificate_id.next_ids
        before.with_user(SUPERUSER_ID)._transition("exchange")
        calendar = self.env["yichuang.calendar.day"]._workdays()
        vals_list = []
        for certificate in certificates.sudo() - exchanged:
            decided = hall_date(certificate.create_date)
            vals_list.append(
                {
                    **self._new_values(certificate.case_id, certificate),
                    "again_from": decided,
                    "again_due_on": calendar.add(decided, DELIVERY_DAYS).date,
                }
            )
        deliveries = self.sudo()._create_guarded(vals_list).sudo(False)
        deliveries._log_event("prepare")
        return deliveries

    def _values_exchange(self, vals):
        # The paper of the old version has to leave the shelf.
        vals.update(shelf_place=False, arrived_on=False, arrived_by_id=False)
        return {
            delivery.id: {"certificate_id": delivery.certificate_id.next_ids.id}
            for delivery in self
        }

    def _of_cases(self):
        """The first results, which take their cases to the end."""
        return self.filtered(lambda delivery: not delivery.again_from)

    def _after_arrive(self, vals):
        super()._after_arrive(vals)
        self.filtered("again_from")._tell_again()

    def _tell_again(self):
        """Write to the applicants that a new version can be collected."""
        drafts = []
        for delivery in self:
            for draft in delivery.case_id.sudo()._notice_drafts("ready"):
                key = f"{draft['key']}/version/{delivery.sudo().certificate_id.version}"
                digest = hashlib.sha256(key.encode()).hexdigest()
                drafts.append({**draft, "key": digest})
        # Nobody writes notices by hand.
        notices = self.env["yichuang.notice"].sudo()
        told = notices.search([("key", "in", [draft["key"] for draft in drafts])])
        known = set(told.mapped("key"))
        notices.create([draft for draft in drafts if draft["key"] not in known])

    @api.model
    def _warn_again(self):
        """Tell managers of new versions that are due soon, and of overdue ones."""
        today = hall_date()
        commit = self.env["ir.cron"]._commit_progress
        for company in self.env["res.company"].search([("hall_code", "!=", False)]):
            soon = today + timedelta(days=company.delivery_warning_days)
            for level, until in (("late", today - timedelta(days=1)), ("soon", soon)):
                domain = [
                    ("company_id", "=", company.id),
                    ("again_from", "!=", False),
                    ("state", "in", ("waiting", "arrived")),
                    ("again_due_on", "<=", until),
                    ("again_warning", "not in", (level, "late")),
                ]
                while found := self.search(domain, order="id", limit=200):
                    mine = found.try_lock_for_update(allow_referencing=True)
                    mine._write_guarded({"again_warning": level})
                    for delivery in mine:
                        delivery._log_event("delivery_warning", {"level": level})
                    mine.case_id._put_on_managers_desks(
                        self.env["yichuang.case"]._delivery_warning(level)
                    )
                    if not commit(len(mine)) or not mine:
                        break

    @api.model
    def _rederive_again(self, since):
        """Derive anew what a day touches whose standing as a working day changed."""
        calendar = self.env["yichuang.calendar.day"]._workdays()
        for delivery in self.search(
            [
                ("again_due_on", ">=", since),
                ("state", "in", (*OPEN, "sent")),
            ]
        ):
            due = calendar.add(delivery.again_from, DELIVERY_DAYS).date
            if due != delivery.again_due_on:
                before = delivery.again_due_on
                delivery._write_guarded({"again_due_on": due})
                delivery._log_event("rederive", {"from": before, "to": due})

import hashlib
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

BATCH = 200


class Delivery(models.Model):
    """Results that nobody collects: their applicants are reminded, and in the end the
    results are proposed for return to their organ.

    The scheduled job may run late, twice and on several workers: it takes what is
    due, each row locked while its reminder is written.
    """

    _inherit = "yichuang.delivery"

    _guarded_fields = frozenset({"reminded_on", "reminder_count"})

    reminded_on = fields.Datetime(readonly=True, copy=False, help="最近提醒时间")
    reminder_count = fields.Integer(
        "Reminders", readonly=True, copy=False, help="提醒次数"
    )
    age_level = fields.Selection(
        [("fresh", "Fresh"), ("lying", "Lying"), ("long", "Lying Long")],
        "How Long",
        compute="_compute_age_level",
        search="_search_age_level",
        help="待领时长: by the hall's days to remind and to return.",
    )

    _uncollected_idx = models.Index(
        "(company_id, arrived_on, reminded_on) WHERE state = 'arrived'"
    )

    @api.depends("arrived_on", "state")
    def _compute_age_level(self):
        today = hall_date()
        for delivery in self:
            delivery.age_level = False
            if delivery.state != "arrived" or not delivery.arrived_on:
                continue
            days = (today - hall_date(delivery.arrived_on)).days
            company = delivery.company_id.sudo()
            delivery.age_level = (
                "long"
                if days >= company.uncollected_days
                else "lying"
                if days >= company.collect_reminder_days
                else "fresh"
            )

    def _kept_until(self):
        """The last day before the result is proposed for return to its organ;
        ``False`` where it does not lie at the exit or that day is over."""
        self.ensure_one()
        if self.state != "arrived":
            return False
        # A setting of the hall, told to applicants who read no halls.
        days = self.company_id.sudo().uncollected_days
        last = hall_date(self.arrived_on) + timedelta(days=days)
        return last >= hall_date() and last

    def _search_age_level(self, operator, value):
        if operator != "in":
            return NotImplemented
        company = self.env.company.sudo()
        now = fields.Datetime.now()
        lying = now - timedelta(days=company.collect_reminder_days)
        long = now - timedelta(days=company.uncollected_days)
        ranges = {
            "fresh": [("arrived_on", ">", lying)],
            "lying": [("arrived_on", "<=", lying), ("arrived_on", ">", long)],
            "long": [("arrived_on", "<=", long)],
        }
        wanted = [ranges[level] for level in value if level in ranges]
        return [
            ("state", "=", "arrived"),
            *Domain.OR(wanted),
        ]

    @api.model
    def _cron_remind(self):
        """Remind the applicants of what has lain for too long."""
        commit = self.env["ir.cron"]._commit_progress
        for company in self.env["res.company"].search([("hall_code", "!=", False)]):
            domain = self._to_remind(company)
            while found := self.search(domain, order="id", limit=BATCH):
                mine = found.try_lock_for_update(allow_referencing=True)
                mine.invalidate_recordset()
                mine = mine.filtered_domain(domain)
                mine._remind()
                if not commit(len(mine)) or not mine:
                    break

    @api.model
    def _to_remind(self, company):
        """What has lain, and what its applicant was told of, for longer than that."""
        before = fields.Datetime.now() - timedelta(days=company.collect_reminder_days)
        return [
            ("company_id", "=", company.id),
            ("state", "=", "arrived"),
            ("arrived_on", "<", before),
            ("reminder_count", "<", company.collect_reminders),
            "|",
            ("reminded_on", "=", False),
            ("reminded_on", "<", before),
        ]

    def _remind(self):
        """Write the reminders of these results, and count them."""
        now = fields.Datetime.now()
        drafts = []
        for delivery in self:
            count = delivery.reminder_count + 1
            for draft in delivery.case_id.sudo()._notice_drafts("uncollected"):
                key = f"{draft['key']}/reminder/{count}"
                digest = hashlib.sha256(key.encode()).hexdigest()
                drafts.append({**draft, "key": digest})
            delivery._write_guarded({"reminded_on": now, "reminder_count": count})
            delivery._log_event("remind", {"reminder": count})
        # Nobody writes notices by hand.
        self.env["yichuang.notice"].sudo().create(drafts)

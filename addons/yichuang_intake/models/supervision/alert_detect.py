from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.yichuang_catalog.tools.workdays import hall_date, hall_day_start

from ...tools.alert_queries import BATCH, DETECTORS

# Periods longer than this share their last days: nobody warns 400 working days ahead.
FARTHEST = 400
# Documents given out within these days are compared with their digests each night.
REREAD_DAYS = 30


class AlertRule(models.Model):
    """How breaches are found: one statement a rule, records only for what is new.

    The sweep may run late, twice and on several workers. Whoever runs a rule holds its
    row, and the others pass it by; what was found has a key that is taken once.
    """

    _inherit = "yichuang.alert.rule"

    @api.model
    def _cron_sweep(self):
        """Look for breaches of every rule in force, each in transactions of its own."""
        rules = self.search([("active", "=", True)])
        commit = self.env["ir.cron"]._commit_progress
        commit(remaining=len(rules))
        for rule in rules:
            rule._sweep(commit)
            commit(1)
        self._settle_warnings(commit)

    def _sweep(self, commit=None):
        """Raise the cards of this rule that are due, and return how many."""
        self.ensure_one()
        detector = DETECTORS[self.code]
        raised = 0
        while self.try_lock_for_update(allow_referencing=True):
            self.invalidate_recordset(["swept_on"])
            if commit and detector.nightly and self._swept_today():
                break
            halls = self._halls()
            found = self._find(halls.ids) if halls else []
            self.env["yichuang.alert"]._raise_cards(self, found)
            raised += len(found)
            whole = len(found) < BATCH
            if whole:
                self.swept_on = fields.Datetime.now()
            if commit:
                commit(0)
            if whole:
                break
        return raised

    def _swept_today(self):
        return self.swept_on and hall_date(self.swept_on) == hall_date()

    def _halls(self):
        """The halls this rule holds in: its own, or all that have no row of their own
        for its subject, in force or not."""
        self.ensure_one()
        if self.company_id:
            return self.company_id
        # Which halls there are is no secret of the person who runs the sweep.
        own = (
            self.with_context(active_test=False)
            .sudo()
            .search([("code", "=", self.code), ("company_id", "!=", False)])
        )
        halls = self.env["res.company"].sudo().search([("active", "=", True)])
        return halls - own.company_id

    def _find(self, hall_ids):
        """Breaches of this rule in these halls that have no card yet, as values."""
        self.ensure_one()
        self.env.flush_all()
        detector = DETECTORS[self.code]
        if not detector.sql:
            rows = getattr(self, f"_find_{self.code}")(hall_ids)
            return self._without_card(rows)[:BATCH]
        statement = SQL(
            """
            SELECT found.* FROM (%s) AS found
             WHERE found.company_id = ANY(%s) AND found.occurred_on >= %s
               AND NOT EXISTS (
                   SELECT FROM yichuang_alert AS card
                    WHERE card.code = %s AND card.breach_key = found.breach_key)
             ORDER BY found.breach_key LIMIT %s
            """,
            SQL(detector.sql, **self._parameters(detector.sql)),
            hall_ids,
            self.from_on or "0001-01-01",
            self.code,
            BATCH,
        )
        self.env.cr.execute(statement)
        return [
            {**row, "occurred_on": fields.Date.to_string(row["occurred_on"])}
            for row in self.env.cr.dictfetchall()
        ]

    def _parameters(self, sql):
        """What this rule's statement asks for."""
        today = hall_date()
        month = today.replace(day=1)
        parameters = {
            "today": today,
            "share": self.share,
            "times": self.times,
            "days": self.days,
            "month_from": hall_day_start((month - timedelta(days=1)).replace(day=1)),
            "month_to": hall_day_start(month),
        }
        if "%(left_days)s" in sql:
            workdays = self.env["yichuang.calendar.day"]._workdays()
            lengths = list(range(FARTHEST))
            parameters["left_days"] = lengths
            parameters["last_days"] = [workdays.add(today, n).date for n in lengths]
        return {
            name: value for name, value in parameters.items() if f"%({name})s" in sql
        }

    def _without_card(self, rows):
        """Those of these breaches that have no card."""
        known = set(
            self.env["yichuang.alert"]
            # Whoever looks may see fewer cards than there are.
            .sudo()
            .search_fetch(
                [
                    ("code", "=", self.code),
                    ("breach_key", "in", [row["breach_key"] for row in rows]),
                ],
                ["breach_key"],
            )
            .mapped("breach_key")
        )
        return [
            row
            for row in rows
            if row["breach_key"] not in known
            and (not self.from_on or row["occurred_on"] >= str(self.from_on))
        ]

    def _find_document_changed(self, hall_ids):
        """Documents that no longer say what was given out: their digest differs."""
        documents = self.env["yichuang.document"].sudo()
        since = hall_date() - timedelta(days=self.days or REREAD_DAYS)
        changed = []
        for document in documents.search(
            [("issued_on", ">=", since), ("company_id", "in", hall_ids)], order="id"
        ):
            now = documents._digest_of(document)
            if now != document.digest:
                changed.append(
                    {
                        "case_id": document.case_id.id,
                        "department_id": document.department_id.id,
                        "user_id": document.issued_by_id.id,
                        "company_id": document.company_id.id,
                        "breach_key": f"document/{document.id}/{now[:16]}",
                        "occurred_on": fields.Date.to_string(hall_date()),
                        "facts": {"number": document.number, "digest": now},
                    }
                )
        return changed

    @api.model
    def _settle_warnings(self, commit=None):
        """Close the warnings of cases that were decided within their promise: nothing
        came of them."""
        alerts = self.env["yichuang.alert"]
        domain = [
            ("code", "=", "promise_near"),
            ("state", "in", ("raised", "upheld")),
            ("level", "in", ("green", "yellow")),
            ("case_id.decided_on", "!=", False),
        ]
        while found := alerts.search(domain, limit=BATCH, order="id"):
            mine = found.try_lock_for_update(allow_referencing=True)
            mine.invalidate_recordset()
            mine = mine.filtered_domain(domain)
            mine._transition("settle", {"result": self.env._("Decided.")})
            if commit:
                commit(0)
            if len(found) < BATCH or not mine:
                break

import logging
from datetime import timedelta

from psycopg2.errors import SerializationFailure

from odoo import api, models
from odoo.exceptions import LockError, UserError
from odoo.http import request
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

# A retried request keeps the moment of its first attempt for this long.
RETRY_TIME = timedelta(seconds=30)


class NoticeClosing(models.AbstractModel):
    """The end of sign-up: who was in time, and what happens by itself after it."""

    _name = "yichuang.market.notice.closing"
    _description = "Closing of notices"

    def _judge_sign_up(self):
        """Lock the notice against its closing and say when this sign-up came in.

        Sign-ups share the lock and the closing takes it whole; the clock is read
        inside it, so a request that began in time and arrives late is late. If the
        notice changed meanwhile, PostgreSQL makes the request start anew; it then
        keeps the moment of its first attempt.

        :return: the moment, and whether sign-up was open at it
        """
        self.ensure_one()
        (state, sign_close), moment = self._share_lock("state", "sign_close")
        return moment, state == "published" and moment <= sign_close

    def _share_lock(self, *names):
        """Lock the notice against its next step, together with others who do.

        :return: these fields as they are stored now, and the moment inside the lock
        """
        self.flush_recordset(names)
        asked = self._now()
        columns = SQL(", ").join(map(SQL.identifier, names))
        try:
            [row] = self.env.execute_query(
                SQL(
                    "SELECT %s FROM yichuang_market_notice WHERE id = %s FOR SHARE",
                    columns,
                    self.id,
                )
            )
        except SerializationFailure:
            # Threat 8: the retry must not make a request late that was in time.
            self._first_attempt(asked)
            raise
        return row, self._first_attempt(self._now())

    def _first_attempt(self, now):
        if not request:
            return now
        moments = request.httprequest.environ.setdefault("yichuang.market.moment", {})
        first = moments.setdefault(self.id, now)
        return first if now - first <= RETRY_TIME else now

    def _wait_for_lock(self):
        """Wait for sign-ups under way; the kernel's own lock would give up."""
        if self.ids:
            self.check_access("write")
            self.env.execute_query(
                SQL(
                    "SELECT id FROM yichuang_market_notice WHERE id IN %s "
                    "ORDER BY id FOR UPDATE",
                    tuple(self.ids),
                )
            )

    @api.model
    def _cron_advance(self):
        """Close what is over, freeze the lists, fix the reveals.

        Closing and freezing are two transactions: the one that waited for the last
        sign-ups does not see them in its own snapshot.
        """
        draws = self.env["yichuang.market.draw"]
        self._advance_each(
            self.search(
                [("state", "=", "published"), ("sign_close", "<", self._now())]
            ),
            lambda notice: notice.action_close(),
        )
        waiting = [("notice_id.state", "in", ("closed", "opened"))]
        self._advance_each(
            draws.search([("state", "=", "announced"), *waiting]),
            lambda draw: draw._transition("list"),
        )
        self._advance_each(
            draws.search([("state", "=", "listed"), *waiting]).filtered("reveal_over"),
            lambda draw: draw._transition("fix"),
        )

    @api.model
    def _advance_each(self, records, step):
        """Take the step on each record in a transaction of its own, so that one that
        cannot go on does not hold up the others."""
        for record in records:
            try:
                step(record)
            except (LockError, UserError) as error:
                self.env.cr.rollback()
                _logger.info("%s waits for the next run: %s", record, error)
            else:
                self.env["ir.cron"]._commit_progress(1)

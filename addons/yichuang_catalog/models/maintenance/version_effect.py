import logging
from collections import defaultdict

from psycopg2 import OperationalError

from odoo import SUPERUSER_ID, api, fields, models
from odoo.fields import Domain

from ...tools.workdays import hall_date
from ..catalogue.service_version import STANDING

_logger = logging.getLogger(__name__)
BATCH = 200


class ServiceVersion(models.Model):
    """What was approved for a day happens on that day.

    The work is the same however late or often it is done, and by however many at
    once: what is due is looked up anew, the services are locked, each step checks the
    state it starts from, and the events of one service keep the order of their days.
    """

    _inherit = "yichuang.service.version"

    @api.model
    def _cron_apply_due(self):
        """Let all that is due happen, in short transactions."""
        failed = self.env["yichuang.service"]
        progress = self.env["ir.cron"]
        progress._commit_progress()
        while services := (due := self._due(exclude=failed)).service_id:
            batch = due.batch(BATCH)
            done = self._apply_batch(batch)
            failed |= batch - done
            remaining = len(services - failed - done)
            if not progress._commit_progress(len(done), remaining=remaining):
                break

    def _apply_due(self):
        """Let all that is due for the services of these versions happen now, or say
        why it cannot."""
        system = self.with_user(SUPERUSER_ID)
        services = (system | system._siblings()).service_id
        while steps := system._due(among=services).first():
            services.lock_for_update(allow_referencing=True)
            for step, records in steps:
                step(records)

    @api.model
    def _due(self, among=None, exclude=None, day=None):
        """The versions and decisions that are due, oldest first in each service.

        :return: an object with ``service_id`` and ``first()``
        """
        day = day or hall_date()
        scope = Domain.TRUE
        if among is not None:
            scope &= Domain("service_id", "in", among.ids)
        if exclude:
            scope &= Domain("service_id", "not in", exclude.ids)
        beginning = self.search(
            scope
            & Domain("state", "=", "scheduled")
            & Domain("effective_on", "<=", day)
        )
        ending = self.search(
            scope & Domain("state", "in", STANDING) & Domain("ends_on", "<=", day)
        )
        decided = self.env["yichuang.service.change"].search(
            scope & Domain("state", "=", "approved") & Domain("effective_on", "<=", day)
        )
        return Due(beginning._complete(), ending, decided)

    def _complete(self):
        """These versions without the parts whose siblings are not approved yet, or
        take effect later."""
        waiting = (self._siblings() - self).origin_version_ids
        return self.filtered(lambda version: not version.origin_version_ids & waiting)

    def _siblings(self):
        """The living versions that were made from the same origins."""
        origins = self.origin_version_ids
        return origins and self.sudo().search(
            [
                ("origin_version_ids", "in", origins.ids),
                ("state", "in", ("draft", "review", "scheduled")),
            ]
        )

    @api.model
    def _apply_batch(self, services):
        """Let the oldest event of each of these services happen.

        :return: the services for which it did; others are locked by somebody who does
            the same, or failed and are left for a person to look at
        """
        services = services.try_lock_for_update(allow_referencing=True)
        due = self._due(among=services)
        done = services.browse()
        for step, records in due.first():
            for unit in self._try(step, records):
                done |= unit.service_id
        return done

    @api.model
    def _try(self, step, records):
        """Perform ``step`` on all of them at once; where that fails, on each unit that
        belongs together, so that one defect does not hold up the others."""
        try:
            with self.env.cr.savepoint():
                step(records)
        except OperationalError:
            raise  # somebody else did it first; the next run looks again
        except Exception:
            units = records._units()
            if len(units) > 1:
                return [one for unit in units for one in self._try(step, unit)]
            _logger.exception("what is due for %s cannot happen", records)
            return []
        return [records]

    def _units(self):
        """These versions, in sets that take effect together or not at all."""
        groups = defaultdict(self.browse)
        for version in self:
            key = min(version.origin_version_ids.ids, default=-version.id)
            groups[key] |= version
        return list(groups.values())

    def _take_effect(self):
        """Their day has come. A suspension is a decision of its own, which a version
        that was approved before does not end: it goes on with the new one."""
        before = self._standing(self.service_id).grouped("service_id")
        suspended = {
            version: (
                before[version.service_id].reason,
                before[version.service_id].resume_on,
            )
            for version in self
            if version.service_id in before
            and before[version.service_id].state == "suspended"
        }
        self._transition("take_effect")
        for version, (reason, resume_on) in suspended.items():
            version._transition(
                "suspend",
                {
                    "suspended_on": fields.Datetime.now(),
                    "resume_on": resume_on,
                    "reason": reason,
                },
                payload={"reason": reason},
            )

    def _end(self):
        """The day on which it was planned to end has come."""
        for day, versions in self.grouped("ends_on").items():
            versions._retire(
                self.env._("It was published until %(day)s.", day=day), day
            )

    def _retire(self, reason, day, **facts):
        """Take these versions out of force on ``day`` and enter it in the ledger."""
        self._transition(
            "retire",
            {"retired_on": fields.Datetime.now(), "reason": reason},
            payload={"reason": reason, **facts},
        )
        if "changes" not in facts:
            self.env["yichuang.service.change"]._enter(
                [
                    {
                        "verb": "cancel",
                        "version_id": version.id,
                        "service_id": version.service_id.id,
                        "effective_on": day,
                        "reason": reason,
                        "author_ids": version.author_ids.ids,
                        "decided_by_id": version.published_by_id.id,
                    }
                    for version in self
                ]
            )

    def _cancel_origins(self):
        """What was split or merged into these versions is cancelled with their
        coming into force (拆分、合并)."""
        for parts in self.filtered("origin_version_ids")._units():
            services = parts.origin_version_ids.service_id - parts.service_id
            names = "、".join(parts.service_id.mapped("name"))
            if parts[0].verb == "split":
                reason = self.env._("Split into %(names)s.", names=names)
            else:
                reason = self.env._("Merged into %(names)s.", names=names)
            parts._standing(services).with_user(SUPERUSER_ID)._retire(
                reason, max(parts.mapped("effective_on"))
            )

    def _enter_in_ledger(self):
        """Write these versions into the maintenance ledger as they take effect."""
        self.env["yichuang.service.change"]._enter(
            [
                {
                    "verb": version.verb,
                    "version_id": version.id,
                    "service_id": version.service_id.id,
                    "effective_on": version.effective_on,
                    "reason": version.change_note,
                    "author_ids": version.sudo().author_ids.ids,
                    "decided_by_id": version.published_by_id.id,
                    "decided_on": version.published_on,
                }
                for version in self
            ]
        )


class Due:
    """What is due: versions to take effect, versions to end, decisions to happen."""

    def __init__(self, beginning, ending, decided):
        self.beginning, self.ending, self.decided = beginning, ending, decided
        self.service_id = beginning.service_id | ending.service_id | decided.service_id

    def batch(self, size):
        """So many services, with those whose parts take effect together with theirs."""
        batch = self.service_id[:size]
        parts = self.beginning.filtered(lambda version: version.service_id in batch)
        return batch | parts._siblings().service_id

    def first(self):
        """The oldest event of each service, as (step, records) to be done at once.

        On one and the same day a decision comes before an end, and what takes effect
        comes last, so that it is what stands in the evening. Parts that take effect
        together wait until each of them comes first.
        """
        days = {}
        kinds = (
            (self.decided, "effective_on"),
            (self.ending, "ends_on"),
            (self.beginning, "effective_on"),
        )
        for rank, (records, name) in enumerate(kinds):
            for record in records:
                key = (record[name], rank, record.id)
                service = record.service_id
                days[service] = min(days.get(service, key), key)
        chosen = {key[1:] for key in days.values()}
        steps = []
        for rank, (records, _name) in enumerate(kinds):
            now = records.filtered(lambda record: (rank, record.id) in chosen)  # noqa: B023 (used at once)
            if records is self.beginning:
                now = records.browse().union(
                    *(unit for unit in records._units() if unit <= now)
                )
            if now:
                steps.append((STEPS[rank], now))
        return steps


STEPS = (
    lambda changes: changes._happen(),
    lambda versions: versions._end(),
    lambda versions: versions._take_effect(),
)

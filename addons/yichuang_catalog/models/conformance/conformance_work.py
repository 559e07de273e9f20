import time

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools import conformance, enumerations
from . import matching
from .conformance_run import KEPT
from .service_version import DIGESTS

# Services compared by one statement.
PORTION = 10000

COMPARE = """
    WITH pair AS MATERIALIZED (%(pairs)s),
    cell AS MATERIALIZED (
        SELECT pair.id AS low_id, pair.up_id, pair.how, low.department_id, low.level,
               low.company_id, low.item_id, low.current_version_id AS low_version_id,
               up.current_version_id AS up_version_id, element.name AS element,
               element.above, element.below, element.above_words, element.below_words
          FROM pair
          JOIN yichuang_service AS low ON low.id = pair.id
          JOIN yichuang_service AS up ON up.id = pair.up_id
          JOIN yichuang_item AS low_item ON low_item.id = low.item_id
          JOIN yichuang_item AS up_item ON up_item.id = up.item_id
          JOIN yichuang_service_version AS low_version
            ON low_version.id = low.current_version_id
          JOIN yichuang_service_version AS up_version
            ON up_version.id = up.current_version_id,
               LATERAL (VALUES %(elements)s)
                   AS element (name, above, below, above_words, below_words)
         WHERE pair.how IN ('code', 'name')
           AND (element.above IS NOT NULL OR element.below IS NOT NULL)
    ), differing AS (
        SELECT DISTINCT low_id FROM cell WHERE above IS DISTINCT FROM below
    ), difference AS (
        INSERT INTO yichuang_conformance_difference (
            run_id, company_id, element, kind, matched_by, lower_service_id,
            upper_service_id, lower_version_id, upper_version_id, item_id,
            department_id, level, lower_words, upper_words, is_new,
            create_uid, write_uid, create_date, write_date)
        SELECT %(run)s, company_id, element,
               CASE WHEN below IS NULL THEN 'missing_below'
                    WHEN above IS NULL THEN 'missing_above'
                    ELSE 'different' END,
               how, low_id, up_id, low_version_id, up_version_id, item_id,
               department_id, level, below_words, above_words, FALSE,
               %(user)s, %(user)s, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
          FROM cell WHERE above IS DISTINCT FROM below
    ), rate AS (
        INSERT INTO yichuang_conformance_rate AS known (
            run_id, company_id, element, department_id, level, compared, same, rate,
            create_uid, write_uid, create_date, write_date)
        SELECT %(run)s, company_id, element, department_id, level, COUNT(*),
               COUNT(*) FILTER (WHERE above = below),
               100.0 * COUNT(*) FILTER (WHERE above = below) / COUNT(*),
               %(user)s, %(user)s, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
          FROM cell GROUP BY company_id, element, department_id, level
            ON CONFLICT (run_id, element, department_id, level) DO UPDATE
           SET compared = known.compared + excluded.compared,
               same = known.same + excluded.same,
               rate = 100.0 * (known.same + excluded.same)
                    / (known.compared + excluded.compared)
    ), unmatched AS (
        INSERT INTO yichuang_conformance_unmatched (
            run_id, company_id, service_id, department_id, level, reason,
            create_uid, write_uid, create_date, write_date)
        SELECT %(run)s, low.company_id, low.id, low.department_id, low.level, pair.how,
               %(user)s, %(user)s, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
          FROM pair JOIN yichuang_service AS low ON low.id = pair.id
         WHERE pair.how NOT IN ('code', 'name')
    )
    SELECT COUNT(*) AS looked_at,
           COUNT(*) FILTER (WHERE how IN ('code', 'name')) AS compared,
           COUNT(*) FILTER (WHERE how IN ('code', 'name')
                              AND differing.low_id IS NULL) AS same,
           COUNT(*) FILTER (WHERE how = 'name') AS by_name,
           COUNT(*) FILTER (WHERE how = 'top') AS top
      FROM pair LEFT JOIN differing ON differing.low_id = pair.id
"""

DRIFT = """
    UPDATE yichuang_conformance_difference AS present SET is_new = TRUE
     WHERE present.run_id = %(run)s AND NOT EXISTS (
           SELECT FROM yichuang_conformance_difference AS past
            WHERE past.run_id = %(previous)s
              AND past.lower_service_id = present.lower_service_id
              AND past.element = present.element)
"""
HEALED = """
    UPDATE yichuang_conformance_difference AS past SET healed_run_id = %(run)s
      FROM yichuang_service AS service
     WHERE past.run_id = %(previous)s AND service.id = past.lower_service_id
       AND service.active AND service.current_version_id IS NOT NULL
       AND NOT EXISTS (
           SELECT FROM yichuang_conformance_unmatched AS unmatched
            WHERE unmatched.run_id = %(run)s AND unmatched.service_id = service.id)
       AND NOT EXISTS (
           SELECT FROM yichuang_conformance_difference AS present
            WHERE present.run_id = %(run)s
              AND present.lower_service_id = past.lower_service_id
              AND present.element = past.element)
"""
RATES_BEFORE = """
    UPDATE yichuang_conformance_rate AS present
       SET previous_rate = past.rate, rate_change = present.rate - past.rate
      FROM yichuang_conformance_rate AS past
     WHERE present.run_id = %(run)s AND past.run_id = %(previous)s
       AND past.element = present.element
       AND past.department_id = present.department_id AND past.level = present.level
"""


class ConformanceRun(models.Model):
    """How a run is done: fingerprints first, then portion by portion one statement
    that compares, counts and keeps what differs, then the drift since the last run."""

    _inherit = "yichuang.conformance.run"

    def _work_through(self):
        """All of it."""
        while self.state in ("waiting", "running"):
            self._work()

    def _work(self):
        """The next portion."""
        started = time.monotonic()
        if self.state == "waiting":
            self.state = "running"
            self.service_count = self.env["yichuang.service"].search_count(
                self._services_domain()
            )
        if not self.env["yichuang.service.version"]._stamp_next():
            services = self._next_services()
            if services:
                self._compare(services)
            else:
                self._finish()
        self.seconds += time.monotonic() - started

    def _next_services(self):
        # The rules of the person who asked were applied when the halls were chosen.
        return self.env["yichuang.service"].search(
            self._services_domain() & Domain("id", ">", self.last_service_id),
            order="id",
            limit=PORTION,
        )

    def _compare(self, services):
        """Compare these services with those above them and add up what came out."""
        self.env.flush_all()
        [found] = self.env.execute_query_dict(self._comparing(services.ids))
        self.env["yichuang.conformance.difference"].invalidate_model()
        self.env["yichuang.conformance.rate"].invalidate_model()
        self.env["yichuang.conformance.unmatched"].invalidate_model()
        self.write(
            {
                "last_service_id": services[-1].id,
                "done_count": self.done_count + found["looked_at"],
                "compared_count": self.compared_count + found["compared"],
                "same_count": self.same_count + found["same"],
                "by_name_count": self.by_name_count + found["by_name"],
                "top_count": self.top_count + found["top"],
                "unmatched_count": self.unmatched_count
                + found["looked_at"]
                - found["compared"]
                - found["top"],
            }
        )

    def _comparing(self, service_ids):
        """The statement that does it: see :data:`COMPARE`."""
        return SQL(
            COMPARE,
            pairs=matching.nearest(service_ids),
            elements=SQL(", ").join(
                self._element_columns(name)
                for name in conformance.PROFILES[self.profile]
            ),
            run=self.id,
            user=self.env.uid,
        )

    @api.model
    def _element_columns(self, name):
        """What is compared for an element, above and below, and the words shown."""
        if name in DIGESTS:
            sides = [
                SQL("%s", SQL.identifier(side, DIGESTS[name]))
                for side in ("up_version", "low_version")
            ] + [
                SQL("%s ->> %s", SQL.identifier(side, "digest_words"), name)
                for side in ("up_version", "low_version")
            ]
        elif name == "name":
            sides = [
                SQL.identifier(side, column)
                for column in ("digest_name", "name")
                for side in ("up", "low")
            ]
        elif name == "code":
            sides = [
                SQL("NULLIF(%s, '')", SQL.identifier(side, "code"))
                for side in ("up_item", "low_item") * 2
            ]
        else:
            types = SQL(", ").join(
                SQL("(%s, %s)", row.key, row.name)
                for row in enumerations.entries("item_type")
            )
            sides = [SQL.identifier(side, "item_type") for side in ("up", "low")] + [
                SQL(
                    "(SELECT words FROM (VALUES %s) AS kind (key, words) "
                    "WHERE key = %s)",
                    types,
                    SQL.identifier(side, "item_type"),
                )
                for side in ("up", "low")
            ]
        return SQL("(%s, %s)", name, SQL(", ").join(sides))

    def _finish(self):
        """Add up the rates, and tell what changed since the report before."""
        self.env.flush_all()
        compared, same = self.env["yichuang.conformance.rate"]._read_group(
            [("run_id", "=", self.id)], [], ["compared:sum", "same:sum"]
        )[0]
        previous = self.search(
            [
                ("scope", "=", self.scope),
                ("state", "=", "done"),
                ("id", "<", self.id),
            ],
            order="id desc",
            limit=1,
        )
        rate = 100.0 * same / compared if compared else 0.0
        self.write({"state": "done", "rate": rate, "previous_id": previous.id})
        if previous and not previous.pruned:
            self._drift(previous)
        self._prune()

    def _drift(self, previous):
        parameters = {"run": self.id, "previous": previous.id}
        self.env.flush_all()
        self.env.cr.execute(SQL(RATES_BEFORE, **parameters))
        self.env.cr.execute(SQL(DRIFT, **parameters))
        new = self.env.cr.rowcount
        self.env.cr.execute(SQL(HEALED, **parameters))
        healed = self.env.cr.rowcount
        self.env.invalidate_all()
        self.write(
            {
                "new_count": new,
                "healed_count": healed,
                "rate_change": self.rate - previous.rate,
            }
        )

    def _prune(self):
        """Let go of the differences of old runs of this scope; the rates stay."""
        old = self.search(
            [
                ("scope", "=", self.scope),
                ("state", "=", "done"),
                ("pruned", "=", False),
            ],
            order="id desc",
            offset=KEPT,
        )
        if not old:
            return
        for table in ("difference", "unmatched"):
            self.env.cr.execute(
                SQL(
                    "DELETE FROM %s WHERE run_id IN %s",
                    SQL.identifier(f"yichuang_conformance_{table}"),
                    old._ids,
                )
            )
        self.env.invalidate_all()
        old.pruned = True

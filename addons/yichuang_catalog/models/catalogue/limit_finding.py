import json
from collections import defaultdict

from odoo import api, fields, models
from odoo.tools import SQL, split_every

from ...tools import limit_lint
from ...tools.publication import Limit
from .limit_sentences import sentence
from .statutory_limit import UNITS

CHECKED_STATES = ("draft", "review", "scheduled", "published", "suspended")


class LimitFinding(models.Model):
    """What the last check found about the limits of a version.

    The rows are written by the check alone and replaced by the next one; nobody edits
    them. What they mean is in ``tools/limit_lint.py``.
    """

    _name = "yichuang.limit.finding"
    _description = "Finding on a Limit"
    _order = "blocking desc, id"
    _rec_name = "service_id"

    # Which version
    version_id = fields.Many2one(
        "yichuang.service.version", required=True, ondelete="cascade", index=True
    )
    service_id = fields.Many2one(
        "yichuang.service", required=True, ondelete="cascade", index=True
    )
    department_id = fields.Many2one(
        "yichuang.department",
        string="Organ",
        required=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        "res.company", string="Hall", required=True, ondelete="cascade", index=True
    )

    # What was found
    rule = fields.Selection(
        selection=[
            ("legal_over_law", "Statutory Limit Beyond the Law"),
            ("promise_over_law", "Promise Beyond the Law"),
            ("promise_over_legal", "Promise Beyond the Statutory Limit"),
            ("unit_mixed", "Unit Differs from the Law"),
            ("limit_without_basis", "Limit Without Basis"),
            ("starts_differ", "Clock Starts Otherwise"),
            ("law_shorter_exists", "Law Has a Shorter Limit"),
            ("not_on_organ", "Does Not Bind the Organ"),
            ("unverified", "Limit Not Verified"),
        ],
        required=True,
        index=True,
        help="核查规则",
    )
    blocking = fields.Boolean(
        string="Against the Law", help="Whether it keeps the version from publication."
    )
    stated_number = fields.Integer(string="Stated", aggregator=None)
    stated_unit = fields.Selection(selection=UNITS, string="Unit Stated")
    limit_id = fields.Many2one(
        "yichuang.statutory.limit", ondelete="cascade", index="btree_not_null"
    )
    law = fields.Char(help="Law and article that the limit is held against.")
    law_number = fields.Integer(string="Law Says", aggregator=None)
    law_unit = fields.Selection(selection=UNITS, string="Unit of the Law")
    verdict = fields.Selection(
        selection=[
            ("longer", "Longer than the Law"),
            ("within", "Within the Law"),
            ("unclear", "Depends on the Calendar"),
        ],
        help="How the stated limit compares with the one of the law.",
    )
    sentence = fields.Text(
        compute="_compute_sentence",
        string="What to Do",
        help="The finding in words, with what to do about it.",
    )

    _default_order_idx = models.Index("(blocking DESC, id)")

    @api.depends("rule", "stated_number", "stated_unit", "law", "limit_id")
    @api.depends_context("lang")
    def _compute_sentence(self):
        for finding in self:
            finding.sentence = sentence(self.env, finding._as_finding())

    def _as_finding(self):
        """The row as ``tools/limit_lint.py`` made it."""
        self.ensure_one()
        law = None
        if self.law:
            law = self.limit_id._as_law()[:1]
            general = (limit_lint.GENERAL, limit_lint.JOINT)
            law = (
                law[0]
                if law
                else next(
                    (one for one in general if one.limit.number == self.law_number),
                    limit_lint.GENERAL,
                )
            )
        return limit_lint.Finding(
            self.rule,
            Limit(self.stated_number, self.stated_unit),
            law,
            self.blocking,
            self.verdict or "",
        )

    @api.model
    def _check(self, services):
        """Check the limits of all versions of these services that are in force or in
        work, and keep what was found instead of what stood there before.

        :param services: a domain on ``yichuang.service``; the user's rights apply
        :return: the number of findings
        """
        self.env["yichuang.service.version"].flush_model()
        self.env["yichuang.service"].flush_model()
        self.env["yichuang.item"].flush_model()
        query = self.env["yichuang.service"]._search(services)
        # Written past the access rights: nobody may write findings but this check, and
        # it looks at services that the user may read.
        self.env.cr.execute(
            SQL(
                "DELETE FROM yichuang_limit_finding WHERE service_id IN %s",
                query.subselect(),
            )
        )
        self.invalidate_model()
        count = 0
        for rows in split_every(5000, self._found(query), list):
            self._store(rows)
            count += len(rows)
        return count

    @api.model
    def _store(self, rows):
        """Enter findings in one statement: a check of a whole hall has as many as the
        hall has services, and nothing hangs on a row but the row itself."""
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO yichuang_limit_finding
                            (%(columns)s, create_uid, create_date)
                     SELECT %(columns)s, %(uid)s, %(now)s
                       FROM jsonb_populate_recordset(
                                NULL::yichuang_limit_finding, %(rows)s
                            )
                """,
                columns=SQL(", ").join(map(SQL.identifier, rows[0])),
                uid=self.env.uid,
                now=fields.Datetime.now(),
                rows=json.dumps(rows),
            )
        )

    @api.model
    def _found(self, query):
        """Values of the findings on the services of a query, in few queries whatever
        their number."""
        versions = self.env.execute_query_dict(self._versions_sql(query))
        names = self._law_names([row["id"] for row in versions])
        linked = self._linked({row["item_id"] for row in versions})
        library = self.env["yichuang.statutory.limit"]
        cited = defaultdict(list)
        for limit in library._in_laws({name for law in names.values() for name in law}):
            cited[limit.law_key] += limit._as_law()
        for row in versions:
            laws = tuple(names.get(row["id"], ()))
            found = limit_lint.lint(
                self._statement(row, laws),
                linked.get(row["item_id"], ()),
                [law for name in laws for law in cited[limit_lint.law_key(name)]],
            )
            for finding in found:
                yield {
                    "version_id": row["id"],
                    "service_id": row["service_id"],
                    "department_id": row["department_id"],
                    "company_id": row["company_id"],
                    **self._finding_values(finding),
                }

    @api.model
    def _versions_sql(self, query):
        return SQL(
            """
            SELECT version.id, version.service_id, service.department_id,
                   service.company_id, service.item_id, item.item_type,
                   version.case_type, version.legal_days, version.legal_unit,
                   version.promise_days, version.promise_unit, version.legal_note
              FROM yichuang_service_version version
              JOIN yichuang_service service ON service.id = version.service_id
              JOIN yichuang_item item ON item.id = service.item_id
             WHERE version.state IN %s AND service.id IN %s
          ORDER BY version.id
            """,
            CHECKED_STATES,
            query.subselect(),
        )

    @api.model
    def _law_names(self, version_ids):
        """The names of the laws that each of these versions cites."""
        field = self.env["yichuang.service.version"]._fields["law_ids"]
        names = defaultdict(list)
        for version_id, name in self.env.execute_query(
            SQL(
                """
                SELECT cites.%s, law.name FROM %s cites
                  JOIN yichuang_law law ON law.id = cites.%s
                 WHERE cites.%s = ANY(%s)
                """,
                SQL.identifier(field.column1),
                SQL.identifier(field.relation),
                SQL.identifier(field.column2),
                SQL.identifier(field.column1),
                version_ids,
            )
        ):
            names[version_id].append(name)
        return names

    @api.model
    def _linked(self, item_ids):
        """The statutory limits of these items, as the rules take them."""
        pairs = self.env.execute_query(
            SQL(
                """
                SELECT linked.item_id, linked.limit_id
                  FROM yichuang_item_limit_rel linked
                  JOIN yichuang_statutory_limit law ON law.id = linked.limit_id
                 WHERE linked.item_id = ANY(%s) AND law.active
              ORDER BY linked.item_id, linked.limit_id
                """,
                list(item_ids),
            )
        )
        limits = self.env["yichuang.statutory.limit"].browse(
            {limit_id for _item, limit_id in pairs}
        )
        by_id = dict(zip(limits.ids, limits._as_law(), strict=True))
        linked = defaultdict(list)
        for item_id, limit_id in pairs:
            linked[item_id].append(by_id[limit_id])
        return linked

    @api.model
    def _statement(self, row, laws):
        return limit_lint.Stated(
            legal=Limit(row["legal_days"] or 0, row["legal_unit"]),
            promise=Limit(row["promise_days"] or 0, row["promise_unit"]),
            instant=row["case_type"] == "instant",
            licence=row["item_type"] == "license",
            joint=row["case_type"] == "joint",
            reported=row["case_type"] == "report",
            note=row["legal_note"] or "",
            laws=laws,
        )

    @api.model
    def _finding_values(self, finding):
        law = finding.law
        return {
            "rule": finding.rule,
            "blocking": finding.blocking,
            "stated_number": finding.stated.number,
            "stated_unit": finding.stated.unit,
            "verdict": finding.verdict or None,
            "limit_id": law.id if law and law.id else None,
            "law": f"《{law.law}》{law.article}" if law else None,
            "law_number": law.limit.number if law else 0,
            "law_unit": law.limit.unit if law else None,
        }

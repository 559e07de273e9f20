from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.yichuang_catalog.tools.workdays import hall_date, hall_day_start

# States of a case that was accepted and waits for its decision.
WAITING = ("accepted", "reviewing")


class Case(models.Model):
    """What is limited in number goes to those who were accepted first, until nothing is
    left (行政许可法 Art. 57)."""

    _inherit = "yichuang.case"

    _added_guards = {"decide": ("_guard_quota",)}

    quota_words = fields.Char(
        "Limited in Number",
        compute="_compute_quota_words",
        help="数量限制: how many are left, and the place of this case among those that "
        "wait.",
    )

    _quota_order_idx = models.Index(
        "(service_id, accepted_on, id) WHERE state IN ('accepted', 'reviewing')"
    )
    _quota_granted_idx = models.Index(
        "(service_id, decided_on) WHERE outcome = 'granted'"
    )

    @api.depends("version_id.quota", "accepted_on", "state")
    @api.depends_context("lang")
    def _compute_quota_words(self):
        self.quota_words = False
        limited = self.sudo().filtered(
            lambda case: case.version_id.quota and case.state in WAITING
        )
        if not limited:
            return
        granted, places = limited._granted(), limited._places()
        for case in limited:
            case.quota_words = self.env._(
                "%(granted)s of %(quota)s granted; number %(place)s of those waiting",
                granted=granted[case.id],
                quota=case.version_id.quota,
                place=places[case.id],
            )

    def _guard_quota(self, vals):
        if vals.get("outcome") != "granted":
            return
        # How many were granted, and who is first, is counted over all cases of the
        # service, whoever may see them.
        limited = self.sudo().filtered("version_id.quota")
        if limited:
            limited._take_turn()
            limited._check_quota_left()
            limited._check_first_in_order()

    def _take_turn(self):
        """Let two decisions on one service at one moment count each other: the later
        one fails and is tried again by the server."""
        self.env.cr.execute(
            SQL(
                """
                UPDATE yichuang_service SET write_date = write_date
                WHERE id IN (
                    SELECT id FROM yichuang_service WHERE id = ANY(%s)
                    ORDER BY id FOR NO KEY UPDATE
                )
                """,
                self.service_id.ids,
            )
        )

    def _check_quota_left(self):
        granted = self._granted()
        asked = Counter(case.service_id for case in self)
        for case in self:
            quota = case.version_id.quota
            if granted[case.id] + asked[case.service_id] > quota:
                raise UserError(
                    self.env._(
                        "%(service)s is limited to %(quota)s, and %(granted)s have "
                        "been granted: %(case)s cannot be granted (行政许可法 Art. "
                        "57). Deny it and state this reason.",
                        service=case.service_id.name,
                        quota=quota,
                        granted=granted[case.id],
                        case=case.display_name,
                    )
                )

    def _check_first_in_order(self):
        ordered = self.filtered(lambda case: not case.version_id.quota_other_order)
        first = ordered._first_waiting()
        for case in ordered:
            before = first.get(case.service_id.id)
            if before and (before.accepted_on, before.id) < (case.accepted_on, case.id):
                raise UserError(
                    self.env._(
                        "%(before)s was accepted before %(case)s and is not decided "
                        "yet. What is limited in number is granted in the order of "
                        "acceptance (行政许可法 Art. 57): decide that one first.",
                        before=before.display_name,
                        case=case.display_name,
                    )
                )

    def _granted(self):
        """How many were granted of what each case asks for, in its period, by case
        id."""
        services = self.service_id
        year = hall_day_start(hall_date().replace(month=1, day=1))
        counts = {
            per: dict(
                self._read_group(
                    [
                        ("service_id", "in", services.ids),
                        ("outcome", "=", "granted"),
                        *([("decided_on", ">=", year)] if per == "year" else ()),
                    ],
                    ["service_id"],
                    ["__count"],
                )
            )
            for per in set(self.version_id.mapped("quota_per"))
        }
        return {
            case.id: counts[case.version_id.quota_per].get(case.service_id, 0)
            for case in self
        }

    def _first_waiting(self):
        """The first of those that wait besides these, by service id."""
        self.flush_model(["service_id", "state", "accepted_on"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT ON (service_id) service_id, id FROM yichuang_case
                WHERE service_id = ANY(%s) AND state IN %s AND id != ALL(%s)
                ORDER BY service_id, accepted_on, id
                """,
                self.service_id.ids,
                WAITING,
                self.ids,
            )
        )
        return {service: self.browse(case) for service, case in rows}

    def _places(self):
        """The place of each case among those that wait, by case id."""
        self.flush_model(["service_id", "state", "accepted_on"])
        return dict(
            self.env.execute_query(
                SQL(
                    """
                    SELECT * FROM (
                        SELECT id, row_number() OVER (
                            PARTITION BY service_id ORDER BY accepted_on, id
                        ) FROM yichuang_case
                        WHERE service_id = ANY(%s) AND state IN %s
                    ) AS places WHERE id = ANY(%s)
                    """,
                    self.service_id.ids,
                    WAITING,
                    self.ids,
                )
            )
        )

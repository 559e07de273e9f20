from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.yichuang_catalog.tools import citizen_id

from ..case.applicant import MASK

CLERK = "yichuang_intake.group_clerk"
BEGINNING = ("draft", "submitted", "received")


class Case(models.Model):
    """Another case of the same applicant and service is shown while this one begins
    (重复办件), and forms that were begun are found again.

    It is a hint, not a block: somebody may need two permits of a kind.
    """

    _inherit = "yichuang.case"

    duplicate_ids = fields.Many2many(
        "yichuang.case",
        compute="_compute_duplicate_ids",
        string="Same Applicant and Service",
        groups=CLERK,
        help="重复办件: open, or decided not long ago.",
    )
    unfinished_count = fields.Integer(
        compute="_compute_unfinished_count",
        groups=CLERK,
        help="未完成的登记: drafts of whoever begins a new one.",
    )

    _unfinished_idx = models.Index("(create_uid, id DESC) WHERE state = 'draft'")

    @api.depends("service_id", "id_number", "state")
    def _compute_duplicate_ids(self):
        found = self._duplicates()
        for case in self:
            case.duplicate_ids = found.get(case, self.browse())

    def _duplicates(self):
        """Other cases of the same applicants and services, as far as whoever asks may
        see them, by case."""
        beginning = self.filtered(
            lambda case: case.service_id and case.state in BEGINNING
        )
        digests = beginning._digests_typed()
        # Nobody has access to the identities; digests are compared, never shown.
        identity = self.env["yichuang.case.identity"].sudo()
        rows = identity.search_fetch(
            [("digest", "in", list(set(digests.values())))], ["case_id", "digest"]
        )
        others = self.search(
            Domain("id", "in", rows.case_id.ids)
            & Domain("service_id", "in", beginning.service_id._origin.ids)
            & self._still_of_interest(beginning.company_id)
        )
        by_holder = defaultdict(self.browse)
        digest_of = {row.case_id.id: row.digest for row in rows}
        for other in others:
            by_holder[digest_of[other.id], other.service_id.id] |= other
        return {
            case: by_holder[digests[case], case.service_id._origin.id] - case._origin
            for case in beginning
            if case in digests
        }

    @api.model
    def _still_of_interest(self, halls):
        """In hand, or decided within the days that the hall has settled."""
        domain = Domain("decided_on", "=", False) & Domain("ended_on", "=", False)
        now = fields.Datetime.now()
        for hall in halls.sudo():
            since = now - timedelta(days=hall.duplicate_days)
            domain |= Domain("company_id", "=", hall.id) & Domain(
                "decided_on", ">=", since
            )
        return domain

    def _digests_typed(self):
        """Keyed digests of the applicants' numbers by case, those typed and not saved
        yet among them."""
        stored = self._identity_digests()
        identity = self.env["yichuang.case.identity"].sudo()
        digests = {}
        for case in self:
            number = citizen_id.compact(case.id_number or "")
            if case._origin.id in stored:
                digests[case] = stored[case._origin.id]
            if number and MASK not in number and case != case._origin:
                digests[case] = identity._digest(number)
        return digests

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_unfinished_count(self):
        begun = [case for case in self if case.state == "draft" and not case._origin]
        count = self.search_count(self._unfinished()) if begun else 0
        for case in self:
            case.unfinished_count = count if case in begun else 0

    @api.model
    def _unfinished(self):
        """The forms that the person at work began at the window."""
        return [
            ("state", "=", "draft"),
            ("channel", "=", "window"),
            ("create_uid", "=", self.env.uid),
        ]

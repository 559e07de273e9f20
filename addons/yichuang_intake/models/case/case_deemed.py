from odoo import api, fields, models

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

BATCH = 50


class Case(models.Model):
    """Silence has effect: a case of which nobody told in time what is missing counts
    as accepted from the day of receipt (行政许可法 Art. 32(4)).

    A scheduled job carries it out. It may run late, twice and on several workers: it
    takes only cases that still wait, each locked while it is moved.
    """

    _inherit = "yichuang.case"

    _transitions = (Transition("deem_accepted", "received", "accepted", system=True),)
    _guarded_fields = frozenset({"deemed_accepted"})

    deemed_accepted = fields.Boolean(
        readonly=True,
        copy=False,
        help="视为受理: nothing was told within the limit, so it counts as accepted "
        "from the day of receipt.",
    )

    _deemed_idx = models.Index("(company_id) WHERE deemed_accepted")

    @api.model
    def _cron_deem_accepted(self):
        """Accept what the law takes as accepted."""
        self._sweep(
            [("state", "=", "received"), ("due_on", "<", hall_date())],
            lambda cases: cases._transition("deem_accepted"),
        )

    @api.model
    def _sweep(self, domain, move):
        """Move every case of ``domain`` that nobody else has in hand, in batches,
        each batch a transaction of its own."""
        commit = self.env["ir.cron"]._commit_progress
        commit(remaining=self.search_count(domain))
        last = 0
        while found := self.search(
            [*domain, ("id", ">", last)], order="id", limit=BATCH
        ):
            last = found[-1].id
            mine = found.try_lock_for_update(allow_referencing=True)
            mine.invalidate_recordset()
            mine = mine.filtered_domain(domain)
            if mine:
                move(mine)
            if not commit(len(found)):
                break

    def _values_deem_accepted(self, vals):
        vals["deemed_accepted"] = True
        return self._acceptance_values({case.id: case.received_on for case in self})

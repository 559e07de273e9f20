from odoo import api, fields, models

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

MANAGER = "yichuang_catalog.group_manager"
ACTIVITY = "yichuang_intake.mail_activity_deemed"


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
            self._silent_domain(),
            lambda cases: cases._take_as_done(
                "deem_accepted",
                self.env._("Counts as accepted: nothing was told in time"),
            ),
        )

    @api.model
    def _silent_domain(self):
        """Those of which nothing was told in time."""
        return [("state", "=", "received"), ("due_on", "<", hall_date())]

    def _take_as_done(self, step, summary):
        """Carry out what the law takes as done because nobody acted, and put it on
        the desks of the managers of the hall."""
        self._transition(step)
        self._put_on_managers_desks(summary)

    def _put_on_managers_desks(self, summary):
        """Give the managers of the hall something to look into."""
        managers = self.env.ref(MANAGER).all_user_ids
        kind = self.env["ir.model.data"]._xmlid_to_res_id(ACTIVITY)
        common = {
            "activity_type_id": kind,
            "summary": summary,
            "automated": True,
            "res_model_id": self.env["ir.model"]._get_id(self._name),
            "date_deadline": hall_date(),
        }
        self.env["mail.activity"].with_context(mail_activity_quick_update=True).create(
            [
                {**common, "res_id": case.id, "user_id": manager.id}
                for case in self
                for manager in managers
                if case.company_id in manager.company_ids
            ]
        )

    def _values_deem_accepted(self, vals):
        vals["deemed_accepted"] = True
        return self._acceptance_values({case.id: case.received_on for case in self})

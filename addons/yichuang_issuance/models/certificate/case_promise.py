from odoo import models

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools.verification import LIVE

# How a promise was broken, as a ground of 行政许可法 Art. 69.
GROUNDS = {"false": "fraud", "uncorrected": "unqualified"}


class CasePromise(models.Model):
    """A certificate does not outlive the decision that it rests on."""

    _inherit = "yichuang.case.promise"

    def _after_revoke(self, vals):
        super()._after_revoke(vals)
        for promise in self:
            live = promise.case_id.certificate_ids.filtered(
                lambda certificate: certificate.state in LIVE
            )
            ground = GROUNDS[promise.breach_kind]
            live._transition(
                "revoke",
                {
                    "end_ground": ground,
                    "end_reason": promise.breach,
                    "ended_on": hall_date(),
                },
                payload={"ground": ground},
            )

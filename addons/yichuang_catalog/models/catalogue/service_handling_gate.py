from odoo import api, models

from ...tools import access_rules, publication


class ServiceVersion(models.Model):
    """What the gate wants to know about coming in person and applying online."""

    _inherit = "yichuang.service.version"

    @api.depends(
        "visits",
        "visit_reason",
        "online_depth",
        "online_url",
        "channel_ids.online",
        "fee_ids.reducible",
        "fee_ids.reduction_basis",
    )
    def _compute_gaps(self):
        return super()._compute_gaps()

    def _further_faults(self):
        access = access_rules.Access(
            visits=self.visits,
            visit_reason=self.visit_reason or "",
            online_depth=self.online_depth,
            online_url=self.online_url or "",
            online_channel=any(self.channel_ids.mapped("online")),
            reductions=tuple(
                fee.reduction_basis or ""
                for fee in self.fee_ids
                if self.fee_charged and fee.reducible
            ),
        )
        return [
            *super()._further_faults(),
            *(
                publication.Fault(
                    rule,
                    access_rules.SOURCES[rule],
                    target=publication.Target(access_rules.FIELDS[rule]),
                    sentence=self._access_sentence(rule),
                )
                for rule in access_rules.contradictions(access)
            ),
        ]

    def _access_sentence(self, rule):
        return {
            "visits_without_reason": self.env._(
                "People have to come %(visits)s times. State why it cannot be done at "
                "once, or ask for one visit only.",
                visits=self.visits,
            ),
            "online_without_address": self.env._(
                "One can apply online, so state the online address, beginning with "
                "http:// or https://."
            ),
            "channel_without_depth": self.env._(
                "The ways to apply name an online one, but the online depth says that "
                "one cannot apply online. Correct one of the two."
            ),
            "reduction_without_basis": self.env._(
                "A fee may be reduced or waived: state for whom, and under which rule."
            ),
        }[rule]

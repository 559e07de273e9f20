from odoo import api, models

from ...tools import limit_lint
from ...tools.publication import Fault, Limit, Target
from .limit_sentences import sentence

# Rules that the gate tells with its own words
OWN_RULES = ("promise_over_legal",)
FIELDS = {"promise_over_law": "promise_days"}


class ServiceVersion(models.Model):
    """The limits of a version, held against the library of statutory limits."""

    _inherit = "yichuang.service.version"

    @api.depends("item_id.limit_ids.number", "item_id.limit_ids.unit", "legal_note")
    def _compute_gaps(self):
        return super()._compute_gaps()

    def _further_faults(self):
        return [
            *super()._further_faults(),
            *(
                Fault(
                    finding.rule,
                    f"《{finding.law.law}》{finding.law.article}",
                    target=Target(FIELDS.get(finding.rule, "legal_days")),
                    sentence=sentence(self.env, finding),
                )
                for finding in self._limit_findings()
                if finding.blocking and finding.rule not in OWN_RULES
            ),
        ]

    def _hints(self):
        return [
            *super()._hints(),
            *(
                {
                    "rule": finding.rule,
                    "article": "",
                    "sentence": sentence(self.env, finding),
                    **self._hint_target(finding)._asdict(),
                }
                for finding in self._limit_findings()
                if not finding.blocking
            ),
        ]

    def _hint_target(self, finding):
        """Where a doubt is settled: at the row of the library, at the item that the
        limit is linked with, or in the version."""
        if finding.rule == "unverified":
            return Target("", "yichuang.statutory.limit", finding.law.id)
        if finding.rule in ("not_on_organ", "law_shorter_exists"):
            return Target("", "yichuang.item", self.item_id.id)
        if finding.rule == "starts_differ":
            return Target("legal_note")
        return Target("legal_days")

    def _limit_findings(self):
        """Everything that is wrong or doubtful about the limits of this version, as
        :class:`limit_lint.Finding`."""
        self.ensure_one()
        names = self.law_ids.mapped("name")
        linked = self.item_id.limit_ids.filtered("active")
        library = self.env["yichuang.statutory.limit"]
        cited = library if linked else library._in_laws(names)
        return limit_lint.lint(
            limit_lint.Stated(
                legal=Limit(self.legal_days, self.legal_unit),
                promise=Limit(self.promise_days, self.promise_unit),
                instant=self.case_type == "instant",
                licence=self.item_id.item_type == "license",
                joint=self.case_type == "joint",
                reported=self.case_type == "report",
                note=self.legal_note or "",
                laws=tuple(name for name in names if name),
            ),
            linked._as_law(),
            cited._as_law(),
        )

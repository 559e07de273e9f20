from odoo import api, fields, models

from odoo.addons.yichuang_catalog.tools.publication import Fault, Target

from ...tools.hops import chain_faults

LINE = "yichuang.service.version.hop"


class ServiceVersion(models.Model):
    """Which organs review first, before the organ of the service decides (上报件)."""

    _inherit = "yichuang.service.version"

    hop_ids = fields.One2many(
        LINE,
        "version_id",
        "First Reviews",
        copy=True,
        help="初审机关, from below upward; the organ of the service decides.",
    )

    @api.depends(
        "hop_ids.department_id.region_id.level",
        "hop_ids.days",
        "hop_ids.unit",
        "hop_ids.basis",
        "hop_ids.sequence",
        "department_id.region_id.level",
    )
    def _compute_gaps(self):
        return super()._compute_gaps()

    def _further_faults(self):
        return [*super()._further_faults(), *self._chain_faults()]

    def _chain_faults(self):
        """What keeps this version from being published, about the way up."""
        lines = self.hop_ids.sorted("sequence")
        if lines and self.case_type != "report":
            return [
                Fault(
                    "chain_of_another_kind",
                    "行政许可法第三十五条",
                    target=Target("case_type"),
                    sentence=self.env._(
                        "Only what is passed to a higher organ has organs that review "
                        "first (行政许可法 Art. 35). Remove them, or change the kind "
                        "of case."
                    ),
                )
            ]
        organ = self.department_id
        found = chain_faults(
            [line._stop() for line in lines], organ.id, organ.region_id.level or ""
        )
        return [
            Fault(
                rule,
                "行政许可法第四十三条"
                if rule == "too_long"
                else "行政许可法第三十五条",
                target=Target("hop_ids", LINE, lines[position]._origin.id),
                sentence=self._chain_sentence(rule, lines[position]),
            )
            for rule, position in found
        ]

    def _chain_sentence(self, rule, line):
        organ = line.department_id.name or self.env._(
            "line %(number)s", number=list(line.version_id.hop_ids).index(line) + 1
        )
        return {
            "no_organ": self.env._(
                "First review, %(organ)s: name the organ that reviews.", organ=organ
            ),
            "organ_twice": self.env._(
                "First review, %(organ)s: an organ comes once on the way up, and the "
                "organ of the service decides (行政许可法 Art. 35).",
                organ=organ,
            ),
            "not_upward": self.env._(
                "First review, %(organ)s: each organ reports to a higher one "
                "(行政许可法 Art. 35). Put the organs in order, from below.",
                organ=organ,
            ),
            "no_limit": self.env._(
                "First review, %(organ)s: enter a limit of a day or more.", organ=organ
            ),
            "too_long": self.env._(
                "First review, %(organ)s: the limit is twenty working days at most "
                "(行政许可法 Art. 43). Shorten it, or name the law or regulation that "
                "sets another one.",
                organ=organ,
            ),
        }[rule]

    def _hints(self):
        hints = super()._hints()
        if self.case_type == "report" and not self.hop_ids:
            hints.append(
                {
                    "rule": "no_chain",
                    "article": "行政许可法第三十五条",
                    "sentence": self.env._(
                        "This is passed to a higher organ, but no organ is named that "
                        "reviews first: cases of it are handled by %(organ)s alone.",
                        organ=self.department_id.name,
                    ),
                    **Target("hop_ids")._asdict(),
                }
            )
        return hints

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools import publication
from .publication_sentences import sentence


class ServiceVersion(models.Model):
    """The gate before publication: what a version must state, and what it lacks.

    The rules are plain functions in ``tools/publication.py``; other parts of the
    content add theirs through :meth:`_further_faults`.
    """

    _inherit = "yichuang.service.version"

    gaps = fields.Text(
        compute="_compute_gaps",
        string="Missing for Publication",
        help="What has to be corrected before this version may be published.",
    )
    completeness = fields.Integer(
        compute="_compute_completeness",
        store=True,
        aggregator="avg",
        help="完整度: how complete the guide is, 0 to 100.",
    )

    @api.depends(
        "law_ids",
        "conditions",
        "quantity",
        "procedure",
        "form_sample",
        "material_line_ids.material_id.name",
        "legal_days",
        "legal_unit",
        "promise_days",
        "promise_unit",
        "case_type",
        "fee_charged",
        "fee_ids.basis",
    )
    @api.depends_context("lang")
    def _compute_gaps(self):
        for version in self:
            version.gaps = "\n".join(version._publication_faults()) or False

    @api.depends(
        "law_ids",
        "conditions",
        "quantity",
        "procedure",
        "form_sample",
        "material_line_ids.material_id.name",
        "legal_days",
        "promise_days",
        "case_type",
        "fee_charged",
        "fee_ids.basis",
    )
    def _compute_completeness(self):
        for version in self:
            missing = len(publication.faults(version._publication_content()))
            version.completeness = max(0, 100 - 10 * missing)

    def _publication_faults(self):
        """A sentence for every rule that this version breaks."""
        return [row["sentence"] for row in self._faults()]

    def _faults(self):
        """Every rule that this version breaks, as a dictionary: ``rule``, ``article``,
        ``sentence``, and where to correct it: ``field`` of the version, ``model``
        and ``id`` of the record, if it is another one than the version."""
        self.ensure_one()
        found = [
            *publication.faults(self._publication_content()),
            *self._further_faults(),
        ]
        return [
            {
                "rule": fault.rule,
                "article": fault.article,
                "sentence": sentence(self.env, fault),
                "field": fault.target.field,
                "model": fault.target.model,
                "id": fault.target.id,
            }
            for fault in found
        ]

    def _further_faults(self):
        """Faults that other parts of the content find: a list of
        :class:`publication.Fault` that carry their own ``sentence``."""
        self.ensure_one()
        return []

    def _publication_content(self):
        """The content as the rules in ``tools/publication.py`` look at it."""
        self.ensure_one()
        return publication.Content(
            laws=len(self.law_ids),
            conditions=self.conditions or "",
            quantity=self.quantity or "",
            procedure=self.procedure or "",
            form_sample=self.form_sample or "",
            materials=tuple(self.material_line_ids.mapped("material_id.name")),
            legal=publication.Limit(self.legal_days, self.legal_unit),
            promise=publication.Limit(self.promise_days, self.promise_unit),
            instant=self.case_type == "instant",
            fee_charged=self.fee_charged,
            fee_basis=self.fee_basis
            if all((fee.basis or "").strip() for fee in self.fee_ids)
            else "",
        )

    def _guard_publishable(self, vals):
        for version in self:
            if version.gaps:
                raise UserError(
                    self.env._(
                        "%(version)s cannot be published yet. Send it back and have "
                        "this corrected:\n%(gaps)s",
                        version=version.display_name,
                        gaps=version.gaps,
                    )
                )

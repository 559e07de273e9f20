from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools import completeness, publication
from ...tools.publication import Named, Target
from .completeness_sentences import wanted_sentence
from .publication_sentences import sentence

ROW = "yichuang.service.material"


class ServiceVersion(models.Model):
    """The gate before publication: what a version must state, and what it lacks.

    The rules are plain functions in ``tools/publication.py`` and
    ``tools/completeness.py``; other parts of the content add their faults through
    :meth:`_further_faults`, their texts through :meth:`_published_notes`.
    """

    _inherit = "yichuang.service.version"

    gaps = fields.Text(
        compute="_compute_gaps",
        string="Missing for Publication",
        help="What has to be corrected before this version may be published.",
    )
    checklist = fields.Json(
        compute="_compute_gaps",
        string="Publication Checklist",
        help="公布前须补正: what hinders publication and what is missing for 100 %, "
        "with the place where it is corrected.",
    )
    completeness = fields.Integer(
        compute="_compute_completeness",
        store=True,
        aggregator="avg",
        help="完整度: how complete the guide is, 0 to 100. Only a service at 100 "
        "enters the one window.",
    )

    @api.depends(
        "law_ids.name",
        "conditions",
        "quantity",
        "procedure",
        "form_sample",
        "material_line_ids.note",
        "material_line_ids.material_id.name",
        "legal_days",
        "legal_unit",
        "legal_note",
        "promise_days",
        "promise_unit",
        "case_type",
        "fee_charged",
        "fee_ids.name",
        "fee_ids.standard",
        "fee_ids.basis",
        "agency_required",
        "agency_basis",
        "service_id.needs_person",
        "service_id.needs_person_basis",
        "item_id.limit_ids",
        "completeness",
    )
    @api.depends_context("lang")
    def _compute_gaps(self):
        for version in self:
            faults = version._faults()
            version.gaps = "\n".join(row["sentence"] for row in faults) or False
            version.checklist = {
                "faults": faults,
                "hints": version._hints(),
                "wanted": version._wanted(),
                "completeness": version.completeness,
            }

    @api.depends(
        "law_ids",
        "conditions",
        "quantity",
        "procedure",
        "form_sample",
        "material_line_ids.material_id.name",
        "material_line_ids.material_id.kind",
        "legal_days",
        "promise_days",
        "case_type",
        "fee_charged",
        "fee_ids.name",
        "fee_ids.standard",
        "fee_ids.basis",
        "result_kind",
        "result_name",
        "result_sample",
        "faq_ids",
        "denial_conditions",
        "rights",
        "location",
        "office_hours",
        "consult",
        "complaint",
    )
    def _compute_completeness(self):
        for version in self:
            version.completeness = completeness.score(version._guide())

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
                **fault.target._asdict(),
            }
            for fault in found
        ]

    def _further_faults(self):
        """Faults that other parts of the content find: a list of
        :class:`publication.Fault` that carry their own ``sentence``."""
        self.ensure_one()
        return []

    def _hints(self):
        """What is doubtful, but hinders nothing, in the form of :meth:`_faults`."""
        self.ensure_one()
        return []

    def _wanted(self):
        """What is missing for 100 %, in the same form as :meth:`_faults`; what the
        gate asks for anyway is left to it."""
        self.ensure_one()
        asked = {
            fault.target.field
            for fault in publication.faults(self._publication_content())
            if fault.rule.startswith("missing_")
        }
        rows = []
        for want in completeness.wanted(self._guide()):
            element = completeness.ELEMENTS[want.key]
            if not want.material and element.field in asked:
                continue
            rows.append(
                {
                    "rule": want.key,
                    "article": element.source,
                    "sentence": wanted_sentence(self.env, want),
                    "field": element.field,
                    "model": "yichuang.material" if want.material else "",
                    "id": want.material.id if want.material else 0,
                }
            )
        return rows

    def _publication_content(self):
        """The content as the rules in ``tools/publication.py`` look at it."""
        self.ensure_one()
        service = self.service_id
        return publication.Content(
            laws=len(self.law_ids),
            conditions=self.conditions or "",
            quantity=self.quantity or "",
            procedure=self.procedure or "",
            form_sample=self.form_sample or "",
            materials=tuple(
                Named(
                    line.material_id.name or "",
                    Target("material_line_ids", ROW, line._origin.id),
                )
                for line in self.material_line_ids
            ),
            notes=tuple(self._published_notes()),
            legal=publication.Limit(self.legal_days, self.legal_unit),
            promise=publication.Limit(self.promise_days, self.promise_unit),
            instant=self.case_type == "instant",
            fee_charged=self.fee_charged,
            fees=tuple(
                publication.Fee(
                    fee.name or "",
                    fee.standard or "",
                    fee.basis or "",
                    Target("fee_ids", fee._name, fee._origin.id),
                )
                for fee in self.fee_ids
            ),
            agency_required=self.agency_required,
            agency_basis=self.agency_basis or "",
            in_person=service.needs_person,
            in_person_basis=service.needs_person_basis or "",
            in_person_target=Target(
                "needs_person_basis", service._name, service._origin.id
            ),
        )

    def _published_notes(self):
        """Texts beside the list of materials that could ask for more papers
        (行政许可法 Art. 31), as a list of :class:`publication.Named`."""
        self.ensure_one()
        return [
            Named(line.note, Target("material_line_ids", ROW, line._origin.id))
            for line in self.material_line_ids
            if line.note
        ]

    def _guide(self):
        """The content as ``tools/completeness.py`` looks at it."""
        self.ensure_one()
        return completeness.Guide(
            frozenset(self._stated()),
            tuple(
                self._material_guide(material)
                for material in self.material_line_ids.material_id
            ),
        )

    def _stated(self):
        """Names of the elements that are there, or do not apply to this service."""
        content = self._publication_content()
        broken = {fault.rule for fault in publication.faults(content)}
        texts = (
            "denial_conditions",
            "rights",
            "location",
            "office_hours",
            "consult",
            "complaint",
        )
        stated = {
            "basis": "missing_basis" not in broken,
            "conditions": "missing_conditions" not in broken,
            "quantity": "missing_quantity" not in broken,
            "procedure": "missing_procedure" not in broken,
            "legal_limit": "missing_legal_limit" not in broken,
            "promise_limit": "missing_promise_limit" not in broken,
            "materials": not broken & {"missing_materials", "vague_material"},
            "form_sample": "missing_form_sample" not in broken,
            "fee": not any(rule.startswith("fee_") for rule in broken),
            "faq": self.faq_ids,
            "result_name": self.result_kind == "none" or self.result_name,
            "result_sample": self.result_kind == "none"
            or self.with_context(bin_size=True).result_sample,
            **{name: (self[name] or "").strip() for name in texts},
        }
        return {name for name, is_it in stated.items() if is_it}

    @api.model
    def _material_guide(self, material):
        """What is known of one material, for the completeness of the guide."""
        return completeness.Material(
            material.name or "", material.kind == "form", id=material._origin.id
        )

    def _guard_publishable(self, vals):
        for version in self:
            faults = version._publication_faults()
            if faults:
                raise UserError(
                    self.env._(
                        "%(version)s cannot be published yet. Send it back and have "
                        "this corrected:\n%(gaps)s",
                        version=version.display_name,
                        gaps="\n".join(faults),
                    )
                )

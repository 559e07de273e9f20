from dataclasses import replace

from odoo import api, models


class ServiceVersion(models.Model):
    """What the guide of a version knows of its materials: how they are told to be in
    order, what goes wrong, and what they look like."""

    _inherit = "yichuang.service.version"

    @api.depends(
        "material_line_ids.acceptance_standard",
        "material_line_ids.material_id.acceptance_standard",
        "material_line_ids.material_id.common_mistakes",
        "material_line_ids.material_id.has_blank_form",
        "material_line_ids.material_id.has_filled_sample",
    )
    def _compute_completeness(self):
        return super()._compute_completeness()

    def _guide(self):
        guide = super()._guide()
        told = self.material_line_ids.filtered("acceptance_standard").material_id
        ids = set(told._origin.ids)
        return replace(
            guide,
            materials=tuple(
                material._replace(acceptance=material.acceptance or material.id in ids)
                for material in guide.materials
            ),
        )

    @api.model
    def _material_guide(self, material):
        return (
            super()
            ._material_guide(material)
            ._replace(
                acceptance=bool((material.acceptance_standard or "").strip()),
                mistakes=bool((material.common_mistakes or "").strip()),
                blank=material.has_blank_form,
                sample=material.has_filled_sample,
            )
        )

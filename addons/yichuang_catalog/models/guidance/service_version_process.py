from odoo import fields, models


class ServiceVersion(models.Model):
    """The handling of a matter as steps, and the form that is filled in for it."""

    _inherit = "yichuang.service.version"

    step_ids = fields.One2many(
        "yichuang.step", "version_id", string="Steps", copy=True, help="办理环节"
    )
    form_field_ids = fields.One2many(
        "yichuang.service.field",
        "version_id",
        string="Form Fields",
        copy=True,
        help="申请表字段",
    )

    def copy(self, default=None):
        copies = super().copy(default)
        if "step_ids" not in (default or {}):
            for version, copied in zip(self, copies, strict=True):
                twins = version._copied_steps(copied)
                for step, twin in twins.items():
                    twin.after_ids = twin.browse(
                        twins[other].id for other in step.after_ids
                    )
        return copies

    def _copied_steps(self, copied):
        """The steps of the version ``copied`` that stand for the steps of this one,
        of which it has just been made, by the step of this one."""
        self.ensure_one()
        return dict(zip(self.step_ids, copied.step_ids.sorted("id"), strict=True))

    def _step_graph(self):
        """The steps of this version and what each comes after, as ``tools/graph.py``
        takes it; steps of other versions are left out."""
        self.ensure_one()
        steps = self.step_ids
        return {step: list(step.after_ids & steps) for step in steps}

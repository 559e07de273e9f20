from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools import comparison


class VersionLine(models.AbstractModel):
    """Part of a version's content: written while it is a draft, frozen afterwards.

    Whoever changes a line has written the version, and may not approve it.

    Class option: ``_compared_by`` names the field by which a line of one version is
    found again in another one, by default the name of the line.
    """

    _name = "yichuang.version.line"
    _description = "Part of a Version"
    _inherit = ["yichuang.lifecycle.line", "yichuang.said"]
    _order = "version_id, sequence, id"
    _lifecycle_parent = "version_id"
    _compared_by = "display_name"

    version_id = fields.Many2one(
        "yichuang.service.version", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="version_id.company_id", store=True, index=True, precompute=True
    )
    sequence = fields.Integer(default=10)

    _default_order_idx = models.Index("(version_id, sequence, id)")

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.version_id._add_author()
        return lines

    def write(self, vals):
        if "version_id" in vals and self.version_id.ids not in (
            [vals["version_id"]],
            [],
        ):
            raise ValidationError(
                self.env._(
                    "A line cannot be moved to another version, for others there refer "
                    "to it. Enter it anew in that version."
                )
            )
        before = self.version_id
        result = super().write(vals)
        (before | self.version_id)._add_author()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_notes_author(self):
        self.version_id._add_author()

    def _comparison_entry(self):
        """This line as an entry of a comparison: what it is, and what is said of it."""
        key = self[self._compared_by]
        label = self._said(self._compared_by)
        said = [
            (self._fields[name]._description_string(self.env), self._said(name))
            for name in self._compared_fields()
        ]
        return comparison.Entry(
            key, label, "\n".join(f"{name}：{text}" for name, text in said if text)
        )

    @api.model
    def _compared_fields(self):
        """The fields of a line that its comparison shows: what people entered."""
        left_out = {
            *models.MAGIC_COLUMNS,
            "version_id",
            "company_id",
            "sequence",
            self._compared_by,
        }
        if self._compared_by == "display_name":
            left_out.add(self._rec_name)
        return [
            name
            for name, field in self._fields.items()
            if name not in left_out
            and field.store
            and not field.related
            and field.type not in ("one2many", "binary")
        ]

from odoo import api, fields, models


class VersionLine(models.AbstractModel):
    """Part of a version's content: written while it is a draft, frozen afterwards.

    Whoever changes a line has written the version, and may not approve it.
    """

    _name = "yichuang.version.line"
    _description = "Part of a Version"
    _inherit = ["yichuang.lifecycle.line"]
    _order = "version_id, sequence, id"
    _lifecycle_parent = "version_id"

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
        before = self.version_id
        result = super().write(vals)
        (before | self.version_id)._add_author()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_notes_author(self):
        self.version_id._add_author()

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import comparison


class VersionComparison(models.TransientModel):
    """Two versions side by side, of one service or of two."""

    _name = "yichuang.version.comparison"
    _description = "Comparison of Versions"

    left_id = fields.Many2one(
        "yichuang.service.version", string="Before", ondelete="cascade"
    )
    right_id = fields.Many2one(
        "yichuang.service.version", string="After", required=True, ondelete="cascade"
    )
    only_differences = fields.Boolean(default=True)
    differences = fields.Integer(compute="_compute_page", help="Number of differences")
    page = fields.Html(compute="_compute_page", sanitize=False)

    @api.depends("left_id", "right_id", "only_differences")
    @api.depends_context("lang")
    def _compute_page(self):
        for wizard in self:
            left, right = wizard.left_id, wizard.right_id
            if not (left and right):
                wizard.page, wizard.differences = False, 0
                continue
            sections = left._compared_with(right)
            counts = comparison.count(sections)
            wizard.differences = sum(counts.values()) - counts.get(comparison.SAME, 0)
            wizard.page = left._comparison_html(right, wizard.only_differences)

    @api.depends("left_id", "right_id")
    def _compute_display_name(self):
        for wizard in self:
            wizard.display_name = self.env._("Comparison of Versions")

    def action_swap(self):
        """Change sides."""
        self.ensure_one()
        self.left_id, self.right_id = self.right_id, self.left_id
        return self._reopen()

    def action_print(self):
        """Open the comparison as a document to print."""
        self.ensure_one()
        if not self.left_id:
            raise UserError(self.env._("Choose the version to compare with."))
        scope = "" if self.only_differences else "?all=1"
        return {
            "type": "ir.actions.act_url",
            "url": f"/yichuang/comparison/{self.left_id.id}/{self.right_id.id}{scope}",
            "target": "new",
        }

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Comparison"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "current",
        }

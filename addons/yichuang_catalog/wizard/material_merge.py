from odoo import api, fields, models
from odoo.exceptions import UserError


class MaterialMerge(models.TransientModel):
    """Makes one of several materials that mean the same (合并重复材料).

    Drafts go over to the one that is kept; versions that were submitted or published
    keep what they say.
    """

    _name = "yichuang.material.merge"
    _description = "Merger of Materials"

    material_ids = fields.Many2many(
        "yichuang.material", string="Materials", required=True
    )
    kept_id = fields.Many2one(
        "yichuang.material",
        string="Keep",
        required=True,
        ondelete="cascade",
        domain="[('id', 'in', material_ids)]",
        compute="_compute_kept_id",
        store=True,
        readonly=False,
        help="保留材料: the row that is used from now on.",
    )
    draft_count = fields.Integer(
        string="Drafts That Change",
        compute="_compute_counts",
        help="Drafts that ask for one of the others.",
    )
    standing_count = fields.Integer(
        string="Versions That Stay",
        compute="_compute_counts",
        help="Submitted and published versions, which keep what they say.",
    )

    @api.depends("material_ids")
    def _compute_kept_id(self):
        for merge in self:
            if merge.kept_id not in merge.material_ids:
                merge.kept_id = merge.material_ids.sorted("service_count")[-1:]

    @api.depends("material_ids", "kept_id")
    def _compute_counts(self):
        lines = self.env["yichuang.service.material"]
        for merge in self:
            others = merge.material_ids.ids
            counts = dict(
                lines._read_group(
                    [
                        ("material_id", "in", others),
                        ("material_id", "!=", merge.kept_id.id),
                    ],
                    ["version_id"],
                    ["__count"],
                )
            )
            drafts = [version for version in counts if version.state == "draft"]
            merge.draft_count = len(drafts)
            merge.standing_count = len(counts) - len(drafts)

    def action_confirm(self):
        """Let the row that is kept take the place of the others."""
        self.ensure_one()
        if len(self.material_ids) < 2 or self.kept_id not in self.material_ids:
            raise UserError(
                self.env._("Choose at least two materials, and which of them is kept.")
            )
        self.material_ids._replace_by(self.kept_id)
        return {
            "type": "ir.actions.act_window",
            "res_model": "yichuang.material",
            "res_id": self.kept_id.id,
            "view_mode": "form",
        }

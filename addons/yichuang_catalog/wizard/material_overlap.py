from odoo import api, fields, models
from odoo.exceptions import UserError

MOST_SERVICES = 200


class MaterialOverlap(models.TransientModel):
    """Which materials several services ask for in common, and how many sheets one
    application for all of them saves (材料重合分析)."""

    _name = "yichuang.material.overlap"
    _description = "Overlap of Materials"

    theme_id = fields.Many2one(
        "yichuang.theme",
        ondelete="cascade",
        help="Take the services of a theme (一件事).",
    )
    service_ids = fields.Many2many(
        "yichuang.service",
        string="Services",
        domain="[('current_version_id', '!=', False)]",
        compute="_compute_service_ids",
        store=True,
        readonly=False,
        help="Services in force; two at least.",
    )
    only_shared = fields.Boolean(
        string="Only What Coincides",
        default=True,
        help="Leave out the materials that one service alone asks for.",
    )
    overlap_html = fields.Html(
        string="Overlap", compute="_compute_overlap", sanitize=False
    )
    asked = fields.Integer(
        string="Asked for One by One",
        compute="_compute_overlap",
        help="逐件办理: originals and copies in all.",
    )
    needed = fields.Integer(
        string="Needed Together",
        compute="_compute_overlap",
        help="一并办理: originals and copies in all.",
    )
    saved = fields.Integer(compute="_compute_overlap", help="减少份数")

    @api.depends("theme_id")
    def _compute_service_ids(self):
        for wizard in self:
            if wizard.theme_id:
                wizard.service_ids = wizard.theme_id.line_ids.service_id

    @api.depends("service_ids", "only_shared")
    @api.depends_context("lang")
    def _compute_overlap(self):
        for wizard in self:
            services = wizard.service_ids._origin
            overlap = services._overlap()
            wizard.asked = sum(overlap.asked)
            wizard.needed = sum(overlap.needed)
            wizard.saved = overlap.saved
            wizard.overlap_html = services and self.env["ir.qweb"]._render(
                "yichuang_catalog.material_overlap_table",
                {
                    "services": services,
                    "overlap": overlap,
                    "rows": [
                        row
                        for row in overlap.rows
                        if row.is_shared or not wizard.only_shared
                    ],
                },
            )

    def action_print(self):
        """Open the overlap as a document to print."""
        return self._open_file("pdf")

    def action_export(self):
        """Open the overlap as a workbook."""
        return self._open_file("xlsx")

    def _open_file(self, kind):
        self.ensure_one()
        services = self.service_ids
        if not 2 <= len(services) <= MOST_SERVICES:
            raise UserError(
                self.env._(
                    "Choose two services at least, and %(most)s at most.",
                    most=MOST_SERVICES,
                )
            )
        numbers = ",".join(map(str, services.ids))
        return {
            "type": "ir.actions.act_url",
            "url": f"/yichuang/overlap.{kind}?services={numbers}",
            "target": "new" if kind == "pdf" else "download",
        }

import base64
import tempfile

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.catalogue_workbook import CellError
from .catalogue_export_book import CatalogueBook


class CatalogueExport(models.TransientModel):
    """Gives the catalogue out as a workbook: the services chosen in the list, or all.

    It holds what the person may read, sheet by sheet (实施清单, 申请材料, 收费, …), is
    laid out for A4 and can be imported again.
    """

    _name = "yichuang.catalogue.export"
    _description = "Export of the Catalogue"

    service_ids = fields.Many2many(
        "yichuang.service",
        string="Chosen Services",
        default=lambda self: self._default_services(),
        context={"active_test": False},
        help="Only these; empty for the whole catalogue.",
    )
    department_ids = fields.Many2many(
        "yichuang.department", string="Organs", help="Only these; empty for all."
    )
    service_count = fields.Integer(
        string="Services", compute="_compute_service_count", help="How many it holds."
    )
    content = fields.Binary(string="Workbook", readonly=True)

    @api.model
    def _default_services(self):
        if self.env.context.get("active_model") != "yichuang.service":
            return self.env["yichuang.service"]
        return self.env["yichuang.service"].browse(self.env.context["active_ids"])

    @api.depends("service_ids", "department_ids")
    def _compute_service_count(self):
        for export in self:
            export.service_count = self.env["yichuang.service"].search_count(
                export._domain()
            )

    def _domain(self):
        if self.service_ids:
            return [("id", "in", self.service_ids.ids), ("active", "in", (True, False))]
        domain = [("company_id", "in", self.env.companies.ids)]
        if self.department_ids:
            domain.append(("department_id", "in", self.department_ids.ids))
        return domain

    def action_export(self):
        """Write the workbook and hand it over."""
        self.ensure_one()
        ids = self.env["yichuang.service"].search(self._domain()).ids
        if not ids:
            raise UserError(
                self.env._("There is no service to export. Choose other organs.")
            )
        self.content = base64.b64encode(self._workbook(ids))
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/content"
            "?download=true&filename=catalogue.xlsx",
            "target": "download",
        }

    def _workbook(self, service_ids):
        """The workbook of these services, as bytes."""
        with tempfile.TemporaryFile() as file:
            try:
                CatalogueBook(self.env).fill(file, service_ids, self.env.company.name)
            except CellError as error:
                raise UserError(
                    self.env._(
                        "The workbook would have more lines than a sheet can hold. "
                        "Export the services of fewer organs."
                    )
                ) from error
            file.seek(0)
            return file.read()

from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from .service_version import STANDING


class Material(models.Model):
    """The library of materials as a whole: who asks for what, which rows mean the
    same, and how one takes the place of another.

    What versions say that were submitted or published stays; drafts go over to the
    row that is kept, and so does every new version (:meth:`_latest`).
    """

    _inherit = "yichuang.material"

    line_ids = fields.One2many(
        "yichuang.service.material", "material_id", string="Where Used", readonly=True
    )
    service_count = fields.Integer(
        string="Services",
        compute="_compute_service_count",
        help="使用事项数: the services that ask for it now.",
    )
    twin_ids = fields.Many2many(
        "yichuang.material",
        string="May Be the Same",
        compute="_compute_twin_ids",
        search="_search_twin_ids",
        help="疑似重复材料: materials whose name means the same.",
    )

    @api.depends("line_ids")
    def _compute_service_count(self):
        counts = dict(
            self.env["yichuang.service.material"]._read_group(
                [("material_id", "in", self.ids), ("version_id.state", "in", STANDING)],
                ["material_id"],
                ["version_id:count_distinct"],
            )
        )
        for material in self:
            material.service_count = counts.get(material._origin, 0)

    @api.depends("core_name", "active")
    def _compute_twin_ids(self):
        alike = dict(
            self._read_group(
                [
                    (
                        "core_name",
                        "in",
                        [name for name in self.mapped("core_name") if name],
                    )
                ],
                ["core_name"],
                ["id:recordset"],
            )
        )
        for material in self:
            twins = alike.get(material.core_name, self.browse())
            material.twin_ids = twins - material._origin

    @api.model
    def _search_twin_ids(self, operator, value):
        if operator not in ("in", "not in") or set(value) != {False}:
            return NotImplemented
        rows = self.env.execute_query(
            SQL(
                "SELECT unnest(array_agg(id)) FROM yichuang_material"
                " WHERE active AND core_name <> ''"
                " GROUP BY core_name HAVING count(*) > 1"
            )
        )
        with_twins = Domain("id", "in", [row[0] for row in rows])
        return ~with_twins if operator == "in" else with_twins

    @api.constrains("replaced_by_id")
    def _check_replaced_by(self):
        if self._has_cycle("replaced_by_id"):
            raise UserError(
                self.env._("A material cannot take the place of itself, however far.")
            )

    def action_view_usage(self):
        """Open the lines of versions that ask for these materials."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "yichuang_catalog.service_material_action"
        )
        return {**action, "domain": [("material_id", "in", self.ids)]}

    def action_new_edition(self):
        """Begin a row that takes the place of this one, which published versions
        keep: what it says may change."""
        self.ensure_one()
        self.check_access("write")
        if not self.active:
            raise UserError(
                self.env._("This material was replaced already. Open the one in use.")
            )
        values = self.copy_data({"name": self.name})[0]
        self.active = False
        # The name is taken until the database knows it is archived.
        self.flush_recordset(["active"])
        edition = self.create(values)
        self._replace_by(edition)
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": edition.id,
            "view_mode": "form",
        }

    def action_merge(self):
        """Ask which of these materials is kept."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Merge Materials"),
            "res_model": "yichuang.material.merge",
            "view_mode": "form",
            "target": "new",
            "context": {"default_material_ids": (self | self.twin_ids).ids},
        }

    def _latest(self):
        """The row that is used now instead of this one."""
        self.ensure_one()
        material = self
        while material.replaced_by_id:
            material = material.replaced_by_id
        return material

    def _replace_by(self, kept):
        """Let ``kept`` take the place of these materials in all drafts."""
        others = self - kept
        kept.write(
            {
                "produced_by_item_ids": [
                    Command.link(item.id) for item in others.produced_by_item_ids
                ]
            }
        )
        lines = self.env["yichuang.service.material"].search(
            [
                ("material_id", "in", others.ids),
                ("version_id.state", "=", "draft"),
            ]
        )
        lines._replace_material(kept)
        others.write({"replaced_by_id": kept.id, "active": False})

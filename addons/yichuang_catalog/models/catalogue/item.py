from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools import basic_code
from ...tools.exceptions import CodeError
from ...tools.item_types import ITEM_TYPES


class Item(models.Model):
    """An entry of the government-service directory (目录事项).

    Name, code, basis and type are the same in every place that handles it
    (四同), so they live here; what differs by organ belongs to its services.
    """

    _name = "yichuang.item"
    _description = "Catalogue item"
    _inherit = ["yichuang.quoted"]
    _order = "name, id"
    _rec_names_search = ["name", "code", "local_code"]
    _quoted_by = "item_id"
    _quoted_fields = ("code", "item_type")

    # What the directory says
    name = fields.Char(required=True, index="trigram", help="事项名称")
    main_name = fields.Char(
        string="Main Item",
        help="The main item that this one is a part of (主项名称).",
    )
    code = fields.Char(
        string="Basic Code",
        index="trigram",
        copy=False,
        help="The 12-digit basic code (基本编码): region, type, line ministry, main "
        "item and sub-item.",
    )
    local_code = fields.Char(
        index="trigram",
        copy=False,
        help="The code a province gave it (地方基本编码).",
    )
    item_type = fields.Selection(
        selection=[(kind.key, kind.label) for kind in ITEM_TYPES],
        string="Type",
        required=True,
        default="license",
        index=True,
        help="事项类型 (GB/T 39046 A.1)",
    )
    law_ids = fields.Many2many("yichuang.law", string="Legal Basis", help="设定依据")
    active = fields.Boolean(default=True)

    # Who handles it
    service_ids = fields.One2many("yichuang.service", "item_id")
    service_count = fields.Integer(compute="_compute_service_count")

    _code_uniq = models.UniqueIndex(
        "(code) WHERE code <> ''",
        "Another item has this basic code. A basic code belongs to one item only.",
    )
    _local_code_uniq = models.UniqueIndex(
        "(local_code) WHERE local_code <> ''",
        "Another item has this local code. A code belongs to one item only.",
    )
    _default_order_idx = models.Index("(name, id)")

    @api.depends("service_ids")
    def _compute_service_count(self):
        counts = dict(
            self.env["yichuang.service"]._read_group(
                [("item_id", "in", self.ids)], ["item_id"], ["__count"]
            )
        )
        for item in self:
            item.service_count = counts.get(item, 0)

    @api.constrains("code")
    def _check_code(self):
        for item in self.filtered("code"):
            try:
                basic_code.validate(item.code)
            except CodeError as error:
                raise ValidationError(
                    self.env._(
                        "“%(code)s” is not a basic code: it has 12 digits (region, "
                        "type, line ministry, main item, sub-item). Correct it, or "
                        "leave it empty and keep the local code.",
                        code=item.code,
                    )
                ) from error

    def action_view_services(self):
        """Open the services of this item."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "yichuang_catalog.service_action"
        )
        return {
            **action,
            "domain": [("item_id", "=", self.id)],
            "context": {"default_item_id": self.id},
        }

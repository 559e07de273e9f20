from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools import basic_code, enumerations
from ...tools.exceptions import CodeError


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
        selection=enumerations.selection("item_type"),
        string="Type",
        required=True,
        default="license",
        index=True,
        help="事项类型 (GB/T 39046 A.1)",
    )
    line_ministry_id = fields.Many2one(
        "yichuang.line.ministry",
        compute="_compute_line_ministry_id",
        store=True,
        precompute=True,
        readonly=False,
        ondelete="restrict",
        index="btree_not_null",
        help="主管部门: the ministry that digits 5 and 6 of the basic code name.",
    )
    law_ids = fields.Many2many("yichuang.law", string="Legal Basis", help="设定依据")
    subject_ids = fields.Many2many(
        "yichuang.subject",
        string="Subjects",
        help="主题分类: under what people look for it.",
    )
    bound = fields.Boolean(
        string="The Same Everywhere",
        index=True,
        help="四同: name, type and legal basis are those of this entry at every "
        "level; services and versions cannot state others.",
    )
    level_behaviour_ids = fields.One2many(
        "yichuang.item.level",
        "item_id",
        string="Behaviour by Level",
        copy=True,
        help="How it is handled at each level (即办件, 承诺件, 上报件, 联办件).",
    )
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

    @api.depends("code")
    def _compute_line_ministry_id(self):
        numbers = {
            item: basic_code.split(item.code).ministry for item in self if item.code
        }
        ministries = self.env["yichuang.line.ministry"]._by_code(set(numbers.values()))
        for item in self:
            if item in numbers:
                item.line_ministry_id = ministries.get(numbers[item])
            else:
                item.line_ministry_id = item.line_ministry_id

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

    @api.constrains("code", "item_type")
    def _check_code_fits_type(self):
        labels = dict(self._fields["item_type"]._description_selection(self.env))
        for item in self.filtered("code"):
            parts = basic_code.split(item.code)
            meant = enumerations.item_types_of(parts.item_type, parts.origin)
            if meant and item.item_type not in meant:
                raise ValidationError(
                    self.env._(
                        "Digits 3 and 4 of the basic code %(code)s are %(digits)s, "
                        "which is “%(meant)s” (GB/T 39046 A.1), but %(name)s is "
                        "entered as “%(type)s”. Correct the code or the type.",
                        code=item.code,
                        digits=parts.item_type,
                        meant=" / ".join(sorted(labels[key] for key in meant)),
                        name=item.name,
                        type=labels[item.item_type],
                    )
                )

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

from odoo import api, fields, models

from ...tools import enumerations
from .conformance_rate import ELEMENTS


class ConformanceDifference(models.Model):
    """One element in which a service is not the same as the one above it.

    The service above may be another hall's. What it shows is published and so public
    (行政许可法 Art. 30), which is why it is read with sudo here.
    """

    _name = "yichuang.conformance.difference"
    _description = "Difference Across Levels"
    _order = "run_id desc, department_id, lower_service_id, id"
    _rec_name = "lower_service_id"

    run_id = fields.Many2one(
        "yichuang.conformance.run",
        "Report",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        "res.company", "Hall", required=True, readonly=True, index=True
    )
    element = fields.Selection(
        selection=ELEMENTS, required=True, readonly=True, index=True
    )
    kind = fields.Selection(
        selection=[
            ("different", "Different"),
            ("missing_below", "Missing Below"),
            ("missing_above", "Missing Above"),
        ],
        required=True,
        readonly=True,
        help="内容不一致, 下级缺失, 上级缺失",
    )
    matched_by = fields.Selection(
        selection=[("code", "Code"), ("name", "Name")],
        required=True,
        readonly=True,
        help="匹配方式: 基本编码, 名称",
    )
    item_id = fields.Many2one(
        "yichuang.item",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    department_id = fields.Many2one(
        "yichuang.department",
        "Organ",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    level = fields.Selection(
        selection=enumerations.selection("level"), required=True, readonly=True
    )
    lower_service_id = fields.Many2one(
        "yichuang.service",
        "Service",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    upper_service_id = fields.Many2one(
        "yichuang.service",
        "Service Above",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    lower_version_id = fields.Many2one(
        "yichuang.service.version",
        "Version",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    upper_version_id = fields.Many2one(
        "yichuang.service.version",
        "Version Above",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    upper_words = fields.Char("Above", readonly=True)
    lower_words = fields.Char("Here", readonly=True)
    is_new = fields.Boolean(
        "New", readonly=True, help="新增差异: the same in the report before."
    )
    healed_run_id = fields.Many2one(
        "yichuang.conformance.run",
        "Healed In",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
        help="The next report, in which it was the same again.",
    )
    page = fields.Html(string="Side by Side", compute="_compute_page", sanitize=False)

    _key_idx = models.Index("(run_id, lower_service_id, element)")
    _default_order_idx = models.Index(
        "(run_id DESC, department_id, lower_service_id, id)"
    )

    @api.depends("lower_version_id", "upper_version_id")
    @api.depends_context("lang")
    def _compute_page(self):
        for row in self:
            # Both stand published; the upper one may belong to another hall.
            both = row.sudo()
            row.page = both.upper_version_id._comparison_html(
                both.lower_version_id, only_differences=True
            )

    def action_adopt(self):
        """Make a draft of each service that takes over what differs."""
        self.check_access("read")
        services = self.lower_service_id
        elements = {}
        for row in self.search(
            [
                ("run_id", "in", self.run_id.ids),
                ("lower_service_id", "in", services.ids),
            ]
        ):
            elements.setdefault(row.lower_service_id, set()).add(row.element)
        uppers = {row.lower_service_id: row.upper_service_id for row in self}
        return services._adopt_from(uppers, elements)

    def action_propose(self):
        """Open a proposal to the level above that it change this element."""
        self.ensure_one()
        self.check_access("read")
        return self.env["yichuang.proposal"]._open_new(
            self.lower_service_id, self.element
        )

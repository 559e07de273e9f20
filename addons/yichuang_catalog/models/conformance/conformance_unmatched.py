from odoo import fields, models

from ...tools import enumerations


class ConformanceUnmatched(models.Model):
    """A service that a report could not compare: it is neither the same nor
    different, and counts in no rate."""

    _name = "yichuang.conformance.unmatched"
    _description = "Service Not Comparable"
    _order = "run_id desc, reason, id"
    _rec_name = "service_id"

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
    service_id = fields.Many2one(
        "yichuang.service",
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
    reason = fields.Selection(
        selection=[
            ("no_code", "No Basic Code"),
            ("no_upper", "No Such Item Above"),
            ("unpublished", "Not Published"),
            ("top", "Highest Level"),
        ],
        required=True,
        readonly=True,
        help="无基本编码, 上级无此事项, 未公布, 最高层级 (nothing stands above it)",
    )

    _default_order_idx = models.Index("(run_id DESC, reason, id)")

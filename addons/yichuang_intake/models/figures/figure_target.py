from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools.figures import RATIOS


class FigureTarget(models.Model):
    """What a figure should be, from a month on (考核指标): of the hall, or of one
    organ, whose own target goes before the hall's."""

    _name = "yichuang.figure.target"
    _description = "Target of a figure"
    _order = "figure, department_id, from_on desc, id"
    _rec_name = "figure"

    figure = fields.Selection(selection="_selection_figure", required=True, help="指标")
    company_id = fields.Many2one(
        "res.company",
        "Hall",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    department_id = fields.Many2one(
        "yichuang.department",
        "Organ",
        index=True,
        ondelete="cascade",
        help="考核对象: empty for all organs of the hall.",
    )
    from_on = fields.Date(
        "Holds From",
        required=True,
        default=lambda self: hall_date().replace(day=1),
        help="起始月: from this month on, until another one of the same figure.",
    )
    value = fields.Float("Target", required=True, help="目标值, in the figure's unit.")
    weight = fields.Integer(
        required=True, default=10, aggregator=None, help="权重（分）"
    )
    better = fields.Selection(
        [("high", "At least"), ("low", "At most")],
        "Meant As",
        compute="_compute_better",
        help="正向指标, 逆向指标",
    )

    _place_uniq = models.UniqueIndex(
        "(company_id, figure, department_id, from_on) NULLS NOT DISTINCT",
        "There is a target of this figure from that month on already.",
    )
    _weight_positive = models.Constraint(
        "CHECK (weight > 0 AND value >= 0)",
        "A target is not negative, and weighs more than nothing.",
    )

    @api.model
    def _selection_figure(self):
        known = self.env["yichuang.figure.day"]._fields
        return [(name, known[name]._description_string(self.env)) for name in RATIOS]

    @api.depends("figure")
    def _compute_better(self):
        for target in self:
            target.better = target.figure and RATIOS[target.figure].better

    @api.model
    def _of(self, companies, month):
        """The targets of a month, by hall, organ id or ``False``, and figure."""
        domain = Domain("company_id", "in", companies.ids)
        domain &= Domain("from_on", "<=", month)
        # The latest of each comes last and stays.
        found = self.sudo().search(domain, order="from_on, id")
        return {
            (target.company_id.id, target.department_id.id, target.figure): target
            for target in found
        }

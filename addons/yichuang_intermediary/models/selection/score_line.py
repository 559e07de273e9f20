from odoo import api, fields, models
from odoo.exceptions import UserError


class ScoreLine(models.Model):
    """The points of one criterion of one proposal, whose agency is not named."""

    _name = "yichuang.market.score.line"
    _description = "Line of a score sheet"
    _order = "sheet_id, alias, criterion_id, id"
    _rec_name = "alias"

    sheet_id = fields.Many2one(
        "yichuang.market.score.sheet", required=True, index=True, ondelete="cascade"
    )
    alias = fields.Char("Proposal No.", required=True, readonly=True)
    offer_id = fields.Many2one(
        "yichuang.market.offer",
        required=True,
        ondelete="restrict",
        groups=fields.NO_ACCESS,
    )
    criterion_id = fields.Many2one(
        "yichuang.market.criterion", required=True, readonly=True, ondelete="restrict"
    )
    scale = fields.Text(compute="_compute_text", help="评分标准")
    proposal = fields.Text(compute="_compute_text", help="响应方案")
    points = fields.Integer(default=-1, help="0 to 100; -1 as long as none are given.")

    _line_uniq = models.UniqueIndex(
        "(sheet_id, alias, criterion_id)", "This criterion has its points already."
    )
    _order_idx = models.Index("(sheet_id, alias, criterion_id, id)")
    _points_in_range = models.Constraint(
        "CHECK (points BETWEEN -1 AND 100)", "A criterion gets 0 to 100 points."
    )

    @api.depends("criterion_id", "alias")
    def _compute_text(self):
        for line in self:
            # Whose proposal it is stays hidden; what it says is what is scored.
            line.scale = line.sudo().criterion_id.scale
            line.proposal = line.sudo().offer_id.proposal

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise UserError(self.env._("The system itself hands out score sheets."))
        return super().create(vals_list)

    def write(self, vals):
        for line in self:
            own = line.sheet_id.rater_id == self.env.user
            if set(vals) - {"points"} or not own or line.sheet_id.state != "open":
                raise UserError(
                    self.env._(
                        "Points are given by the expert himself, until he hands the "
                        "sheet in; nobody changes them afterwards."
                    )
                )
        return super().write(vals)

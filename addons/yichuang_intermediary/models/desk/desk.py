from odoo import api, fields, models


class Desk(models.Model):
    """Seats for one service in the hall (实体中介入驻).

    A desk makes agencies easy to reach. It counts for nothing when a notice is decided:
    no organ designates an agency (优化营商环境条例 Art. 43).
    """

    _name = "yichuang.market.desk"
    _description = "Desk of an intermediary service"
    _order = "service_id, id"
    _rec_name = "service_id"

    company_id = fields.Many2one(
        "res.company",
        "Hall",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    service_id = fields.Many2one(
        "yichuang.market.service", required=True, index=True, ondelete="restrict"
    )
    seats = fields.Integer(
        default=2, required=True, help="席位数: two, three for property valuation."
    )
    years = fields.Integer(
        "Term in Years", default=2, required=True, help="入驻期限(年), then again."
    )
    tender_from = fields.Integer(
        "Tender From Applicants",
        default=3,
        required=True,
        help="达到此数须公开招标; with fewer all that experts find qualified are "
        "admitted.",
    )
    active = fields.Boolean(default=True)
    term_ids = fields.One2many("yichuang.market.desk.term", "desk_id", "Terms")
    taken = fields.Integer(compute="_compute_taken", help="已入驻")

    _service_uniq = models.UniqueIndex(
        "(company_id, service_id)", "The hall has a desk for this service already."
    )
    _numbers = models.Constraint(
        "CHECK (seats BETWEEN 1 AND 20 AND years BETWEEN 1 AND 5 AND tender_from > 0)",
        "A desk has 1 to 20 seats and a term of 1 to 5 years.",
    )

    @api.depends("term_ids.state")
    def _compute_taken(self):
        for desk in self:
            admitted = desk.term_ids.filtered(lambda term: term.state == "admitted")
            desk.taken = len(admitted)

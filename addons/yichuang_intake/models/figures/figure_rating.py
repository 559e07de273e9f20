from odoo import fields, models


class FigureDay(models.Model):
    """What people said of the day's services, and what became of it when they were not
    satisfied (好差评, GB/T 39734-2020).

    Grades that the system put because nobody answered are counted by themselves and
    praise nobody.
    """

    _inherit = "yichuang.figure.day"

    rating_asked = fields.Integer(
        "Ratings Asked For",
        readonly=True,
        help="评价邀请量, by the day of the service.",
    )
    rated = fields.Integer("Ratings Given", readonly=True, help="主动评价量")
    satisfied = fields.Integer(
        "Satisfied Ratings",
        readonly=True,
        help="满意评价量: grades 1 to 3, given by people.",
    )
    rated_bad = fields.Integer(
        "Bad Ratings Given", readonly=True, help="差评量: grades 4 and 5."
    )
    rated_default = fields.Integer(
        "Grades Put by the System", readonly=True, help="默认评价量: nobody answered."
    )
    contact_due = fields.Integer(
        "Bad Ratings to Contact",
        readonly=True,
        help="应联系的实名差评量, by its last day.",
    )
    contact_met = fields.Integer("Contacted in Time", readonly=True, help="按时联系量")
    fix_due = fields.Integer(
        "Bad Ratings to Put Right",
        readonly=True,
        help="应整改的差评量, by its last day.",
    )
    fix_met = fields.Integer("Put Right in Time", readonly=True, help="按时整改量")
    called_back = fields.Integer(readonly=True, help="已回访量")

    satisfied_rate = fields.Float(
        "Satisfied (%)",
        compute="_compute_rates",
        aggregator="avg",
        help="满意率 = grades 1 to 3 ÷ ratings given by people.",
    )
    rated_rate = fields.Float(
        "Rated of Their Own Accord (%)",
        compute="_compute_rates",
        aggregator="avg",
        help="主动评价率 = ratings given by people ÷ ratings asked for.",
    )
    contact_rate = fields.Float(
        "Contacted in Time (%)",
        compute="_compute_rates",
        aggregator="avg",
        help="差评联系率 = contacted by the last day ÷ bad ratings with a name.",
    )
    fix_rate = fields.Float(
        "Put Right in Time (%)",
        compute="_compute_rates",
        aggregator="avg",
        help="差评整改率 = put right by the last day ÷ bad ratings due.",
    )
    call_back_rate = fields.Float(
        "Called Back (%)",
        compute="_compute_rates",
        aggregator="avg",
        help="差评回访率 = called back ÷ bad ratings due.",
    )

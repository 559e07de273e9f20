from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class ScopeRule(models.Model):
    """Which ways of selection are lawful for which money, amount and service.

    The first rule that fits counts, in the order of the list. Local thresholds change,
    so each rule has the dates between which it holds, and the text it rests on.
    """

    _name = "yichuang.market.scope.rule"
    _description = "Rule of scope"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one("res.company", "Hall", index=True)
    date_from = fields.Date("In Force From")
    date_to = fields.Date("In Force Until")
    funding = fields.Selection(
        [
            ("fiscal", "Fiscal money"),
            ("state_owned", "State-owned enterprise"),
            ("social", "Other money"),
        ],
        index=True,
        help="资金来源; empty for any.",
    )
    commission_type = fields.Selection(
        [("owner", "The owner"), ("department", "The deciding organ")],
        "Commissioned By",
        help="委托主体; empty for any.",
    )
    service_id = fields.Many2one(
        "yichuang.market.service", index=True, ondelete="cascade", help="Empty for any."
    )
    amount_min = fields.Integer("From (yuan)", help="Inclusive.")
    amount_max = fields.Integer("Below (yuan)", help="Exclusive; 0 for no limit.")
    mode_ids = fields.Many2many(
        "yichuang.market.mode",
        string="Lawful Ways",
        help="选取方式. None: tendered elsewhere, only the result is recorded.",
    )
    compulsory = fields.Boolean(
        "Must Use the Market", help="是否必须进入中介超市选取; for information."
    )
    min_valid = fields.Integer(
        "Least Valid Sign-ups", default=2, help="有效报名机构最低数量"
    )
    min_signup_workdays = fields.Integer("Least Working Days of Sign-up")
    basis = fields.Text(required=True, help="依据: the text this rule rests on.")
    active = fields.Boolean(default=True)

    _order_idx = models.Index("(sequence, id)")
    _amounts_positive = models.Constraint(
        "CHECK (amount_min >= 0 AND (amount_max = 0 OR amount_max > amount_min))",
        "The upper amount is above the lower one.",
    )
    _least_positive = models.Constraint(
        "CHECK (min_valid >= 1 AND min_signup_workdays >= 0)",
        "The least number of sign-ups is one or more.",
    )

    @api.constrains("date_from", "date_to")
    def _check_dates(self):
        for rule in self:
            if rule.date_from and rule.date_to and rule.date_to < rule.date_from:
                raise ValidationError(
                    self.env._("A rule cannot end before it comes into force.")
                )

    @api.model
    def _of(self, notice, day, amount_fen=None):
        """The rule a notice falls under on a day; none where the hall has none.

        :param amount_fen: another amount than the notice's own
        """
        amount_fen = notice.amount_fen if amount_fen is None else amount_fen
        domain = Domain(
            [
                ("company_id", "in", (False, notice.company_id.id)),
                ("funding", "in", (False, notice.funding)),
                ("commission_type", "in", (False, notice.commission_type)),
                ("service_id", "in", (False, notice.service_id.id)),
                ("amount_min", "<=", amount_fen // 100),
            ]
        )
        # The owner of a notice has no right to the table and obeys it all the same.
        return (
            self.sudo()
            .search(domain)
            .filtered(
                lambda rule: (
                    (not rule.date_from or rule.date_from <= day)
                    and (not rule.date_to or day <= rule.date_to)
                    and (not rule.amount_max or amount_fen < rule.amount_max * 100)
                )
            )[:1]
        )

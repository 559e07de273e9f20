from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

from .contract import PORTAL, REVIEWER, SIDES

LEAST, MOST = 1, 5
SCORES = ("first", "second", "third", "fourth", "fifth")


class Rating(models.Model):
    """What one side of a contract says of the other (服务互评).

    Blind until both have spoken or the time is over, one of each side, never changed;
    whoever was rated may appeal once, and the hall then lets it stand or takes it back.
    An unrated service is unrated: silence is no good mark.
    """

    _name = "yichuang.market.rating"
    _description = "Rating of a service contract"
    _inherit = ["yichuang.market.contract.part", "yichuang.lifecycle"]
    _order = "id desc"

    _transitions = (
        Transition(
            "appeal",
            "given",
            "appealed",
            groups=PORTAL,
            guards=("_guard_rated_side", "_guard_appeal"),
        ),
        Transition(
            "uphold", "appealed", "upheld", groups=REVIEWER, guards="_guard_answer"
        ),
        Transition(
            "annul", "appealed", "annulled", groups=REVIEWER, guards="_guard_answer"
        ),
    )
    _guarded_fields = frozenset(
        {
            "contract_id",
            "side",
            "given_on",
            "visible",
            "overall",
            "comment",
            "appeal",
            "answer",
            *SCORES,
        }
    )
    _open_states = ()

    agency_id = fields.Many2one(related="contract_id.agency_id", store=True, index=True)
    owner_id = fields.Many2one(related="contract_id.owner_id", store=True, index=True)
    service_id = fields.Many2one(related="contract_id.service_id", store=True)
    side = fields.Selection(
        SIDES, "Given By", required=True, readonly=True, help="评价方"
    )
    given_on = fields.Date(readonly=True, help="评价日")
    visible = fields.Boolean(
        "Open to All",
        readonly=True,
        index=True,
        help="已公开: both sides have spoken, or the time is over.",
    )
    first = fields.Integer(
        "Quality or Clear Need", readonly=True, help="服务质量 / 需求明确"
    )
    second = fields.Integer(
        "Timeliness or Timely Data", readonly=True, help="服务时效 / 资料及时"
    )
    third = fields.Integer(
        "Attitude or Cooperation", readonly=True, help="服务态度 / 配合程度"
    )
    fourth = fields.Integer(
        "Charges or Timely Payment", readonly=True, help="服务收费 / 付款及时"
    )
    fifth = fields.Integer(
        "Standards or Fair Demands", readonly=True, help="服务规范 / 要求合理"
    )
    overall = fields.Integer(readonly=True, aggregator="avg", help="综合评分")
    comment = fields.Text(readonly=True, help="评价内容")
    appeal = fields.Text("Reason of the Appeal", readonly=True, help="申诉理由")
    answer = fields.Text("Answer of the Hall", readonly=True, help="申诉答复")
    state = fields.Selection(
        [
            ("given", "Given"),
            ("appealed", "Appealed Against"),
            ("upheld", "Upheld"),
            ("annulled", "Annulled"),
        ],
        required=True,
        default="given",
        copy=False,
        index=True,
        help="已评价, 申诉中, 维持, 已撤销",
    )

    _side_uniq = models.Constraint(
        "UNIQUE (contract_id, side)", "Your side has rated this contract already."
    )
    _scores = models.Constraint(
        "CHECK (LEAST(first, second, third, fourth, fifth, overall) >= 1 "
        "AND GREATEST(first, second, third, fourth, fifth, overall) <= 5)",
        "Each score is 1 to 5.",
    )

    @api.depends("contract_id.number", "side")
    def _compute_display_name(self):
        sides = dict(self._fields["side"]._description_selection(self.env))
        for rating in self:
            rating.display_name = f"{rating.contract_id.number} {sides[rating.side]}"

    @api.model
    def _rate(self, contract, scores, comment=""):
        """Rate the other side; for the portal of either side.

        :param scores: five scores and the overall one, each 1 to 5
        """
        contract._guard_party({})
        if contract.state != "accepted":
            raise UserError(
                self.env._(
                    "A contract is rated when its work was accepted, and once. "
                    "%(contract)s is “%(state)s”.",
                    contract=contract.number,
                    state=contract._state_label(),
                )
            )
        today = self._today()
        if today > contract.rate_by:
            raise UserError(
                self.env._(
                    "Both sides could rate until %(date)s.", date=contract.rate_by
                )
            )
        names = (*SCORES, "overall")
        if len(scores) != len(names) or any(
            not LEAST <= score <= MOST for score in scores
        ):
            raise UserError(self.env._("Give every one of the six scores, 1 to 5."))
        # Two ratings at the same time: the second waits and sees the first.
        contract.sudo()._lock()
        side = contract._own_side()
        before = self.sudo().search([("contract_id", "=", contract.id)])
        if side in before.mapped("side"):
            raise UserError(
                self.env._("Your side has rated this contract, and a rating stays.")
            )
        rating = self.sudo()._create_guarded(
            [
                {
                    "contract_id": contract.id,
                    "side": side,
                    "given_on": today,
                    "comment": (comment or "").strip(),
                    **dict(zip(names, scores, strict=True)),
                }
            ]
        )
        rating._log_event("rate", {"contract": contract.number, "side": side})
        if before:
            (before | rating)._open()
        return rating

    def _open(self):
        """Both have spoken, or the time is over: everybody may read these."""
        self.sudo().filtered(lambda one: not one.visible)._write_guarded(
            {"visible": True}
        )

    def _guard_rated_side(self, _vals):
        for rating in self.sudo():
            side = rating.contract_id.with_env(self.env)._own_side()
            if not rating.visible or not side or side == rating.side:
                raise UserError(
                    self.env._("Whoever was rated may appeal, once it is open.")
                )

    def _guard_appeal(self, vals):
        if not (vals.get("appeal") or "").strip():
            raise UserError(self.env._("Say what is wrong with the rating."))

    def _guard_answer(self, vals):
        if not (vals.get("answer") or "").strip():
            raise UserError(self.env._("Give the reasons of your answer."))

    def action_uphold(self):
        """Ask for the reasons, then let the rating stand."""
        return self._ask_answer("uphold")

    def action_annul(self):
        """Ask for the reasons, then take the rating back."""
        return self._ask_answer("annul")

    def _ask_answer(self, step):
        self._check_staff()
        return self._dialog(
            "yichuang.market.rating.answer",
            self.env._("Answer to the Appeal"),
            rating_id=self.id,
            step=step,
        )

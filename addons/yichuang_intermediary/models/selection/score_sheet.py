from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

RATER = "yichuang_intermediary.group_market_rater"


class ScoreSheet(models.Model):
    """The points one expert gives, of his own and blind (评审打分表).

    open → submitted → published when all are in; or excused, by an expert who has a
    tie. Until all are in each expert sees his own sheet alone and nobody else sees any;
    names and prices are not on it (政府采购法实施条例 Art. 9, 39, 41).
    """

    _name = "yichuang.market.score.sheet"
    _description = "Score sheet"
    _inherit = ["yichuang.market.document", "yichuang.lifecycle"]
    _order = "notice_id desc, place, id"

    _transitions = (
        Transition(
            "submit",
            "open",
            "submitted",
            groups=RATER,
            guards=("_guard_own", "_guard_no_tie", "_guard_complete"),
        ),
        Transition(
            "excuse",
            "open",
            "excused",
            groups=RATER,
            guards=("_guard_own", "_guard_ground"),
        ),
        Transition("publish", "submitted", "published", system=True),
    )
    _guarded_fields = frozenset(
        {"notice_id", "round", "rater_id", "place", "submitted_on"}
    )
    _open_states = ("open",)

    notice_id = fields.Many2one(
        "yichuang.market.notice", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="notice_id.company_id", store=True, index=True)
    title = fields.Char(compute="_compute_title", help="采购项目名称")
    round = fields.Integer(required=True, default=1)
    place = fields.Integer(
        required=True, help="抽取顺序: the expert's place, as drawn."
    )
    rater_id = fields.Many2one(
        "res.users", "Expert", required=True, index=True, ondelete="restrict"
    )
    no_tie = fields.Boolean(
        help="回避承诺: I was not employed by, do not own and am not related to the "
        "owner or any agency that may have made an offer (实施条例 Art. 9).",
    )
    ground = fields.Text("Why Excused", help="回避理由")
    submitted_on = fields.Datetime()
    line_ids = fields.One2many("yichuang.market.score.line", "sheet_id", "Points")
    state = fields.Selection(
        [
            ("open", "To score"),
            ("submitted", "Submitted"),
            ("published", "Published"),
            ("excused", "Excused"),
        ],
        required=True,
        default="open",
        copy=False,
        index=True,
    )

    _rater_uniq = models.UniqueIndex(
        "(notice_id, round, rater_id)", "This expert has a sheet already."
    )
    _order_idx = models.Index("(notice_id DESC, place, id)")
    _inbox_idx = models.Index("(rater_id) WHERE state = 'open'")

    @api.depends("notice_id.number", "place")
    def _compute_display_name(self):
        for sheet in self:
            sheet.display_name = self.env._(
                "%(number)s, expert %(place)s",
                number=sheet.sudo().notice_id.number,
                place=sheet.place,
            )

    @api.depends("notice_id.title")
    def _compute_title(self):
        for sheet in self:
            # The expert reads of the notice what the public reads.
            sheet.title = sheet.sudo().notice_id.title

    @api.model
    def _hand_out(self, notice, rater, place):
        """Give an expert a sheet with a line for every proposal and criterion."""
        aliases = notice._aliases()
        return self._create_guarded(
            [
                {
                    "notice_id": notice.id,
                    "round": notice.draw_id.round,
                    "rater_id": rater.id,
                    "place": place,
                    "line_ids": [
                        (
                            0,
                            0,
                            {
                                "alias": alias,
                                "offer_id": offer.id,
                                "criterion_id": criterion.id,
                            },
                        )
                        for alias, offer in aliases.items()
                        for criterion in notice.criterion_ids
                    ],
                }
            ]
        )

    def _guard_own(self, _vals):
        if any(sheet.rater_id != self.env.user for sheet in self):
            raise UserError(self.env._("Only the expert himself fills in his sheet."))

    def _guard_no_tie(self, _vals):
        for sheet in self:
            if not sheet.no_tie:
                raise UserError(
                    self.env._(
                        "Tick that you have no tie, or excuse yourself "
                        "(政府采购法实施条例 Art. 9)."
                    )
                )

    def _guard_complete(self, _vals):
        for sheet in self:
            missing = len(sheet.line_ids.filtered(lambda line: line.points < 0))
            if missing:
                raise UserError(
                    self.env._(
                        "%(missing)s points are missing: every criterion of every "
                        "proposal gets 0 to 100.",
                        missing=missing,
                    )
                )

    def _guard_ground(self, _vals):
        for sheet in self:
            if not (sheet.ground or "").strip():
                raise UserError(self.env._("Say why you are excused."))

    def _values_submit(self, _vals):
        now = self._now()
        return {sheet.id: {"submitted_on": now} for sheet in self}

    def _after_submit(self, _vals):
        self.sudo().notice_id._after_sheet()

    def _after_excuse(self, _vals):
        self.sudo().notice_id.with_user(SUPERUSER_ID)._hand_out_sheets()

    def action_submit(self):
        """Hand the points in; they cannot be changed afterwards."""
        self._check_staff()
        return self._step("submit")

    def action_excuse(self):
        """Leave the scoring to the next expert drawn."""
        self._check_staff()
        return self._step("excuse")

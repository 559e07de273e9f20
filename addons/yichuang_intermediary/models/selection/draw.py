import json

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.canonical import canonical_text
from odoo.addons.yichuang_catalog.tools.transition import Transition

from ...tools import draw as draw_tool
from ...tools import selection as selection_tool
from ..notice.notice import STAFF


class Draw(models.Model):
    """A draw by lot that everybody can repeat (随机抽取).

    planned → announced → listed → revealed → drawn: the sources are published with
    the notice, the list is frozen and hashed, the parties' secrets are revealed and
    fixed, the public number becomes known, and the order follows by arithmetic.
    """

    _name = "yichuang.market.draw"
    _description = "Draw by lot"
    _inherit = ["yichuang.market.document", "yichuang.lifecycle"]
    _order = "notice_id desc, round desc, id desc"

    _transitions = (
        Transition("announce", "planned", "announced", system=True),
        Transition("list", "announced", "listed", groups=STAFF, guards="_guard_closed"),
        Transition(
            "fix",
            "listed",
            "revealed",
            groups=STAFF,
            guards=("_guard_not_failed", "_guard_reveals_over"),
        ),
        Transition(
            "run",
            "revealed",
            "drawn",
            groups=STAFF,
            guards=("_guard_not_failed", "_guard_public_number"),
        ),
    )
    _guarded_fields = frozenset(
        {
            "notice_id",
            "round",
            "algorithm",
            "list_text",
            "list_sha256",
            "listed_on",
            "reveals_sha256",
            "revealed_on",
            "seed",
            "order_text",
            "drawn_on",
        }
    )
    _open_states = ()

    notice_id = fields.Many2one(
        "yichuang.market.notice", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="notice_id.company_id", store=True, index=True)
    round = fields.Integer(required=True, default=1)
    algorithm = fields.Char(required=True, default=draw_tool.ALGORITHM)
    source_ids = fields.One2many("yichuang.market.draw.source", "draw_id", "Sources")
    reveal_until = fields.Datetime(related="notice_id.reveal_until")
    event_on = fields.Datetime(related="notice_id.event_on")
    reveal_over = fields.Boolean(
        compute="_compute_reveal_over",
        help="Whether all secrets are revealed, or the time for it is over.",
    )
    number_known = fields.Boolean(compute="_compute_number_known")
    list_text = fields.Text("Frozen List", readonly=True)
    list_sha256 = fields.Char("SHA-256 of the List", readonly=True)
    listed_on = fields.Datetime(readonly=True)
    reveals_sha256 = fields.Char("SHA-256 of the Reveals", readonly=True)
    revealed_on = fields.Datetime(readonly=True)
    seed = fields.Char(readonly=True)
    order_text = fields.Text("Order", readonly=True, help="USCC in drawn order, JSON.")
    drawn_on = fields.Datetime(readonly=True)
    signup_ids = fields.One2many(related="notice_id.signup_ids", string="Result")
    notice_state = fields.Selection(
        related="notice_id.state", string="State of the Notice"
    )
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("announced", "Announced"),
            ("listed", "List frozen"),
            ("revealed", "Secrets revealed"),
            ("drawn", "Drawn"),
        ],
        required=True,
        default="planned",
        copy=False,
        index=True,
    )

    _round_uniq = models.UniqueIndex(
        "(notice_id, round)", "There is one draw in a round and no second try."
    )

    @api.depends("notice_id.number", "round")
    def _compute_display_name(self):
        for draw in self:
            draw.display_name = self.env._(
                "Draw %(number)s, round %(round)s",
                number=draw.notice_id.number or "",
                round=draw.round,
            )

    @api.depends("source_ids.state", "reveal_until")
    def _compute_reveal_over(self):
        now = self._now()
        for draw in self:
            waiting = draw.sudo().source_ids.filtered(
                lambda source: source.state == "committed"
            )
            draw.reveal_over = not waiting or now > draw.reveal_until

    @api.depends("source_ids.state")
    def _compute_number_known(self):
        for draw in self:
            public = draw.sudo().source_ids.filtered(
                lambda source: source.kind == "public"
            )
            draw.number_known = all(source.state == "given" for source in public)

    @api.model
    def _plan(self, notice):
        """Plan the first draw of a notice, or bring its plan up to date."""
        sources = self.env["yichuang.market.draw.source"]
        draw = notice.draw_id or self._create_guarded([{"notice_id": notice.id}])
        planned = {source.kind: source for source in draw.source_ids}
        for sequence, (kind, label) in enumerate(self._parties(notice), 1):
            if kind in planned:
                planned[kind]._write_guarded({"label": label})
            else:
                sources._create_guarded(
                    [
                        {
                            "draw_id": draw.id,
                            "sequence": sequence,
                            "kind": kind,
                            "label": label,
                        }
                    ]
                )
        return draw

    @api.model
    def _plan_round(self, notice):
        """Plan a further round on the frozen list; the parties commit anew."""
        last = notice.draw_id
        draw = self._create_guarded([{"notice_id": notice.id, "round": last.round + 1}])
        self.env["yichuang.market.draw.source"]._create_guarded(
            [
                {
                    "draw_id": draw.id,
                    "sequence": sequence,
                    "kind": kind,
                    "label": label,
                }
                for sequence, (kind, label) in enumerate(self._parties(notice), 1)
            ]
        )
        return draw

    @api.model
    def _parties(self, notice):
        """Kind and label of the sources, in the order in which they enter the seed;
        where public money is spent, the supervisor holds a secret too."""
        parties = [
            ("public", notice.event_label),
            ("hall", "hall-reveal"),
            ("owner", "owner-reveal"),
        ]
        if notice.funding != "social":
            parties.append(("supervisor", "supervisor-reveal"))
        return parties

    def _announcement(self):
        """What the notice says of the draw beforehand."""
        self.ensure_one()
        notice = self.notice_id
        return {
            "algorithm": self.algorithm,
            "round": self.round,
            "reveal_until": notice.reveal_until,
            "event_on": notice.event_on,
            "fallback": self.env._(
                "A secret that is not revealed in time is left out and its party "
                "named; a public number that is not drawn is replaced by the next "
                "issue of the same event."
            ),
            "sources": [
                {
                    "label": source.label,
                    "kind": source.kind,
                    "commitment": source.commitment or None,
                }
                for source in self.source_ids
            ],
        }

    def _guard_closed(self, _vals):
        for draw in self:
            if draw.notice_id.state not in ("closed", "opened"):
                raise UserError(
                    self.env._(
                        "The list is frozen when sign-up is closed: %(notice)s is not.",
                        notice=draw.notice_id.display_name,
                    )
                )

    def _guard_not_failed(self, _vals):
        for draw in self:
            if draw.notice_id.state not in ("closed", "opened"):
                raise UserError(
                    self.env._(
                        "%(notice)s is not waiting for a draw.",
                        notice=draw.notice_id.display_name,
                    )
                )

    def _guard_reveals_over(self, _vals):
        for draw in self:
            if not draw.reveal_over:
                raise UserError(
                    self.env._(
                        "The parties may still reveal their secrets, until %(moment)s "
                        "(Beijing time).",
                        moment=self._moment_text(draw.reveal_until),
                    )
                )

    def _guard_public_number(self, _vals):
        for draw in self:
            if not draw.number_known:
                raise UserError(
                    self.env._(
                        "The public number is not settled yet: two people type it "
                        "independently, and it counts when they agree."
                    )
                )

    def _values_list(self, _vals):
        values = {}
        for draw in self.sudo():
            text = draw._first_list() or draw_tool.frozen_list(
                draw.notice_id.signup_ids.filtered(
                    lambda signup: signup.state == "submitted"
                )
                ._screen()
                ._candidates()
            )
            values[draw.id] = {
                "list_text": text,
                "list_sha256": draw_tool.sha256_hex(text),
                "listed_on": self._now(),
            }
        return values

    def _first_list(self):
        """The list of the first round, on which all further ones stand."""
        self.ensure_one()
        return self.notice_id.draw_ids.filtered(lambda draw: draw.round == 1).list_text

    def _after_list(self, _vals):
        self.filtered(
            lambda draw: draw.round == 1
        ).sudo().notice_id._fail_below_minimum()
        # Where neither chance nor choice is needed, the list decides.
        self.with_user(SUPERUSER_ID).notice_id._decide()

    def _values_fix(self, _vals):
        values = {}
        for draw in self.sudo():
            secret = draw.source_ids.filtered(lambda source: source.kind != "public")
            late = secret.filtered(lambda source: source.state == "committed")
            late.with_user(SUPERUSER_ID)._transition("miss")
            text = draw_tool.reveals_text((secret - late)._values_in_order())
            values[draw.id] = {
                "reveals_sha256": draw_tool.sha256_hex(text),
                "revealed_on": self._now(),
            }
        return values

    def _values_run(self, _vals):
        values = {}
        for draw in self.sudo():
            seed = draw_tool.make_seed(
                draw.notice_id.number,
                draw.round,
                draw.list_text,
                draw.source_ids._values_in_order(),
            )
            order = draw_tool.draw_order(draw_tool.parse_list(draw.list_text), seed)
            values[draw.id] = {
                "seed": seed.hex(),
                "order_text": canonical_text([row.uscc for row in order]),
                "drawn_on": self._now(),
            }
        return values

    def _after_run(self, _vals):
        self.filtered(
            lambda draw: draw.round == 1
        ).sudo().notice_id._leave_out_uninvited()
        self.with_user(SUPERUSER_ID).notice_id._decide()

    def action_fix(self):
        """Fix the revealed secrets, before the public number is known."""
        self._check_staff()
        return self._transition("fix")

    def action_run(self):
        """Draw: everybody who does this gets the same order."""
        self._check_staff()
        return self._transition("run")

    def action_verify(self):
        """Open the public page on which anybody can repeat the draw."""
        self._check_staff()
        self.ensure_one()
        return self.notice_id.action_verify()

    def _tie(self, tied):
        """Those nothing else tells apart, in the order of the draw among them."""
        self.ensure_one()
        if self.state != "drawn":
            return selection_tool.no_seed(tied)
        rows = [
            row for row in draw_tool.parse_list(self.list_text) if row.uscc in set(tied)
        ]
        return [
            row.uscc for row in draw_tool.draw_order(rows, bytes.fromhex(self.seed))
        ]

    def _order_list(self):
        self.ensure_one()
        return json.loads(self.order_text or "[]")

    def _pack(self):
        """All that is needed to repeat the draw, as the verifier reads it."""
        self.ensure_one()
        draw = self.sudo()
        return {
            "format": "yichuang-draw-pack/1",
            "algorithm": draw.algorithm,
            "number": draw.notice_id.number,
            "round": draw.round,
            "notice": draw.notice_id.canonical,
            "notice_sha256": draw.notice_id.canonical_sha256,
            "list": draw.list_text,
            "list_sha256": draw.list_sha256,
            "sources": [
                {
                    "label": source.label,
                    "kind": source.kind,
                    "commitment": source.commitment or None,
                    "value": source.value or None,
                }
                for source in draw.source_ids
            ],
            "reveals_sha256": draw.reveals_sha256,
            "seed": draw.seed,
            "order": draw._order_list(),
        }

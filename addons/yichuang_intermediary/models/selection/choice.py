from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from odoo.addons.yichuang_catalog.tools.transition import Transition

PORTAL = "base.group_portal"
CHOOSERS = ("owner_admin", "owner_purchaser")
CONFIRMERS = ("owner_admin", "owner_confirmer")


class Choice(models.Model):
    """The owner's choice where the way of selection leaves one (业主选定).

    proposed → confirmed by a second person of the owner, or refused by that person.
    One person alone chooses nobody, the reason is published, and the hall has no button
    for it (优化营商环境条例 Art. 43).
    """

    _name = "yichuang.market.choice"
    _description = "Choice of the owner"
    _inherit = ["yichuang.market.document", "yichuang.lifecycle"]
    _order = "notice_id desc, id desc"

    _transitions = (
        Transition(
            "confirm",
            "proposed",
            "confirmed",
            groups=PORTAL,
            guards=("_guard_confirmer", "_guard_second_person", "_guard_still_open"),
        ),
        Transition(
            "refuse",
            "proposed",
            "refused",
            groups=PORTAL,
            guards=("_guard_confirmer", "_guard_second_person", "_guard_refusal"),
        ),
    )
    _guarded_fields = frozenset(
        {
            "notice_id",
            "round",
            "agency_id",
            "reason",
            "minutes",
            "made_by_id",
            "made_on",
            "decided_by_id",
            "decided_on",
            "refusal",
        }
    )
    _open_states = ()

    notice_id = fields.Many2one(
        "yichuang.market.notice", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="notice_id.company_id", store=True, index=True)
    round = fields.Integer(required=True, default=1)
    agency_id = fields.Many2one(
        "yichuang.market.agency", "Chosen", index=True, ondelete="restrict"
    )
    reason = fields.Text(required=True, help="选定理由, as published.")
    minutes = fields.Char(
        help="集体研究纪要文号: where public money is spent the owner decides in a "
        "meeting and names its minutes.",
    )
    line_ids = fields.One2many("yichuang.market.choice.line", "choice_id", "Comparison")
    made_by_id = fields.Many2one("res.users", "Chosen By", required=True)
    made_on = fields.Datetime("Chosen On", required=True)
    decided_by_id = fields.Many2one("res.users", "Confirmed By", help="第二人")
    decided_on = fields.Datetime("Confirmed On")
    refusal = fields.Text("Why Not Confirmed", help="不予确认的理由")
    state = fields.Selection(
        [
            ("proposed", "Waits for the second person"),
            ("confirmed", "Confirmed"),
            ("refused", "Not confirmed"),
        ],
        required=True,
        default="proposed",
        copy=False,
        index=True,
    )

    _live_uniq = models.UniqueIndex(
        "(notice_id, round) WHERE state IN ('proposed', 'confirmed')",
        "Somebody has been chosen already; the second person confirms or refuses it.",
    )
    _order_idx = models.Index("(notice_id DESC, id DESC)")

    @api.depends("notice_id.number", "agency_id.name")
    def _compute_display_name(self):
        for choice in self:
            choice.display_name = (
                f"{choice.notice_id.number}: {choice.agency_id.name or '–'}"
            )

    @api.model
    def _propose(self, notice, agency, reason, minutes="", lines=None):
        """Choose an agency, as one person of the owner; a second one confirms it.

        :param notice: found under the user's own rights
        :param agency: one of those the owner may choose from
        :param reason: why; it is published
        :param minutes: the minutes of the meeting, where public money is spent
        :param lines: the comparison of all proposals, where they are compared: for
            each a dict with ``agency_id``, ``place``, ``service`` and ``staff``; no
            agency is chosen when none of them fits
        :raises UserError: not the time, not one of them, or no reason
        """
        self._check_role(notice, CHOOSERS)
        owned = notice.sudo()
        owned._check_choosing()
        if not (reason or "").strip():
            raise UserError(
                self.env._("State the reason of the choice: it is published.")
            )
        if owned.funding != "social" and not (minutes or "").strip():
            raise UserError(
                self.env._(
                    "Where public money is spent the owner chooses in a meeting: name "
                    "the minutes (集体研究纪要)."
                )
            )
        among = owned._choosable()
        if owned._method() == "plan":
            self._check_comparison(among, agency, lines or [])
        elif not agency or agency.sudo() not in among:
            raise UserError(
                self.env._(
                    "Choose one of: %(names)s.", names=", ".join(among.mapped("name"))
                )
            )
        # A refusal that is not written yet would still hold the place.
        self.flush_model(["state"])
        choice = self.sudo()._create_guarded(
            [
                {
                    "notice_id": notice.id,
                    "round": owned.draw_id.round or 1,
                    "agency_id": agency.id,
                    "reason": reason.strip(),
                    "minutes": (minutes or "").strip() or False,
                    "made_by_id": self.env.uid,
                    "made_on": self._now(),
                    "line_ids": [Command.create(line) for line in lines or []],
                }
            ]
        )
        choice._log_event("propose", {"by": self.env.uid})
        return choice

    def _check_comparison(self, among, agency, lines):
        """Whether the table compares every proposal, and the first of it is chosen.

        :raises UserError: says what is missing
        """
        places = {line["agency_id"]: line["place"] for line in lines}
        texts = [line[name] for line in lines for name in ("service", "staff")]
        if (
            set(places) != set(among.ids)
            or sorted(places.values()) != list(range(1, len(among) + 1))
            or not all(text.strip() for text in texts)
        ):
            raise UserError(
                self.env._(
                    "Compare all %(number)s proposals in writing: what of the service "
                    "and of the people speaks for each or against it, and a place of "
                    "its own for each.",
                    number=len(among),
                )
            )
        if agency and places.get(agency.id) != 1:
            raise UserError(
                self.env._("The first of the comparison is chosen, or nobody.")
            )

    def _compared(self):
        """USCC in the order of the comparison; none where no proposal fits."""
        self.ensure_one()
        if not self.agency_id:
            return []
        return self.line_ids.sorted("place").agency_id.mapped("uscc")

    def _check_role(self, notice, roles):
        user = self.env.user
        firm = user._market_firm()
        owner = notice.sudo().owner_id.commercial_partner_id
        if not user._is_portal() or owner != firm or not user._market_may(*roles):
            raise AccessError(
                self.env._(
                    "Only the owner chooses, by those of its people who may. Nobody in "
                    "the hall does (优化营商环境条例 Art. 43)."
                )
            )

    def _guard_confirmer(self, _vals):
        for choice in self.sudo():
            self._check_role(choice.notice_id, CONFIRMERS)

    def _guard_second_person(self, _vals):
        for choice in self.sudo():
            if choice.made_by_id == self.env.user:
                raise UserError(
                    self.env._(
                        "You chose yourself: a second person of the owner confirms the "
                        "choice or refuses it."
                    )
                )

    def _guard_still_open(self, _vals):
        for choice in self.sudo():
            notice = choice.notice_id
            notice._check_choosing()
            if choice.agency_id and choice.agency_id not in notice._choosable():
                raise UserError(
                    self.env._(
                        "%(agency)s can no longer be chosen. Refuse the choice, so "
                        "that another is made.",
                        agency=choice.agency_id.name,
                    )
                )

    def _guard_refusal(self, vals):
        if not (vals.get("refusal") or "").strip():
            raise UserError(self.env._("Say why the choice is not confirmed."))

    def _values_confirm(self, _vals):
        now = self._now()
        return {
            choice.id: {"decided_by_id": self.env.uid, "decided_on": now}
            for choice in self
        }

    _values_refuse = _values_confirm

    def _after_confirm(self, _vals):
        self.sudo().notice_id._decide()

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

from ...tools import draw as draw_tool
from ..notice.notice import STAFF

SUPERVISOR = "yichuang_catalog.group_supervisor"
PARTIES = (*STAFF, SUPERVISOR, "base.group_portal")


class DrawSource(models.Model):
    """One value that enters the seed of a draw.

    A party's secret: waiting → committed → revealed, or missed when it comes late.
    The public number: waiting → typed → given, by two people who agree.
    """

    _name = "yichuang.market.draw.source"
    _description = "Source of a draw"
    _inherit = ["yichuang.market.document", "yichuang.lifecycle"]
    _order = "sequence, id"
    _rec_name = "label"

    _transitions = (
        Transition(
            "commit",
            ("waiting", "committed"),
            "committed",
            groups=PARTIES,
            guards=("_guard_party", "_guard_before_announcement", "_guard_commitment"),
        ),
        Transition(
            "reveal",
            "committed",
            "revealed",
            groups=PARTIES,
            guards=("_guard_party", "_guard_reveal_time", "_guard_same_secret"),
        ),
        Transition("miss", "committed", "missed", system=True),
        Transition(
            "type",
            "waiting",
            "typed",
            groups=STAFF,
            guards=("_guard_public", "_guard_event_over"),
        ),
        Transition(
            "agree",
            "typed",
            "given",
            groups=STAFF,
            guards=("_guard_public", "_guard_second_person"),
        ),
        Transition(
            "disagree",
            "typed",
            "waiting",
            groups=STAFF,
            guards=("_guard_public", "_guard_second_person"),
        ),
    )
    _guarded_fields = frozenset(
        {
            "draw_id",
            "sequence",
            "kind",
            "label",
            "commitment",
            "committed_by_id",
            "value",
            "revealed_by_id",
            "settled_on",
            "first_value",
            "first_by_id",
        }
    )
    _open_states = ()

    draw_id = fields.Many2one(
        "yichuang.market.draw", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(required=True)
    kind = fields.Selection(
        [
            ("public", "Public number"),
            ("hall", "Hall"),
            ("owner", "Owner"),
            ("supervisor", "Supervisor"),
        ],
        required=True,
    )
    label = fields.Char(required=True, help="Enters the seed together with the value.")
    commitment = fields.Char(
        readonly=True, help="承诺值: SHA-256 of the secret, published beforehand."
    )
    committed_by_id = fields.Many2one(
        "res.users", readonly=True, groups="base.group_user"
    )
    value = fields.Char(readonly=True, help="The revealed secret or public number.")
    revealed_by_id = fields.Many2one(
        "res.users", "Given By", readonly=True, groups="base.group_user"
    )
    settled_on = fields.Datetime("Given On", readonly=True)
    first_by_id = fields.Many2one(
        "res.users", "First Typed By", readonly=True, groups="base.group_user"
    )
    first_value = fields.Char(
        groups=fields.NO_ACCESS,
        help="What the first person typed; hidden, so that the second one reads the "
        "number again and not from the screen.",
    )
    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("committed", "Committed"),
            ("revealed", "Revealed"),
            ("missed", "Not revealed in time"),
            ("typed", "Typed once"),
            ("given", "Given"),
        ],
        required=True,
        default="waiting",
        copy=False,
    )

    _label_uniq = models.Constraint(
        "UNIQUE (draw_id, label)", "Each source of a draw has a label of its own."
    )

    def _guard_party(self, _vals):
        user = self.env.user
        own = user.partner_id.commercial_partner_id
        for source in self.sudo():
            owner = source.draw_id.notice_id.owner_id.commercial_partner_id
            allowed = {
                "hall": any(user.has_group(group) for group in STAFF),
                "owner": owner == own,
                "supervisor": user.has_group(SUPERVISOR),
            }.get(source.kind)
            if not allowed:
                raise UserError(
                    self.env._(
                        "%(label)s belongs to another party: each commits to and "
                        "reveals its own secret.",
                        label=source.label,
                    )
                )

    def _guard_before_announcement(self, _vals):
        if any(source.draw_id.state != "planned" for source in self.sudo()):
            raise UserError(
                self.env._(
                    "The commitments were published with the notice and cannot be "
                    "exchanged any more."
                )
            )

    def _guard_commitment(self, vals):
        if not draw_tool.HEX_256.match(vals.get("commitment") or ""):
            raise UserError(
                self.env._(
                    "A commitment is the SHA-256 of your secret: 64 digits 0–9 and "
                    "a–f. Let the page make both, and keep the secret."
                )
            )
        others = self.sudo().draw_id.source_ids - self.sudo()
        if vals["commitment"] in others.mapped("commitment"):
            raise UserError(
                self.env._(
                    "This is the commitment of another party. Make a secret yourself."
                )
            )

    def _guard_reveal_time(self, _vals):
        now = self._now()
        for source in self.sudo():
            draw = source.draw_id
            if draw.state != "listed":
                raise UserError(
                    self.env._(
                        "Secrets are revealed when the list is frozen and before the "
                        "public number is known; that is not now."
                    )
                )
            if now > draw.reveal_until:
                raise UserError(
                    self.env._(
                        "The time to reveal ended at %(moment)s (Beijing time). "
                        "%(label)s is left out, otherwise you could choose the "
                        "outcome.",
                        moment=self._moment_text(draw.reveal_until),
                        label=source.label,
                    )
                )

    def _guard_same_secret(self, vals):
        secret = vals.get("value") or ""
        for source in self:
            if (
                not draw_tool.HEX_256.match(secret)
                or draw_tool.commitment(secret) != source.commitment
            ):
                raise UserError(
                    self.env._(
                        "This is not the secret that %(label)s committed to. Open the "
                        "file you saved then and copy its 64 digits.",
                        label=source.label,
                    )
                )

    def _guard_public(self, _vals):
        if any(source.kind != "public" for source in self):
            raise UserError(
                self.env._("Only the public number is typed by two people.")
            )

    def _guard_event_over(self, vals):
        now = self._now()
        for source in self.sudo():
            if source.draw_id.state != "revealed" or now < source.draw_id.event_on:
                raise UserError(
                    self.env._(
                        "The public number is typed after %(moment)s (Beijing time), "
                        "when all secrets are fixed.",
                        moment=self._moment_text(source.draw_id.event_on),
                    )
                )
        if not vals.get("first_value"):
            raise UserError(self.env._("Type the number as it was announced."))

    def _guard_second_person(self, _vals):
        if any(source.first_by_id == self.env.user for source in self):
            raise UserError(
                self.env._(
                    "You typed this number yourself. A second person reads it from "
                    "the announcement and types it again."
                )
            )

    def _commit(self, commitment):
        """Publish beforehand the hash of a secret; the guard says whose it may be."""
        self.check_access("read")
        return self.sudo()._transition(
            "commit",
            {
                "commitment": (commitment or "").strip().lower(),
                "committed_by_id": self.env.uid,
            },
        )

    def _reveal(self, secret):
        """Reveal the secret committed to; the guard says whose it may be."""
        self.check_access("read")
        return self.sudo()._transition(
            "reveal",
            {
                "value": (secret or "").strip().lower(),
                "revealed_by_id": self.env.uid,
                "settled_on": self._now(),
            },
        )

    def _type_number(self, number):
        """Type the public number: the first time it is kept, the second compared.

        :return: whether the number is settled or was typed for the first time;
            ``False`` when the two people disagree and both begin anew
        """
        self.ensure_one()
        self.check_access("write")
        # What was typed first is hidden from everybody, so only sudo writes it.
        source = self.sudo()
        number = " ".join((number or "").split())
        if source.state == "waiting":
            return source._transition(
                "type", {"first_value": number, "first_by_id": self.env.uid}
            )
        if source.first_value != number:
            source._transition("disagree", {"first_value": False, "first_by_id": False})
            return False
        return source._transition(
            "agree",
            {
                "value": number,
                "revealed_by_id": self.env.uid,
                "settled_on": self._now(),
            },
        )

    def _values_in_order(self):
        """The values that enter the seed, in the announced order."""
        return [
            draw_tool.Source(source.label, source.value)
            for source in self
            if source.value
        ]

    def action_enter(self):
        """Open the dialog for what this source waits for."""
        self._check_staff()
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.label,
            "res_model": "yichuang.market.entry",
            "view_mode": "form",
            "target": "new",
            "context": {"default_source_id": self.id},
        }

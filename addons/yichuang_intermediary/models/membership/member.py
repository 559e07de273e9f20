from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.yichuang_catalog.tools.transition import Transition

from ..register.agency import PORTAL, REVIEWER

ROLES = [
    ("agency_admin", "Administrator of the agency"),
    ("agency_bidder", "Bidder of the agency"),
    ("owner_admin", "Administrator of the owner"),
    ("owner_purchaser", "Purchaser of the owner"),
    ("owner_confirmer", "Confirmer of the owner"),
]
ADMINS = ("agency_admin", "owner_admin")


class Member(models.Model):
    """A person's role in a firm that buys or sells in the market.

    active → revoked, for good; somebody who comes back gets a new line. A firm that has
    entered nobody yet is its portal users as the hall linked them; from its first
    member on only its members act for it, and a revoked one is out with the next
    request.
    """

    _name = "yichuang.market.member"
    _description = "Member of a firm in the market"
    _inherit = ["yichuang.market.document", "yichuang.lifecycle"]
    _order = "partner_id, user_id, role, id"

    _transitions = (
        Transition(
            "revoke",
            "active",
            "revoked",
            groups=(REVIEWER, PORTAL),
            guards=("_guard_admin", "_guard_last_admin"),
        ),
    )
    _guarded_fields = frozenset(
        {"partner_id", "user_id", "role", "revoked_on", "revoked_by_id"}
    )
    _open_states = ("active",)

    partner_id = fields.Many2one(
        "res.partner",
        "Firm",
        required=True,
        index=True,
        ondelete="restrict",
        help="单位: agency or owner.",
    )
    user_id = fields.Many2one(
        "res.users", "Person", required=True, index=True, ondelete="restrict"
    )
    role = fields.Selection(
        ROLES,
        required=True,
        help="业务管理员, 业务授权人(报名), 采购管理人, 采购受托人, 确认人",
    )
    limit_fen = fields.Integer(
        "Limit in Fen", help="采购限额(分): 0 for none. What a purchaser may hand in."
    )
    revoked_on = fields.Datetime(readonly=True, copy=False)
    revoked_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    state = fields.Selection(
        [("active", "Active"), ("revoked", "Revoked")],
        required=True,
        default="active",
        copy=False,
        index=True,
    )

    _live_uniq = models.UniqueIndex(
        "(partner_id, user_id, role) WHERE state = 'active'",
        "This person has this role already.",
    )
    _user_idx = models.Index("(user_id, state)")
    _limit_positive = models.Constraint(
        "CHECK (limit_fen >= 0)", "The limit cannot be negative."
    )

    @api.depends("user_id.name", "role")
    def _compute_display_name(self):
        roles = dict(self._fields["role"]._description_selection(self.env))
        for member in self:
            member.display_name = f"{member.user_id.name} ({roles.get(member.role)})"

    @api.constrains("partner_id", "user_id")
    def _check_person(self):
        for member in self.sudo():
            if member.user_id.commercial_partner_id != member.partner_id:
                raise ValidationError(
                    self.env._(
                        "%(person)s does not belong to %(firm)s. A member is a portal "
                        "user of the firm itself.",
                        person=member.user_id.name,
                        firm=member.partner_id.name,
                    )
                )

    @api.model
    def _appoint(self, firm, user, role, limit_fen=0):
        """Give somebody a role; for the firm's administrator and the hall."""
        acting = self.env.user
        if not acting._is_internal() and (
            firm != acting._market_firm() or not acting._market_may(*ADMINS)
        ):
            raise AccessError(self._not_admin())
        if role not in dict(ROLES):
            raise UserError(self.env._("Choose one of the roles."))
        return self.sudo()._create_guarded(
            [
                {
                    "partner_id": firm.id,
                    "user_id": user.id,
                    "role": role,
                    "limit_fen": limit_fen,
                }
            ]
        )

    def _not_admin(self):
        return self.env._(
            "Only an administrator of the firm decides who acts for it in the market."
        )

    def _guard_admin(self, _vals):
        user = self.env.user
        if user._is_internal():
            return
        for member in self.sudo():
            own = member.partner_id == user._market_firm()
            if not own or not user._market_may(*ADMINS):
                raise AccessError(self._not_admin())

    def _guard_last_admin(self, _vals):
        if self.env.user._is_internal():
            return
        for member in self.sudo():
            others = self.sudo().search_count(
                [
                    ("partner_id", "=", member.partner_id.id),
                    ("role", "in", ADMINS),
                    ("state", "=", "active"),
                    ("id", "not in", self.ids),
                ],
                limit=1,
            )
            if member.role in ADMINS and not others:
                raise UserError(
                    self.env._(
                        "%(person)s is the firm's last administrator. Appoint another "
                        "one first, or ask the hall.",
                        person=member.user_id.name,
                    )
                )

    def _values_revoke(self, _vals):
        now = fields.Datetime.now()
        return {
            member.id: {"revoked_on": now, "revoked_by_id": self.env.uid}
            for member in self
        }

    def action_revoke(self):
        """Take the roles away, from the next request on."""
        self._check_staff()
        return self._step("revoke")

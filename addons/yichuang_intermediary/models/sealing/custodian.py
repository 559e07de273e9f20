from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.yichuang_catalog.tools.transition import Transition

from ...tools import sealing

SUPERVISOR = "yichuang_catalog.group_supervisor"
MANAGER = "yichuang_catalog.group_manager"
CUSTODIAN = "yichuang_intermediary.group_market_custodian"

# Keys are changed yearly, so that one lost unnoticed does no harm for ever.
VALID_DAYS = 365


class Custodian(models.Model):
    """One of the people without whom no sealed offer is opened (开标监督人).

    registered → confirmed → revoked.  The key pair is made in the custodian's own
    browser; only the public key comes here. Somebody else confirms it, having
    compared the fingerprint with the custodian by telephone or in person.
    """

    _name = "yichuang.market.custodian"
    _description = "Custodian of sealed offers"
    _inherit = ["yichuang.market.document", "yichuang.lifecycle"]
    _order = "state, organization, id"
    _rec_names_search = ["user_id", "organization", "fingerprint"]

    _transitions = (
        Transition(
            "confirm",
            "registered",
            "confirmed",
            groups=(SUPERVISOR, MANAGER),
            guards=("_guard_somebody_else",),
        ),
        Transition(
            "revoke",
            ("registered", "confirmed"),
            "revoked",
            groups=(SUPERVISOR, MANAGER, CUSTODIAN),
            guards=("_guard_own_or_supervision", "_guard_revoke_reason"),
        ),
    )
    _guarded_fields = frozenset(
        {
            "user_id",
            "organization",
            "company_id",
            "suite",
            "public_key",
            "fingerprint",
            "confirmed_by_id",
            "confirmed_on",
            "valid_to",
            "revoke_reason",
        }
    )
    _open_states = ("registered",)

    user_id = fields.Many2one(
        "res.users",
        "Custodian",
        required=True,
        index=True,
        ondelete="restrict",
        help="保管人: a person of supervision, audit, the owner's side or a notary.",
    )
    company_id = fields.Many2one("res.company", "Hall", required=True, index=True)
    organization = fields.Char(
        required=True,
        help="所在单位: custodians of one notice come from different bodies.",
    )
    suite = fields.Char("Cipher Suite", required=True, default=sealing.SUITE)
    public_key = fields.Char(required=True, help="公钥: a point of P-256, base64.")
    fingerprint = fields.Char(
        required=True, help="公钥指纹: what both sides read out when it is confirmed."
    )
    confirmed_by_id = fields.Many2one("res.users", readonly=True)
    confirmed_on = fields.Datetime(readonly=True)
    valid_to = fields.Date("Valid Until", readonly=True)
    revoke_reason = fields.Text("Reason of Revocation", readonly=True)
    state = fields.Selection(
        [
            ("registered", "To confirm"),
            ("confirmed", "Key confirmed"),
            ("revoked", "Revoked"),
        ],
        required=True,
        default="registered",
        copy=False,
        index=True,
    )

    _key_uniq = models.Constraint(
        "UNIQUE (public_key)", "This key has been registered already."
    )
    _order_idx = models.Index("(state, organization, id)")

    @api.depends("user_id", "organization")
    def _compute_display_name(self):
        for custodian in self:
            custodian.display_name = (
                f"{custodian.user_id.name} ({custodian.organization})"
            )

    @api.model
    def _enroll(self, public_key, organization):
        """Register the user's own key, as the page for custodians does.

        :raises UserError: the key is no point of P-256, or the body is missing
        """
        organization = (organization or "").strip()
        if not organization:
            raise UserError(self.env._("Say which body you keep the key for."))
        try:
            fingerprint = sealing.fingerprint(public_key or "")
        except sealing.SealError as error:
            raise UserError(
                self.env._(
                    "The page has not sent a key. Make it again; your browser has to "
                    "be opened by https."
                )
            ) from error
        # Nobody has the right to create custodians: each makes a key for himself.
        return self.sudo()._create_guarded(
            [
                {
                    "user_id": self.env.uid,
                    "company_id": self.env.company.id,
                    "organization": organization,
                    "public_key": public_key,
                    "fingerprint": fingerprint,
                }
            ]
        )

    def _guard_somebody_else(self, _vals):
        if any(custodian.user_id == self.env.user for custodian in self):
            raise UserError(
                self.env._(
                    "Your own key is confirmed by somebody else, who compares its "
                    "fingerprint with you."
                )
            )

    def _guard_own_or_supervision(self, _vals):
        if self.env.user.has_group(SUPERVISOR) or self.env.user.has_group(MANAGER):
            return
        if any(custodian.user_id != self.env.user for custodian in self):
            raise UserError(self.env._("You can revoke your own key only."))

    def _guard_revoke_reason(self, vals):
        if not (vals.get("revoke_reason") or "").strip():
            raise UserError(
                self.env._("State why the key is revoked: lost, exposed or replaced.")
            )

    def _values_confirm(self, _vals):
        now, valid_to = self._now(), fields.Date.add(self._today(), days=VALID_DAYS)
        return {
            custodian.id: {
                "confirmed_by_id": self.env.uid,
                "confirmed_on": now,
                "valid_to": valid_to,
            }
            for custodian in self
        }

    def action_confirm(self):
        """Confirm the keys, their fingerprints having been compared."""
        return self._step("confirm")

    def action_revoke(self):
        """Ask for the reason and revoke the key."""
        return self._dialog(
            "yichuang.market.revoke",
            self.env._("Revoke the key"),
            custodian_id=self.id,
        )

    def _domain_usable(self, company, day):
        """The keys of a hall that can be used on a day."""
        return Domain(
            [
                ("company_id", "=", company.id),
                ("state", "=", "confirmed"),
                ("valid_to", ">=", day),
            ]
        )

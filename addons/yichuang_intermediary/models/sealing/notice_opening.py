import json

from odoo import SUPERUSER_ID, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

from ...tools import sealing

CUSTODIAN = "yichuang_intermediary.group_market_custodian"
SUPERVISOR = "yichuang_catalog.group_supervisor"
MOST_PROPOSAL = 200_000


class Notice(models.Model):
    """The opening: shares after the close, and all offers in one moment.

    No price becomes known before every offer that can be opened is open, so nobody
    can hold a share back knowing what the others bid.
    """

    _inherit = "yichuang.market.notice"

    _transitions = (
        Transition("open", "closed", "opened", system=True),
        Transition(
            "give_up",
            "closed",
            "failed",
            groups=SUPERVISOR,
            guards=("_guard_unopenable", "_guard_fail_reason"),
        ),
    )

    def _hand_out(self):
        """Give the user, a custodian of this notice, what a share is computed from.

        :return: by receipt number the header and ephemeral key of each sealed offer
        :raises AccessError: the user keeps no key of this notice
        :raises UserError: sign-up is still open, or the list is not frozen
        """
        self.ensure_one()
        custodian = self._own_custodian()
        self._check_opening_time()
        self.sudo()._log_event(
            "hand_out", {"custodian": custodian.id, "by": self.env.uid}
        )
        names = (*sealing.HEADER_NAMES, "ephemeral")
        envelopes = {}
        for sealed in self._frozen_sealed():
            parts = json.loads(sealed.blob)
            envelopes[sealed.signup_id.receipt_number] = {
                name: parts[name] for name in names
            }
        return envelopes

    def _post_shares(self, shares):
        """Take the shares of the user, a custodian of this notice, and open the offers
        when enough are there.

        :param shares: by receipt number, 64 hex digits each
        :raises UserError: too early, not complete, or computed with another key
        """
        self.ensure_one()
        custodian = self._own_custodian()
        self._check_opening_time()
        position = self._position_of(custodian)
        all_sealed = self._frozen_sealed()
        wanted = {sealed.signup_id.receipt_number: sealed for sealed in all_sealed}
        if not isinstance(shares, dict) or set(shares) != set(wanted):
            raise UserError(
                self.env._(
                    "A share of every offer is needed, %(number)s in all. Open the "
                    "page again and let it compute them.",
                    number=len(wanted),
                )
            )
        if any(position in sealed._shares() for sealed in all_sealed):
            raise UserError(self.env._("You have posted your shares already."))
        now = self._now()
        vals_list = [
            {
                "sealed_id": sealed.id,
                "custodian_id": custodian.id,
                "position": position,
                "value": str(shares[number]),
                "posted_on": now,
                "valid": sealing.share_is_good(
                    sealed.blob, position, str(shares[number])
                ),
            }
            for number, sealed in wanted.items()
        ]
        if vals_list and not any(vals["valid"] for vals in vals_list):
            raise UserError(
                self.env._(
                    "None of these shares fits: they were computed with another key. "
                    "Choose the key file whose fingerprint is %(fingerprint)s.",
                    fingerprint=custodian.fingerprint,
                )
            )
        # Nobody has access to shares; whose they are was checked above.
        self.env["yichuang.market.share"].sudo().create(vals_list)
        self.sudo()._log_event("share", {"custodian": custodian.id})
        self.sudo()._try_opening()

    def _own_custodian(self):
        """The user's own key on the frozen list of this notice."""
        custodians = self.sudo().custodian_ids.filtered(
            lambda custodian: (
                custodian.user_id == self.env.user and custodian.state == "confirmed"
            )
        )
        if not self.env.user.has_group(CUSTODIAN) or not custodians[:1]:
            raise AccessError(
                self.env._("You keep no key of this notice, or it has been revoked.")
            )
        return custodians[:1]

    def _check_opening_time(self):
        """Threat 3: before the close neither envelopes nor shares pass."""
        notice = self.sudo()
        if notice.state != "closed" or self._now() < notice.sign_close:
            raise UserError(
                self.env._(
                    "Offers are opened when sign-up has closed, not before; %(notice)s "
                    "is “%(state)s” (招标投标法实施条例 Art. 41).",
                    notice=notice.display_name,
                    state=notice._state_label(),
                )
            )
        if not notice.draw_id.list_sha256:
            raise UserError(
                self.env._(
                    "The list of sign-ups is being frozen. Wait a moment, then reload."
                )
            )
        if notice._waits_for_invitation():
            raise UserError(
                self.env._(
                    "First those who are invited are drawn; only their offers are "
                    "opened (政府采购法 Art. 34)."
                )
            )
        self._check_clock()

    def _check_clock(self):
        """Threat 4: a clock that was set back opens nothing.

        What the database itself wrote down about this notice cannot lie ahead of it.
        """
        notice, now = self.sudo(), self._now()
        moments = [notice.closed_on, *notice.signup_ids.mapped("received_on")]
        latest = max(moment for moment in moments if moment)
        if latest > now:
            raise UserError(
                self.env._(
                    "The clock of the database shows %(now)s, but %(notice)s holds an "
                    "entry of %(latest)s: the clock was set back. Have it put right "
                    "and tell the supervisors; until then nothing is opened.",
                    now=self._moment_text(now),
                    notice=notice.display_name,
                    latest=self._moment_text(latest),
                )
            )

    def _frozen_sealed(self):
        """The sealed offers of the frozen list."""
        self.ensure_one()
        valid = self.sudo().signup_ids.filtered(lambda line: line.state == "valid")
        return valid._sealed()

    def _posted_positions(self):
        """Places of the custodians who have posted their shares."""
        # No group has access to shares; how many were posted is no secret.
        shares = self.env["yichuang.market.share"].sudo()
        return {
            position
            for [position] in shares._read_group(
                [("sealed_id.signup_id.notice_id", "in", self.ids)], ["position"]
            )
        }

    def _try_opening(self):
        """Open all offers if the shares posted open them.

        While a custodian's shares are missing, an offer that does not open waits for
        them; when all are there, it is void.
        """
        self.ensure_one()
        posted = self._posted_positions()
        if len(posted) < self.threshold:
            return False
        found = {sealed: self._open_one(sealed) for sealed in self._frozen_sealed()}
        complete = len(posted) == len(self._panel().keys)
        if not complete and any(key is None for key, _offer, _why in found.values()):
            return False
        self.with_user(SUPERUSER_ID)._transition("open")
        self._record_offers(found)
        self.with_user(SUPERUSER_ID)._decide()
        return True

    def _open_one(self, sealed):
        """Content key, offer and what is wrong with it."""
        try:
            key = sealing.recover(sealed.blob, sealed._shares())
        except sealing.SealError:
            false = sealed.share_ids.filtered(lambda share: not share.valid)
            return (
                None,
                {},
                self.env._(
                    "The offer cannot be opened by the custodians' shares; "
                    "%(number)s of them do not fit what was sealed.",
                    number=len(false),
                ),
            )
        try:
            offer = sealing.open_with_key(sealed.blob, key)
        except sealing.SealError:
            return key, {}, self.env._("What was sealed is no offer.")
        return key, offer, self._offer_defect(offer)

    def _offer_defect(self, offer):
        """Why an opened offer is void; empty when it is valid."""
        price, days = offer.get("price_fen"), offer.get("days")
        if type(price) is not int or type(days) is not int or price <= 0 or days <= 0:
            return self.env._("The offer states no price or no time.")
        if not isinstance(offer.get("proposal", ""), str):
            return self.env._("What was sealed is no offer.")
        if price > self.amount_fen:
            return self.env._(
                "The price is above the cap of the notice (招标投标法实施条例 Art. 51)."
            )
        if days > self.days:
            return self.env._("The time offered is longer than the notice allows.")
        return ""

    def _record_offers(self, found):
        """Write down what was in the envelopes, the void ones with their reason."""
        now = self._now()
        notice = self._in_public_language()
        offers = notice.env["yichuang.market.offer"]._create_guarded(
            [
                {
                    "signup_id": sealed.signup_id.id,
                    "notice_id": self.id,
                    "agency_id": sealed.signup_id.agency_id.id,
                    **_readable(offer),
                    "content_key": key,
                    "sealed_sha256": sealed.sha256,
                    "opened_on": now,
                    "state": "void" if defect else "valid",
                    "void_reason": defect or False,
                }
                for sealed, (key, offer, defect) in found.items()
            ]
        )
        for offer in offers.filtered(lambda offer: offer.state == "void"):
            offer.signup_id.with_user(SUPERUSER_ID)._transition(
                "void", {"reason": offer.void_reason}
            )

    def _give_up(self, reason, revision=None):
        """End a notice whose offers can never be opened; for the supervisor."""
        self.ensure_one()
        self._check_supervisor()
        self.check_access("read")
        # The supervisor reads notices and decides by this step alone.
        return self.sudo()._transition(
            "give_up", {"fail_reason": reason}, expected_revision=revision
        )

    def _guard_unopenable(self, _vals):
        """Lost keys: too many custodians can no longer give their share."""
        for notice in self.sudo():
            lost = notice.custodian_ids.filtered(
                lambda custodian: custodian.state == "revoked"
            )
            posted = notice._posted_positions()
            left = {
                position
                for position, custodian in notice._custodian_by_position().items()
                if custodian not in lost
            }
            if not notice.is_sealed or len(posted | left) >= notice.threshold:
                raise UserError(
                    self.env._(
                        "Enough custodians still have their key: the offers can be "
                        "opened. A notice is given up only when more keys are lost "
                        "than may be (revoke the lost ones first)."
                    )
                )

    def _guard_fail_reason(self, vals):
        if not (vals.get("fail_reason") or "").strip():
            raise UserError(self.env._("State what happened: it is published."))

    def _after_give_up(self, _vals):
        self.sudo().signup_ids._destroy_sealed()
        self._tell_agencies(self.sudo().signup_ids.agency_id, "failed")


def _readable(offer):
    """The fields of an offer that can be shown, whatever was sealed."""
    price, days = offer.get("price_fen"), offer.get("days")
    proposal = offer.get("proposal", "")
    fits = 2**31 - 1
    return {
        "price_fen": price if type(price) is int and 0 <= price <= fits else 0,
        "days": days if type(days) is int and 0 <= days <= fits else 0,
        "proposal": proposal[:MOST_PROPOSAL].replace("\0", "")
        if isinstance(proposal, str)
        else "",
    }

from odoo import models
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.yichuang_intake.tools import upload

# A contract in one of these asks nothing more of the agency.
ENDED_CONTRACTS = ("closed", "terminated", "cancelled", "void")
LIVE_SIGNUPS = ("submitted", "valid", "winner")


class AgencyLife(models.Model):
    """What each step of an agency's life asks for and brings about."""

    _inherit = "yichuang.market.agency"

    def _check_promise_document(self):
        credentials = self.env["yichuang.market.qualification"]
        for agency in self:
            data = upload.decoded(agency.with_context(bin_size=False).promise_document)
            problem = data and credentials._document_problem(data)
            if problem:
                raise ValidationError(problem)

    def _check_acts(self, *roles):
        """Whether the user may act for these agencies in one of the roles.

        :raises AccessError: another firm, or another role
        """
        user = self.env.user
        if user._is_internal():
            return
        if self.partner_id != user._market_firm() or not user._market_may(*roles):
            raise AccessError(
                self.env._(
                    "Your role in the firm does not include this. Ask the firm's "
                    "administrator in the market."
                )
            )

    def _guard_admin(self, _vals):
        for agency in self.sudo():
            agency._check_acts("agency_admin")

    def _guard_promise(self, _vals):
        for agency in self:
            if not agency.promise_document or not agency.promise_signed_on:
                raise UserError(
                    self.env._(
                        "%(name)s has not handed in the signed promise: print it, sign "
                        "and seal it, and enter the scan with its date. Joining is by "
                        "promise, so nothing stands without it.",
                        name=agency.name,
                    )
                )

    def _guard_published_offers(self, _vals):
        for agency in self:
            if not agency.offering_ids:
                raise UserError(
                    self.env._(
                        "%(name)s offers no service yet: enter at least one with its "
                        "conditions, process, time and charges.",
                        name=agency.name,
                    )
                )
            for offering in agency.offering_ids:
                if not offering.is_complete:
                    raise UserError(
                        self.env._(
                            "%(name)s must publish conditions, process, time and "
                            "charges of %(service)s before it may sell it "
                            "(优化营商环境条例 Art. 43): complete that offer.",
                            name=agency.name,
                            service=offering.service_id.name,
                        )
                    )

    def _guard_return_reason(self, vals):
        if not (vals.get("return_reason") or "").strip():
            raise UserError(self.env._("Say what the agency has to put right."))

    def _guard_publicity_over(self, _vals):
        today = self._today()
        for agency in self:
            if agency.publicity_until and today <= agency.publicity_until:
                raise UserError(
                    self.env._(
                        "%(name)s is public until %(date)s for objections; it can be "
                        "admitted from the day after.",
                        name=agency.name,
                        date=agency.publicity_until,
                    )
                )

    def _guard_ground(self, vals):
        for agency in self:
            if not (vals.get("ground") or agency.ground or "").strip():
                raise UserError(
                    self.env._(
                        "State the legal or contractual ground first: nobody is shut "
                        "out of the market without one (优化营商环境条例 Art. 64)."
                    )
                )

    def _guard_suspension_over(self, _vals):
        today = self._today()
        for agency in self:
            if agency.suspended_until and today <= agency.suspended_until:
                raise UserError(
                    self.env._(
                        "%(name)s is suspended by decision until %(date)s. Repair or "
                        "appeal ends it earlier, not this button.",
                        name=agency.name,
                        date=agency.suspended_until,
                    )
                )

    def _guard_nothing_running(self, _vals):
        # The agency's own papers, whoever of the hall or of the firm asks.
        for agency in self.sudo():
            running = (
                self.env["yichuang.market.contract"]
                .sudo()
                .search_count(
                    [
                        ("agency_id", "=", agency.id),
                        ("state", "not in", ENDED_CONTRACTS),
                    ]
                )
            )
            waiting = (
                self.env["yichuang.market.signup"]
                .sudo()
                .search_count(
                    [
                        ("agency_id", "=", agency.id),
                        ("state", "in", LIVE_SIGNUPS),
                        ("notice_id.state", "in", ("published", "closed", "selected")),
                    ]
                )
            )
            if running or waiting:
                raise UserError(
                    self.env._(
                        "%(name)s still has %(contracts)s contracts and %(signups)s "
                        "sign-ups that run. Finish or withdraw them first; leaving the "
                        "market ends no duty.",
                        name=agency.name,
                        contracts=running,
                        signups=waiting,
                    )
                )

    def _values_submit(self, _vals):
        days = self.env.company.market_check_workdays
        until = self._workdays().add(self._today(), days).date
        return {
            agency.id: {"check_until": until, "return_reason": False} for agency in self
        }

    def _values_announce(self, _vals):
        days = self.env.company.market_register_workdays
        until = self._workdays().add(self._today(), days).date if days else False
        return {
            agency.id: {"publicity_until": until, "checked_by_id": self.env.uid}
            for agency in self
        }

    def _values_activate(self, _vals):
        today = self._today()
        return {agency.id: {"joined_on": agency.joined_on or today} for agency in self}

    def _values_resume(self, _vals):
        return {agency.id: {"suspended_until": False} for agency in self}

    def _values_leave(self, _vals):
        today = self._today()
        return {agency.id: {"left_on": today} for agency in self}

    def _values_remove(self, _vals):
        return self._values_leave(_vals)

    def _after_send_back(self, vals):
        for agency in self:
            agency._tell(
                agency.env._("Your entry in the market came back"),
                vals["return_reason"],
            )

    def _after_activate(self, _vals):
        for agency in self:
            agency._tell(
                agency.env._("You have been admitted to the market"), agency.name
            )

    def _tell(self, subject, text):
        """Write to the firm and to whoever acts for it."""
        for agency in self.sudo():
            acting = agency.member_ids.filtered(lambda line: line.state == "active")
            agency.message_notify(
                partner_ids=(agency.partner_id | acting.user_id.partner_id).ids,
                subject=subject,
                body=text,
            )

    def _apply_change(self, field, value):
        """Enter an accepted change; for the record of changes only."""
        self.ensure_one()
        if field == "name":
            # The name is the company's; the hall accepted it with its document.
            self.partner_id.sudo().name = value
            return
        self._write_guarded({field: value})

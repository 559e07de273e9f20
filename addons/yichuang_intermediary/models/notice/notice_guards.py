from odoo import models
from odoo.exceptions import UserError


class NoticeGuards(models.AbstractModel):
    """The rules a notice obeys on its way, each with its ground."""

    _name = "yichuang.market.notice.guards"
    _description = "Rules of notices"

    def _guard_owner(self, _vals):
        """Only the owner acts for the owner, whoever drafted the notice."""
        own = self.env.user.partner_id.commercial_partner_id
        for notice in self:
            if notice.owner_id.commercial_partner_id != own:
                raise UserError(
                    self.env._(
                        "Only %(owner)s itself can do this. The hall may draft a "
                        "notice but not buy for somebody (优化营商环境条例 Art. 43).",
                        owner=notice.owner_id.display_name,
                    )
                )

    def _guard_content(self, _vals):
        for notice in self:
            if notice.amount_fen <= 0:
                raise UserError(
                    self.env._(
                        "State the price: a draw decides who does the work, so what "
                        "is paid for it must be fixed and public beforehand "
                        "(政府采购法实施条例 Art. 30)."
                    )
                )
            reason = (notice.avoid_reason or "").strip()
            if notice.avoid_agency_ids and not reason:
                raise UserError(
                    self.env._(
                        "Say why the agencies are excluded; the reason is published "
                        "with the notice."
                    )
                )
            if (
                notice.case_id
                and not (notice.service_id.sudo().legal_basis or "").strip()
            ):
                raise UserError(
                    self.env._(
                        "%(service)s has no basis in law and cannot be asked for in "
                        "an approval (优化营商环境条例 Art. 43). Remove the matter, or "
                        "have the basis entered in the register of services.",
                        service=notice.service_id.name,
                    )
                )

    def _guard_minimum(self, _vals):
        for notice in self:
            least = notice._least_valid()
            if notice.min_valid < least:
                raise UserError(
                    self.env._(
                        "At least %(least)s valid sign-ups are needed with this money "
                        "(政府采购法 Art. 36): raise the minimum.",
                        least=least,
                    )
                )

    def _guard_return_reason(self, vals):
        if not (vals.get("return_reason") or "").strip():
            raise UserError(
                self.env._("Say what the owner has to change before it goes back.")
            )

    def _guard_cancel_reason(self, vals):
        if not (vals.get("cancel_reason") or "").strip():
            raise UserError(
                self.env._("State the reason: it is published (政府采购法 Art. 36).")
            )

    def _guard_other_person(self, _vals):
        """Whoever wrote, reviewed or published a notice does not take its next step."""
        for notice in self.sudo():
            before = (
                notice.author_id
                | notice.submitted_by_id
                | notice.reviewed_by_id
                | notice.published_by_id
            )
            if self.env.user in before:
                raise UserError(
                    self.env._(
                        "%(name)s has passed through your hands already. Writing, "
                        "reviewing, publishing and awarding are done by different "
                        "people: ask a colleague.",
                        name=notice.display_name,
                    )
                )

    def _guard_periods(self, _vals):
        workdays, today, now = self._workdays(), self._today(), self._now()
        for notice in self:
            least = notice.company_id._market_signup_workdays(notice.funding)
            earliest = workdays.add(today, least).date
            if notice.sign_close <= now or notice._day(notice.sign_close) < earliest:
                raise UserError(
                    self.env._(
                        "Sign-up must stay open for %(days)s working days, until "
                        "%(date)s at least. Send the notice back to have the time "
                        "moved.",
                        days=least,
                        date=earliest,
                    )
                )
            if not notice.sign_close < notice.reveal_until < notice.event_on:
                raise UserError(
                    self.env._(
                        "The order must be: end of sign-up, last reveal, public "
                        "number. Otherwise somebody could know the outcome while the "
                        "list or a secret can still change."
                    )
                )

    def _guard_commitments(self, _vals):
        for notice in self.sudo():
            waiting = notice.draw_id.source_ids.filtered(
                lambda source: source.kind != "public" and source.state == "waiting"
            )
            if waiting:
                raise UserError(
                    self.env._(
                        "The commitments of %(parties)s are missing. They are "
                        "published with the notice: open the draw and enter them.",
                        parties=", ".join(waiting.mapped("label")),
                    )
                )

    def _guard_sign_up_over(self, _vals):
        now = self._now()
        for notice in self:
            if now <= notice.sign_close:
                raise UserError(
                    self.env._(
                        "Sign-up to %(name)s is open until %(moment)s (Beijing time) "
                        "and cannot be closed earlier.",
                        name=notice.display_name,
                        moment=self._moment_text(notice.sign_close),
                    )
                )

    def _guard_publicity_over(self, _vals):
        today = self._today()
        for notice in self:
            if notice.publicity_until and today <= notice.publicity_until:
                raise UserError(
                    self.env._(
                        "The result is public until %(date)s for objections; the "
                        "letter can be issued from the day after (政府采购法 Art. 52).",
                        date=notice.publicity_until,
                    )
                )

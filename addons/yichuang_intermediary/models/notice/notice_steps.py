from datetime import timedelta

from odoo import SUPERUSER_ID, api, models

from odoo.addons.yichuang_catalog.tools.canonical import canonical_text
from odoo.addons.yichuang_catalog.tools.workdays import hall_date, hall_day_start

from ...tools import draw as draw_tool


class NoticeSteps(models.AbstractModel):
    """What each step of a notice writes and brings about."""

    _name = "yichuang.market.notice.steps"
    _description = "Steps of notices"

    @api.model_create_multi
    def create(self, vals_list):
        notices = super().create(vals_list)
        year = self._today().year
        numbers = self.env["yichuang.counter"]._next(
            f"market.notice.{year}", len(notices)
        )
        for notice, number in zip(notices, numbers, strict=True):
            notice._write_guarded({"number": f"MK-{year}-{number:06d}"})
        return notices

    @api.model
    def _default_plan(self, field):
        """A plan that keeps the periods: sign-up until the afternoon of the working
        day after the least one, secrets by the next working day, then the number of
        that evening's lottery (福彩3D is drawn every day)."""
        workdays, today = self._workdays(), self._today()
        least = self.env.company._market_signup_workdays("fiscal")
        last = workdays.next(workdays.add(today, least).date)
        reveal = workdays.next(last)

        def at(day, hour, minute=0):
            start = hall_day_start(day)
            return start + timedelta(hours=hour, minutes=minute)

        return {
            "sign_close": at(last, 17),
            "reveal_until": at(reveal, 17),
            "event_on": at(reveal, 21, 30),
            "event_label": f"fc3d:{reveal}",
        }[field]

    def _values_submit(self, _vals):
        return {
            notice.id: {"submitted_by_id": self.env.uid, "return_reason": False}
            for notice in self
        }

    def _after_submit(self, _vals):
        draws = self.env["yichuang.market.draw"].sudo()
        for notice in self.sudo():
            draws._plan(notice)

    def _submit_by_owner(self, commitment):
        """Hand the notice in with the owner's commitment; for the owner's portal."""
        self.ensure_one()
        self._transition("submit")
        return self._owner_source()._commit(commitment)

    def _owner_source(self):
        """The owner's own part in the draw, if one is planned."""
        self.ensure_one()
        return self.draw_id.source_ids.filtered(lambda source: source.kind == "owner")

    def _values_approve(self, _vals):
        return {notice.id: {"reviewed_by_id": self.env.uid} for notice in self}

    def _values_publish(self, _vals):
        now = self._now()
        values = {}
        for notice in self.sudo():
            text = canonical_text(notice._in_public_language()._content())
            values[notice.id] = {
                "published_by_id": self.env.uid,
                "published_on": now,
                "canonical": text,
                "canonical_sha256": draw_tool.sha256_hex(text),
            }
        return values

    def _after_publish(self, _vals):
        self.draw_id.with_user(SUPERUSER_ID)._transition("announce")
        cron = self.env.ref("yichuang_intermediary.cron_advance").sudo()
        for notice in self:
            cron._trigger(at=notice.sign_close + timedelta(seconds=1))
        self._tell_agencies(
            self.env["yichuang.market.offering"]
            .sudo()
            .search([("service_id", "in", self.service_id.ids)])
            .agency_id.filtered(lambda agency: agency.state == "active"),
            "published",
        )

    def _values_close(self, _vals):
        return {notice.id: {"closed_on": self._now()} for notice in self}

    def _after_select(self, _vals):
        self._tell_agencies(self.sudo().signup_ids.agency_id, "drawn")

    def _after_fail(self, _vals):
        self._tell_agencies(self.sudo().signup_ids.agency_id, "failed")

    def _values_award(self, _vals):
        today = self._today()
        numbers = self.env["yichuang.counter"]._next(
            f"market.letter.{today.year}", len(self)
        )
        return {
            notice.id: {
                "issued_by_id": self.env.uid,
                "awarded_on": today,
                "letter_number": f"ZX-{today.year}-{number:06d}",
            }
            for notice, number in zip(self, numbers, strict=True)
        }

    def _after_award(self, _vals):
        self.env["yichuang.market.contract"].sudo()._draw_up(self.sudo())
        self._tell_agencies(self.winner_id, "awarded")

    def _fail_below_minimum(self):
        """End the notices whose frozen list is shorter than their minimum."""
        for notice in self._in_public_language():
            valid = len(notice.signup_ids.filtered(lambda line: line.state == "valid"))
            if valid < notice.min_valid:
                notice._end(
                    self.env._(
                        "%(valid)s valid sign-ups, %(least)s are needed.",
                        valid=valid,
                        least=notice.min_valid,
                    )
                )

    def _end(self, reason):
        """End the notice without a selection, for a published reason."""
        self.ensure_one()
        self.with_user(SUPERUSER_ID)._transition("fail", {"fail_reason": reason})

    def _select(self, signup):
        """Record whose sign-up the selection found; for the selection only."""
        self.ensure_one()
        days = self.company_id._market_publicity_workdays(self.funding)
        until = self._workdays().add(self._today(), days).date if days else False
        self.with_user(SUPERUSER_ID)._transition(
            "select",
            {
                "winner_id": signup.agency_id.id,
                "publicity_until": until,
                **self._award_values(signup),
            },
        )

    def _approval_departments(self):
        """The organs that decide the approval this service is for."""
        self.ensure_one()
        notice = self.sudo()
        return (
            notice.case_id.department_id
            | notice.service_id.approval_service_ids.department_id
        )

    def _content(self):
        """All that can influence the outcome, as it is frozen at publication."""
        self.ensure_one()
        return {
            "format": "yichuang-notice/1",
            "number": self.number,
            "title": self.title,
            "owner": self.owner_id.name,
            "service": {"code": self.service_id.code, "name": self.service_id.name},
            "content": self.content,
            **self._mode_content(),
            **self._sealing_content(),
            "version": self.version,
            "funding": self.funding,
            "commissioned_by": self.commission_type,
            "paid_by": self.payer_department_id.name or self.owner_id.name,
            "amount_fen": self.amount_fen,
            "days": self.days,
            "min_valid": self.min_valid,
            "sign_close": self.sign_close,
            "excluded": sorted(self.avoid_agency_ids.mapped("uscc")),
            "excluded_reason": self.avoid_reason or "",
            "publicity_workdays": self.company_id._market_publicity_workdays(
                self.funding
            ),
            "draw": self.draw_id._announcement(),
        }

    def _in_public_language(self):
        """The notices in the language of the hall, for texts that are published."""
        language = self.company_id[:1].partner_id.lang or self.env.lang
        return self.with_context(lang=language)

    def _tell_agencies(self, agencies, what):
        """Write to the agencies concerned; each gets a letter of its own."""
        for notice in self.sudo()._in_public_language():
            partners = agencies.sudo().partner_id
            if not partners:
                continue
            text = {
                "published": notice.env._("A notice is open for sign-up."),
                "drawn": notice.env._("The selection has been made."),
                "opened": notice.env._("The offers have been opened."),
                "amended": notice.env._(
                    "The notice has been amended: your sign-up has ended, sign up anew."
                ),
                "extended": notice.env._(
                    "Sign-up has been extended until %(moment)s (Beijing time), for "
                    "the market could not be reached.",
                    moment=notice._moment_text(notice.sign_close),
                ),
                "rounds": notice.env._(
                    "The rounds of bidding begin on %(moment)s (Beijing time).",
                    moment=notice._moment_text(notice.rounds_start),
                )
                if what == "rounds"
                else "",
                "low": notice.env._(
                    "Your price is unusually low: explain it on the portal."
                ),
                "failed": notice.env._("The notice has failed."),
                "awarded": notice.env._("You have been awarded the service."),
            }[what]
            notice.message_notify(
                partner_ids=partners.ids,
                subject=f"{notice.number} {text}",
                body=f"{notice.title}: {text} {notice.fail_reason or ''}",
            )

    def _get_report_base_filename(self):
        """How the portal names the downloaded letter."""
        self.ensure_one()
        return self.letter_number

    def _verify_url(self):
        """The page on which anybody can repeat the draw."""
        self.ensure_one()
        return f"{self.get_base_url()}/market/verify/{self.number}"

    def _day(self, moment):
        """The hall's day of a moment."""
        return hall_date(moment)

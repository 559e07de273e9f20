"""Builders for the ways of selection besides draw and price."""

from datetime import timedelta

# Made-up companies whose codes have the right check characters.
FURTHER = {
    "c": ("测试丙检测公司", "91379901MA3T000310"),
    "d": ("测试丁检测公司", "91379901MA3T000411"),
}
HALL_SECRET = "9f" * 32
OWNER_SECRET = "11" * 32
NUMBER = "3 0 8"


class ModeBuilders:
    """Notices in every way of selection, a third agency and a second person."""

    @classmethod
    def allow(cls, *codes):
        """Let the shipped rules of scope allow these ways for other money."""
        modes = cls.env["yichuang.market.mode"].search([("code", "in", codes)])
        rule = cls.env.ref("yichuang_intermediary.scope_rule_social")
        rule.mode_ids |= modes

    @classmethod
    def further_agency(cls, letter):
        """The portal user of a third (c) or fourth (d) agency, made once."""
        login = f"test_agency_{letter}"
        user = cls.env["res.users"].search([("login", "=", login)])
        if not user:
            name, uscc = FURTHER[letter]
            user = cls.portal_user(login, name)
            cls.active_agency(user.commercial_partner_id, uscc)
        return user

    @classmethod
    def third_agency(cls):
        """The portal user of a third agency."""
        return cls.further_agency("c")

    @classmethod
    def owner_second(cls):
        """The owner's second person, made once."""
        user = cls.env["res.users"].search([("login", "=", "test_owner_second")])
        if not user:
            user = cls.make_user("test_owner_second", "base.group_portal")
            user.partner_id.parent_id = cls.owner.commercial_partner_id
        return user

    @classmethod
    def hold_draw(cls, notice):
        """Reveal, fix and draw, as for a fixed price."""
        cls.enter(notice, "hall", cls.market_reviewer, value=HALL_SECRET)
        cls.source(notice, "owner").with_user(cls.owner).sudo()._reveal(OWNER_SECRET)
        notice.draw_id.with_user(cls.market_reviewer).action_fix()
        cls.put_back(notice, "event_on")
        cls.enter(notice, "public", cls.market_reviewer, value=NUMBER)
        cls.enter(notice, "public", cls.market_publisher, value=NUMBER)
        notice.draw_id.with_user(cls.market_reviewer).action_run()

    @classmethod
    def direct_notice(cls, **values):
        """A notice both agencies signed up to; its owner chooses directly."""
        cls.allow("direct")
        return cls.listed_notice(**{"mode": "direct", "min_valid": 1, **values})

    @classmethod
    def choose(cls, notice, agency, user=None, reason="熟悉本项目。", **values):
        """Choose an agency, as the portal does."""
        choices = cls.env["yichuang.market.choice"].with_user(user or cls.owner)
        choice = choices._propose(
            notice.with_user(user or cls.owner), agency, reason, **values
        )
        return choice.with_env(cls.env)

    @classmethod
    def confirm_choice(cls, choice):
        """Confirm a choice as the owner's second person."""
        cls.as_portal(choice, cls.owner_second())._transition("confirm")

    @classmethod
    def proposed_choice(cls):
        """A choice no second person has confirmed yet."""
        return cls.choose(cls.direct_notice(), cls.agency_b)

    @classmethod
    def confirmed_choice(cls):
        """A choice that selected an agency."""
        choice = cls.proposed_choice()
        cls.confirm_choice(choice)
        return choice

    @classmethod
    def frozen_of_three(cls, *yuan, **values):
        """A notice on whose frozen list three agencies stand; with prices in yuan
        each of them has sealed an offer, and a fourth price is a fourth agency's."""
        users = [cls.user_a, cls.user_b, cls.third_agency()]
        if len(yuan) > 3:
            users.append(cls.further_agency("d"))
        if yuan:
            notice = cls.sealed_notice(**values)
            for user, price in zip(users, yuan, strict=False):
                cls.bid(notice, user, price)
        else:
            notice = cls.published_notice(**values)
            for user in users:
                cls.sign_up(notice, user)
        cls.put_back(notice, "sign_close")
        notice.with_user(cls.market_reviewer).action_close()
        notice.with_user(cls.market_reviewer).action_freeze_list()
        return notice

    @classmethod
    def ring_notice(cls, **values):
        """A notice whose draw puts three agencies into a ring."""
        cls.allow("rotation")
        notice = cls.frozen_of_three(**{"mode": "rotation", "min_valid": 3, **values})
        cls.hold_draw(notice)
        return notice

    @classmethod
    def turn_notice(cls, **values):
        """A notice that goes on in the ring drawn before; all three signed up."""
        return cls.frozen_of_three(**{"mode": "rotation", "min_valid": 3, **values})

    @classmethod
    def round_users(cls):
        """The portal users who bid in rounds, in the order of their first prices."""
        return [cls.user_a, cls.user_b, cls.third_agency()]

    @classmethod
    def rounds_notice(cls, *yuan, rounds_in=timedelta(hours=1), **values):
        """A notice whose first offers are open and whose rounds are announced."""
        cls.allow("multi_round")
        notices = cls.env["yichuang.market.notice"]
        notice = cls.sealed_notice(
            **{
                "mode": "multi_round",
                "step_fen": 100_00,
                "rounds_on": notices._default_plan("sign_close") + rounds_in,
                **values,
            }
        )
        for user, price in zip(cls.round_users(), yuan, strict=False):
            cls.bid(notice, user, price)
        cls.put_back(notice, "sign_close")
        if rounds_in < timedelta(days=1):
            notice._write_guarded({"rounds_on": notice._now()})
        notice.with_user(cls.market_reviewer).action_close()
        notice.with_user(cls.market_reviewer).action_freeze_list()
        cls.post(notice, 1, 2)
        return notice

    @classmethod
    def at_turn(cls, notice, number, place):
        """Let the rounds have begun so long ago that this turn is under way."""
        table = notice._timetable()
        turns = (number - 1) * table.bidders + place
        minutes = turns * table.turn_minutes + (number - 1) * table.pause_minutes
        start = notice._now() + timedelta(seconds=50) - timedelta(minutes=minutes)
        notice._write_guarded({"rounds_start": start})

    @classmethod
    def say(cls, notice, user, yuan):
        """Name a price, as the portal does."""
        agency = cls.agency_of(user).with_user(user)
        turns = cls.env["yichuang.market.turn"].with_user(user)
        return turns._say(notice.with_user(user), agency, yuan * 100).with_env(cls.env)

    @classmethod
    def end_rounds(cls, notice):
        """Let all rounds be over, as the job finds them."""
        length = notice._timetable().end - notice.rounds_start
        start = notice._now() - length - timedelta(minutes=1)
        notice._write_guarded({"rounds_start": start})
        notice._end_rounds()
        notice._decide()

    @classmethod
    def invited_notice(cls, *yuan, **values):
        """A closed notice whose sealed offers wait until those invited are drawn."""
        cls.allow("invited")
        return cls.frozen_of_three(
            *(yuan or (12000, 11500, 11000)),
            **{"mode": "invited", "min_valid": 3, **values},
        )

    @classmethod
    def credit_notice(cls, **values):
        """A drawn notice whose owner chooses one of two drawn by credit."""
        cls.allow("credit")
        agencies = [cls.agency_of(user) for user in (cls.user_a, cls.user_b)]
        agencies.append(cls.agency_of(cls.third_agency()))
        for agency, credit in zip(agencies, (95_00, 80_00, 60_00), strict=True):
            agency._write_guarded({"credit_hundredths": credit})
        notices = cls.env["yichuang.market.notice"]
        notice = cls.frozen_of_three(
            **{
                "mode": "credit",
                "long_list": 2,
                "short_list": 2,
                "choice_on": notices._default_plan("event_on") + timedelta(hours=12),
                **values,
            }
        )
        cls.hold_draw(notice)
        return notice

    @classmethod
    def plan_notice(cls, *yuan, **values):
        """A notice whose proposals are open and wait for the owner's comparison."""
        cls.allow("plan")
        return cls.opened_notice(*(yuan or (12000, 11000)), mode="plan", **values)

    @classmethod
    def comparison(cls, *agencies):
        """A comparison that puts the agencies in this order."""
        return [
            {
                "agency_id": agency.id,
                "place": place,
                "service": "方案完整。",
                "staff": "注册人员三名。",
            }
            for place, agency in enumerate(agencies, 1)
        ]

    @classmethod
    def experts(cls):
        """Four people of the pool of experts, made once."""
        logins = [f"test_expert_{n}" for n in range(1, 5)]
        found = cls.env["res.users"].search([("login", "in", logins)])
        for login in set(logins) - set(found.mapped("login")):
            found |= cls.make_user(login, "yichuang_intermediary.group_market_rater")
        return found

    @classmethod
    def scored_notice(cls, *yuan, **values):
        """A notice whose proposals wait for the points of three experts."""
        cls.allow("composite")
        cls.experts()
        notice = cls.frozen_bids(
            *(yuan or (12000, 11000)),
            **{
                "mode": "composite",
                "price_weight": 30,
                "criterion_ids": [
                    (0, 0, {"name": "方案", "weight": 50, "scale": "每项 10 分"}),
                    (0, 0, {"name": "人员", "weight": 20, "scale": "每人 5 分"}),
                ],
                **values,
            },
        )
        cls.hold_draw(notice)
        cls.post(notice, 1, 2)
        return notice

    @classmethod
    def fill_in(cls, sheet, points=80):
        """Give the same points everywhere, or those of a function of the line."""
        for line in sheet.line_ids:
            given = points(line) if callable(points) else points
            line.with_user(sheet.rater_id).write({"points": given})
        sheet.with_user(sheet.rater_id).write({"no_tie": True})

    @classmethod
    def open_sheet(cls):
        """A sheet an expert has just been given."""
        return cls.scored_notice().sheet_ids[0]

    @classmethod
    def submitted_sheet(cls):
        """A sheet handed in; the other experts still score."""
        sheet = cls.open_sheet()
        cls.fill_in(sheet)
        sheet.with_user(sheet.rater_id).action_submit()
        return sheet

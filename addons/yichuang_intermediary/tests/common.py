"""Builders for the market: every state is reached through the real steps."""

from datetime import timedelta

from odoo.addons.yichuang_intake.tests.common import IntakeCase

from ..tools import draw as draw_tool
from .contract_builders import ContractBuilders

HALL_SECRET = "9f" * 32
OWNER_SECRET = "11" * 32
NUMBER = "3 0 8"

# Made-up companies whose codes have the right check characters.
USCC = ("91379901MA3T000121", "91379901MA3T000222", "91379901MA3T000310")


class MarketCase(ContractBuilders, IntakeCase):
    """A market with two agencies, an owner and the hall's three people."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        prefix = "yichuang_intermediary.group_market_"
        cls.market_reviewer = cls.make_user("test_m_reviewer", prefix + "reviewer")
        cls.market_publisher = cls.make_user("test_m_publisher", prefix + "publisher")
        cls.market_issuer = cls.make_user("test_m_issuer", prefix + "issuer")
        cls.market_service = cls.env["yichuang.market.service"].create(
            {"name": "测试检测报告编制", "code": "TEST-01"}
        )
        cls.user_a = cls.portal_user("test_agency_a", "测试甲检测公司")
        cls.user_b = cls.portal_user("test_agency_b", "测试乙检测公司")
        cls.owner = cls.portal_user("test_owner", "测试业主公司")
        cls.agency_a = cls.active_agency(cls.user_a.commercial_partner_id, USCC[0])
        cls.agency_b = cls.active_agency(cls.user_b.commercial_partner_id, USCC[1])

    @classmethod
    def portal_user(cls, login, company):
        """A portal user who acts for a company of that name."""
        user = cls.make_user(login, "base.group_portal")
        user.partner_id.parent_id = cls.env["res.partner"].create(
            {"name": company, "is_company": True}
        )
        return user

    @classmethod
    def draft_agency(cls, partner=None, uscc=USCC[2], **values):
        """An agency with a complete offer, not admitted yet."""
        partner = partner or cls.env["res.partner"].create(
            {"name": "测试丙检测公司", "is_company": True}
        )
        return cls.env["yichuang.market.agency"].create(
            {
                "partner_id": partner.id,
                "uscc": uscc,
                "offering_ids": [(0, 0, cls.offer())],
                **values,
            }
        )

    @classmethod
    def offer(cls, **values):
        """The four elements an agency publishes of a service."""
        return {
            "service_id": cls.market_service.id,
            "conditions": "提供项目基础资料。",
            "process": "委托、检测、出具报告。",
            "days": 10,
            "charges": "按市场调节价。",
            **values,
        }

    @classmethod
    def active_agency(cls, partner=None, uscc=USCC[2], **values):
        """An agency admitted by the reviewer."""
        agency = cls.draft_agency(partner, uscc, **values)
        agency.with_user(cls.market_reviewer).action_activate()
        return agency

    @classmethod
    def notice_vals(cls, **values):
        """What an owner writes."""
        return {
            "title": "测试项目检测报告",
            "owner_id": cls.owner.commercial_partner_id.id,
            "service_id": cls.market_service.id,
            "content": "对测试项目进行检测并出具报告。",
            "amount_fen": 1_234_500,
            "days": 20,
            **values,
        }

    @classmethod
    def as_portal(cls, record, user):
        """The record as a controller hands it on: found, then sudo, same user."""
        return record.with_user(user).sudo()

    @classmethod
    def draft_notice(cls, **values):
        """A notice written by its owner."""
        notices = cls.as_portal(cls.env["yichuang.market.notice"], cls.owner)
        return notices.create(cls.notice_vals(**values)).with_env(cls.env)

    @classmethod
    def submitted_notice(cls, **values):
        """A notice handed in by its owner, with the owner's commitment."""
        notice = cls.draft_notice(**values)
        cls.submit(notice)
        return notice

    @classmethod
    def submit(cls, notice):
        cls.as_portal(notice, cls.owner)._submit_by_owner(
            draw_tool.commitment(OWNER_SECRET)
        )

    @classmethod
    def approved_notice(cls, **values):
        """A notice passed by the reviewer, who also committed for the hall."""
        notice = cls.submitted_notice(**values)
        cls.enter(
            notice,
            "hall",
            cls.market_reviewer,
            commitment=draw_tool.commitment(HALL_SECRET),
        )
        notice.with_user(cls.market_reviewer).action_approve()
        return notice

    @classmethod
    def published_notice(cls, **values):
        """A notice open for sign-up."""
        notice = cls.approved_notice(**values)
        notice.with_user(cls.market_publisher).action_publish()
        return notice

    @classmethod
    def closed_notice(cls, **values):
        """A notice both agencies signed up to, whose time is over."""
        notice = cls.published_notice(**values)
        cls.sign_up(notice, cls.user_a)
        cls.sign_up(notice, cls.user_b)
        cls.put_back(notice, "sign_close")
        notice.with_user(cls.market_reviewer).action_close()
        return notice

    @classmethod
    def listed_notice(cls, **values):
        """A notice whose list is frozen."""
        notice = cls.closed_notice(**values)
        notice.with_user(cls.market_reviewer).action_freeze_list()
        return notice

    @classmethod
    def revealed_notice(cls, **values):
        """A notice whose parties have revealed and whose number is out."""
        notice = cls.listed_notice(**values)
        cls.enter(notice, "hall", cls.market_reviewer, value=HALL_SECRET)
        cls.source(notice, "owner").with_user(cls.owner).sudo()._reveal(OWNER_SECRET)
        notice.draw_id.with_user(cls.market_reviewer).action_fix()
        cls.put_back(notice, "event_on")
        return notice

    @classmethod
    def drawn_notice(cls, **values):
        """A notice whose winner the draw has found."""
        notice = cls.revealed_notice(**values)
        cls.enter(notice, "public", cls.market_reviewer, value=NUMBER)
        cls.enter(notice, "public", cls.market_publisher, value=NUMBER)
        notice.draw_id.with_user(cls.market_reviewer).action_run()
        return notice

    @classmethod
    def awarded_notice(cls, **values):
        """A notice with its award letter, after the time of publicity."""
        notice = cls.drawn_notice(**values)
        notice._write_guarded({"publicity_until": notice._today() - timedelta(days=1)})
        notice.with_user(cls.market_issuer).action_award()
        return notice

    @classmethod
    def put_back(cls, notice, name):
        """Let a moment of the plan lie in the past, without waiting for it."""
        notice._write_guarded({name: notice._now() - timedelta(seconds=1)})

    @classmethod
    def sign_up(cls, notice, user):
        """Sign the user's agency up, as the portal does."""
        agency = cls.env["yichuang.market.agency"].search(
            [("partner_id", "=", user.commercial_partner_id.id)]
        )
        signup = (
            cls.env["yichuang.market.signup"]
            .with_user(user)
            ._submit(notice.with_user(user), agency.with_user(user))
        )
        return signup.with_env(cls.env)

    @classmethod
    def draft_signup(cls):
        """A sign-up just sent."""
        return cls.sign_up(cls.published_notice(), cls.user_a)

    @classmethod
    def submitted_signup(cls):
        """A sign-up on a frozen list."""
        return cls.listed_notice().signup_ids.sorted("id")[0]

    @classmethod
    def source(cls, notice, kind):
        """The source of that kind in the notice's draw."""
        return notice.draw_id.source_ids.filtered(lambda line: line.kind == kind)

    @classmethod
    def enter(cls, notice, kind, user, **values):
        """Fill in the dialog of a source and confirm it."""
        entry = cls.env(user=user.id)["yichuang.market.entry"].create(
            {"source_id": cls.source(notice, kind).id, **values}
        )
        return entry.action_confirm()

    @classmethod
    def draft_draw(cls):
        """A draw planned with a notice handed in."""
        return cls.submitted_notice().draw_id

    @classmethod
    def finished_draw(cls):
        """A draw that has been held."""
        return cls.drawn_notice().draw_id

    @classmethod
    def draft_source(cls):
        """The hall's source before its commitment."""
        return cls.source(cls.submitted_notice(), "hall")

    @classmethod
    def revealed_source(cls):
        """The owner's source after its reveal."""
        return cls.source(cls.revealed_notice(), "owner")

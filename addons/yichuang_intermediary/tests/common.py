"""Builders for the market: every state is reached through the real steps."""

import base64
from datetime import timedelta

from odoo.addons.yichuang_intake.tests.common import PERSON, IntakeCase

from ..tools import draw as draw_tool
from ..tools import sealing
from .contract_builders import ContractBuilders
from .mode_builders import ModeBuilders

HALL_SECRET = "9f" * 32
OWNER_SECRET = "11" * 32
NUMBER = "3 0 8"

# Key pairs of three custodians, made as their browsers would
CUSTODIAN_KEYS = [sealing.new_custodian_key() for _n in range(3)]

# Made-up companies whose codes have the right check characters.
USCC = ("91379901MA3T000121", "91379901MA3T000222", "91379901MA3T000310")


# The smallest picture there is.
PNG = base64.b64encode(
    base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
        "awAAAABJRU5ErkJggg=="
    )
)


class MarketCase(ModeBuilders, ContractBuilders, IntakeCase):
    """A market with two agencies, an owner and the hall's three people."""

    STAFF = {
        "market_reviewer": (
            "test_m_reviewer",
            "yichuang_intermediary.group_market_reviewer",
        ),
        "market_publisher": (
            "test_m_publisher",
            "yichuang_intermediary.group_market_publisher",
        ),
        "market_issuer": (
            "test_m_issuer",
            "yichuang_intermediary.group_market_issuer",
        ),
    }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # A notice of the tests is sealed to the tests' own custodians alone.
        others = cls.env["yichuang.market.custodian"].search([])
        others._write_guarded({"valid_to": "2026-01-01"})
        cls.market_service = cls.env["yichuang.market.service"].create(
            {"name": "测试检测报告编制", "code": "TEST-01"}
        )
        cls.market_service._transition("activate")
        cls.user_a = cls.portal_user("test_agency_a", "测试甲检测公司")
        cls.user_b = cls.portal_user("test_agency_b", "测试乙检测公司")
        cls.owner = cls.portal_user("test_owner", "测试业主公司")
        cls.agency_a = cls.active_agency(cls.user_a.commercial_partner_id, USCC[0])
        cls.agency_b = cls.active_agency(cls.user_b.commercial_partner_id, USCC[1])

    @classmethod
    def draft_market_service(cls, **values):
        """A service somebody has just entered."""
        return cls.env["yichuang.market.service"].create(
            {"name": "测试评估报告编制", "code": "TEST-02", **values}
        )

    @classmethod
    def retired_market_service(cls):
        """A service that was in use."""
        service = cls.draft_market_service(code="TEST-03")
        service.with_user(cls.market_reviewer).action_activate()
        service.with_user(cls.market_reviewer)._transition(
            "retire", {"retire_reason": "设定依据已废止"}
        )
        return service

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
                "promise_document": PNG,
                "promise_signed_on": "2026-01-05",
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
        """An agency admitted by the reviewer, its time of publicity over."""
        agency = cls.public_agency(partner, uscc, **values)
        agency._write_guarded({"publicity_until": agency._today() - timedelta(days=1)})
        agency.with_user(cls.market_reviewer).action_activate()
        return agency

    @classmethod
    def public_agency(cls, partner=None, uscc=USCC[2], **values):
        """An agency checked and made public for objections."""
        agency = cls.draft_agency(partner, uscc, **values)
        reviewed = agency.with_user(cls.market_reviewer)
        reviewed.action_submit()
        reviewed.action_announce()
        return agency

    @classmethod
    def draft_qualification(cls, **values):
        """A certificate just entered."""
        return cls.env["yichuang.market.qualification"].create(
            {
                "agency_id": cls.agency_a.id,
                "kind_id": cls.env.ref("yichuang_intermediary.kind_survey").id,
                "number": "乙测资字3701234",
                "grade": "乙级",
                "scope": "工程测量, 不动产测绘",
                "document": PNG,
                "verify_method": "manual",
                **values,
            }
        )

    @classmethod
    def verified_qualification(cls, **values):
        """A certificate the reviewer has compared with its original."""
        qualification = cls.draft_qualification(**values)
        qualification.with_user(cls.market_reviewer).action_verify()
        return qualification

    @classmethod
    def draft_practitioner(cls, **values):
        """A person just entered."""
        return cls.env["yichuang.market.practitioner"].create(
            {
                "agency_id": cls.agency_a.id,
                "kind_id": cls.env.ref("yichuang_intermediary.kind_surveyor").id,
                "name": "测绘 甲",
                "number": "TEST-001",
                "id_number": PERSON,
                "verify_method": "manual",
                **values,
            }
        )

    @classmethod
    def verified_practitioner(cls, **values):
        """A person whose certificate the reviewer has seen."""
        practitioner = cls.draft_practitioner(**values)
        practitioner.with_user(cls.market_reviewer).action_verify()
        return practitioner

    @classmethod
    def waiting_change(cls, **values):
        """A change an agency asks for."""
        return cls.env["yichuang.market.change"].create(
            {
                "agency_id": cls.agency_a.id,
                "what": "address",
                "new_value": "示范县新街 8 号",
                "reason": "搬迁",
                "document": PNG,
                **values,
            }
        )

    @classmethod
    def accepted_change(cls, **values):
        """A change the reviewer has entered."""
        change = cls.waiting_change(**values)
        change.with_user(cls.market_reviewer).action_accept()
        return change

    @classmethod
    def member(cls, user=None, role="agency_admin", **values):
        """A person's role, given by the hall."""
        user = user or cls.user_a
        members = cls.env["yichuang.market.member"].with_user(cls.market_reviewer)
        member = members._appoint(user._market_firm(), user, role, **values)
        return member.with_env(cls.env)

    @classmethod
    def draft_member(cls):
        """A role just given."""
        return cls.member()

    @classmethod
    def revoked_member(cls):
        """A role taken away again."""
        member = cls.member(role="agency_bidder")
        member.with_user(cls.market_reviewer).action_revoke()
        return member

    @classmethod
    def draft_term(cls, agency=None, **values):
        """An application for a seat in the hall."""
        desks = cls.env["yichuang.market.desk"]
        desk = desks.search([("service_id", "=", cls.market_service.id)])
        desk = desk or desks.create({"service_id": cls.market_service.id})
        return cls.env["yichuang.market.desk.term"].create(
            {
                "desk_id": desk.id,
                "agency_id": (agency or cls.agency_a).id,
                "expert_note": "资质齐全",
                "agreement": "XY-1",
                **values,
            }
        )

    @classmethod
    def admitted_term(cls, agency=None, **values):
        """An agency at its desk."""
        term = cls.draft_term(agency, **values)
        term.with_user(cls.market_reviewer).action_admit()
        return term

    @classmethod
    def draft_event(cls, **values):
        """A fact somebody proposes to count."""
        return (
            cls.env["yichuang.market.credit.event"]
            .with_user(cls.market_reviewer)
            .create(
                {
                    "agency_id": cls.agency_a.id,
                    "code": "late",
                    "legal_basis": "入驻协议 第八条",
                    "ground": "逾期三日交付",
                    "evidence": "合同 HT-1",
                    **values,
                }
            )
            .with_env(cls.env)
        )

    @classmethod
    def confirmed_event(cls, **values):
        """A fact that counts: the agency was heard, the manager decided."""
        return cls.decide_measure(cls.draft_event(**values))

    @classmethod
    def draft_sanction(cls, **values):
        """A sanction somebody proposes."""
        return (
            cls.env["yichuang.market.sanction"]
            .with_user(cls.market_reviewer)
            .create(
                {
                    "agency_id": cls.agency_a.id,
                    "kind": "suspend",
                    "months": 1,
                    "legal_basis": "入驻协议 第八条",
                    "ground": "放弃中选",
                    "evidence": "公告 MK-1",
                    **values,
                }
            )
            .with_env(cls.env)
        )

    @classmethod
    def decided_sanction(cls, **values):
        """A sanction in force."""
        return cls.decide_measure(cls.draft_sanction(**values))

    @classmethod
    def decide_measure(cls, measure):
        """Hear the agency, let the time of its reply pass, and decide."""
        measure.with_user(cls.market_reviewer).action_notify()
        measure._write_guarded({"reply_until": measure._today() - timedelta(days=1)})
        decided = measure.with_user(cls.manager)
        decided.decision = "事实清楚, 予以确认"
        decided.action_confirm()
        return measure

    @classmethod
    def draft_dispute(cls, user=None, **values):
        """An objection to a result, filed on the portal."""
        disputes = cls.env["yichuang.market.dispute"].with_user(user or cls.user_b)
        vals = {
            "kind": "objection",
            "about": "result",
            "text": "中选机构资质已过期, 请求重新选取。",
            "notice": cls.published_notice() if "agency" not in values else None,
            **values,
        }
        return disputes._file(**vals).with_env(cls.env)

    @classmethod
    def answered_dispute(cls, **values):
        """An objection the hall has answered."""
        dispute = cls.draft_dispute(**values)
        answering = dispute.with_user(cls.market_reviewer)
        answering.action_admit()
        answering.write({"answer": "经核查不成立。", "result": "dismissed"})
        answering.action_answer()
        return dispute

    @classmethod
    def draft_flag(cls):
        """A flag on two bidders with one telephone number."""
        cls.agency_a._write_guarded({"phone": "0537-1"})
        cls.agency_b._write_guarded({"phone": "0537-1"})
        notice = cls.listed_notice()
        notice._raise_flags()
        return notice.flag_ids.filtered(lambda flag: flag.code == "phone")

    @classmethod
    def explained_flag(cls):
        """A flag somebody has looked into."""
        flag = cls.draft_flag()
        flag.with_user(cls.market_reviewer)._transition(
            "explain", {"explanation": "同一写字楼总机"}
        )
        return flag

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
    def sign_up(cls, notice, user, *sealed):
        """Sign the user's agency up, as the portal does."""
        agency = cls.agency_of(user)
        signup = (
            cls.env["yichuang.market.signup"]
            .with_user(user)
            ._submit(notice.with_user(user), agency.with_user(user), *sealed)
        )
        return signup.with_env(cls.env)

    @classmethod
    def reported_outage(cls, notice=None, minutes=30, **values):
        """An outage in the last hour of a notice, whose sign-up is over now."""
        notice = notice or cls.published_notice()
        cls.put_back(notice, "sign_close")
        now = notice._now()
        outages = cls.env["yichuang.market.outage"].with_user(cls.market_reviewer)
        return outages.create(
            {
                "began_on": now - timedelta(minutes=minutes),
                "ended_on": now - timedelta(seconds=5),
                "reason": "机房断电",
                "new_close": now + timedelta(hours=3),
                **values,
            }
        ).with_env(cls.env)

    @classmethod
    def confirmed_outage(cls):
        """An outage for which the supervisor has extended sign-up."""
        outage = cls.reported_outage()
        outage.with_user(cls.supervisor).action_confirm()
        return outage

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

    @classmethod
    def confirmed_custodians(cls):
        """Three custodians of different bodies with confirmed keys, made once."""
        custodians = cls.env["yichuang.market.custodian"]
        keys = [public for _private, public in CUSTODIAN_KEYS]
        found = custodians.search([("public_key", "in", keys)], order="id")
        for n, key in enumerate(keys[len(found) :], 1):
            user = cls.make_user(
                f"test_custodian_{n}", "yichuang_intermediary.group_market_custodian"
            )
            mine = custodians.with_user(user)._enroll(key, f"测试监督单位{n}")
            mine.with_user(cls.supervisor).action_confirm()
            found |= mine.with_env(cls.env)
        return found

    @classmethod
    def custodian(cls, number):
        """The custodian whose key is number 1, 2 or 3."""
        return cls.confirmed_custodians()[number - 1]

    @classmethod
    def registered_custodian(cls):
        """A key nobody has confirmed yet."""
        user = cls.make_user(
            "test_custodian_new", "yichuang_intermediary.group_market_custodian"
        )
        _private, public = sealing.new_custodian_key()
        custodians = cls.env["yichuang.market.custodian"].with_user(user)
        return custodians._enroll(public, "测试新单位").with_env(cls.env)

    @classmethod
    def confirmed_custodian(cls):
        """A key in use."""
        return cls.custodian(1)

    @classmethod
    def sealed_notice(cls, **values):
        """A notice open for sealed offers; the lowest price wins."""
        cls.confirmed_custodians()
        return cls.published_notice(**{"mode": "lowest", **values})

    @classmethod
    def seal(cls, notice, user, yuan, days=10, **values):
        """An offer as the browser of an agency seals it."""
        agency = cls.agency_of(user)
        head = sealing.header(
            notice.number, notice.version, agency.uscc, notice._panel()
        )
        payload = {
            "price_fen": yuan * 100,
            "days": days,
            "proposal": "按规范完成。",
            **values,
        }
        return sealing.seal(payload, head, notice._panel())

    @classmethod
    def agency_of(cls, user):
        """The agency a portal user acts for."""
        return cls.env["yichuang.market.agency"].search(
            [("partner_id", "=", user.commercial_partner_id.id)]
        )

    @classmethod
    def bid(cls, notice, user, yuan, days=10, **values):
        """Sign up with a sealed offer, as the portal does."""
        return cls.sign_up(notice, user, cls.seal(notice, user, yuan, days, **values))

    @classmethod
    def frozen_bids(cls, *yuan, **values):
        """A notice whose sealed offers of these prices stand on the frozen list."""
        notice = cls.sealed_notice(**values)
        for user, price in zip((cls.user_a, cls.user_b), yuan, strict=False):
            cls.bid(notice, user, price)
        cls.put_back(notice, "sign_close")
        notice.with_user(cls.market_reviewer).action_close()
        notice.with_user(cls.market_reviewer).action_freeze_list()
        return notice

    @classmethod
    def shares(cls, notice, number):
        """What the browser of custodian ``number`` (from 1) computes."""
        private, _public = CUSTODIAN_KEYS[number - 1]
        position = notice._position_of(cls.custodian(number))
        return {
            sealed.signup_id.receipt_number: sealing.share(
                private, sealed.blob, position
            )
            for sealed in notice._frozen_sealed()
        }

    @classmethod
    def post(cls, notice, *numbers):
        """Post the shares of these custodians."""
        for number in numbers:
            user = cls.custodian(number).user_id
            notice.with_user(user)._post_shares(cls.shares(notice, number))

    @classmethod
    def opened_notice(cls, *yuan, **values):
        """A notice whose offers two custodians have opened."""
        notice = cls.frozen_bids(*(yuan or (12000, 11000)), **values)
        cls.post(notice, 1, 2)
        return notice

    @classmethod
    def valid_offer(cls):
        """An offer just opened."""
        return cls.opened_notice().offer_ids[0]

    @classmethod
    def void_offer(cls):
        """An offer opened and void, for its price is above the cap."""
        notice = cls.opened_notice(99999, 11000)
        return notice.offer_ids.filtered(lambda offer: offer.state == "void")

    @classmethod
    def published_selection(cls):
        """A selection by price."""
        return cls.opened_notice().selection_ids

    @classmethod
    def asked_lowprice(cls):
        """A price 40 % below the other, not explained yet."""
        return cls.opened_notice(12000, 7000).lowprice_ids

    @classmethod
    def accepted_lowprice(cls):
        """A low price explained and accepted."""
        line = cls.asked_lowprice()
        cls.as_portal(line, cls.user_b)._transition(
            "explain", {"explanation": "设备自有，人员本地。"}
        )
        cls.as_portal(line, cls.owner)._transition("accept", {"reason": "说明合理。"})
        return line

    @classmethod
    def asked_question(cls):
        """A question nobody has answered yet."""
        notice = cls.published_notice()
        questions = cls.env["yichuang.market.question"].with_user(cls.user_a)
        return questions._ask_about(
            notice.with_user(cls.user_a), cls.agency_a, "是否包含复测？"
        ).with_env(cls.env)

    @classmethod
    def answered_question(cls):
        """A question answered by the owner."""
        question = cls.asked_question()
        cls.as_portal(question, cls.owner)._transition("answer", {"answer": "包含。"})
        return question

"""Both sides of a contract act at one moment, and one thing happens.

Nine contracts, four real processes: two people of the owner and two of the agency. All
try to sign, to judge the same work (one accepts, the other returns it) and to answer
the same request (granted, refused, withdrawn), again and again. Every contract has one
copy, one confirmation, one judgement and one answer; what the losers had begun is gone.
"""

from odoo.tests import TransactionCase, tagged

from .shell import finish, soon, start

PREPARE = """
import secrets
from odoo import fields
mark = secrets.token_hex(3)
def firm(name):
    company = env["res.partner"].create({"name": name + mark, "is_company": True})
    people = env["res.users"].create(
        [
            {
                "name": f"{name}{number}",
                "login": f"racing_market_{secrets.token_hex(4)}",
                "group_ids": [(6, 0, env.ref("base.group_portal").ids)],
            }
            for number in (1, 2)
        ]
    )
    people.partner_id.parent_id = company
    return company, people
pdf = (
    b"%PDF-1.4\\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj\\n"
    b"trailer<</Root 1 0 R>>\\n%%EOF\\n"
)
buyer, buyers = firm("示例竞争业主")
seller, sellers = firm("示例竞争机构")
service = env["yichuang.market.service"].create(
    {"name": "示例竞争服务", "code": "RACE-" + mark}
)
code = "91379901MA3Q90000"
weights = [pow(3, place, 31) for place in range(17)]
letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
total = sum(letters.index(sign) * weight for sign, weight in zip(code, weights))
agencies = env["yichuang.market.agency"]
agency = agencies.search([("uscc", "=", code + letters[-total % 31])])
if agency:
    agency._write_guarded({"partner_id": seller.id})
else:
    agency = agencies._create_guarded(
        [
            {
                "partner_id": seller.id,
                "uscc": code + letters[-total % 31],
                "state": "active",
            }
        ]
    )
notices = env["yichuang.market.notice"]._create_guarded(
    [
        {
            "title": "示例竞争合同",
            "owner_id": buyer.id,
            "service_id": service.id,
            "content": "出具报告",
            "amount_fen": 1_000_000,
            "days": 20,
            "state": "awarded",
            "winner_id": agency.id,
            "published_on": fields.Datetime.now(),
            "closed_on": fields.Datetime.now(),
            "awarded_on": env["yichuang.market.notice"]._today(),
            "letter_number": f"ZX-{mark}-{number}",
        }
        for number in range(9)
    ]
)
contracts = env["yichuang.market.contract"]
contracts._draw_up(notices)
contracts = notices.contract_ids.sorted("id")
unsigned, judged, asked = contracts[:3], contracts[3:6], contracts[6:]
for contract in judged | asked:
    bought = contract.with_user(buyers[0]).sudo()
    sold = contract.with_user(sellers[0]).sudo()
    bought._upload(pdf, contract.amount_fen, contract.days)
    sold._confirm_copy()
    bought._transition("hand_over", {"data_note": "图纸"})
for contract in judged:
    contract.with_user(sellers[0]).sudo()._deliver([pdf], "示例 ZY-1")
for contract in asked:
    env["yichuang.market.request"].with_user(sellers[0])._ask_for(
        contract.with_user(sellers[0]).sudo(), "extension", "雨天", [], days=5
    )
env.cr.commit()
print("READY", *(",".join(map(str, part.ids)) for part in (
    unsigned, judged, asked, buyers | sellers
)))
"""
WORK = """
import time
from psycopg2.errors import LockNotAvailable, SerializationFailure, UniqueViolation
from odoo.exceptions import AccessError, UserError
pdf = (
    b"%PDF-1.4\\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj\\n"
    b"trailer<</Root 1 0 R>>\\n%%EOF\\n"
)
def upload(contract):
    contract._upload(pdf, contract.amount_fen, contract.days)
def confirm(contract):
    contract._confirm_copy()
def judge(step, verdict, reason):
    def taken(contract):
        latest = contract.deliverable_ids.sorted("version")[-1:]
        contract._judge(step, {{
            line.sequence: (verdict, reason) for line in latest.line_ids
        }})
    return taken
accept = judge("accept", "met", "")
give_back = judge("return_work", "unmet", "缺少附图")
def answer(step):
    def taken(contract):
        vals = {{}} if step == "withdraw" else {{"answer": "已阅"}}
        contract.request_ids._transition(step, vals)
    return taken
grant, refuse, withdraw = answer("grant"), answer("refuse"), answer("withdraw")
time.sleep(max(0, {moment} - time.time()))
for _round in range(15):
    for ids, steps in {plan}:
        for number in ids:
            for step in steps:
                contract = env["yichuang.market.contract"].browse(number)
                try:
                    globals()[step](contract.with_user({user}).sudo())
                    env.cr.commit()
                except (
                    AccessError, UserError, LockNotAvailable, SerializationFailure,
                    UniqueViolation,
                ):
                    env.cr.rollback()
                    env.invalidate_all()
"""
LOOK = """
def acts(records):
    return env["yichuang.event"].search(
        [("res_model", "=", records._name), ("res_id", "in", records.ids)]
    ).mapped("action")
for contract in env["yichuang.market.contract"].browse({unsigned}):
    done = acts(contract)
    print(
        "SIGNED",
        contract.state,
        done.count("upload"),
        done.count("confirm"),
        len(contract.file_ids),
        len(contract.segment_ids.filtered(lambda one: not one.end_on)),
        acts(contract.notice_id).count("contract"),
        bool(contract.owner_confirmed_on and contract.agency_confirmed_on),
    )
for contract in env["yichuang.market.contract"].browse({judged}):
    done = acts(contract)
    accepted = done.count("accept")
    verdicts = set(contract.deliverable_ids.line_ids.mapped("verdict"))
    print(
        "JUDGED",
        accepted + done.count("return_work"),
        contract.state == ("accepted" if accepted else "rework"),
        verdicts == {{"met" if accepted else "unmet"}},
        len(contract.segment_ids.filtered(lambda one: not one.end_on)) == 1 - accepted,
    )
for contract in env["yichuang.market.contract"].browse({asked}):
    done = acts(contract.request_ids)
    added = 5 if contract.request_ids.state == "granted" else 0
    print(
        "ANSWERED",
        done.count("grant") + done.count("refuse") + done.count("withdraw"),
        contract.request_ids.state != "asked",
        contract.due_on == contract._workdays().add(contract.start_on, 20 + added).date,
    )
people = env["res.users"].browse({people})
people.active = False
env.cr.commit()
"""


@tagged("post_install", "-at_install")
class TestMarketContract(TransactionCase):
    def test_one_thing_happens_whoever_acts_at_one_moment(self):
        name = self.env.cr.dbname
        unsigned, judged, asked, people = self.numbers(
            finish(self, start(name, PREPARE))
        )
        signing = (unsigned, ("upload", "confirm"))
        plans = (
            (signing, (judged, ("accept",)), (asked, ("grant",))),
            (signing, (judged, ("give_back",)), (asked, ("refuse",))),
            (signing, (asked, ("withdraw",))),
            (signing, (judged, ("accept",)), (asked, ("withdraw",))),
        )
        moment = soon()
        processes = [
            start(name, WORK.format(plan=plan, user=user, moment=moment))
            for plan, user in zip(plans, people, strict=True)
        ]
        for process in processes:
            finish(self, process)
        look = LOOK.format(unsigned=unsigned, judged=judged, asked=asked, people=people)
        seen = finish(self, start(name, look)).splitlines()
        for word, row in (
            ("SIGNED", "SIGNED active 1 1 1 1 1 True"),
            ("JUDGED", "JUDGED 1 True True True"),
            ("ANSWERED", "ANSWERED 1 True True"),
        ):
            with self.subTest(word=word):
                rows = [line for line in seen if line.startswith(word)]
                self.assertEqual(rows, [row] * 3)

    def numbers(self, output):
        """The lists of ids that the first process said it made."""
        line = next(line for line in output.splitlines() if line.startswith("READY"))
        return [
            [int(number) for number in part.split(",")] for part in line.split()[1:]
        ]

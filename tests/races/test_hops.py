"""What is reviewed goes up once, however many people press the button at one moment.

Four real processes send up the same reviewed cases; each case arrives above once, with
one list and one hop.
"""

from odoo.tests import TransactionCase, tagged

from .shell import finish, soon, start

CASES, SENDERS = 4, 4

PREPARE = f"""
import secrets
from odoo import Command
mark = secrets.token_hex(4)
users = env["res.users"]
groups = [
    env.ref("yichuang_intake.group_reviewer").id,
    env.ref("yichuang_intake.group_decider").id,
]
people = users.create(
    [
        {{
            "name": f"上报 竞争{{index}}",
            "login": f"racing_hop_{{mark}}_{{index}}",
            "group_ids": [Command.link(group) for group in groups],
        }}
        for index in range({SENDERS} + 1)
    ]
)
clerk = users.create(
    {{
        "name": "窗口 竞争",
        "login": f"racing_hop_clerk_{{mark}}",
        "group_ids": [Command.link(env.ref("yichuang_intake.group_clerk").id)],
    }}
)
organs = env["yichuang.department"]
below = organs.create({{"name": f"竞争下级{{mark}}", "member_ids": people.ids}})
above = organs.create({{"name": f"竞争上级{{mark}}"}})
model = env["yichuang.service"].search(
    [
        ("current_version_id", "!=", False),
        ("current_version_id.situation_ids", "=", False),
        ("company_id", "=", env.company.id),
    ],
    limit=1,
)
service = env["yichuang.service"].create(
    {{
        "item_id": env["yichuang.item"].create({{"name": f"竞争上报{{mark}}"}}).id,
        "department_id": above.id,
    }}
)
version = model.current_version_id.copy(
    {{"service_id": service.id, "case_type": "report"}}
)
version.hop_ids = [Command.create({{"department_id": below.id}})]
version._write_guarded({{"state": "published"}})
mandate = env["yichuang.mandate"].create(
    {{
        "name": "竞争",
        "department_id": below.id,
        "user_ids": clerk.ids,
        "announced_on": "2025-01-02",
        "from_on": "2025-01-02",
    }}
)
mandate.with_user(people[-1]).action_give()
kind = "legal" if version.applicant_kind == "legal" else "natural"
cases = env["yichuang.case"].with_user(clerk).create(
    [
        {{
            "service_id": service.id,
            "applicant_kind": kind,
            "applicant_name": "示例竞争",
            "id_number": "11010519491231002X"
            if kind == "natural"
            else "91379901MA3EXAMP0J",
            "legal_representative": "示例",
            "phone": "13800000000",
        }}
        for _index in range({CASES})
    ]
)
cases.action_take_all_materials()
cases.action_receive()
cases.action_accept()
hops = cases.sudo().hop_ids.with_user(people[-1])
hops.action_sign_for()
hops.write(
    {{"recommendation": "granted", "opinion": "材料齐全，现场与图纸一致，建议准予。"}}
)
hops.action_review()
env.cr.commit()
print("READY", *hops.ids, *people[:-1].ids)
"""
SEND = """
import time
from psycopg2.errors import SerializationFailure
from odoo.exceptions import UserError
hops = env["yichuang.case.hop"].with_user({user}).browse({ids})
time.sleep(max(0, {moment} - time.time()))
for hop in hops[{first}:] + hops[:{first}]:
    try:
        hop.action_send_up()
        env.cr.commit()
        print("SENT", hop.id)
    except (UserError, SerializationFailure):
        env.cr.rollback()
"""
LOOK = """
for hop in env["yichuang.case.hop"].browse({ids}):
    case = hop.case_id
    print(
        "SEEN",
        hop.state,
        len(case.hop_ids),
        case.document_ids.mapped("kind").count("hop_transfer"),
    )
"""


@tagged("post_install", "-at_install")
class TestHops(TransactionCase):
    def test_art35_sent_up_once_whoever_presses(self):
        name = self.env.cr.dbname
        lines = finish(self, start(name, PREPARE)).splitlines()
        ready = next(line for line in lines if line.startswith("READY"))
        numbers = list(map(int, ready.split()[1:]))
        hops, people = numbers[:CASES], numbers[CASES:]
        moment = soon()
        senders = [
            start(
                name,
                SEND.format(user=user, ids=hops, moment=moment, first=place),
            )
            for place, user in enumerate(people)
        ]
        sent = [
            line
            for process in senders
            for line in finish(self, process).splitlines()
            if line.startswith("SENT")
        ]
        self.assertEqual(len(sent), len(set(sent)))
        seen = finish(self, start(name, LOOK.format(ids=hops)))
        rows = [line for line in seen.splitlines() if line.startswith("SEEN")]
        self.assertEqual(rows, ["SEEN sent_up 2 1"] * CASES)

"""What is limited in number is never granted beyond it, whoever decides at one moment.

Of a service two may be granted, in an order that another law sets, so that the order of
acceptance does not keep them apart. Four real processes decide six cases at once, each
beginning with another one and trying all of them again and again.
"""

from odoo.tests import TransactionCase, tagged

from .shell import finish, soon, start

CASES, QUOTA, DECIDERS = 6, 2, 4

PREPARE = f"""
import secrets
model = env["yichuang.service"].search(
    [("current_version_id", "!=", False), ("company_id", "=", env.company.id)], limit=1
)
service = env["yichuang.service"].create(
    {{
        "item_id": env["yichuang.item"].create({{"name": "示例竞争限额事项"}}).id,
        "department_id": model.department_id.id,
    }}
)
version = model.current_version_id.copy({{"service_id": service.id}})
version._write_guarded(
    {{
        "quota": {QUOTA},
        "quota_other_order": "示例法 第十条",
        "state": "published",
    }}
)
people = env["res.users"].create(
    [
        {{
            "name": f"决定 竞争{{index}}",
            "login": "racing_decider_" + secrets.token_hex(4),
            "group_ids": [(4, env.ref("yichuang_intake.group_decider").id)],
        }}
        for index in range({DECIDERS})
    ]
)
service.department_id.member_ids = [(4, user.id) for user in people]
kind = "legal" if version.applicant_kind == "legal" else "natural"
cases = env["yichuang.case"].create(
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
cases.action_receive()
values = cases._acceptance_values(cases._acceptance_moments())
for case in cases:
    case._write_guarded(
        {{**values[case.id], "state": "reviewing", "reviewed_by_id": env.user.id + 1}}
    )
env.cr.commit()
print("READY", ",".join(map(str, cases.ids)), ",".join(map(str, people.ids)))
"""
DECIDE = """
import time
from psycopg2.errors import LockNotAvailable, SerializationFailure
from odoo.exceptions import UserError
time.sleep(max(0, {moment} - time.time()))
for _round in range(40):
    for case in env["yichuang.case"].browse({cases}).with_user({user}):
        try:
            case._transition("decide", {{"outcome": "granted"}})
            env.cr.commit()
        except (UserError, LockNotAvailable, SerializationFailure):
            env.cr.rollback()
            env.invalidate_all()
"""
LOOK = """
cases = env["yichuang.case"].browse({cases})
print("SEEN", *(case.outcome or "none" for case in cases))
env["res.users"].browse({people}).active = False
cases.version_id._write_guarded({{"state": "retired"}})
env.cr.commit()
"""


@tagged("post_install", "-at_install")
class TestQuota(TransactionCase):
    def test_art57_no_more_are_granted_than_there_are(self):
        name = self.env.cr.dbname
        lines = finish(self, start(name, PREPARE)).splitlines()
        ready = next(line for line in lines if line.startswith("READY"))
        cases, people = (
            [int(number) for number in part.split(",")] for part in ready.split()[1:]
        )
        moment = soon()
        deciders = [
            start(
                name,
                DECIDE.format(cases=cases[at:] + cases[:at], user=user, moment=moment),
            )
            for at, user in enumerate(people)
        ]
        for process in deciders:
            finish(self, process)
        lines = finish(
            self, start(name, LOOK.format(cases=cases, people=people))
        ).splitlines()
        seen = next(line for line in lines if line.startswith("SEEN")).split()[1:]
        self.assertEqual(seen.count("granted"), QUOTA, seen)

"""The whole is closed once, whoever decides its last matters at one moment.

Three joint cases with four matters each are decided by four real processes, each
beginning with another matter and trying all again and again: every matter is decided
once, no count is lost, every joint case closes once with one answer; and what waited
for a matter is accepted once.
"""

from odoo.tests import TransactionCase, tagged

from .shell import finish, soon, start

JOINTS, DECIDERS = 3, 4

PREPARE = f"""
import secrets
organ = env["yichuang.department"].create(
    {{
        "name": "示例竞争局" + secrets.token_hex(3),
        "region_id": env["yichuang.region"].search([], limit=1).id,
    }}
)
model = env["yichuang.service"].search(
    [
        ("current_version_id", "!=", False),
        ("current_version_id.situation_ids", "=", False),
        ("company_id", "=", env.company.id),
    ],
    limit=1,
)
services = env["yichuang.service"]
for name in "甲乙丙丁":
    item = env["yichuang.item"].create({{"name": f"示例竞争事项{{name}}"}})
    service = services.create(
        {{"item_id": item.id, "department_id": organ.id, "entry": "entered",
          "entry_reason": "示例"}}
    )
    version = model.current_version_id.copy({{"service_id": service.id}})
    # Whatever the model's process is: here one organ reviews and decides.
    version.step_ids.unlink()
    version._write_guarded({{"state": "published", "applicant_kind": "natural"}})
    services |= service
theme = env["yichuang.theme"].create(
    {{
        "name": "示例竞争一件事",
        "lead_department_id": organ.id,
        "promise_days": 45,
        "line_ids": [
            (0, 0, {{"service_id": service.id, "sequence": number}})
            for number, service in enumerate(services)
        ],
    }}
)
theme.line_ids.sorted("sequence")[3].after_ids = theme.line_ids.sorted("sequence")[0]
theme._write_guarded({{"state": "published"}})
people = env["res.users"].create(
    [
        {{
            "name": f"竞争{{number}}",
            "login": "racing_joint_" + secrets.token_hex(4),
            "group_ids": [(4, env.ref("yichuang_intake.group_" + group).id)],
        }}
        for number, group in enumerate(["clerk", "reviewer"] + ["decider"] * {DECIDERS})
    ]
)
clerk, reviewer = people[:2]
organ.member_ids = people[1:]
mandate = env["yichuang.mandate"].create(
    {{
        "name": "示例竞争委托",
        "department_id": organ.id,
        "user_ids": clerk.ids,
        "announced_on": "2025-01-02",
        "from_on": "2014-01-01",
    }}
)
mandate._write_guarded({{"state": "active"}})
joints = env["yichuang.joint.case"].with_user(clerk).create(
    [
        {{
            "theme_id": theme.id,
            "applicant_kind": "natural",
            "applicant_name": "示例竞争",
            "id_number": "11010519491231002X",
            "phone": "13800000000",
        }}
        for _index in range({JOINTS})
    ]
)
joints.action_take_all_materials()
for datum in joints.datum_ids:
    datum.value = {{"number": "1", "date": "2026-01-05", "boolean": "是"}}.get(
        datum.kind, (datum._choices() or ("示例",))[0]
    )
joints.action_receive()
joints.action_accept()
first = joints.sudo().child_ids.filtered(lambda case: case.state == "accepted")
first.with_user(reviewer)._transition("start_review")
first.with_user(reviewer)._transition(
    "review",
    {{"review_opinion": "材料齐全，符合条件。", "review_recommendation": "granted"}},
)
env.cr.commit()
print(
    "READY",
    ",".join(map(str, joints.ids)),
    ",".join(map(str, first.ids)),
    ",".join(map(str, people.ids)),
)
"""
DECIDE = """
import time
from psycopg2.errors import LockNotAvailable, SerializationFailure
from odoo.exceptions import UserError
time.sleep(max(0, {moment} - time.time()))
for _round in range(40):
    for case in env["yichuang.case"].browse({cases}).with_user({user}):
        try:
            if case.state == "reviewing":
                case._transition("decide", {{"outcome": "granted"}})
            env.cr.commit()
        except (UserError, LockNotAvailable, SerializationFailure):
            env.cr.rollback()
            env.invalidate_all()
"""
REVIEW = """
cases = env["yichuang.joint.case"].browse({joints}).child_ids
last = cases.filtered(lambda case: case.state == "accepted")
last.with_user({reviewer})._transition("start_review")
last.with_user({reviewer})._transition(
    "review",
    {{"review_opinion": "材料齐全，符合条件。", "review_recommendation": "granted"}},
)
env.cr.commit()
print("NEXT", ",".join(map(str, last.ids)))
"""
LOOK = """
for joint in env["yichuang.joint.case"].browse({joints}):
    kinds = joint.document_ids.mapped("kind")
    moves = env["yichuang.event"].search(
        [("res_model", "=", joint._name), ("res_id", "=", joint.id)]
    ).mapped("action")
    parts = env["yichuang.event"].search(
        [("res_model", "=", "yichuang.case"), ("res_id", "in", joint.child_ids.ids)]
    ).mapped("action")
    print(
        "SEEN",
        joint.state,
        joint.matters_open,
        moves.count("close"),
        kinds.count("joint_answer"),
        parts.count("decide"),
        parts.count("accept_in_turn"),
    )
people = env["res.users"].browse({people})
people.active = False
joints = env["yichuang.joint.case"].browse({joints})
joints.theme_id._write_guarded({{"state": "retired"}})
joints.child_ids.version_id._write_guarded({{"state": "retired"}})
env.cr.commit()
"""


@tagged("post_install", "-at_install")
class TestJoint(TransactionCase):
    def test_art26_every_joint_case_closes_once(self):
        name = self.env.cr.dbname
        joints, cases, people = self.numbers(finish(self, start(name, PREPARE)))
        self.race(name, cases, people[2:])
        code = REVIEW.format(joints=joints, reviewer=people[1])
        (last,) = self.numbers(finish(self, start(name, code)))
        self.assertEqual(len(last), JOINTS)
        self.race(name, last, people[2:])
        seen = finish(self, start(name, LOOK.format(joints=joints, people=people)))
        rows = [line for line in seen.splitlines() if line.startswith("SEEN")]
        self.assertEqual(rows, ["SEEN closed 0 1 1 4 1"] * JOINTS)

    def numbers(self, output):
        """The lists of ids that a process said it made."""
        line = next(
            line for line in output.splitlines() if line.startswith(("READY", "NEXT"))
        )
        parts = line.split()[1:]
        return [[int(number) for number in part.split(",")] for part in parts]

    def race(self, name, cases, deciders):
        """Let all deciders decide all of these at one moment."""
        moment = soon()
        processes = [
            start(
                name,
                DECIDE.format(cases=cases[at:] + cases[:at], user=user, moment=moment),
            )
            for at, user in enumerate(deciders)
        ]
        for process in processes:
            finish(self, process)

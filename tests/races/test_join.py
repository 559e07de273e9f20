"""The last opinion completes a review exactly once, whoever gives it and when.

Two hundred cases, each with a step for five organs side by side. Eight real processes
meet before each of them: a reviewer of each organ, two who hand in the same opinions
a second time, and a decider who decides on the screen they opened before. What a
server tries again is tried again here, at once and as often as it takes.
"""

import os
from collections import Counter

from odoo.tests import TransactionCase, tagged

from .shell import Gate, finish, start

CASES = int(os.environ.get("YICHUANG_RACE_CASES", "200"))
ORGANS = 5
# Reviewers by organ; the first two organs have somebody hand everything in twice.
REVIEWERS = (0, 1, 2, 3, 4, 0, 1)

PREPARE = f"""
import secrets
tag = secrets.token_hex(4)
model = env["yichuang.service"].search(
    [("current_version_id", "!=", False), ("company_id", "=", env.company.id)], limit=1
)
people = env["res.users"].create(
    [
        {{
            "name": f"会审 竞争{{index}}",
            "login": f"racing_{{tag}}_{{index}}",
            "group_ids": [(4, env.ref("yichuang_intake.group_" + role).id)],
        }}
        for index, role in enumerate(["reviewer"] * {ORGANS} + ["decider"])
    ]
)
organs = env["yichuang.department"].create(
    [
        {{
            "name": f"示例竞争局{{index}} {{tag}}",
            "region_id": model.department_id.region_id.id,
            "member_ids": [(4, people[index].id)],
        }}
        for index in range({ORGANS})
    ]
)
organs[0].member_ids = [(4, people[-1].id)]
service = env["yichuang.service"].create(
    {{
        "item_id": env["yichuang.item"].create({{"name": f"示例竞争会审 {{tag}}"}}).id,
        "department_id": organs[0].id,
    }}
)
version = model.current_version_id.copy(
    {{"service_id": service.id, "case_type": "promise", "step_ids": []}}
)
version.step_ids = [
    (0, 0, {{"name": f"会审{{index}}", "kind": "review", "department_id": organ.id}})
    for index, organ in enumerate(organs)
]
version._write_guarded({{"state": "published"}})
kind = "legal" if version.applicant_kind == "legal" else "natural"
env.cr.commit()
ids = []
for _batch in range(0, {CASES}, 500):
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
            for _index in range(min(500, {CASES}))
        ]
    )
    cases.action_receive()
    cases._transition("deem_accepted")
    for index in range({ORGANS}):
        mine = cases.task_ids.filtered(
            lambda task, organ=organs[index]: task.organ_id == organ
        )
        mine.with_user(people[index]).action_sign()
    ids += cases.ids
    env.cr.commit()
    env.invalidate_all()
assert ids == list(range(ids[0], ids[-1] + 1))
revision = env["yichuang.case"].browse(ids[0]).revision
print("READY", ids[0], ids[-1], revision, service.id, *people.ids)
"""
AGAIN = """
from psycopg2 import OperationalError
from odoo.exceptions import UserError
def again(work, of):
    while True:
        try:
            result = work()
            of.cr.commit()
            return result
        except OperationalError:
            of.cr.rollback()
            of.transaction.reset()
"""
OPINE = """
tasks = env["yichuang.case.task"].with_user({user}).search(
    [("assignee_id", "=", {user}), ("case_id", ">=", {first}),
     ("case_id", "<=", {last})], order="case_id"
)
ids = tasks.ids
given, refused = 0, []
for task_id in ids:
    task = env["yichuang.case.task"].with_user({user}).browse(task_id)
    def give(task=task):
        return task._transition(
            "opine",
            {{"recommendation": "granted", "opinion": "经核对图纸与现场，一致。"}},
        )
    meet()
    try:
        again(give, task.env)
        given += 1
    except UserError as error:
        refused.append(str(error)[:60])
    env.cr.rollback()
    env.invalidate_all()
print("GIVEN", given, len(refused))
print("REFUSED", sorted(set(refused)))
"""
DECIDE = """
from collections import Counter
said = Counter()
for case_id in range({first}, {last} + 1):
    case = env["yichuang.case"].with_user({user}).browse(case_id)
    def decide(case=case):
        return case._transition(
            "decide", {{"outcome": "granted"}}, expected_revision={revision}
        )
    meet()
    try:
        again(decide, case.env)
        said["decided"] += 1
    except UserError as error:
        said["refused"] += 1
    env.cr.rollback()
    env.invalidate_all()
print("GIVEN", said["decided"], said["refused"])
"""
LOOK = """
cases = env["yichuang.case"].search([("service_id", "=", {service})])
env.cr.execute(
    "SELECT res_id, count(*) FROM yichuang_event WHERE res_model = 'yichuang.case'"
    " AND action = 'join_opinions' AND res_id = ANY(%s) GROUP BY 1", [cases.ids]
)
joins = dict(env.cr.fetchall())
for case in cases:
    print(
        "CASE",
        case.state,
        case.tasks_left,
        bool(case.reviewed_by_id),
        joins.get(case.id, 0),
        len(case.task_ids.opinion_ids),
        *sorted(set(case.task_ids.mapped("state"))),
    )
env["res.users"].browse({people}).active = False
cases.version_id._write_guarded({{"state": "retired"}})
env.cr.commit()
"""


@tagged("post_install", "-at_install")
class TestJoin(TransactionCase):
    def test_the_last_opinion_completes_each_review_once(self):
        name = self.env.cr.dbname
        lines = finish(self, start(name, PREPARE)).splitlines()
        ready = next(line for line in lines if line.startswith("READY"))
        first, last, revision, service, *people = map(int, ready.split()[1:])
        span = {"first": first, "last": last}
        codes = [OPINE.format(user=people[organ], **span) for organ in REVIEWERS]
        codes.append(DECIDE.format(user=people[-1], revision=revision, **span))
        gate = Gate(len(codes))
        outputs = [
            finish(self, process)
            for process in [start(name, gate.enter + AGAIN + code) for code in codes]
        ]
        told = [
            [int(word) for word in line.split()[1:]]
            for output in outputs
            for line in output.splitlines()
            if line.startswith("GIVEN")
        ]
        self.assertEqual(len(told), len(codes), outputs)
        # Every opinion was given once, the second of each pair refused.
        self.assertEqual(sum(given for given, _refused in told[:-1]), CASES * ORGANS)
        self.assertEqual(told[-1], [0, CASES])

        lines = finish(
            self, start(name, LOOK.format(service=service, people=people))
        ).splitlines()
        seen = Counter(line for line in lines if line.startswith("CASE"))
        self.assertEqual(
            seen, {f"CASE reviewing 0 True 1 {ORGANS} done": CASES}, outputs
        )

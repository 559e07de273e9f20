"""Silence has effect exactly once, whoever runs the sweep and however often.

Cases whose time to be told has passed are swept by four real processes at once, five
times each; every case moves once and gets one document and one clock of the law.
"""

from odoo.tests import TransactionCase, tagged

from .shell import finish, start

CASES, SWEEPERS = 12, 4

RECEIVE = f"""
import secrets
clerk = env["res.users"].create(
    {{
        "name": "窗口 竞争",
        "login": "racing_clerk_" + secrets.token_hex(4),
        "group_ids": [(4, env.ref("yichuang_intake.group_clerk").id)],
    }}
)
service = env["yichuang.service"].search(
    [
        ("current_version_id", "!=", False),
        ("current_version_id.situation_ids", "=", False),
    ],
    limit=1,
)
allowed = service.current_version_id.applicant_kind
kind = "legal" if allowed == "legal" else "natural"
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
cases.action_receive()
env.flush_all()
env.cr.execute(
    "UPDATE yichuang_case SET due_on = due_on - 60 WHERE id = ANY(%s)", (cases.ids,)
)
clerk.active = False
env.cr.commit()
print("RECEIVED", *cases.ids)
"""
SWEEP = """
from psycopg2.errors import SerializationFailure
for turn in range(5):
    try:
        env["yichuang.case"]._cron_deem_accepted()
    except SerializationFailure:
        env.cr.rollback()  # as the scheduler does: the next run goes on
"""
LOOK = """
cases = env["yichuang.case"].browse({ids})
for case in cases:
    kinds = case.document_ids.mapped("kind")
    print(
        "SEEN",
        case.state,
        case.revision,
        kinds.count("deemed_acceptance"),
        len(case.clock_ids.filtered(lambda clock: clock.kind == "legal")),
    )
"""


@tagged("post_install", "-at_install")
class TestSilence(TransactionCase):
    def test_art32_every_silent_case_is_accepted_once(self):
        name = self.env.cr.dbname
        lines = finish(self, start(name, RECEIVE)).splitlines()
        received = next(line for line in lines if line.startswith("RECEIVED"))
        ids = received.split()[1:]
        for process in [start(name, SWEEP) for _index in range(SWEEPERS)]:
            finish(self, process)
        seen = finish(self, start(name, LOOK.format(ids=list(map(int, ids)))))
        rows = [line for line in seen.splitlines() if line.startswith("SEEN")]
        self.assertEqual(rows, ["SEEN accepted 2 1 1"] * CASES)

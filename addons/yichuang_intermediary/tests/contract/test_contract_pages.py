from odoo.http import Request
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..common import MarketCase
from ..contract_builders import PDF, SIGNERS


@tagged("post_install", "-at_install")
class TestContractPages(MarketCase, HttpCase):
    """The contract on the portal of its two sides, and for nobody else."""

    def get(self, path, user):
        self.authenticate(user.login, user.login)
        return self.url_open(path)

    def post(self, contract, step, user, files=(), **data):
        self.authenticate(user.login, user.login)
        data["csrf_token"] = Request.csrf_token(self)
        return self.url_open(
            f"/my/market/contracts/{contract.number}/{step}",
            data=data,
            files=[("file", ("报告.pdf", file, "application/pdf")) for file in files],
        )

    def test_from_the_signature_to_the_rating(self):
        contract = self.draft_contract()
        agency = self.winner_user(contract)
        answer = self.post(
            contract, "upload", self.owner, [PDF], amount="12,346", days="20"
        )
        self.assertIn("12,345.00", answer.text)
        self.assertIn('value="12,346"', answer.text)
        self.assertEqual(contract.state, "to_sign")
        steps = (
            ("upload", self.owner, [PDF], {"amount": "12345.00", "days": "20"}),
            ("confirm", agency, [], {}),
            ("hand_over", self.owner, [], {"note": "平面图"}),
            ("ask", agency, [], {"kind": "extension", "days": "3", "reason": "暴雨"}),
            (
                "answer",
                self.owner,
                [],
                {"request": "1", "verdict": "grant", "answer": "同意"},
            ),
            ("deliver", agency, [PDF], {"signers": SIGNERS}),
            (
                "judge",
                self.owner,
                [],
                {"verdict": "return_work", "verdict_1": "unmet", "reason_1": "缺页"},
            ),
            ("deliver", agency, [PDF, PDF], {"signers": SIGNERS}),
            ("judge", self.owner, [], {"verdict": "accept", "verdict_1": "met"}),
            ("invoice", agency, [], {"amount": "12345", "invoice_number": "2437"}),
            ("payment", self.owner, [], {"payment": "1"}),
            ("payment", agency, [], {"payment": "1"}),
            ("rate", self.owner, [], self.scores()),
            ("rate", agency, [], self.scores()),
        )
        for step, user, files, data in steps:
            with self.subTest(step=step):
                answer = self.post(contract, step, user, files, **data)
                self.assertIn("alert-success", answer.text)
        self.assertEqual(contract.state, "accepted")
        self.assertTrue(contract._may_close(contract._today()))
        letter = self.get(f"/my/market/contracts/{contract.number}/letter.pdf", agency)
        self.assertEqual(letter.status_code, 200)

    def scores(self):
        names = ("first", "second", "third", "fourth", "fifth", "overall")
        return dict.fromkeys(names, "5")

    def test_form_loses_nothing_that_was_typed(self):
        contract = self.active_contract()
        answer = self.post(
            contract,
            "deliver",
            self.winner_user(contract),
            signers=SIGNERS,
            note="独一无二的说明",
        )
        self.assertIn("alert-danger", answer.text)
        self.assertIn(SIGNERS, answer.text)
        self.assertIn("独一无二的说明", answer.text)

    @mute_logger("odoo.http")
    def test_threat16_nobody_else_reaches_page_step_or_file(self):
        contract = self.delivered_contract()
        file = contract.file_ids[0]
        winner = self.winner_user(contract)
        loser = self.user_b if winner == self.user_a else self.user_a
        stranger = self.portal_user("test_other_owner", "测试另一业主")
        path = f"/my/market/contracts/{contract.number}"
        for user in (loser, stranger, self.clerk):
            for page in (path, f"{path}/files/{file.token}", f"{path}/letter.pdf"):
                with self.subTest(page=page, user=user.login):
                    self.assertEqual(self.get(page, user).status_code, 404)
            for step in ("judge", "deliver", "rate", "decline", "ask", "invoice"):
                with self.subTest(step=step, user=user.login):
                    self.assertEqual(self.post(contract, step, user).status_code, 404)
        for user in (loser, stranger):
            self.authenticate(user.login, user.login)
            content = f"/web/content/yichuang.market.contract.file/{file.id}/data"
            self.assertEqual(self.url_open(content).status_code, 404)
        # A file belongs to its contract: no other number leads to it.
        other = f"/my/market/contracts/{self.draft_contract().number}"
        self.assertEqual(self.get(other, self.owner).status_code, 200)
        answer = self.get(f"{other}/files/{file.token}", self.owner)
        self.assertEqual(answer.status_code, 404)
        own = self.get(f"{path}/files/{file.token}", self.owner)
        self.assertEqual(own.content, PDF)
        self.assertIn("attachment", own.headers["Content-Disposition"])
        self.assertEqual(own.headers["X-Content-Type-Options"], "nosniff")

    @mute_logger("odoo.http")
    def test_threat16_other_party_reaches_nothing_by_rpc(self):
        contract = self.delivered_contract()
        self.ask_change(contract)
        winner = self.winner_user(contract)
        loser = self.user_b if winner == self.user_a else self.user_a
        self.authenticate(loser.login, loser.login)
        for model in (
            "contract",
            "contract.file",
            "clock.segment",
            "request",
            "deliverable",
            "deliverable.line",
            "payment",
            "rating",
        ):
            name = f"yichuang.market.{model}"
            record = self.env[name].search([], order="id desc", limit=1)
            found = self.rpc(name, "search_count", [[]])
            with self.subTest(model=model):
                self.assertEqual(found["result"], 0)
                if record:
                    self.assertIn("error", self.rpc(name, "read", [[record.id]]))
                    self.assertIn("error", self.rpc(name, "write", [[record.id], {}]))

    def ask_change(self, contract):
        self.ask(contract, "change", side="owner")
        self.invoice(contract, 100)

    def rpc(self, model, method, args):
        answer = self.url_open(
            f"/web/dataset/call_kw/{model}/{method}",
            json={
                "jsonrpc": "2.0",
                "params": {
                    "model": model,
                    "method": method,
                    "args": args,
                    "kwargs": {},
                },
            },
        )
        return answer.json()

    def test_bar_of_the_case_stands_on_the_public_progress_page(self):
        self.market_service.legal_basis = "示例条例 第十条"
        case = self.received_case()
        self.active_contract(case_id=case.id)
        html = self.env["ir.qweb"]._render(
            "yichuang_intake.case_summary", {"case": case.sudo()}
        )
        self.assertIn("o_yichuang_bar_owner", html)
        self.assertNotIn("/odoo/yichuang.document", html)

    def test_art36_overrun_is_public_with_its_reason(self):
        contract = self.active_contract()
        self.age(contract, 60)
        self.deliver(contract, overrun_reason="汛期无法进场")
        page = self.url_open(f"/market/n/{contract.notice_id.number}").text
        self.assertIn("汛期无法进场", page)
        self.assertIn(f"/market/ocds/{contract.notice_id.number}.json", page)

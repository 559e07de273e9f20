import json

from odoo.http import Request
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..tools import draw as draw_tool
from .common import OWNER_SECRET, MarketCase


class MarketPagesCase(MarketCase, HttpCase):
    def get(self, path, user=None):
        self.log_in(user)
        return self.url_open(path)

    def post(self, path, user, allow_redirects=True, **data):
        self.log_in(user)
        data["csrf_token"] = Request.csrf_token(self)
        return self.url_open(path, data=data, allow_redirects=allow_redirects)

    def log_in(self, user):
        login = user.login if user else None
        self.authenticate(login, login)


@tagged("post_install", "-at_install")
class TestPublicPages(MarketPagesCase):
    def test_list_shows_published_notices_only(self):
        published, draft = self.published_notice(), self.draft_notice(title="草稿公告")
        page = self.get("/market").text
        self.assertIn(published.number, page)
        self.assertNotIn(draft.number, page)

    def test_list_is_filtered(self):
        notice = self.published_notice(title="独一无二的检测")
        self.assertIn(notice.number, self.get("/market?q=独一无二").text)
        self.assertIn(notice.number, self.get("/market?state=open").text)
        self.assertNotIn(notice.number, self.get("/market?state=done").text)
        self.assertIn(notice.number, self.get("/market?service=TEST-01").text)
        self.assertNotIn(notice.number, self.get("/market?q=不存在的词").text)

    def test_unknown_filters_are_ignored(self):
        for query in (
            "state=draft",
            "state=x'--",
            "service=x",
            "page=9999",
            "order=id",
        ):
            with self.subTest(query=query):
                self.assertEqual(self.get(f"/market?{query}").status_code, 200)

    def test_draft_and_unknown_give_the_same_answer(self):
        draft = self.draft_notice()
        answers = {
            (answer.status_code, answer.text.replace(number, ""))
            for number in (draft.number, "MK-2026-999999")
            for answer in [self.get(f"/market/n/{number}")]
        }
        self.assertEqual({status for status, _text in answers}, {404})

    def test_notice_page_shows_terms_sources_and_hash_but_no_sign_up(self):
        notice = self.published_notice()
        self.sign_up(notice, self.user_a)
        page = self.get(f"/market/n/{notice.number}").text
        self.assertIn("12,345.00", page)
        self.assertIn(notice.canonical_sha256, page)
        self.assertIn("hall-reveal", page)
        self.assertNotIn(self.agency_a.name, page)
        self.assertNotIn(self.agency_a.uscc, page)

    def test_there_is_nothing_to_verify_before_the_list_is_frozen(self):
        notice = self.closed_notice()
        answer = self.get(f"/market/verify/{notice.number}")
        self.assertEqual(answer.status_code, 404)
        pack = self.get(f"/market/verify/{notice.number}/pack.json")
        self.assertEqual(pack.status_code, 404)

    def test_frozen_list_is_public_before_the_draw(self):
        notice = self.listed_notice()
        page = self.get(f"/market/verify/{notice.number}").text
        self.assertIn(notice.draw_id.list_sha256, page)
        self.assertIn(self.agency_a.uscc, page)

    def test_pack_downloaded_from_the_page_repeats(self):
        notice = self.drawn_notice()
        answer = self.get(f"/market/verify/{notice.number}/pack.json")
        self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
        self.assertEqual(draw_tool.verify(json.loads(answer.content)), [])

    def test_verifier_is_the_file_this_server_draws_with(self):
        with open(draw_tool.__file__, "rb") as file:
            self.assertEqual(self.get("/market/draw.py").content, file.read())

    def test_browser_repeats_the_draw(self):
        notice = self.drawn_notice()
        self.browser_js(
            f"/market/verify/{notice.number}",
            """
            const wait = setInterval(() => {
                const verdict = document.querySelector(".o_yichuang_verdict");
                if (verdict.classList.contains("text-success")) {
                    clearInterval(wait);
                    console.log("test successful");
                } else if (verdict.classList.contains("text-danger")) {
                    clearInterval(wait);
                    console.error(document.querySelector(".o_yichuang_verify").textContent);
                }
            }, 100);
            """,
        )

    def test_threat13_browser_finds_a_tampered_order(self):
        notice = self.drawn_notice()
        order = json.loads(notice.draw_id.order_text)[::-1]
        notice.draw_id._write_guarded({"order_text": json.dumps(order)})
        self.browser_js(
            f"/market/verify/{notice.number}",
            """
            const wait = setInterval(() => {
                if (document.querySelector(".o_yichuang_problems li")) {
                    clearInterval(wait);
                    console.log("test successful");
                }
            }, 100);
            """,
        )


@tagged("post_install", "-at_install")
class TestAgencyPortal(MarketPagesCase):
    def test_agency_signs_up_on_the_portal(self):
        notice = self.published_notice()
        answer = self.post(
            f"/my/market/n/{notice.number}/signup", self.user_a, promise="1"
        )
        self.assertEqual(answer.status_code, 200)
        signup = notice.signup_ids
        self.assertEqual(signup.agency_id, self.agency_a)
        self.assertIn(signup.receipt_number, answer.text)
        receipt = self.get(
            f"/my/market/signups/{signup.receipt_number}/receipt.json", self.user_a
        )
        self.assertEqual(
            draw_tool.sha256_hex(receipt.content.decode()), signup.receipt_sha256
        )

    def test_sign_up_without_the_promise_is_not_taken(self):
        notice = self.published_notice()
        answer = self.post(f"/my/market/n/{notice.number}/signup", self.user_a)
        self.assertIn("alert-danger", answer.text)
        self.assertFalse(notice.signup_ids)

    def test_late_sign_up_hears_why(self):
        notice = self.published_notice()
        self.put_back(notice, "sign_close")
        answer = self.post(
            f"/my/market/n/{notice.number}/signup", self.user_a, promise="1"
        )
        self.assertIn("alert-danger", answer.text)
        self.assertFalse(notice.signup_ids)

    @mute_logger("odoo.http")
    def test_request_without_token_changes_nothing(self):
        notice = self.published_notice()
        self.log_in(self.user_a)
        answer = self.url_open(
            f"/my/market/n/{notice.number}/signup", data={"promise": "1"}
        )
        self.assertEqual(answer.status_code, 400)
        self.assertFalse(notice.signup_ids)

    def test_nothing_changes_on_get(self):
        notice = self.published_notice()
        signup = self.sign_up(notice, self.user_b)
        for path in (
            f"/my/market/n/{notice.number}/signup",
            f"/my/market/signups/{signup.receipt_number}/withdraw",
            f"/my/market/notices/{notice.number}/cancel",
        ):
            with self.subTest(path=path):
                answer = self.get(path, self.user_b)
                self.assertIn(answer.status_code, (404, 405))
        self.assertEqual(signup.state, "submitted")

    def test_agency_withdraws_on_the_portal(self):
        signup = self.draft_signup()
        self.post(f"/my/market/signups/{signup.receipt_number}/withdraw", self.user_a)
        self.assertEqual(signup.state, "withdrawn")

    def test_overview_shows_own_sign_ups_only(self):
        notice = self.published_notice()
        self.sign_up(notice, self.user_a)
        self.assertIn(notice.number, self.get("/my/market", self.user_a).text)
        self.assertNotIn(notice.number, self.get("/my/market", self.user_b).text)

    def test_home_counts_what_is_the_users(self):
        self.draft_signup()
        self.log_in(self.user_a)
        counters = self.make_jsonrpc_request(
            "/my/counters", {"counters": ["market_count"]}
        )
        self.assertEqual(counters["market_count"], 1)


@tagged("post_install", "-at_install")
class TestOwnerPortal(MarketPagesCase):
    form = {
        "title": "业主自拟公告",
        "service": "TEST-01",
        "funding": "social",
        "amount": "8,000.50",
        "days": "15",
        "min_valid": "2",
        "content": "编制检测报告。",
        "sign_close": "2031-03-03T17:00",
        "reveal_until": "2031-03-04T17:00",
        "event_on": "2031-03-04T21:30",
        "event_label": "fc3d:2031-03-04",
    }

    def written(self):
        return self.env["yichuang.market.notice"].search(
            [("title", "=", self.form["title"])]
        )

    def test_owner_writes_hands_in_and_reveals(self):
        self.post("/my/market/notices/new", self.owner, **self.form)
        notice = self.written()
        self.assertEqual(notice.owner_id, self.owner.commercial_partner_id)
        self.assertEqual(notice.amount_fen, 800_050)
        self.assertEqual(str(notice.sign_close), "2031-03-03 09:00:00")
        path = f"/my/market/notices/{notice.number}"
        self.post(
            f"{path}/submit", self.owner, commitment=draw_tool.commitment(OWNER_SECRET)
        )
        self.assertEqual(notice.state, "submitted")

    def test_owner_reveals_on_the_portal(self):
        notice = self.listed_notice()
        path = f"/my/market/notices/{notice.number}/reveal"
        answer = self.post(path, self.owner, secret="ab" * 32)
        self.assertIn("alert-danger", answer.text)
        self.post(path, self.owner, secret=OWNER_SECRET)
        self.assertEqual(self.source(notice, "owner").state, "revealed")

    def test_form_that_cannot_be_read_keeps_what_was_typed(self):
        for name, value in (
            ("amount", "12.345"),
            ("amount", "1e9"),
            ("days", "many"),
            ("days", "9" * 14),
            ("title", "长" * 201),
            ("sign_close", "soon"),
            ("sign_close", "0001-01-01T00:00"),
            ("criteria", "技术方案 50"),
            ("service", "NONE"),
            ("funding", "gift"),
            ("content", " "),
        ):
            with self.subTest(name=name):
                answer = self.post(
                    "/my/market/notices/new", self.owner, **{**self.form, name: value}
                )
                self.assertIn("alert-danger", answer.text)
                self.assertIn(self.form["event_label"], answer.text)
                # In the reader's words, none of Python's
                self.assertNotRegex(answer.text, "invalid literal|isoformat|unpack")
        self.assertFalse(self.written())

    def test_figures_of_a_form_are_read_at_full_width(self):
        typed = {"amount": "８，０００．５０", "days": "１５"}
        self.post("/my/market/notices/new", self.owner, **{**self.form, **typed})
        notice = self.written()
        self.assertEqual((notice.amount_fen, notice.days), (800_050, 15))

    def test_form_cannot_set_more_than_it_shows(self):
        self.post(
            "/my/market/notices/new",
            self.owner,
            **self.form,
            owner_id=str(self.user_a.commercial_partner_id.id),
            state="published",
            number="MK-1",
        )
        notice = self.written()
        self.assertEqual(notice.state, "draft")
        self.assertEqual(notice.owner_id, self.owner.commercial_partner_id)

    def test_form_offers_services_in_use_and_the_one_a_draft_names(self):
        retired, draft = self.retired_market_service(), self.draft_market_service()
        page = self.get("/my/market/notices/new", self.owner).text
        self.assertIn(self.market_service.code, page)
        for service in (retired, draft):
            self.assertNotIn(service.code, page)
        notice = self.draft_notice(service_id=retired.id)
        page = self.get(f"/my/market/notices/{notice.number}/edit", self.owner).text
        self.assertIn(retired.code, page)
        self.assertNotIn(draft.code, page)

    def test_owner_edits_a_draft_and_nothing_later(self):
        notice = self.draft_notice()
        path = f"/my/market/notices/{notice.number}/edit"
        self.assertIn("12345.00", self.get(path, self.owner).text)
        self.post(path, self.owner, **{**self.form, "title": "改后的公告"})
        self.assertEqual(notice.title, "改后的公告")
        self.submit(notice)
        self.assertEqual(self.get(path, self.owner).status_code, 404)


@tagged("post_install", "-at_install")
class TestForeignRecords(MarketPagesCase):
    """Whoever asks for what is not theirs learns as much as if it were not there."""

    def test_threat16_every_page_of_every_other_user_is_not_there(self):
        contract = self.draft_contract()
        notice = contract.notice_id
        winner = self.winner_user(contract)
        loser = self.user_b if winner == self.user_a else self.user_a
        signup = notice.signup_ids.filtered(lambda line: line.state == "winner")
        draft = self.draft_notice()
        receipt = signup.receipt_number
        gets = (
            (f"/my/market/contracts/{contract.number}", (loser,)),
            (f"/my/market/contracts/{contract.number}/letter.pdf", (loser,)),
            (f"/my/market/notices/{notice.number}", (winner, loser)),
            (f"/my/market/notices/{draft.number}", (winner, loser)),
            (f"/my/market/notices/{draft.number}/edit", (winner, loser)),
            (f"/my/market/signups/{receipt}/receipt.json", (loser, self.owner)),
        )
        for path, users in gets:
            for user in users:
                with self.subTest(path=path, user=user.login):
                    self.assertEqual(self.get(path, user).status_code, 404)
        posts = (
            (f"/my/market/contracts/{contract.number}/confirm", (loser,)),
            (f"/my/market/notices/{draft.number}/submit", (winner, loser)),
            (f"/my/market/notices/{draft.number}/cancel", (winner, loser)),
            (f"/my/market/notices/{draft.number}/edit", (winner, loser)),
            (f"/my/market/notices/{notice.number}/reveal", (winner, loser)),
            (f"/my/market/signups/{receipt}/withdraw", (loser, self.owner)),
            (f"/my/market/n/{draft.number}/signup", (winner, loser)),
        )
        for path, users in posts:
            for user in users:
                with self.subTest(path=path, user=user.login):
                    self.assertEqual(self.post(path, user).status_code, 404)
        self.assertEqual(draft.state, "draft")
        self.assertFalse(contract.owner_confirmed_on or contract.agency_confirmed_on)

    @mute_logger("odoo.http")
    def test_threat16_agency_b_cannot_reach_the_sign_up_of_a_by_rpc(self):
        signup = self.draft_signup()
        self.log_in(self.user_b)
        calls = (
            ("read", [[signup.id], ["receipt"]]),
            ("web_read", [[signup.id]], {"specification": {"receipt": {}}}),
            ("export_data", [[signup.id], ["receipt"]]),
            ("write", [[signup.id], {"state": "withdrawn"}]),
            ("unlink", [[signup.id]]),
            ("_transition", [[signup.id], "withdraw"]),
        )
        for method, args, *kwargs in calls:
            with self.subTest(method=method):
                answer = self.rpc(method, args, *kwargs)
                self.assertIn("error", answer)
        found = self.rpc("search_count", [[["id", "=", signup.id]]])
        self.assertEqual(found["result"], 0)
        found = self.rpc(
            "web_search_read", [], {"domain": [], "specification": {"receipt": {}}}
        )
        self.assertEqual(found["result"]["length"], 0)
        self.assertEqual(signup.state, "submitted")

    def rpc(self, method, args, kwargs=None):
        model = "yichuang.market.signup"
        answer = self.url_open(
            f"/web/dataset/call_kw/{model}/{method}",
            json={
                "jsonrpc": "2.0",
                "params": {
                    "model": model,
                    "method": method,
                    "args": args,
                    "kwargs": kwargs or {},
                },
            },
        )
        return answer.json()

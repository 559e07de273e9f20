import re
from unittest.mock import patch

from freezegun import freeze_time

from odoo.sql_db import Cursor
from odoo.tests import HttpCase, tagged

from odoo.addons.yichuang_intake.tests.common import PERSON

from ...controllers import verify
from ...tools import verify_token
from ...tools.rate_limit import RateLimit
from ..common import IssuanceCase


@tagged("post_install", "-at_install")
class TestVerify(IssuanceCase, HttpCase):
    def setUp(self):
        super().setUp()
        verify.LIMIT.clear()
        self.addCleanup(verify.LIMIT.clear)

    def open(self, token):
        self.env.flush_all()
        return self.url_open(f"/verify/{token}")

    def state(self, certificate):
        self.env.flush_all()
        return self.env["yichuang.certificate"]._verification(certificate.token)[
            "state"
        ]

    def test_valid_certificate_is_shown_with_the_least(self):
        certificate = self.issued_certificate()
        page = self.open(certificate.token)
        self.assertEqual(page.status_code, 200)
        for word in (
            certificate.title,
            certificate.number,
            certificate.identifier,
            self.department.name,
            "o_yichuang_valid",
        ):
            self.assertIn(word, page.text)
        for secret in (
            certificate.holder_name,
            certificate.holder_number,
            PERSON,
            certificate.case_id.receipt_number,
            certificate.delivery_ids.pickup_code,
            "测试县日用街1号",
        ):
            self.assertNotIn(secret, page.text)
        self.assertIn("示****", page.text)

    def test_page_is_kept_out_of_caches_and_search_engines(self):
        page = self.open(self.issued_certificate().token)
        self.assertIn("noindex", page.headers["X-Robots-Tag"])
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")

    def test_every_state_is_told(self):
        certificate = self.issued_certificate()
        self.end_certificate(certificate, "suspend")
        self.assertIn("o_yichuang_suspended", self.open(certificate.token).text)
        self.end_certificate(certificate, "revoke", revocation_ground="fraud")
        page = self.open(certificate.token)
        self.assertEqual(page.status_code, 200)
        self.assertIn("o_yichuang_revoked", page.text)
        self.assertNotIn("经查", page.text)

    def test_lapsed_certificate_is_expired_before_the_job_runs(self):
        with freeze_time("2020-01-02 02:00:00"):
            certificate = self.issued_certificate()
        self.assertEqual(certificate.state, "valid")
        self.assertEqual(self.state(certificate), "expired")

    def test_unknown_code_is_not_found_and_looks_alike_whatever_it_is(self):
        self.issued_certificate()
        pages = [
            self.open(token)
            for token in (verify_token.new(), verify_token.new(), "1", "%20", "A" * 300)
        ]
        self.assertEqual({page.status_code for page in pages}, {404})
        self.assertEqual(len({len(page.text) for page in pages}), 1)
        self.assertIn("o_yichuang_unknown", pages[0].text)

    def test_draft_has_no_page(self):
        certificate = self.draft_certificate()
        self.assertFalse(certificate.token)
        self.assertEqual(self.open("False").status_code, 404)

    def test_code_may_be_typed_in_groups_and_small_letters(self):
        certificate = self.issued_certificate()
        typed = verify_token.show(certificate.token).lower()
        self.assertEqual(self.open(typed).status_code, 200)
        self.env.flush_all()
        page = self.url_open(f"/verify?code={typed}")
        self.assertTrue(page.url.endswith(f"/verify/{certificate.token}"))
        self.assertIn("o_yichuang_valid", page.text)

    def test_form_keeps_what_was_mistyped(self):
        page = self.url_open("/verify?code=%3Cb%3E123")
        self.assertEqual(page.status_code, 200)
        self.assertIn("&lt;b&gt;123", page.text)
        self.assertNotIn("<b>123", page.text)

    def test_look_up_is_one_query_whether_known_or_not(self):
        certificate = self.issued_certificate()
        self.env.flush_all()
        for token in (certificate.token, verify_token.new()):
            self.env.invalidate_all()
            with self.assertQueryCount(1):
                self.env["yichuang.certificate"]._verification(token)

    def test_nothing_but_get_is_answered(self):
        self.assertEqual(self.url_open("/verify/x", data={"a": "b"}).status_code, 405)

    def test_whole_page_asks_the_database_twice_at_most(self):
        token = self.issued_certificate().token
        code = self.env["res.lang"].search([], limit=1).code
        # What the browser asks for may be installed or not.
        languages = (code.replace("_", "-"), "fr-FR,fr;q=0.9", "*")
        asked = []
        execute = Cursor.execute

        def listen(cursor, query, *args, **kwargs):
            text = str(getattr(query, "code", query))
            # Neither the savepoints of tests nor the list of databases, which a server
            # started for one database does not ask for.
            if not re.match(r"\s*(SAVEPOINT|RELEASE|ROLLBACK|select datname)", text):
                asked.append(text)
            return execute(cursor, query, *args, **kwargs)

        for language in languages:
            headers = {"Accept-Language": language}
            codes = (token, verify_token.new())
            for code in codes:  # the first reader waits for the page to be made
                self.url_open(f"/verify/{code}", headers=headers)
            with patch.object(Cursor, "execute", listen):
                for code in codes:
                    asked.clear()
                    self.url_open(f"/verify/{code}", headers=headers)
                    # A server asks once more, whether its caches still hold.
                    self.assertEqual(len(asked), 1, asked)

    def test_kept_page_is_the_page_rendered_anew(self):
        certificate = self.issued_certificate(applicant_name="<b>\ue000title\ue000")
        self.end_certificate(certificate, "suspend")
        self.env.flush_all()
        certificates = self.env["yichuang.certificate"]
        facts = certificates._verification(certificate.token)
        lang = (self.env.lang or "").replace("_", "-")
        anew = self.env["ir.qweb"]._render(
            "yichuang_issuance.verify_page", {"facts": facts, "reader_lang": lang}
        )
        for _ in range(2):
            page = certificates._verification_page("facts", facts)
            self.assertEqual(page, f"<!DOCTYPE html>{anew}")

    def test_changed_template_is_shown_at_once(self):
        certificate = self.issued_certificate()
        self.open(certificate.token)
        view = self.env.ref("yichuang_issuance.verify_facts")
        self.env["ir.ui.view"].create(
            {
                "name": "Word of a hall",
                "inherit_id": view.id,
                "mode": "extension",
                "type": "qweb",
                "arch": '<xpath expr="//h1" position="after"><p>本厅提示</p></xpath>',
            }
        )
        self.assertIn("本厅提示", self.open(certificate.token).text)

    def test_each_reader_has_the_page_in_their_language(self):
        self.env["res.lang"]._activate_lang("en_US")
        self.env["res.lang"]._activate_lang("zh_CN")
        token = self.issued_certificate().token
        self.env.flush_all()
        for language in ("en-US", "zh-CN", "en-US"):
            page = self.url_open(
                f"/verify/{token}", headers={"Accept-Language": language}
            )
            self.assertIn(f'<html lang="{language}">', page.text)
            self.assertRegex(page.text, r"<title>[^<]+</title>")

    def test_reader_is_given_no_session(self):
        page = self.url_open(
            f"/verify/{self.issued_certificate().token}", cookies={"session_id": ""}
        )
        self.assertNotIn("Set-Cookie", page.headers)

    def test_guesser_gets_no_further_and_learns_nothing(self):
        token = self.issued_certificate().token
        limit = RateLimit(burst=3, per_minute=0)
        self.enterContext(patch.object(verify, "LIMIT", limit))
        codes = [self.open(verify_token.new()).status_code for _ in range(5)]
        self.assertEqual(codes, [404, 404, 404, 429, 429])
        # From now on a right guess gets the same answer as a wrong one.
        right, wrong = self.open(token), self.open(verify_token.new())
        self.assertEqual((right.status_code, right.text), (429, wrong.text))

    def test_code_of_another_hall_is_answered_like_any_other(self):
        """Whoever holds the paper may ask; no hall's wall is in between."""
        certificate = self.issued_certificate()
        other = self.env["res.company"].create({"name": "别的大厅"})
        facts = (
            self.env["yichuang.certificate"]
            .with_company(other)
            ._verification(certificate.token)
        )
        self.assertEqual(facts["number"], certificate.number)

from datetime import timedelta

import pypdfium2

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ..common import ORGANISATION, IntakeCase
from ..desk_builders import SOMEBODY_ELSE


class VaultCase(IntakeCase):
    """What is on file, at the window."""

    def offer(self, case, line=1):
        """What the clerk is shown beside a material."""
        self.env.invalidate_all()
        return case.with_user(self.clerk).material_ids[line].vault_offer

    def take(self, case, user=None, **values):
        """Take a line from the file, as the button and its dialog do."""
        line = case.with_user(user or self.clerk).material_ids[1]
        action = line.action_take_from_file()
        if action is not True:
            wizard = line.env[action["res_model"]].with_context(**action["context"])
            wizard.create(values).action_confirm()
        return line

    def notify(self, case):
        """Give the notice of all that is missing."""
        lines = [
            {"material_id": line.id, "problem": "缺件", "correction": "补交"}
            for line in case.material_ids._lacking()
        ]
        case.with_user(self.clerk)._notify_supplement(lines, case.revision)


@tagged("post_install", "-at_install")
class TestVaultKeep(VaultCase):
    """How documents come on file, and how far they are trusted."""

    def test_scan_compared_at_the_window_is_kept_as_b_with_consent(self):
        case = self.received_case()
        document = self.kept_vault_document(case)
        self.assertEqual((document.grade, document.state), ("b", "on_file"))
        self.assertEqual(document.verified_by_id, self.clerk)
        self.assertEqual(document.material_id, self.material("示例营业执照"))
        self.assertEqual(document.file_ids.digest, case.file_ids.digest)
        self.assertTrue(document.consented)
        self.assertEqual(document.consent_ids.given_how, "window")
        self.assertEqual(self.events_of(document), ["keep", "consent"])

    def test_nothing_is_kept_uncompared_or_without_consent(self):
        for values, words in (
            ({"compared": False}, "compared with the original"),
            ({"agreed": False}, "holder's consent"),
            ({"expires_on": hall_date() - timedelta(days=1)}, "valid until"),
            ({"until_on": hall_date() - timedelta(days=1)}, "today or later"),
        ):
            with self.subTest(words), self.assertRaisesRegex(UserError, words):
                self.kept_vault_document(**values)

    def test_same_file_is_kept_once(self):
        case = self.received_case()
        self.kept_vault_document(case)
        with self.assertRaisesRegex(UserError, "on file already"):
            self.confirm(
                "yichuang.vault.keep",
                case,
                self.clerk,
                file_id=case.file_ids.id,
                compared=True,
                agreed=True,
            )

    def test_only_the_window_keeps_and_verifies(self):
        document = self.draft_vault_document()
        for user in (self.reviewer, self.supervisor, self.manager):
            with self.subTest(user.login), self.assertRaises(AccessError):
                document.with_user(user).sudo()._transition("keep")

    def test_grades_follow_from_where_a_document_comes_from(self):
        for values, allowed in (
            ({"grade": "c"}, True),
            ({"grade": "d", "report": True}, True),
            ({"grade": "d"}, False),
            ({"grade": "b"}, False),
            ({"grade": "a"}, False),
            ({"grade": "a", "origin": "organ"}, False),
        ):
            document = self.draft_vault_document(**values)
            with self.subTest(values):
                if allowed:
                    document.with_user(self.clerk).sudo()._transition("keep")
                    self.assertEqual(document.state, "on_file")
                    continue
                with self.assertRaisesRegex(UserError, "cannot be kept as"):
                    document.with_user(self.clerk).sudo()._transition("keep")

    def test_self_made_document_needs_a_promise_of_truth(self):
        document = self.draft_vault_document(
            grade="d", report=True, truth_promised_on=False
        )
        with self.assertRaisesRegex(UserError, "promise that it is true"):
            document._transition("keep")

    def test_window_makes_b_of_what_was_uploaded_and_of_reports(self):
        for values in ({"grade": "c"}, {"grade": "d", "report": True}):
            document = self.draft_vault_document(**values)
            document._transition("keep")
            document._give_consent("portal")
            document.with_user(self.clerk).action_verify()
            with self.subTest(values):
                self.assertEqual(document.grade, "b")
                self.assertEqual(document.verified_by_id, self.clerk)
                with self.assertRaisesRegex(UserError, "needs no comparison"):
                    document.with_user(self.clerk).action_verify()

    def test_later_copy_of_the_same_number_takes_the_place_of_the_former(self):
        case = self.received_case()
        first = self.kept_vault_document(case)
        other = self.kept_vault_document(case, number="测证〔2026〕2号", colour="blue")
        second = self.kept_vault_document(case, colour="black")
        self.assertEqual(first.state, "superseded")
        self.assertEqual((second | other).mapped("state"), ["on_file", "on_file"])

    def test_uploaded_copy_never_takes_the_place_of_a_verified_one(self):
        case = self.received_case()
        verified = self.kept_vault_document(case)
        self.draft_vault_document(case, number=verified.number)._transition("keep")
        self.assertEqual(verified.state, "on_file")

    def test_expired_documents_leave_the_file(self):
        document = self.kept_vault_document(expires_on=hall_date())
        endless = self.kept_vault_document(line=0, colour="black")
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE yichuang_vault_document SET expires_on = %s WHERE id = %s",
            (hall_date() - timedelta(days=1), document.id),
        )
        self.env.invalidate_all()
        with self.enter_registry_test_mode():
            self.env.ref("yichuang_intake.vault_expire_cron").method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual((document | endless).mapped("state"), ["expired", "on_file"])

    def test_invalidation_says_why(self):
        document = self.kept_vault_document()
        action = document.with_user(self.clerk).action_invalidate()
        wizard = self.env[action["res_model"]].with_user(self.clerk)
        wizard = wizard.with_context(**action["context"])
        with self.assertRaisesRegex(UserError, "Say why"):
            wizard.create({}).action_confirm()
        wizard.create({"reason": "与原件不符"}).action_confirm()
        self.assertEqual(document.state, "invalidated")

    def test_holder_is_a_keyed_digest_nobody_reads(self):
        document = self.kept_vault_document()
        self.assertNotIn("digest", document.with_user(self.manager).read()[0])
        with self.assertRaises(AccessError):
            document.with_user(self.manager).read(["digest"])
        for user in (self.clerk, self.manager, self.env.ref("base.user_admin")):
            with self.subTest(user.login), self.assertRaises(AccessError):
                document.file_ids.with_user(user).read(["data"])


@tagged("post_install", "-at_install")
class TestVaultUse(VaultCase):
    """What is on file is offered, taken and not asked for again."""

    def test_state_council_716_art7_offered_at_the_draft_and_taken_by_one_key(self):
        self.kept_vault_document()
        case = self.draft_case()
        self.assertEqual(self.offer(case), "B")
        self.assertFalse(self.offer(case, line=0))
        self.assertEqual(case.with_user(self.clerk).vault_ready, 1)
        case.with_user(self.clerk).action_take_from_file()
        line = case.material_ids[1]
        self.assertEqual((line.received, line.on_file, line.grade), (True, True, "b"))
        self.assertEqual((line.originals, line.copies), (0, 0))
        use = case.vault_use_ids
        self.assertEqual((use.used_by_id, use.originals_saved), (self.clerk, 1))
        self.assertIn("此件经与原件核对无误", use.watermark)
        self.assertIn("食品经营许可", use.watermark)
        self.assertIn("take_from_file", self.events_of(case))

    def test_only_the_holders_own_documents_are_offered(self):
        self.kept_vault_document()
        for values in (
            {"id_number": SOMEBODY_ELSE},
            {"applicant_kind": "legal", "id_number": ORGANISATION},
            {"id_number": False},
        ):
            with self.subTest(values):
                self.assertFalse(self.offer(self.draft_case(**values)))

    def test_what_ended_is_not_offered(self):
        for end in ("suspend", "supersede", "expire", "withdraw", "invalidate"):
            document = self.kept_vault_document()
            vals = {"invalid_reason": "与原件不符"} if end == "invalidate" else {}
            if end == "expire":
                document._write_guarded({"expires_on": hall_date() - timedelta(days=1)})
            case = self.draft_case()
            self.assertEqual(bool(self.offer(case)), end != "expire")
            document._by_system(end, vals)
            with self.subTest(end):
                self.assertFalse(self.offer(case))
                with self.assertRaisesRegex(UserError, "Nothing is on file"):
                    self.take(case)

    def test_consent_for_one_case_does_not_cover_another(self):
        self.kept_vault_document(scope="case")
        case = self.draft_case()
        self.assertEqual(self.offer(case), "B: ask for consent")
        self.assertFalse(case.with_user(self.clerk).vault_ready)
        with self.assertRaisesRegex(UserError, "holder's consent"):
            self.take(case)
        line = self.take(case, agreed=True)
        self.assertTrue(line.on_file)
        self.assertEqual(self.offer(self.draft_case()), "B: ask for consent")

    def test_consent_ends_on_its_day_and_when_withdrawn(self):
        document = self.kept_vault_document(until_on=hall_date())
        self.assertEqual(self.offer(self.draft_case()), "B")
        document.consent_ids.until_on = hall_date() - timedelta(days=1)
        self.assertEqual(self.offer(self.draft_case()), "B: ask for consent")
        document._give_consent("portal")
        self.assertEqual(self.offer(self.draft_case()), "B")
        document._withdraw_consent()
        self.assertFalse(document.consented)
        self.assertEqual(self.offer(self.draft_case()), "B: ask for consent")

    def test_state_council_716_art7_notice_may_not_name_what_is_on_file(self):
        self.kept_vault_document()
        case = self.received_case()
        case.material_ids[0].with_user(self.clerk).received = True
        for step in (
            lambda: self.notify(case),
            lambda: case.with_user(self.clerk).action_accept(),
        ):
            with self.assertRaisesRegex(UserError, "may not be asked for again"):
                step()
        self.take(case)
        case.with_user(self.clerk).action_accept()
        self.assertEqual(case.state, "accepted")

    def test_defective_paper_is_made_good_from_the_file(self):
        self.kept_vault_document()
        case = self.received_case()
        case.with_user(self.clerk).action_take_all_materials()
        case.material_ids[1].with_user(self.clerk).defect = "看不清"
        with self.assertRaisesRegex(UserError, "may not be asked for again"):
            self.notify(case)
        line = self.take(case)
        self.assertFalse(line.defect)
        self.assertTrue(line.on_file)

    def test_supplement_is_handed_in_from_the_file(self):
        case = self.received_case()
        self.notify(case)
        self.kept_vault_document()
        case.supplement_ids[0].with_user(self.clerk).action_hand_in()
        self.take(case)
        self.assertFalse(case.supplement_ids._still_open())
        case.with_user(self.clerk).action_accept()
        self.assertEqual(case.state, "accepted")

    def uploaded(self, account, **values):
        """What the holder of an account uploaded and lets the hall use."""
        case = self.received_case(partner_id=account.partner_id.id)
        document = self.draft_vault_document(case, **values)
        document._transition("keep")
        document._give_consent("portal")
        return document

    def test_uploaded_needs_the_original_and_becomes_b(self):
        applicant = self.make_user("test_applicant", "base.group_portal")
        for values in ({"grade": "c"}, {"grade": "d", "report": True}):
            document = self.uploaded(applicant, **values)
            case = self.draft_case(partner_id=applicant.partner_id.id)
            with self.subTest(values):
                self.assertIn("see the original", self.offer(case))
                self.assertFalse(case.with_user(self.clerk).vault_ready)
                with self.assertRaisesRegex(UserError, "compared this document"):
                    self.take(case)
                line = self.take(case, original_seen=True)
                self.assertEqual((document.grade, line.grade), ("b", "b"))
            document._by_system("supersede")

    def test_uploaded_in_anothers_name_is_not_offered(self):
        stranger = self.make_user("test_stranger", "base.group_portal")
        applicant = self.make_user("test_applicant", "base.group_portal")
        self.uploaded(stranger, grade="c")
        for account in (False, applicant.partner_id.id):
            with self.subTest(account):
                self.assertFalse(self.offer(self.draft_case(partner_id=account)))

    def test_self_made_only_where_the_service_takes_it(self):
        applicant = self.make_user("test_applicant", "base.group_portal")
        form = self.material("示例自制表")
        form.kind = "form"
        for setting, offered in ((False, "D"), ("accepted", "D"), ("refused", False)):
            draft = self.draft_version(
                item_name=f"示例自制{setting}", materials=("示例申请书", "示例自制表")
            )
            draft.material_line_ids[1].self_made = setting
            draft.action_submit()
            draft.with_user(self.approver).action_publish()
            document = self.uploaded(applicant, material="示例自制表", grade="d")
            case = self.draft_case(
                service_id=draft.service_id.id, partner_id=applicant.partner_id.id
            )
            with self.subTest(setting):
                self.assertEqual(self.offer(case), offered)
            document._by_system("supersede")

    def test_use_by_mistake_is_put_back_and_not_counted(self):
        self.kept_vault_document()
        case = self.received_case()
        line = self.take(case)
        line.received = False
        self.assertEqual((line.on_file, line.grade), (False, False))
        self.assertTrue(case.vault_use_ids.put_back_on)
        self.assertEqual(self.offer(case), "B")
        self.take(case)
        self.assertEqual(len(case.vault_use_ids), 2)

    def test_nothing_is_taken_once_the_list_is_closed(self):
        self.kept_vault_document()
        case = self.accepted_case()
        with self.assertRaises(UserError):
            self.take(case)
        with self.assertRaises(UserError):
            case.material_ids[1]._take_from_file(self.kept_vault_document())

    def test_grade_a_and_on_file_are_not_typed(self):
        line = self.received_case().with_user(self.clerk).material_ids[1]
        for vals in ({"grade": "a"}, {"on_file": True}):
            with self.subTest(vals), self.assertRaisesRegex(UserError, "follow from"):
                line.write(vals)

    def test_more_trusted_is_offered_first(self):
        applicant = self.make_user("test_applicant", "base.group_portal")
        self.uploaded(applicant, grade="c", colour="red")
        self.kept_vault_document()
        case = self.draft_case(partner_id=applicant.partner_id.id)
        self.assertEqual(self.offer(case), "B")

    def test_offers_ask_no_more_questions_of_the_database_for_more_lines(self):
        for line, colour in enumerate(("white", "black")):
            self.kept_vault_document(line=line, colour=colour)
        one, two = self.draft_case(), self.draft_case()
        self.env.flush_all()
        counts = []
        for cases in (one, one | two):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            cases.with_user(self.clerk).material_ids.mapped("vault_offer")
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 1)


@tagged("post_install", "-at_install")
class TestVaultAccess(VaultCase):
    """Who sees what of the file."""

    def test_who_sees_documents_consents_and_uses(self):
        document = self.kept_vault_document()
        case = self.received_case()
        self.take(case)
        outsider = self.make_user("test_outsider", "yichuang_intake.group_reviewer")
        for user, sees_document, sees_use in (
            (self.clerk, True, True),
            (self.manager, True, True),
            (self.supervisor, True, True),
            (self.reviewer, False, True),
            (self.decider, False, True),
            (outsider, False, False),
        ):
            with self.subTest(user.login):
                for record, sees in (
                    (document, sees_document),
                    (document.consent_ids, sees_document),
                    (case.vault_use_ids, sees_use),
                ):
                    model = record.with_user(user).browse()
                    found = model.has_access("read") and model.search(
                        [("id", "in", record.ids)]
                    )
                    self.assertEqual(bool(found), sees, record._name)

    def test_window_sees_what_its_holder_agreed_to_only(self):
        document = self.kept_vault_document()
        document._withdraw_consent()
        self.env.flush_all()
        documents = self.env["yichuang.vault.document"]
        self.assertFalse(
            documents.with_user(self.clerk).search([("id", "=", document.id)])
        )

    def test_nobody_writes_or_removes_by_hand(self):
        document = self.kept_vault_document()
        case = self.received_case()
        self.take(case)
        for record in (document.consent_ids, case.vault_use_ids, document.file_ids):
            for user in (self.clerk, self.manager):
                mine = record.with_user(user)
                for door in (
                    lambda mine=mine: mine.write({"company_id": False}),
                    lambda mine=mine: mine.unlink(),
                    lambda mine=mine: mine.create({}),
                ):
                    with self.subTest(record._name), self.assertRaises(AccessError):
                        door()


@tagged("post_install", "-at_install")
class TestVaultCopy(VaultCase, HttpCase):
    """Copies say what they are for, and go to whoever handles the case."""

    def fetch(self, use, login):
        self.authenticate(login, login)
        return self.url_open(f"/yichuang/vault/{use.token}")

    def test_copy_names_organ_matter_and_day(self):
        self.kept_vault_document()
        case = self.received_case()
        self.take(case)
        use = case.vault_use_ids
        action = use.with_user(self.reviewer).action_open()
        self.assertIn(use.token, action["url"])
        self.assertIn("look", self.events_of(use.document_id))
        answered = self.fetch(use, "test_reviewer")
        self.assertEqual(answered.headers["Content-Type"], "application/pdf")
        self.assertEqual(answered.headers["X-Content-Type-Options"], "nosniff")
        with pypdfium2.PdfDocument(answered.content) as document:
            text = document[0].get_textpage().get_text_range().replace("\r\n", "")
        today = hall_date()
        for words in (
            use.watermark,
            "测试县行政审批服务局",
            case.receipt_number,
            f"{today.year}年{today.month}月{today.day}日",
        ):
            self.assertIn(words, text)

    @mute_logger("odoo.http")
    def test_not_yours_and_not_there_get_the_same_answer(self):
        self.make_user("test_outsider", "yichuang_intake.group_reviewer")
        self.make_user("test_portal", "base.group_portal")
        self.kept_vault_document()
        case = self.received_case()
        self.take(case)
        use = case.vault_use_ids
        for login in ("test_outsider", "test_portal", "test_editor"):
            with self.subTest(login):
                self.assertEqual(self.fetch(use, login).status_code, 404)
        self.authenticate("test_clerk", "test_clerk")
        self.assertEqual(self.url_open("/yichuang/vault/nothing").status_code, 404)

    @mute_logger("odoo.http")
    def test_clerk_opens_a_marked_copy_to_compare_it(self):
        document = self.kept_vault_document()
        action = document.with_user(self.clerk).action_open()
        self.assertIn("look", self.events_of(document))
        for login, status in (("test_clerk", 200), ("test_manager", 404)):
            self.authenticate(login, login)
            answered = self.url_open(action["url"])
            with self.subTest(login):
                self.assertEqual(answered.status_code, status)
        with self.assertRaises(AccessError):
            document.with_user(self.manager).action_open()
        document._withdraw_consent()
        self.env.flush_all()
        self.authenticate("test_clerk", "test_clerk")
        self.assertEqual(self.url_open(action["url"]).status_code, 404)

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..common import CatalogueCase

FEE = {"name": "工本费", "standard": "10元/本", "basis": "《条例》第九条"}


@tagged("post_install", "-at_install")
class TestPublication(CatalogueCase):
    """What must hold before a version may be published, and who may do it."""

    def assert_not_publishable(self, version, words):
        version.action_submit()
        with self.assertRaisesRegex(UserError, words):
            version.with_user(self.approver).action_publish()
        self.assertEqual(version.state, "review")

    def test_art30_every_element_must_be_stated(self):
        for values, words in (
            ({"law_ids": [(5,)]}, "legal basis"),
            ({"conditions": " "}, "conditions"),
            ({"quantity": ""}, "how many may be granted"),
            ({"procedure": False}, "procedure"),
            ({"form_sample": False}, "filled-in application"),
            ({"materials": ()}, "List all materials"),
            ({"legal_days": 0}, "statutory limit"),
            ({"promise_days": 0}, "promised limit"),
        ):
            with self.subTest(words=words):
                self.assert_not_publishable(self.draft_version(**values), words)

    def test_art31_materials_are_named_one_by_one(self):
        for name in ("其他材料", "法律法规规定的其他材料", "身份证明等材料"):
            with self.subTest(name=name):
                version = self.draft_version(materials=("申请书", name))
                self.assert_not_publishable(version, "lets anything be asked for")

    def test_art42_promise_is_not_longer_than_the_law(self):
        version = self.draft_version(legal_days=20, promise_days=21)
        self.assert_not_publishable(version, "longer than the statutory")

    def test_art42_promise_and_law_share_their_unit(self):
        version = self.draft_version(legal_unit="day", promise_unit="workday")
        self.assert_not_publishable(version, "different units")

    def test_art58_a_fee_names_its_basis(self):
        self.assert_not_publishable(
            self.draft_version(fee_charged=True), "A fee may be"
        )
        self.published_version(
            fee_charged=True,
            fee_ids=[(0, 0, FEE)],
        )

    def test_art34_a_matter_decided_on_the_spot_needs_no_limit(self):
        version = self.published_version(
            case_type="instant", legal_days=0, promise_days=0
        )
        self.assertEqual(version.promise_limit, "on the spot")

    def test_gaps_are_shown_while_writing(self):
        version = self.draft_version(conditions=False, legal_days=0)
        self.assertEqual(len(version.gaps.splitlines()), 2)
        self.assertIn("行政许可法第三十条", version.gaps)

    def test_nobody_publishes_what_they_submitted(self):
        version = self.draft_version().with_user(self.approver)
        version.action_submit()
        with self.assertRaisesRegex(UserError, "Ask a colleague"):
            version.action_publish()

    def test_nobody_publishes_what_they_wrote_a_line_of(self):
        version = self.draft_version()
        version.material_line_ids[0].with_user(self.approver).note = "二份"
        version.action_submit()
        with self.assertRaisesRegex(UserError, "Ask a colleague"):
            version.with_user(self.approver).action_publish()

    def test_an_editor_does_not_publish(self):
        version = self.draft_version()
        version.action_submit()
        with self.assertRaises(AccessError):
            version.action_publish()

    def test_sending_back_states_a_reason_and_opens_the_draft_again(self):
        version = self.draft_version()
        version.action_submit()
        with self.assertRaisesRegex(UserError, "State the reason"):
            version.with_user(self.approver)._transition("send_back", {"reason": " "})
        action = version.with_user(self.approver).action_send_back()
        form = Form(
            self.env[action["res_model"]]
            .with_user(self.approver)
            .with_context(**action["context"])
        )
        form.reason = "条件不完整"
        form.save().action_confirm()
        self.assertEqual((version.state, version.reason), ("draft", "条件不完整"))
        version.conditions = "完整的条件"
        self.assertEqual(version.author_ids, self.editor)


@tagged("post_install", "-at_install")
class TestVersions(CatalogueCase):
    """Published versions stay as they were; a change is a new version."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.version = cls.published_version()
        cls.service = cls.version.service_id

    def next_version(self):
        draft = self.version.with_user(self.editor).copy()
        draft.promise_days = 5
        draft.action_submit()
        draft.with_user(self.approver).action_publish()
        return draft

    def test_the_published_version_is_the_current_one(self):
        self.assertEqual(self.service.current_version_id, self.version)
        self.assertEqual(self.version.published_by_id, self.approver)

    def test_published_content_never_changes(self):
        version = self.version.with_user(self.editor)
        for values in (
            {"promise_days": 1},
            {"conditions": "别的条件"},
            {"law_ids": [(5,)]},
            {"service_id": self.published_service(item_name="另一事项").id},
            {"material_line_ids": [(5,)]},
        ):
            with self.subTest(values=values), self.assertRaises(UserError):
                version.write(values)

    def test_published_materials_never_change(self):
        line = self.version.material_line_ids[0].with_user(self.editor)
        for attack in (
            lambda: line.write({"necessity": "optional"}),
            line.unlink,
            lambda: line.create(
                {"version_id": self.version.id, "material_id": self.material("新").id}
            ),
        ):
            with self.subTest(attack=attack), self.assertRaises(UserError):
                attack()

    def test_what_a_published_version_quotes_never_changes(self):
        line, law = self.version.material_line_ids[0], self.version.law_ids
        for attack in (
            lambda: line.material_id.write({"name": "其他材料"}),
            lambda: law.write({"text": "三十个工作日。"}),
            lambda: law.write({"article": "第一条"}),
            law.unlink,
            lambda: self.service.item_id.write({"item_type": "reward"}),
        ):
            with self.subTest(attack=attack), self.assertRaises(UserError):
                attack()

    def test_what_is_quoted_may_be_completed_and_archived(self):
        law = self.version.law_ids
        law.issuer = "全国人民代表大会常务委员会"
        law.active = False
        self.assertIn(law, self.version.law_ids)

    def test_what_only_drafts_quote_may_change(self):
        draft = self.draft_version(item_name="草稿事项", materials=("示例草稿材料",))
        draft.material_line_ids.material_id.name = "示例改名材料"
        self.assertEqual(draft.material_line_ids.name, "示例改名材料")

    def test_a_new_version_is_a_copy_with_the_next_number(self):
        action = self.version.with_user(self.editor).action_new_version()
        draft = self.version.browse(action["res_id"])
        self.assertEqual((draft.number, draft.state), (2, "draft"))
        self.assertEqual(
            draft.material_line_ids.material_id,
            self.version.material_line_ids.material_id,
        )
        self.assertEqual(draft.law_ids, self.version.law_ids)
        self.assertFalse(draft.published_by_id)

    def test_an_open_draft_is_continued_rather_than_doubled(self):
        actions = [
            self.version.with_user(self.editor).action_new_version() for _ in range(2)
        ]
        self.assertEqual(actions[0]["res_id"], actions[1]["res_id"])

    def test_publishing_retires_the_version_before(self):
        draft = self.next_version()
        self.assertEqual((self.version.state, draft.state), ("retired", "published"))
        self.assertEqual(self.service.current_version_id, draft.with_env(self.env))
        event = self.env["yichuang.event"].search(
            [("res_model", "=", draft._name), ("res_id", "=", self.version.id)],
            order="id desc",
            limit=1,
        )
        self.assertEqual(event.action, "supersede")

    def test_a_retired_version_does_not_come_back(self):
        self.next_version()
        with self.assertRaisesRegex(UserError, "not possible now"):
            self.version.with_user(self.approver).action_publish()

    def test_the_current_version_is_not_set_by_hand(self):
        draft = self.version.with_user(self.editor).copy()
        with self.assertRaisesRegex(UserError, "cannot be set directly"):
            self.service.current_version_id = draft

    def test_numbers_are_counted_by_service(self):
        drafts = self.env["yichuang.service.version"].create(
            [{"service_id": self.service.id}, {"service_id": self.service.id}]
        )
        self.assertEqual(drafts.mapped("number"), [2, 3])

    def test_limits_are_said_in_words(self):
        version = self.draft_version(legal_days=7, legal_unit="day", promise_days=0)
        self.assertEqual(version.legal_limit, "7 calendar days")
        self.assertEqual(version.promise_limit, "not stated")

    def test_a_material_is_asked_for_once(self):
        version = self.draft_version(materials=("申请书",))
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
        ):
            version.material_line_ids = [
                (0, 0, {"material_id": self.material("申请书").id})
            ]

    def test_the_laws_of_the_item_are_proposed(self):
        self.service.item_id.law_ids = self.law()
        draft = self.env["yichuang.service.version"].create(
            {"service_id": self.service.id}
        )
        self.assertEqual(draft.law_ids, self.law())

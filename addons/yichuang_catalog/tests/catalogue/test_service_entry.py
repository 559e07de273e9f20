import io
import json

from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..common import CatalogueCase

NEGATIVE = {
    "entry": "negative",
    "entry_ground": "premises",
    "entry_reason": "须在专用场地检测车辆。",
}


@tagged("post_install", "-at_install")
class TestServiceEntry(CatalogueCase):
    """应进必进: what enters the hall, and what stays outside with its reason."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.service = cls.service_named("测试进驻事项")

    @classmethod
    def service_named(cls, name, **values):
        return cls.env["yichuang.service"].create(
            {
                "item_id": cls.env["yichuang.item"].create({"name": name}).id,
                "department_id": cls.department.id,
                **values,
            }
        )

    def events(self, service):
        return self.env["yichuang.event"].search(
            [
                ("res_model", "=", "yichuang.service"),
                ("res_id", "=", service.id),
                ("action", "=", "entry"),
            ]
        )

    def test_an_approver_decides_and_it_is_kept_who_when_and_why(self):
        self.service.with_user(self.approver).write(NEGATIVE)
        self.assertEqual(self.service.entry_by_id, self.approver)
        self.assertTrue(self.service.entry_on)
        event = self.events(self.service)
        self.assertEqual(event.actor_id, self.approver)
        self.assertEqual(
            json.loads(event.payload),
            {
                "from": "undecided",
                "to": "negative",
                "ground": "premises",
                "reason": "须在专用场地检测车辆。",
            },
        )

    def test_nobody_else_decides_through_any_door(self):
        service = self.service.with_user(self.editor)
        for values in ({"entry": "entered"}, NEGATIVE, {"entry_reason": "理由"}):
            with self.subTest(values=values), self.assertRaises(AccessError):
                service.write(values)
        values = {
            "item_id": self.service.item_id.id,
            "department_id": self.department.id,
            "handling_number": 1,
        }
        with self.assertRaises(AccessError):
            service.create({**values, "entry": "entered"})
        with self.assertRaises(AccessError):
            service.with_context(default_entry="entered").create(values)
        columns = ["item_id/.id", "department_id/.id", "handling_number", "entry"]
        row = [str(self.service.item_id.id), str(self.department.id), "2", "entered"]
        loaded = service.load(columns, [row])
        self.assertFalse(loaded["ids"])
        self.assertTrue(loaded["messages"])
        self.assertEqual(self.service.entry, "undecided")

    def test_a_right_by_sudo_is_no_right_to_decide(self):
        with self.assertRaises(AccessError):
            self.service.with_user(self.editor).sudo().write({"entry": "entered"})

    def test_who_decided_is_noted_by_the_system(self):
        service = self.service.with_user(self.approver)
        for name, value in (("entry_by_id", self.editor.id), ("entry_on", False)):
            with self.subTest(field=name), self.assertRaises(UserError):
                service.write({"entry": "entered", name: value})

    def test_the_negative_list_needs_ground_and_words(self):
        service = self.service.with_user(self.approver)
        for name, empty in (("entry_ground", False), ("entry_reason", "  ")):
            with (
                self.subTest(missing=name),
                self.assertRaisesRegex(ValidationError, "国发〔2022〕5号"),
            ):
                service.write({**NEGATIVE, name: empty})

    def test_a_decision_is_changed_with_a_reason_of_its_own(self):
        service = self.service.with_user(self.approver)
        service.write(NEGATIVE)
        with self.assertRaisesRegex(UserError, "why this is changed"):
            service.write({"entry": "entered"})
        service.write({"entry": "entered", "entry_reason": "场地已设入大厅。"})
        self.assertEqual(len(self.events(self.service)), 2)

    def test_writing_the_same_again_is_no_decision(self):
        self.service.with_user(self.approver).write(NEGATIVE)
        self.service.with_user(self.editor).write({"entry": "negative"})
        self.assertEqual(len(self.events(self.service)), 1)

    def test_a_copy_is_undecided(self):
        self.service.with_user(self.approver).write(NEGATIVE)
        copy = self.service.copy({"handling_number": 3})
        self.assertEqual(copy.entry, "undecided")
        self.assertFalse(copy.entry_by_id or copy.entry_reason)

    def test_many_are_decided_at_once(self):
        services = self.service | self.service_named("测试进驻事项二")
        decision = (
            self.env["yichuang.service.entry.decision"]
            .with_user(self.approver)
            .with_context(active_model="yichuang.service", active_ids=services.ids)
            .create({"entry": "entered", "entry_ground": "other"})
        )
        self.assertEqual(decision.service_count, 2)
        decision.action_decide()
        self.assertEqual(set(services.mapped("entry")), {"entered"})
        self.assertFalse(any(services.mapped("entry_ground")))
        with self.assertRaises(AccessError):
            decision.with_user(self.editor).read(["entry"])

    def test_decided_when_entered_with_the_service(self):
        service = self.service_named("测试直接进驻", entry="entered")
        self.assertEqual(service.entry_by_id, self.env.user)
        self.assertEqual(len(self.events(service)), 1)

    def test_the_negative_list_as_a_workbook_has_no_formulas(self):
        self.service.name = "=1+1"
        self.service.with_user(self.approver).write(NEGATIVE)
        services = self.env["yichuang.service"]._entry_list("negative")
        self.assertIn(self.service, services)
        book = load_workbook(io.BytesIO(services._entry_list_workbook("negative")))
        cells = [cell for row in book.active.iter_rows() for cell in row]
        self.assertIn("=1+1", [cell.value for cell in cells])
        self.assertEqual({cell.data_type for cell in cells if cell.value}, {"s"})
        headers, rows = services._entry_list_table("entered")
        self.assertEqual(len(headers), len(rows[0]))
        self.assertLess(len(headers), book.active.max_column)


@tagged("post_install", "-at_install")
class TestEntryListPages(HttpCase, CatalogueCase):
    """进驻清单, 负面清单: printed and filed by staff."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        item = cls.env["yichuang.item"].create({"name": "测试机动车检验"})
        cls.env["yichuang.service"].create(
            {"item_id": item.id, "department_id": cls.department.id, **NEGATIVE}
        )

    def test_the_lists_are_for_staff(self):
        self.assertEqual(
            self.url_open(
                "/yichuang/entry-list/negative.pdf", allow_redirects=False
            ).status_code,
            303,
        )
        self.make_user("test_portal_user", "base.group_portal")
        self.authenticate("test_portal_user", "test_portal_user")
        with mute_logger("odoo.http"):
            answer = self.url_open("/yichuang/entry-list/negative.xlsx")
        self.assertEqual(answer.status_code, 403)

    def test_staff_print_and_file_them(self):
        self.authenticate("test_editor", "test_editor")
        for kind, head in (("pdf", b"%PDF"), ("xlsx", b"PK")):
            with self.subTest(kind=kind):
                answer = self.url_open(f"/yichuang/entry-list/negative.{kind}")
                self.assertEqual(answer.status_code, 200)
                self.assertTrue(answer.content.startswith(head))
                self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
        self.assertEqual(
            self.url_open("/yichuang/entry-list/secret.pdf").status_code, 404
        )

    def test_the_buttons_lead_to_the_list_of_the_screen(self):
        services = self.env["yichuang.service"]
        for asked, found in (("negative", "negative"), ("../x", "entered")):
            model = services.with_context(entry_list=asked)
            self.assertEqual(
                model.action_print_entry_list()["url"],
                f"/yichuang/entry-list/{found}.pdf",
            )
            self.assertTrue(model.action_export_entry_list()["url"].endswith(".xlsx"))

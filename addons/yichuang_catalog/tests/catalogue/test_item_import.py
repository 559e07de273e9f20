import base64
import io
import time
from collections import Counter
from pathlib import Path

import openpyxl
import xlsxwriter

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import file_path

from ..common import CatalogueCase

SAMPLE = Path(file_path("yichuang_catalog/tests/data/items_sample.csv"))


def published_list():
    """The 1,135 published items of a real county, where the checkout's neighbour
    has them."""
    for parent in SAMPLE.parents:
        found = parent.parent / "shared" / "data" / "guangan_items_1135.csv"
        if found.is_file():
            return found
    return None


class ImportCase(CatalogueCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sample = SAMPLE.read_bytes()

    def wizard(self, content, user=None, **values):
        """A wizard that has looked at ``content``."""
        wizard = (
            self.env["yichuang.item.import"]
            .with_user(user or self.editor)
            .create({"file": base64.b64encode(content), "filename": "x", **values})
        )
        wizard.action_preview()
        return wizard

    def catalogue(self):
        """How much the catalogue holds."""
        return tuple(
            self.env[name].search_count([])
            for name in ("yichuang.department", "yichuang.item", "yichuang.service")
        )

    def rows(self, wizard, kind):
        return [defect.row for defect in wizard.defect_ids if defect.kind == kind]


@tagged("post_install", "-at_install")
class TestItemImport(ImportCase):
    def test_every_defect_of_the_sample_is_found_with_its_row(self):
        wizard = self.wizard(self.sample)
        found = {}
        for defect in wizard.defect_ids:
            found.setdefault((defect.severity, defect.kind), []).append(defect.row)
        self.assertEqual(
            found,
            {
                ("error", "bad_uscc_check"): [12],
                ("error", "duplicate_code"): [8],
                ("error", "lower_case_uscc"): [11],
                ("error", "missing_department"): [14],
                ("error", "missing_name"): [13],
                ("error", "organ_mismatch"): [18],
                ("error", "placeholder_uscc"): [16],
                ("error", "type_mismatch"): [10],
                ("error", "unknown_type"): [9],
                ("warning", "duplicate_name"): [4],
                ("warning", "missing_uscc"): [6],
                ("warning", "odd_local_code"): [16, 17],
                ("warning", "uscc_of_other_department"): [15, 18],
            },
        )

    def test_nothing_is_imported_by_looking(self):
        before = self.catalogue()
        self.wizard(self.sample)
        self.assertEqual(self.catalogue(), before)

    def test_errors_stop_the_import_and_nothing_is_half_imported(self):
        before = self.catalogue()
        wizard = self.wizard(self.sample)
        with self.assertRaisesRegex(UserError, "nothing was imported"):
            wizard.action_import()
        self.assertEqual(self.catalogue(), before)

    def test_rows_with_errors_are_left_out_only_by_choice(self):
        organs, items, services = self.catalogue()
        wizard = self.wizard(self.sample, skip_errors=True)
        self.assertEqual((wizard.row_count, wizard.error_row_count), (17, 9))
        wizard.action_import()
        self.assertEqual(self.catalogue(), (organs + 3, items + 8, services + 8))
        self.assertEqual(len(self.rows(wizard, "missing_name")), 1)

    def test_importing_twice_changes_nothing(self):
        self.wizard(self.sample, skip_errors=True).action_import()
        before = self.catalogue(), self.env["yichuang.event"].search_count([])
        again = self.wizard(self.sample, skip_errors=True)
        self.assertEqual(
            (again.create_count, again.update_count, again.unchanged_count), (0, 0, 8)
        )
        again.action_import()
        self.assertEqual(
            (self.catalogue(), self.env["yichuang.event"].search_count([])), before
        )

    def test_a_changed_name_is_an_update(self):
        self.wizard(self.sample, skip_errors=True).action_import()
        changed = self.sample.replace(
            "样例取水许可,".encode(), "样例取水审批,".encode()
        )
        wizard = self.wizard(changed, skip_errors=True)
        self.assertEqual((wizard.update_count, wizard.create_count), (1, 0))
        wizard.action_import()
        self.assertTrue(
            self.env["yichuang.service"].search([("name", "=", "样例取水审批")])
        )

    def test_a_body_under_the_department_keeps_its_own_credit_code(self):
        self.wizard(self.sample, skip_errors=True).action_import()
        service = self.env["yichuang.service"].search([("name", "=", "样例计量检定")])
        self.assertEqual(service.department_id.parent_id.name, "样例县市场监管局")
        self.assertTrue(service.department_id.uscc.startswith("12"))

    def test_a_row_without_credit_code_goes_to_the_named_department(self):
        self.wizard(self.sample, skip_errors=True).action_import()
        service = self.env["yichuang.service"].search([("name", "=", "样例政策咨询")])
        self.assertEqual(service.department_id.name, "样例县市场监管局")
        self.assertEqual((service.level, service.item_type), ("4", "public_service"))

    def test_a_published_service_does_not_move(self):
        self.wizard(self.sample, skip_errors=True).action_import()
        service = self.env["yichuang.service"].search([("name", "=", "样例取水许可")])
        self.published_version(service=service)
        other = service.create(
            {"item_id": service.item_id.id, "department_id": self.department.id}
        )
        with self.assertRaisesRegex(UserError, "was published"):
            service.department_id = other.department_id

    def test_what_is_published_is_listed_as_a_defect_not_overwritten(self):
        self.wizard(self.sample, skip_errors=True).action_import()
        service = self.env["yichuang.service"].search([("name", "=", "样例取水许可")])
        self.published_version(service=service)
        lines = self.sample.decode("utf-8-sig").splitlines()
        retyped, moved = list(lines), list(lines)
        retyped[6] = lines[6].replace(",01,行政许可,", ",07,行政确认,")
        moved[6] = lines[6].replace("水务局", "市场监管局").rpartition(",")[0] + ","
        for sheet, kind in ((retyped, "item_in_use"), (moved, "service_in_use")):
            with self.subTest(kind=kind):
                wizard = self.wizard("\n".join(sheet).encode())
                self.assertEqual(self.rows(wizard, kind), [7])

    def test_nothing_is_imported_into_a_hall_one_does_not_belong_to(self):
        other = self.env["res.company"].create({"name": "另一大厅"})
        with self.assertRaises(AccessError):
            self.wizard(self.sample, company_id=other.id)

    def test_gb18030_and_chinese_headers_are_understood(self):
        headers = "实施主体,事项名称,事项类型,统一社会信用代码"
        text = f"{headers}\r\n样例局,样例事项,行政许可,\r\n"
        wizard = self.wizard(text.encode("gb18030"))
        self.assertEqual((wizard.row_count, wizard.create_count), (1, 1))
        wizard.action_import()
        self.assertTrue(self.env["yichuang.item"].search([("name", "=", "样例事项")]))

    def test_xlsx_gives_the_same_as_csv(self):
        stream = io.BytesIO()
        lines = self.sample.decode("utf-8-sig").splitlines()
        with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
            sheet = book.add_worksheet()
            for row, line in enumerate(lines):
                sheet.write_row(row, 0, line.split(","))
        first, second = self.wizard(self.sample), self.wizard(stream.getvalue())
        self.assertEqual(
            second.defect_ids.mapped(lambda d: (d.row, d.kind)),
            first.defect_ids.mapped(lambda d: (d.row, d.kind)),
        )

    def test_unknown_headers_can_be_matched_by_hand(self):
        wizard = (
            self.env["yichuang.item.import"]
            .with_user(self.editor)
            .create(
                {
                    "file": base64.b64encode(
                        "甲,乙,事项类型\n样例局,样例事项,行政许可\n".encode()
                    )
                }
            )
        )
        with self.assertRaisesRegex(UserError, "No column is known"):
            wizard.action_preview()
        wizard.column_ids = wizard._column_commands(wizard._read_table())
        for column, target in zip(
            wizard.column_ids, ("department", "name"), strict=False
        ):
            column.target = target
        wizard.state = "preview"
        wizard.action_preview()
        self.assertEqual(wizard.create_count, 1)

    def test_files_that_are_no_sheet_are_refused_in_plain_words(self):
        for content, words in (
            (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "old format"),
            (b"PK\x03\x04broken", "damaged"),
            (b"\x89PNG\0\0\0", "neither"),
            (b"department,item_name\n", "no rows"),
            (b"x" * (40 * 1024 * 1024 + 1), "larger than 40 MB"),
        ):
            with self.subTest(words=words), self.assertRaisesRegex(UserError, words):
                self.wizard(content)

    def test_the_report_holds_every_defect_and_no_formula(self):
        evil = self.sample.replace("样例供水证明".encode(), b"=HYPERLINK(A1)")
        evil = evil.replace(b",20,", b",=1+1,", 1)
        wizard = self.wizard(evil)
        wizard.action_download_report()
        book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(wizard.report)))
        cells = [cell for row in book.active.iter_rows() for cell in row]
        self.assertEqual(book.active.max_row, len(wizard.defect_ids) + 1)
        self.assertNotIn("f", {cell.data_type for cell in cells})
        self.assertIn("=1+1", [cell.value for cell in cells])

    def test_the_file_is_kept_in_the_history_by_its_digest(self):
        self.wizard(self.sample, skip_errors=True).action_import()
        service = self.env["yichuang.service"].search([("name", "=", "样例取水许可")])
        event = self.env["yichuang.event"].search(
            [("res_model", "=", service._name), ("res_id", "=", service.id)]
        )
        self.assertEqual((event.action, event.actor_id), ("import", self.editor))
        self.assertRegex(event.payload, r'"file":"[0-9a-f]{64}"')

    def test_only_editors_import(self):
        with self.assertRaises(AccessError):
            self.wizard(self.sample, user=self.supervisor)


@tagged("post_install", "-at_install")
class TestPublishedList(ImportCase):
    """The real list of a county, with its real dirt."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        path = published_list()
        cls.published = path and path.read_bytes()

    def setUp(self):
        super().setUp()
        if not self.published:
            self.skipTest("the published list is not beside this checkout")

    def test_every_defect_of_the_published_list_is_found(self):
        wizard = self.wizard(self.published)
        self.assertEqual(wizard.row_count, 1135)
        self.assertEqual(
            Counter(defect.kind for defect in wizard.defect_ids),
            {
                "missing_uscc": 167,
                "bad_uscc_check": 7,
                "lower_case_uscc": 1,
                "uscc_of_other_department": 4,
                "odd_local_code": 3,
                "duplicate_name": 2,
            },
        )
        self.assertEqual(self.rows(wizard, "lower_case_uscc"), [629])
        self.assertEqual(self.rows(wizard, "bad_uscc_check"), list(range(1128, 1135)))

    def test_the_published_list_is_imported_once_and_quickly(self):
        before = self.catalogue()
        begin = time.process_time()
        self.wizard(self.published, skip_errors=True).action_import()
        self.env.flush_all()
        self.assertLess(time.process_time() - begin, 30)
        organs, items, services = self.catalogue()
        self.assertEqual(
            (organs - before[0], items - before[1], services - before[2]),
            (40, 1127, 1127),
        )
        again = self.wizard(self.published, skip_errors=True)
        self.assertEqual(
            (again.create_count, again.update_count, again.unchanged_count),
            (0, 0, 1127),
        )

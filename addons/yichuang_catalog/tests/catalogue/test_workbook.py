"""The workbook of the catalogue: out, in again, and the same."""

import base64
import io

import openpyxl

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...tools import catalogue_columns as columns
from ...tools import catalogue_workbook as workbook
from ...wizard.catalogue_reader import CatalogueReader
from ..common import CatalogueCase


class WorkbookCase(CatalogueCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls.department.create({"name": "测试县水务局"})
        cls.rich = cls.rich_version()

    @classmethod
    def rich_version(cls):
        """A draft that has something in every sheet."""
        version = cls.draft_version(
            item_name="全字段事项",
            conditions="第一行\n第二行；含分号",
            quantity="",
            legal_note="法定说明",
            joint_department_ids=[Command.set(cls.other.ids)],
            channel_ids=[
                Command.set(cls.env.ref("yichuang_catalog.channel_window").ids)
            ],
            fee_charged=True,
            fee_ids=[
                Command.create(
                    {"name": "工本费", "standard": "=1+1", "basis": "《测试用法》"}
                )
            ],
            special_ids=[Command.create({"kind": "hearing", "basis": "《测试用法》"})],
            faq_ids=[Command.create({"question": "几天？", "answer": "十天。"})],
            form_field_ids=[Command.create({"name": "场所面积", "kind": "number"})],
            step_ids=[
                Command.create({"name": "受理", "kind": "acceptance", "limit_days": 1}),
                Command.create({"name": "审查", "kind": "review", "limit_days": 3}),
            ],
        )
        first, second = version.step_ids
        second.after_ids = first
        second.consulted_ids = cls.other
        question = version.situation_ids.create(
            {
                "version_id": version.id,
                "name": "是否委托他人",
                "answer_ids": [
                    Command.create({"name": "是", "hint": "须有委托书"}),
                    Command.create({"name": "否"}),
                ],
            }
        )
        version.situation_rule_ids.create(
            {
                "version_id": version.id,
                "name": "委托办理",
                "answer_ids": [Command.set(question.answer_ids[:1].ids)],
                "material_line_ids": [Command.set(version.material_line_ids[:1].ids)],
                "step_ids": [Command.set(second.ids)],
            }
        )
        return version.with_env(cls.env)

    def export(self, services, user=None):
        """The workbook of these services, as openpyxl reads it."""
        export = self.env["yichuang.catalogue.export"].with_user(user or self.editor)
        export = export.create({"service_ids": [Command.set(services.ids)]})
        export.action_export()
        return export.with_context(bin_size=False).content

    def open(self, content):
        return openpyxl.load_workbook(io.BytesIO(base64.b64decode(content)))

    def save(self, book):
        stream = io.BytesIO()
        book.save(stream)
        return base64.b64encode(stream.getvalue())

    def cells(self, content):
        """All sheets as lists of rows, without the random public address."""
        return {
            sheet.title: [
                tuple(cell.value or "" for cell in row) for row in sheet.iter_rows()
            ]
            for sheet in self.open(content).worksheets
        }

    def look(self, content, **values):
        """A wizard that has looked at the workbook."""
        wizard = (
            self.env["yichuang.item.import"]
            .with_user(self.editor)
            .create({"file": content, "filename": "x.xlsx", **values})
        )
        wizard.action_preview()
        return wizard

    def outcome(self, wizard):
        return wizard.create_count, wizard.update_count, wizard.unchanged_count

    def put(self, content, sheet, row, header, value):
        """The workbook with one cell changed; row 2 is the first below the headers."""
        book = self.open(content)
        headers = {cell.value: cell.column for cell in book[sheet][1]}
        book[sheet].cell(row, headers[header]).value = value
        return self.save(book)


@tagged("post_install", "-at_install")
class TestWorkbook(WorkbookCase):
    def test_every_declared_column_and_sheet_is_there(self):
        reader = CatalogueReader(self.env)
        self.assertEqual(reader.sheets, list(columns.LINES))
        for declared, getters in (
            (columns.IDENTITY[1:], reader.identity),
            (columns.CONTENT, reader.content),
            *((sheet.columns, reader.lines[sheet.title]) for sheet in columns.LINES),
        ):
            self.assertEqual(
                [column.header for column in declared],
                [getter.column.header for getter in getters],
            )
        for sheet in columns.LIBRARIES[:2]:
            self.assertEqual(reader.library_headers(sheet), list(sheet.columns))

    def test_every_choice_has_a_word_of_its_own(self):
        reader = CatalogueReader(self.env)
        lines = [getter for found in reader.lines.values() for getter in found]
        for getter in (*reader.identity, *reader.content, *lines):
            if getter.column.kind != "choice":
                continue
            for key in getter.field.get_values(self.env):
                with self.subTest(header=getter.column.header, key=key):
                    word = workbook.word(getter.column.of, key)
                    self.assertNotRegex(word, "^[a-z_0-9]+$")
                    self.assertEqual(workbook.key(getter.column.of, word), key)

    def test_an_exported_workbook_changes_nothing_when_imported(self):
        published = self.published_service(item_name="已公布事项")
        services = self.rich.service_id | published
        before = self.env["yichuang.event"].search_count([])
        wizard = self.look(self.export(services))
        self.assertFalse(wizard.error_count, wizard.defect_ids.mapped("message"))
        self.assertEqual(self.outcome(wizard), (0, 0, 2))
        wizard.action_import()
        self.assertEqual(self.env["yichuang.event"].search_count([]), before)
        self.assertEqual(len(published.version_ids), 1)

    def test_an_exported_workbook_makes_the_same_catalogue_where_there_is_none(self):
        content = self.export(self.rich.service_id)
        before = self.cells(content)
        service, item = self.rich.service_id, self.rich.item_id
        slug = service.slug
        self.rich.unlink()
        service.unlink()
        item.unlink()
        wizard = self.look(content)
        self.assertFalse(wizard.error_count, wizard.defect_ids.mapped("message"))
        self.assertEqual(self.outcome(wizard), (1, 0, 0))
        wizard.action_import()
        made = self.env["yichuang.service"].search([("name", "=", "全字段事项")])
        after = self.cells(self.export(made))
        for sheet, rows in before.items():
            with self.subTest(sheet=sheet):
                told = [
                    tuple(made.slug if cell == slug else cell for cell in row)
                    for row in rows
                ]
                self.assertEqual(after[sheet], told)
        self.assertEqual(made.version_ids.state, "draft")
        self.assertEqual(made.version_ids.author_ids, self.editor)

    def test_art30_a_published_version_stays_and_the_change_is_a_draft(self):
        version = self.published_version(item_name="已公布事项")
        content = self.export(version.service_id)
        content = self.put(content, "实施清单", 2, "受理条件", "改过的条件")
        content = self.put(content, "申请材料", 2, "复印件份数", 3)
        wizard = self.look(content)
        self.assertEqual(self.outcome(wizard), (0, 1, 0))
        wizard.action_import()
        draft = version.service_id.version_ids - version
        self.assertEqual(
            (draft.state, draft.conditions, draft.material_line_ids[:1].copies),
            ("draft", "改过的条件", 3),
        )
        self.assertEqual(version.state, "published")
        self.assertNotEqual(version.conditions, "改过的条件")
        again = self.look(content)
        self.assertEqual(self.outcome(again), (0, 0, 1))
        again.action_import()
        self.assertEqual(version.service_id.version_ids, version | draft)

    def test_what_refers_to_a_line_keeps_it_when_the_line_changes(self):
        line = self.rich.material_line_ids[:1]
        content = self.export(self.rich.service_id)
        content = self.put(content, "申请材料", 2, "填报须知", "盖章")
        self.look(content).action_import()
        self.assertEqual((line.exists(), line.note), (line, "盖章"))
        self.assertEqual(self.rich.situation_rule_ids.material_line_ids, line)

    def test_lines_are_added_removed_and_put_in_order(self):
        book = self.open(self.export(self.rich.service_id))
        sheet = book["申请材料"]
        kept = [cell.value for cell in sheet[3]]
        new = [*kept]
        new[2] = "全新的示例材料"
        sheet.delete_rows(2, 2)
        sheet.append(new)
        sheet.append(kept)
        self.look(self.save(book)).action_import()
        self.assertEqual(
            self.rich.material_line_ids.mapped("name"), ["全新的示例材料", kept[2]]
        )

    def test_an_answer_with_its_rows_is_replaced(self):
        book = self.open(self.export(self.rich.service_id))
        for sheet in (book["情形"], book["情形规则"]):
            for row in sheet.iter_rows(min_row=2):
                for cell in row:
                    if cell.value in ("是", "是否委托他人：是"):
                        cell.value = cell.value[:-1] + "委托律师"
        self.look(self.save(book)).action_import()
        self.env.invalidate_all()
        question = self.rich.situation_ids
        names = question.answer_ids.mapped("name")
        self.assertEqual(names, ["委托律师", "否"])
        self.assertEqual(self.rich.situation_rule_ids.answer_ids.name, "委托律师")

    def test_a_version_in_review_is_not_passed_by(self):
        version = self.draft_version(item_name="审核中事项")
        version.action_submit()
        content = self.export(version.service_id)
        self.assertEqual(self.outcome(self.look(content)), (0, 0, 1))
        content = self.put(content, "实施清单", 2, "受理条件", "改")
        wizard = self.look(content)
        self.assertEqual(wizard.defect_ids.mapped("kind"), ["version_waiting"])

    def test_cells_that_mean_nothing_are_defects_with_their_place(self):
        content = self.export(self.rich.service_id)
        for sheet, header, value, kind in (
            ("实施清单", "法定办结时限", "二十", "bad_number"),
            ("实施清单", "委托日期", "某日", "bad_date"),
            ("实施清单", "是否收费", "也许", "bad_flag"),
            ("实施清单", "办件类型", "特办件", "unknown_choice"),
            ("实施清单", "通办范围", "全镇", "unknown_choice"),
            ("实施清单", "联办机构", "不存在的局", "unknown_name"),
            ("申请材料", "原件份数", "1.5", "bad_number"),
            ("申请材料", "编号", "没有的编号", "orphan_line"),
        ):
            with self.subTest(header=header):
                wizard = self.look(self.put(content, sheet, 2, header, value))
                found = wizard.defect_ids.filtered(lambda d: d.kind == kind)  # noqa: B023
                self.assertEqual(len(found), 1, wizard.defect_ids.mapped("message"))
                self.assertEqual(found.row, 2)
                if kind.startswith(("bad", "unknown_choice")):
                    self.assertIn(f"{sheet} 2 {header}", found.message)

    def test_a_limit_that_the_sheet_does_not_state_is_not_invented(self):
        text = "实施主体,事项名称,事项类型,受理条件\n样例局,样例事项,行政许可,有场所\n"
        wizard = self.look(base64.b64encode(text.encode()))
        wizard.action_import()
        version = self.env["yichuang.service.version"].search(
            [("service_id.name", "=", "样例事项")]
        )
        self.assertEqual(
            (version.legal_days, version.promise_days, version.quantity), (0, 0, False)
        )
        self.assertEqual(version.conditions, "有场所")

    def test_a_plain_list_makes_no_versions(self):
        text = "实施主体,事项名称,事项类型\n样例局,样例事项,行政许可\n"
        self.look(base64.b64encode(text.encode())).action_import()
        service = self.env["yichuang.service"].search([("name", "=", "样例事项")])
        self.assertTrue(service)
        self.assertFalse(service.version_ids)

    def test_the_row_that_a_rule_refuses_is_named(self):
        content = self.put(
            self.export(self.rich.service_id), "实施清单", 2, "权力来源", "上级委托"
        )
        with self.assertRaisesRegex(UserError, "Row 2: "):
            self.look(content).action_import()

    def test_no_cell_is_a_formula_and_every_sheet_prints_on_a4(self):
        book = self.open(self.export(self.rich.service_id))
        for sheet in book.worksheets:
            with self.subTest(sheet=sheet.title):
                kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
                self.assertLessEqual(kinds, {"s", "n"})
                self.assertEqual(int(sheet.page_setup.paperSize), 9)
                self.assertEqual(sheet.page_setup.orientation, "landscape")
                self.assertEqual(sheet.print_title_rows, "$1:$1")
        standard = [row[3].value for row in book["收费"].iter_rows(min_row=2)]
        self.assertEqual(standard, ["=1+1"])

    def test_text_too_long_for_a_cell_is_kept_not_cut(self):
        self.rich.rights = "长" * 40_000
        content = self.export(self.rich.service_id)
        self.assertEqual(self.outcome(self.look(content)), (0, 0, 1))

    def test_only_what_one_may_read_is_exported(self):
        hall = self.env["res.company"].create({"name": "另一大厅"})
        organ = self.department.create({"name": "另一局", "company_id": hall.id})
        service = self.env["yichuang.service"].create(
            {"item_id": self.rich.item_id.id, "department_id": organ.id}
        )
        with self.assertRaises(UserError):
            self.export(service)
        outsider = self.make_user("test_outsider", "base.group_user")
        with self.assertRaises(AccessError):
            self.export(self.rich.service_id, user=outsider)

    def test_queries_do_not_grow_with_the_services(self):
        services = self.env["yichuang.service"]
        for number in range(6):
            services |= self.published_service(item_name=f"多个事项{number}")
        counts = []
        for some in (services[:2], services):
            export = self.env["yichuang.catalogue.export"].create({})
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            export._workbook(some.ids)
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 2)

from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ...tests.common import CatalogueCase

# An invented notice: real ones for 2027 are not out yet.
NOTICE = """国务院办公厅关于2027年部分节假日安排的通知
国办发明电〔2026〕0号
现将2027年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（农历除夕、周五）至12日（周五）放假调休，共8天。1月31日（周日）、2月13日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。4月25日（周日）上班。
五、端午节：6月9日（周三）放假1天，不调休。
六、中秋节：9月15日（周三）放假1天，不调休。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
国务院办公厅
2026年11月10日"""


@tagged("post_install", "-at_install")
class TestCalendarImport(CatalogueCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("en_US")

    def preview(self, text=NOTICE, **values):
        wizard = (
            self.env["yichuang.calendar.import"]
            .with_user(self.manager)
            .with_context(lang="en_US")
            .create({"text": text, **values})
        )
        wizard.action_read()
        return wizard

    def day(self, *ymd):
        return self.env["yichuang.calendar.day"].search([("date", "=", date(*ymd))])

    def test_the_preview_shows_what_was_understood(self):
        wizard = self.preview()
        self.assertFalse(wizard.problems)
        self.assertEqual(
            (wizard.year, wizard.number, wizard.issued_on, wizard.statutory),
            (2027, "国办发明电〔2026〕0号", date(2026, 11, 10), 13),
        )
        self.assertEqual(len(wizard.line_ids), 7)
        spring = wizard.line_ids[1]
        self.assertEqual((spring.rest_count, spring.stated_count), (8, 8))
        self.assertEqual(spring.rest, "Fri, Feb 5 – Fri, Feb 12")
        self.assertEqual(spring.makeup, "Sun, Jan 31; Sat, Feb 13")
        self.assertFalse(any(wizard.line_ids.mapped("problems")))
        self.assertEqual(wizard.worked_count, 248)

    def test_nothing_is_imported_by_reading(self):
        self.preview()
        self.assertFalse(self.day(2027, 2, 8))

    def test_a_clean_preview_is_imported(self):
        action = self.preview().action_import()
        notice = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(notice.number, "国办发明电〔2026〕0号")
        self.assertEqual(notice.text, NOTICE)
        self.assertEqual(self.day(2027, 2, 13).kind, "makeup")
        table = self.env["yichuang.calendar.day"]._workdays()
        due = table.add(date(2027, 2, 4), 5)
        self.assertEqual((due.date, due.provisional), (date(2027, 2, 18), False))

    def test_the_manager_walks_through_the_form(self):
        wizards = self.env["yichuang.calendar.import"].with_user(self.manager)
        with Form(wizards) as form:
            form.text = NOTICE
        form.record.action_read()
        with Form(form.record) as preview:
            self.assertEqual(preview.state, "preview")
        form.record.action_edit()
        self.assertEqual(form.record.state, "text")

    def test_a_day_count_that_does_not_add_up_is_refused_in_words(self):
        wizard = self.preview(NOTICE.replace("共8天", "共9天"))
        [line] = wizard.line_ids.filtered("problems")
        self.assertEqual(line.name, "春节")
        self.assertEqual(line.problems, "9 days are stated, but the dates make 8.")
        with self.assertRaisesRegex(UserError, "contradicts itself"):
            wizard.action_import()
        self.assertFalse(self.day(2027, 2, 8))

    def test_a_wrong_weekday_is_refused_in_words(self):
        wizard = self.preview(NOTICE.replace("4月25日（周日）", "4月25日（周六）"))
        [line] = wizard.line_ids.filtered("problems")
        self.assertIn("Sun, Apr 25: the notice calls it 周六.", line.problems)

    def test_a_year_out_of_balance_is_refused_in_words(self):
        wizard = self.preview(NOTICE.replace("4月25日（周日）上班。", ""))
        self.assertIn("18 weekdays off less 4 make-up days", wizard.problems)

    def test_a_missing_holiday_is_listed(self):
        wizard = self.preview(
            NOTICE.replace("五、端午节：6月9日（周三）放假1天，不调休。", "")
        )
        [line] = wizard.line_ids.filtered("problems")
        self.assertEqual(line.name, "端午节")

    def test_a_text_changed_after_the_preview_is_read_again_first(self):
        wizard = self.preview()
        wizard.text = NOTICE.replace("周", "星期")
        with self.assertRaisesRegex(UserError, "Read it again"):
            wizard.action_import()
        wizard.action_read()
        wizard.action_import()

    def test_a_preview_cannot_be_forged(self):
        wizard = self.preview(NOTICE.replace("共8天", "共9天"))
        wizard.line_ids.write({"problems": False})
        wizard.write({"problems": False, "worked_count": 248})
        with self.assertRaisesRegex(UserError, "contradicts itself"):
            wizard.action_import()

    def test_an_announced_year_needs_a_replacement_with_reason(self):
        self.preview().action_import()
        wizard = self.preview(NOTICE.replace("4月25日（周日）", "5月9日（周日）"))
        self.assertEqual(wizard.former_id.year, 2027)
        self.assertEqual(
            wizard.changed_days.splitlines(),
            ["Sun, Apr 25 becomes a day of rest", "Sun, May 9 becomes a working day"],
        )
        with self.assertRaisesRegex(UserError, "Say why"):
            wizard.action_import()
        wizard.reason = "更正"
        with self.assertRaisesRegex(UserError, "Say why"):
            wizard.action_import()
        wizard.write({"replace": True, "reason": "国务院办公厅更正"})
        wizard.action_import()
        self.assertEqual(self.day(2027, 5, 9).kind, "makeup")
        self.assertEqual(self.day(2027, 4, 25).kind, "weekend")

    def test_dates_without_weekday_are_warned_of(self):
        wizard = self.preview(NOTICE.replace("1月31日（周日）", "1月31日"))
        self.assertTrue(wizard.unchecked)
        self.assertFalse(wizard.problems)

    def test_another_number_of_holidays_by_law_can_be_allowed(self):
        wizard = self.preview(NOTICE.replace("4月25日（周日）上班。", ""))
        wizard.statutory = 14
        wizard.action_read()
        self.assertFalse(wizard.problems)

    def test_only_the_manager_imports(self):
        for user in (self.editor, self.approver, self.supervisor):
            with self.assertRaises(AccessError):
                self.env["yichuang.calendar.import"].with_user(user).create(
                    {"text": NOTICE}
                )
        with self.assertRaises(AccessError):
            self.preview().with_user(self.editor).action_import()

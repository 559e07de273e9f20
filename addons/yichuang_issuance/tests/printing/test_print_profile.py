from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..printing_builders import PrintingCase


@tagged("post_install", "-at_install")
class TestPrintProfile(PrintingCase):
    def profile_of(self, user, kind="label"):
        return self.env["yichuang.print.profile"].with_user(user)._for(kind)

    def test_first_printer_of_the_hall_prints(self):
        self.make_profile(name="第二台", sequence=20)
        self.assertEqual(self.profile_of(self.exit_clerk), self.label_printer)
        self.assertEqual(self.profile_of(self.exit_clerk, "slip"), self.slip_printer)

    def test_own_default_comes_first_and_there_is_one(self):
        second, third = (
            self.make_profile(name=name, sequence=20) for name in ("二", "三")
        )
        for profile in (second, third):
            profile.with_user(self.exit_clerk).action_make_mine()
            self.assertEqual(self.profile_of(self.exit_clerk), profile)
        self.assertFalse(second.default_user_ids)
        self.assertEqual(self.profile_of(self.second_exit_clerk), self.label_printer)
        self.assertEqual(self.profile_of(self.exit_clerk, "slip"), self.slip_printer)

    def test_printer_of_a_window_is_for_those_who_sit_there(self):
        self.label_printer.window_id = self.env["yichuang.window"].create(
            {
                "name": "出件",
                "number": "T1",
                "zone_id": self.env["yichuang.zone"]
                .create({"name": "出件区", "code": "Y"})
                .id,
            }
        )
        self.assertFalse(self.profile_of(self.exit_clerk))

    def test_paper_fits_what_is_printed(self):
        with Form(self.env["yichuang.print.profile"]) as form:
            form.name = "三楼"
            form.kind = "certificate"
            self.assertEqual(form.paper, "a4")
        with self.assertRaisesRegex(ValidationError, "something else"):
            self.slip_printer.paper = "a3"

    def test_measured_cross_corrects_the_offset(self):
        with Form(self.certificate_printer) as form:
            self.assertEqual(form.mark, 20)
            form.measured_right = 21.3
            form.measured_down = 19.9
        self.assertEqual(self.certificate_printer.offset_right, -21)
        self.assertEqual(self.certificate_printer.offset_down, 13)

    @mute_logger("odoo.sql_db")
    def test_printer_is_not_off_by_more_than_its_margin(self):
        with self.assertRaises(IntegrityError):
            self.label_printer.offset_down = 201
            self.env.flush_all()

    def test_calibration_page_has_the_size_of_the_sheet(self):
        self.label_printer.with_user(self.exit_clerk).action_calibrate()
        self.assertEqual(self.pages(self.last_job()), (1, (60, 40)))
        self.certificate_printer.with_user(self.manager).action_calibrate()
        self.assertEqual(self.pages(self.last_job()), (1, (297, 210)))
        self.assertIn("证照打印机", self.words(self.last_job()))

    def test_only_the_manager_sets_printers_up(self):
        for user in (self.exit_clerk, self.clerk, self.decider, self.supervisor):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.label_printer.with_user(user).offset_down = 3

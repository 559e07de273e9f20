import base64
import io
import zipfile

import pikepdf
from PIL import Image

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import IntakeCase


def picture(colour="white"):
    """A picture as a scanner makes it, very small."""
    stream = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(stream, "JPEG")
    return stream.getvalue()


def pdf(**save):
    """A PDF file of one empty page."""
    stream = io.BytesIO()
    document = pikepdf.new()
    document.add_blank_page()
    document.save(stream, **save)
    return stream.getvalue()


def ofd(entry="OFD.xml"):
    """The container of an OFD file (GB/T 33190)."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr(entry, "<ofd:OFD/>")
    return stream.getvalue()


@tagged("post_install", "-at_install")
class TestScan(IntakeCase):
    """Scans of the papers, made at the window and frozen with the list."""

    def scan(self, material, data, user=None, step="action_confirm"):
        """Scan as the dialog does."""
        user = user or self.clerk
        action = material.with_user(user).action_scan()
        wizard = self.env(user=user.id)[action["res_model"]]
        return getattr(
            wizard.with_context(**action["context"]).create(
                {"data": base64.b64encode(data)}
            ),
            step,
        )()

    def test_scans_are_told_by_content_named_by_us_and_take_the_material_in(self):
        case = self.received_case()
        line = case.material_ids[0]
        for data, kind in ((picture(), "jpg"), (pdf(), "pdf"), (ofd(), "ofd")):
            with self.subTest(kind):
                self.scan(line, data)
                self.assertEqual(case.file_ids[-1].name.rsplit(".", 1)[1], kind)
        self.assertTrue(line.received)
        self.assertEqual(line.file_count, 3)
        self.assertTrue(all(case.file_ids.mapped("scanned")))

    def test_what_cannot_be_opened_or_is_no_scan_is_refused(self):
        case = self.received_case()
        locked = pikepdf.Encryption(owner="a", user="b")
        for data, words in (
            (b"", "empty"),
            (b"MZ" + bytes(40), "Only PDF"),
            (b"<html></html>", "Only PDF"),
            (ofd("evil.exe"), "Only PDF"),
            (b"%PDF-1.7 broken", "cannot be opened"),
            (pdf(encryption=locked), "cannot be opened"),
            (ofd()[:-30] + bytes(30), "Only PDF"),
        ):
            with self.subTest(words), self.assertRaisesRegex(UserError, words):
                self.scan(case.material_ids[0], data)
        self.assertFalse(case.file_ids)

    def test_size_is_a_setting_of_the_hall(self):
        self.assertEqual(self.env.company.scan_megabytes, 20)
        case = self.received_case()
        case.company_id.scan_megabytes = 1
        with self.assertRaisesRegex(UserError, "at most 1 MB"):
            self.scan(case.material_ids[0], pdf() + bytes(1_000_001))

    def test_same_file_twice_is_noticed(self):
        case, other = self.received_case(), self.received_case()
        self.scan(case.material_ids[0], picture())
        with self.assertRaisesRegex(UserError, "kept already"):
            self.scan(case.material_ids[1], picture())
        self.assertFalse(case.file_ids.seen_before)
        self.scan(other.material_ids[0], picture())
        self.assertTrue(other.file_ids.seen_before)

    def test_next_material_without_a_scan_is_asked_for(self):
        case = self.received_case()
        first, second = case.material_ids
        action = self.scan(first, picture(), step="action_next")
        self.assertEqual(action["context"]["default_material_id"], second.id)
        action = self.scan(second, picture("black"), step="action_next")
        self.assertEqual(action["type"], "ir.actions.act_window_close")

    def test_scans_are_frozen_once_accepted(self):
        case = self.received_case()
        self.scan(case.material_ids[0], picture())
        case.with_user(self.clerk).action_take_all_materials()
        case.with_user(self.clerk).action_accept()
        with self.assertRaisesRegex(UserError, "can no longer be changed"):
            self.scan(case.material_ids[1], picture("black"))
        with self.assertRaisesRegex(UserError, "can no longer be changed"):
            case.file_ids.with_user(self.clerk).action_remove()
        for change in (
            lambda: case.file_ids.with_user(self.clerk).write({"name": "x.pdf"}),
            lambda: case.file_ids.with_user(self.clerk).unlink(),
        ):
            with self.assertRaises(AccessError):
                change()

    def test_scan_made_by_mistake_is_removed_while_the_list_is_open(self):
        case = self.received_case()
        self.scan(case.material_ids[0], picture())
        case.file_ids.with_user(self.clerk).action_remove()
        self.assertFalse(case.file_ids)
        self.assertEqual(self.events_of(case)[-2:], ["scan", "remove_scan"])

    def test_only_the_window_scans(self):
        case = self.received_case()
        for user in (self.reviewer, self.supervisor):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.scan(case.material_ids[0], picture(), user=user)

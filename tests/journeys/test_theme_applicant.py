"""Several matters as one, by their applicant in a real browser: applied for from the
public page, received, supplemented once for all, accepted; and pages for everybody."""

from odoo.tests import tagged

from odoo.addons.yichuang_intake.tests.desk.test_apply import STATED
from odoo.addons.yichuang_intake.tests.joint.test_apply_theme import ApplyThemeCase

from .accessibility import ReadsPages
from .screens import TakesPictures


@tagged("post_install", "-at_install")
class TestThemeApplicant(ReadsPages, TakesPictures, ApplyThemeCase):
    browser_size = "1366x900"
    READER = "test_applicant"

    def test_from_the_public_page_to_the_acceptance_of_all(self):
        self.start_tour(
            f"/services/theme/{self.theme.slug}",
            "yichuang_theme_applicant_tour",
            login="test_applicant",
        )
        joints = self.env["yichuang.joint.case"]
        joint = joints.search([("applicant_name", "=", "示例游客")])
        self.assertEqual((joint.state, joint.channel), ("submitted", "online"))
        self.assertEqual(len(joint.file_ids), 3)
        joint.with_user(self.clerk).action_receive_online()
        line = joint.material_ids.filtered(lambda one: one.name == "示例申请书")
        line.with_user(self.clerk).defect = "未签字"
        self.notify_joint(joint)
        self.start_tour(
            f"/my/joint/{joint.receipt_number}",
            "yichuang_theme_supplement_tour",
            login="test_applicant",
        )
        joint.with_user(self.clerk).action_take_supplements()
        joint.with_user(self.clerk).action_accept()
        self.assertEqual(joint.state, "accepted")

    def pages(self):
        """Addresses of every kind of page of a joint application and of a promise."""
        draft = self.begun_joint()
        self.send(
            self.joint_url(draft),
            self.joint_files(draft, "示例平面图"),
            do="save",
            **STATED,
        )
        submitted = self.submitted_joint()
        wanting = self.received_online()
        wanting.material_ids[0].with_user(self.clerk).defect = "未签字"
        self.notify_joint(wanting)
        accepted = self.accepted_online()
        promised = self.promise_service(
            item_name="示例网上承诺",
            online_depth="3",
            online_url="https://example.com/apply",
        )
        begin = f"/my/apply/service/{promised._public_reference()}"
        promise = self.send(begin).headers["Location"]
        return (
            f"/services/theme/{self.theme.slug}",
            "/my/apply",
            self.begin,
            self.joint_url(draft),
            self.joint_url(submitted),
            self.page_of(wanting),
            self.page_of(accepted),
            "/my/cases",
            promise,
            f"{promise}/promise",
        )

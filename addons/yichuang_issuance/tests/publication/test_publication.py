import csv
import io
from unittest.mock import patch

from openpyxl import load_workbook

from odoo import SUPERUSER_ID
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, freeze_time, tagged

from odoo.addons.yichuang_catalog.tools.workdays import hall_date
from odoo.addons.yichuang_intake.tests.common import ORGANISATION

from ...models.publication import publication_visit
from ..publication_builders import PublicationCase


@tagged("post_install", "-at_install")
class TestPublication(PublicationCase, HttpCase):
    def test_art40_granted_licence_is_due_in_seven_working_days(self):
        publication = self.waiting_publication()
        calendar = self.env["yichuang.calendar.day"]._workdays()
        decided = hall_date()
        due = calendar.count(decided, publication.due_on)
        self.assertEqual((publication.state, due), ("waiting", 7))
        matter = publication.case_id
        self.assertEqual(publication.display_name, matter.display_name)
        denied = self.decided_case(outcome="denied")
        reward = self.granted_case(service_id=self.rewarding_service().id)
        found = self.env["yichuang.publication"].search(
            [("case_id", "in", (denied | reward).ids)]
        )
        self.assertFalse(found)

    def test_licence_from_before_the_list_is_caught_up_with_once(self):
        with freeze_time("2026-03-02 02:00:00"):
            publication = self.waiting_publication()
        case = publication.case_id
        self.env.cr.execute(
            "DELETE FROM yichuang_publication WHERE id = %s", publication.ids
        )
        publication.invalidate_recordset()
        denied = self.decided_case(outcome="denied")
        for _update in range(2):
            self.env["yichuang.case"]._prepare_missing_publications(batch_size=1)
        found = self.publication_of(case)
        self.assertEqual((found.state, str(found.due_on)), ("waiting", "2026-03-11"))
        self.assertFalse(self.publication_of(denied))
        self.publish_due()
        self.assertEqual(found.state, "published")

    def rewarding_service(self):
        """A service that is no licence, of the same organ."""
        item = self.env["yichuang.item"].create(
            {"name": "测试奖励", "item_type": "reward"}
        )
        service = self.env["yichuang.service"].create(
            {"item_id": item.id, "department_id": self.department.id}
        )
        return self.published_service(service=service)

    def test_it_publishes_itself_with_the_certificate_or_on_the_last_day(self):
        waiting = self.waiting_publication()
        issued = self.issued_certificate().case_id
        self.publish_due()
        self.assertEqual(self.publication_of(issued).state, "published")
        self.assertEqual(waiting.state, "waiting")
        with freeze_time(f"{waiting.due_on} 04:00:00"):
            self.publish_due()
        self.assertEqual(waiting.state, "published")
        self.assertFalse(waiting.certificate_number)
        self.env.company.publish_by_itself = False
        held = self.publication_of(self.issued_certificate().case_id)
        self.publish_due()
        self.assertEqual(held.state, "waiting")

    def test_art50_renewal_by_silence_is_public_too(self):
        with freeze_time("2026-03-02 02:00:00"):
            case = self.accepted_case(
                renewal=True,
                licence_number="示许〔2021〕1号",
                licence_expires_on="2026-03-20",
            )
        with freeze_time("2026-04-15 02:00:00"):
            case.with_user(SUPERUSER_ID)._cron_deem_renewed()
            self.publish_due()
        publication = self.publication_of(case)
        self.assertEqual(publication.state, "published")
        self.assertEqual(str(publication.decided_on), "2026-03-21")
        self.assertTrue(publication.decision_number)

    def test_certificate_that_comes_later_or_ends_is_shown(self):
        publication = self.published_publication()
        self.assertFalse(publication.certificate_number)
        case = publication.case_id
        case.with_user(self.exit_clerk).action_certify()
        case.certificate_ids.with_user(self.exit_clerk).action_issue()
        self.publish_due()
        self.assertEqual(publication.certificate_number, case.certificate_ids.number)
        certificate = case.certificate_ids
        shown = []
        for step in (
            lambda: self.end_certificate(certificate, "suspend"),
            certificate.with_user(self.decider).action_resume,
            lambda: self.end_certificate(
                certificate, "revoke", revocation_ground="fraud"
            ),
        ):
            step()
            self.publish_due()
            shown.append(publication.status)
        self.assertEqual(shown, ["暂扣", "有效", "撤销"])

    def test_persons_are_masked_and_organisations_whole(self):
        person = self.published_publication()
        self.assertEqual((person.holder_name, person.holder_code), ("示***人", ""))
        body = self.published_publication(
            applicant_kind="legal",
            applicant_name="测试县示例食品有限公司",
            id_number=ORGANISATION,
            legal_representative="示例负责人",
        )
        self.assertEqual(body.holder_name, "测试县示例食品有限公司")
        self.assertEqual(body.holder_code, ORGANISATION)
        self.assertEqual(body.legal_representative, "示***人")

    def test_art5_secrets_are_withheld_with_a_reason(self):
        publication = self.waiting_publication()
        with self.assertRaisesRegex(UserError, "on which ground"):
            publication.with_user(self.decider)._transition(
                "withhold", {"ground": "privacy", "reason": " "}
            )
        stranger = self.make_user("test_decider_far", "yichuang_intake.group_decider")
        with self.assertRaises(UserError):
            self.say_why(publication, "withhold", stranger)
        self.say_why(publication, "withhold", self.decider)
        with freeze_time(f"{publication.due_on} 04:00:00"):
            self.publish_due()
        self.assertEqual(publication.state, "withheld")

    def test_taken_down_is_not_shown(self):
        publication = self.published_publication()
        number = publication.decision_number
        url = f"/published?q={number}"
        self.assertIn("o_yichuang_published", self.url_open(url).text)
        with self.assertRaises(AccessError):
            self.say_why(publication, "take_down", self.decider)
        self.say_why(publication, "take_down", self.manager)
        self.assertNotIn("o_yichuang_published", self.url_open(url).text)

    def test_page_shows_the_least_and_finds(self):
        publication = self.published_publication()
        page = self.url_open(f"/published?q={publication.decision_number}").text
        self.assertIn("示***人", page)
        self.assertNotIn("示例申请人", page)
        self.assertNotIn("11010519491231002X", page)
        self.assertNotIn("110105", page)
        other = self.url_open("/published?q=没有这个名字").text
        self.assertNotIn("o_yichuang_published", other)
        for hostile in ("%25", "' OR 1=1 --", "_"):
            self.assertEqual(
                self.url_open(f"/published?q={hostile}&page=x").status_code, 200
            )

    def test_lists_hold_no_formula_and_are_rationed(self):
        publication = self.published_publication()
        publication._write_guarded({"content": "=HYPERLINK(1)"})
        query = f"?q={publication.decision_number}"
        text = self.url_open(f"/published/list.csv{query}").content.decode("utf-8-sig")
        header, row = list(csv.reader(io.StringIO(text)))
        self.assertEqual(row[header.index("许可内容")], "'=HYPERLINK(1)")
        book = load_workbook(
            io.BytesIO(self.url_open(f"/published/list.xlsx{query}").content)
        )
        cells = [cell for line in book.active.iter_rows() for cell in line]
        self.assertFalse([cell for cell in cells if cell.data_type == "f"])
        with patch.object(publication_visit, "MOST", 3):
            answers = [
                self.url_open(f"/published/list.csv{query}").status_code
                for _turn in range(3)
            ]
        self.assertEqual(answers, [200, 429, 429])

    def test_only_a_manager_publishes_by_hand(self):
        publication = self.waiting_publication()
        with self.assertRaises(AccessError):
            publication.with_user(self.decider).action_publish()
        publication.with_user(self.manager).action_publish()
        self.assertEqual(publication.state, "published")

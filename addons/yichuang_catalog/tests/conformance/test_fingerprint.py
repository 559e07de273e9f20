from odoo.exceptions import UserError
from odoo.fields import Date
from odoo.tests import tagged

from ...models.conformance.service_version import DIGESTS
from ...tools.workdays import hall_date
from .common import ConformanceCase


@tagged("post_install", "-at_install")
class TestFingerprint(ConformanceCase):
    def digests(self, version):
        return {element: version[name] for element, name in DIGESTS.items()}

    def test_a_draft_has_none_and_publication_takes_all(self):
        version = self.draft_version()
        self.assertFalse(any(self.digests(version).values()))
        version.action_submit()
        version.with_user(self.approver).action_publish()
        self.assertTrue(all(self.digests(version).values()))

    def test_a_version_that_takes_effect_later_gets_them_then(self):
        version = self.draft_version(effective_on=Date.add(hall_date(), days=40))
        version.action_submit()
        version.with_user(self.approver).action_publish()
        self.assertFalse(version.digest_basis)
        version.sudo()._write_guarded({"effective_on": hall_date()})
        version._apply_due()
        self.assertEqual("published", version.state)
        self.assertTrue(version.digest_basis)

    def test_nobody_sets_them_by_hand(self):
        version = self.draft_version()
        for name in (*DIGESTS.values(), "digest_rules"):
            with self.assertRaises(UserError):
                version.write({name: "1"})
            with self.assertRaises(UserError):
                version.copy({name: "1"})

    def test_the_next_draft_does_not_inherit_them(self):
        draft = self.published_version().copy()
        self.assertFalse(any(self.digests(draft).values()))

    def test_the_way_of_typing_makes_no_difference(self):
        one = self.publish(
            self.make_service(self.department), conditions="一、有场所。"
        )
        other = self.publish(self.make_service(self.city_organ), conditions="1．有场所")
        self.assertEqual(self.digests(one), self.digests(other))

    def test_steps_and_lines_of_the_same_procedure_are_the_same(self):
        lines = self.publish(self.make_service(self.department))
        draft = self.draft_version(service=self.make_service(self.city_organ))
        before = self.env["yichuang.step"]
        for name in ("申请", "受理", "审查", "决定", "送达"):
            before = before.with_user(self.editor).create(
                {
                    "version_id": draft.id,
                    "name": name,
                    "department_id": self.city_organ.id,
                    "after_ids": [(6, 0, before.ids)],
                }
            )
        draft._stamp()
        self.assertEqual(lines.digest_procedure, draft.digest_procedure)

    def test_versions_of_old_rules_are_done_anew_by_a_report(self):
        version = self.publish(self.make_service(self.department))
        version._write_guarded({"digest_basis": "old", "digest_rules": 0})
        self.report()
        self.assertNotEqual("old", version.digest_basis)

    def test_the_name_of_a_service_is_followed(self):
        service = self.make_service(self.department)
        before = service.digest_name
        service.name = "食品 经营许可（县级）"
        self.assertEqual(before, service.digest_name)
        service.name = "食品销售许可"
        self.assertNotEqual(before, service.digest_name)

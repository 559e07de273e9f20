from odoo.tests import HttpCase, tagged

from ..common import CatalogueCase


@tagged("post_install", "-at_install", "slow")
class TestCatalogueTours(HttpCase, CatalogueCase):
    """An editor and an approver change a promise in a real browser."""

    def test_a_promise_is_shortened_by_two_people(self):
        service = self.published_service(item_name="游览许可")
        first = service.current_version_id
        for path, tour, user in (
            ("hall-services", "yichuang_editor_tour", self.editor),
            ("hall-approvals", "yichuang_approver_tour", self.approver),
        ):
            self.start_tour(f"/odoo/{path}", tour, login=user.login, timeout=90)
        current = service.current_version_id
        self.assertEqual((first.state, current.number), ("retired", 2))
        self.assertEqual(
            (current.promise_days, current.published_by_id), (5, self.approver)
        )

    def test_the_checklist_leads_to_what_is_missing(self):
        version = self.draft_version(item_name="清单许可", procedure=False)
        self.start_tour(
            f"/odoo/hall-versions/{version.id}",
            "yichuang_checklist_tour",
            login=self.editor.login,
            timeout=90,
        )
        self.assertFalse(version.gaps)

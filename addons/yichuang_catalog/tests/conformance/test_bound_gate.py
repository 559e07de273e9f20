from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import ConformanceCase


@tagged("post_install", "-at_install")
class TestBoundGate(ConformanceCase):
    """None of the official four can differ below a bound item (四同)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.item.law_ids = cls.law()
        cls.service = cls.make_service(cls.department)
        cls.draft = cls.draft_version(service=cls.service)

    def faults(self):
        return {row["rule"] for row in self.draft._faults()}

    def test_what_agrees_is_published(self):
        self.item.bound = True
        self.assertFalse(self.faults())
        self.draft.action_submit()
        self.draft.with_user(self.approver).action_publish()
        self.assertEqual("published", self.draft.state)

    def test_name_and_basis_that_came_apart_stop_publication(self):
        self.draft.action_submit()
        self.item.bound = True
        self.item.write({"name": "食品经营许可新名", "law_ids": [(5,)]})
        self.assertIn("bound_laws", self.faults())
        with self.assertRaises(UserError):
            self.draft.with_user(self.approver).action_publish()

    def test_nothing_below_states_another_name_or_basis(self):
        self.item.bound = True
        with self.assertRaises(ValidationError):
            self.service.name = "别的名称"
        with self.assertRaises(ValidationError):
            self.draft.law_ids = [(5,)]

    def test_code_and_type_are_the_items_own(self):
        self.item.bound = True
        self.assertEqual(self.item.item_type, self.service.item_type)
        self.assertTrue(self.service._fields["item_type"].related)
        self.assertNotIn("code", self.draft._fields)
        run = self.report()
        self.assertFalse(self.differences(run))

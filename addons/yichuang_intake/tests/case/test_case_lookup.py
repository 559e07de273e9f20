from odoo.tests import tagged

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestCaseLookup(IntakeCase):
    """A case is found by its receipt number or by the applicant's name."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.short = cls.received_case(applicant_name="王伟")
        cls.long = cls.received_case(applicant_name="王伟明")
        cls.shop = cls.received_case(applicant_name="伟明商行")
        cls.cases = cls.short | cls.long | cls.shop

    def found(self, text, operator="ilike"):
        cases = self.env["yichuang.case"].with_user(self.clerk)
        return cases.search(
            [("lookup", operator, text), ("id", "in", self.cases.ids)], order="id"
        )

    def test_text_finds_names_and_receipts(self):
        number = self.long.receipt_number
        for text, cases in (
            ("王", self.short | self.long),
            ("王伟", self.short | self.long),
            ("王伟明", self.long),
            ("伟明商", self.shop),
            ("伟明", self.shop),  # so short a text begins the name
            ("明", self.cases.browse()),
            (" 王伟 ", self.short | self.long),
            ("%伟", self.cases.browse()),
            ("_", self.cases.browse()),
            (number, self.long),
            (number.split("-")[2], self.long),
        ):
            with self.subTest(text):
                self.assertEqual(self.found(text), cases)

    def test_whole_text_and_its_opposite(self):
        self.assertEqual(self.found("王伟", "="), self.short)
        self.assertEqual(self.found(self.shop.receipt_number, "="), self.shop)
        self.assertEqual(self.found("王伟", "!="), self.long | self.shop)
        self.assertEqual(self.found("王伟明", "not ilike"), self.short | self.shop)

    def test_choosing_a_case_looks_it_up_the_same_way(self):
        cases = self.env["yichuang.case"].with_user(self.clerk)
        named = cases.name_search("王伟", [("id", "in", self.cases.ids)])
        self.assertEqual({row[0] for row in named}, set((self.short | self.long).ids))
        self.assertFalse(self.short.lookup)

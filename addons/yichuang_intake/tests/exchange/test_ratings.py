from odoo.tests import tagged

from ..common import PERSON
from .common import ExchangeCase


@tagged("post_install", "-at_install")
class TestExchangedRatings(ExchangeCase):
    """The rating platform is told of services and of ratings given with the name."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner.with_ratings = True

    def test_only_partners_that_want_ratings_are_told(self):
        self.given_evaluation("2", self.accepted_case())
        self.partner.with_ratings = False
        tables = self.opened(self.make()).tables
        self.assertFalse({"eval_service", "eval_rating"} & set(tables))

    def test_service_is_told_in_the_columns_of_the_platform(self):
        case = self.accepted_case()
        [row] = self.opened(self.make()).tables["eval_service"]
        self.assertEqual(
            {
                name: row[name]
                for name in (
                    "departmentCode",
                    "affairSerialNo",
                    "affairCode",
                    "userType",
                    "certificateType",
                    "certificateNo",
                    "workNo",
                )
            },
            {
                "departmentCode": self.department.uscc,
                "affairSerialNo": case.number,
                "affairCode": self.service.code,
                "userType": "0",
                "certificateType": "10",
                "certificateNo": PERSON,
                "workNo": self.clerk.login,
            },
        )

    def test_named_rating_and_its_repair_are_told_one_after_the_other(self):
        case = self.accepted_case()
        self.make()
        task = self.given_evaluation("5", case, comment="等了两个小时。").task_ids
        [row] = self.opened(self.make()).tables["eval_rating"]
        self.assertEqual(
            (row["cd_operation"], row["satisfaction"], row["evalDetail"]),
            ("I", "5", "等了两个小时。"),
        )
        self.assertFalse(row["fixTime"])
        self.task_step(task, self.clerk, "contact", "已电话联系申请人。")
        self.task_step(task, self.clerk, "fix", "已增设导办。")
        [row] = self.opened(self.make()).tables["eval_rating"]
        self.assertEqual((row["cd_operation"], row["fixDetail"]), ("U", "已增设导办。"))

    def test_rating_without_a_name_is_not_led_back_to_its_case(self):
        self.given_evaluation("4", self.accepted_case(), anonymous=True)
        self.assertNotIn("eval_rating", self.opened(self.make()).tables)

import psycopg2

from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from ...tools import uscc

GOOD = "11370800MB28559184"


@tagged("post_install", "-at_install")
class TestDepartment(TransactionCase):
    def _create(self, **vals):
        return self.env["yichuang.department"].create({"name": "示范县水务局", **vals})

    def test_gb32100_wrong_check_character_is_refused(self):
        self.assertTrue(uscc.is_valid(GOOD))
        with self.assertRaisesRegex(ValidationError, "GB 32100"):
            self._create(uscc=GOOD[:-1] + "5")

    def test_code_is_unique_among_active_organs(self):
        self._create(uscc=GOOD)
        with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.IntegrityError):
            self._create(uscc=GOOD)

    def test_archived_organ_frees_its_code(self):
        self._create(uscc=GOOD).active = False
        self.env.flush_all()
        self.assertTrue(self._create(uscc=GOOD))

    def test_organ_cannot_stand_under_itself(self):
        upper = self._create()
        lower = self._create(parent_id=upper.id)
        with self.assertRaises(ValidationError):
            upper.parent_id = lower


@tagged("post_install", "-at_install")
class TestRegion(TransactionCase):
    def _create(self, **vals):
        return self.env["yichuang.region"].create(
            {"name": "示范市", "code": "990100", "level": "3", **vals}
        )

    def test_gbt2260_code_has_6_9_or_12_digits(self):
        for code in ("37", "3708301", "37083A"):
            with self.subTest(code=code), self.assertRaises(ValidationError):
                self._create(code=code)
        for code in ("990101", "990101001", "990101001002"):
            self.assertTrue(self._create(code=code))

    def test_level_is_below_the_level_above(self):
        city = self._create()
        self.assertTrue(self._create(code="990110", level="4", parent_id=city.id))
        with self.assertRaises(ValidationError):
            self._create(code="990111", level="3", parent_id=city.id)

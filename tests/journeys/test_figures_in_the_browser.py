"""The manager's way from a number to its rows, in a real browser."""

from odoo.tests import HttpCase, tagged

from ..hall import Hall
from .screens import TakesPictures


@tagged("post_install", "-at_install")
class TestFiguresInTheBrowser(TakesPictures, Hall, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager.name = "政务办 孙丽"
        cls.department.name = "示例审批局"
        cls.decided_case()
        cls.decided_case("denied")
        cls.accepted_case()
        cls.env["yichuang.figure.day"]._refresh(full=True)

    def test_from_the_number_to_its_rows(self):
        self._tour("figures-operation", "yichuang_figures_tour")
        for office in ("statistics", "catalogue", "supervision"):
            self._tour(f"figures-{office}", f"yichuang_figures_{office}_tour")

    def _tour(self, path, name):
        self.start_tour(f"/odoo/{path}", name, login=self.almighty.login, timeout=120)

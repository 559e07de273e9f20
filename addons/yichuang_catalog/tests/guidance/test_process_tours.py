from odoo.tests import HttpCase, tagged

from .common import ProcessCase


@tagged("post_install", "-at_install", "slow")
class TestProcessTours(HttpCase, ProcessCase):
    """An editor draws a process, an approver publishes a theme, in a real browser."""

    def test_an_editor_draws_a_process(self):
        version = self.draft_version(item_name="游览许可")
        self.start_tour(
            "/odoo/hall-versions",
            "yichuang_process_tour",
            login=self.editor.login,
            timeout=90,
        )
        self.assertEqual(len(version.step_ids), 6)
        self.assertEqual(version.step_ids[2].limit_days, 6)

    def test_an_approver_publishes_a_theme(self):
        theme = self.draft_theme()
        theme.action_submit()
        self.start_tour(
            "/odoo/hall-themes",
            "yichuang_theme_tour",
            login=self.approver.login,
            timeout=90,
        )
        self.assertEqual(
            (theme.state, theme.published_by_id), ("published", self.approver)
        )

from odoo.tests import freeze_time, tagged

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestRefusal(IntakeCase):
    """What is told at once (行政许可法 Art. 32(1), (2))."""

    def test_art32_told_late_what_is_told_at_once_is_marked(self):
        for kind, day, late in (
            ("not_needed", "2026-03-02", False),
            ("not_needed", "2026-03-03", True),
            ("not_competent", "2026-03-02", False),
            ("not_competent", "2026-03-03", True),
        ):
            with self.subTest(kind=kind, day=day):
                with freeze_time("2026-03-02 02:00:00"):
                    case = self.received_case()
                with freeze_time(f"{day} 02:00:00"):
                    self.refuse(case, refusal_kind=kind)
                events = self.env["yichuang.event"].search(
                    [
                        ("res_model", "=", case._name),
                        ("res_id", "=", case.id),
                        ("action", "=", "refuse_late"),
                    ]
                )
                self.assertEqual((case.refused_late, len(events)), (late, int(late)))
                expected = {"not_needed": "not_needed", "not_competent": "refusal"}
                document = case.document_ids.sorted("id")[-1]
                self.assertEqual(document.kind, expected[kind])

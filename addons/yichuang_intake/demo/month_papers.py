"""Papers at the window in the sample month: what is corrected on the spot, scanned and
kept on file, and not asked for when its holder comes again."""

from datetime import timedelta

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from .month_photo import photograph

CORRECTED_EVERY, KEPT_EVERY = 11, 12
ERROR = "申请表“经营面积”漏填。（示例）"
CORRECTION = "当场补填“86平方米”并签名。（示例）"
VALID_DAYS = 700


class Papers:
    """Mixed into ``Month``."""

    seen = 0
    kept: dict

    def _applicant_of(self, matter, legal):
        """Who comes: somebody with papers on file for this, or somebody new. What is on
        file cannot be missing."""
        known = None
        if matter["fate"] not in ("supplement", "lapse"):
            known = self.kept.pop(matter["service"], None)
        return known or self._applicant(legal)

    def _handle_papers(self, case, applicant):
        """What the clerk does with the papers of a case just received."""
        self.seen += 1
        material = case.material_ids.filtered("received")[:1]
        if not material:
            return
        if self.seen % CORRECTED_EVERY == 0:
            self._dialog(
                "yichuang.case.correct",
                case.env.user,
                {"material_id": material.id, "error": ERROR, "correction": CORRECTION},
                record=case,
            )
        if self.seen % KEPT_EVERY == 1 and not material.on_file:
            self._keep_on_file(case, material)
            self.kept[case.service_id] = applicant

    def _keep_on_file(self, case, material):
        clerk = case.env.user
        scan = {"material_id": material.id, "data": photograph()}
        self._dialog("yichuang.case.scan", clerk, scan, record=case)
        today = hall_date()
        self._dialog(
            "yichuang.vault.keep",
            clerk,
            {
                "file_id": case.file_ids.filtered(
                    lambda file: file.material_id == material
                )[:1].id,
                "number": f"示字〔{today.year}〕{self.seen:04}号",
                "issuer": "示范县人民医院（示例）",
                "issued_on": today - timedelta(days=30),
                "expires_on": today + timedelta(days=VALID_DAYS),
                "compared": True,
                "agreed": True,
            },
            record=case,
        )

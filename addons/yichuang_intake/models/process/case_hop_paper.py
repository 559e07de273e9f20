from odoo import models

from ...tools import hops


class CaseHop(models.Model):
    """The papers of a case on its way up: the opinion of the first review and the
    transfer list (初审意见书, 上报材料移交清单), each from one organ to the next."""

    _inherit = "yichuang.case.hop"

    def _issue_paper(self, kind, facts):
        """Issue a document of this organ to the one above."""
        self.ensure_one()
        [document] = self.case_id._issue_document(
            kind,
            {self.case_id.id: facts},
            addressee=self.to_organ_id.name,
            organ=self.organ_id,
        )
        return document

    def _review_facts(self):
        self.ensure_one()
        words = dict(self._fields["recommendation"]._description_selection(self.env))
        return {
            "初审机关": self.organ_id.name,
            "报送机关": self.to_organ_id.name,
            "本级受理时间": self.case_id._hall_time(self.accepted_on),
            "初审期限届满日": str(self.due_on or ""),
            "初审意见": self.opinion,
            "初审建议": words[self.recommendation],
            "初审人": self.reviewed_by_id.name,
        }

    def _transfer_facts(self):
        self.ensure_one()
        sheets = [hops.Sheet(**row) for row in self.transfer]
        return {
            "移交机关": self.organ_id.name,
            "接收机关": self.to_organ_id.name,
            "移交时间": self.case_id._hall_time(self.sent_up_on),
            "材料目录": [
                {
                    "材料名称": sheet.name,
                    "原件": str(sheet.originals),
                    "复印件": str(sheet.copies),
                    "页数": str(sheet.pages),
                    "电子文件 SHA-256": "\n".join(sheet.digests),
                }
                for sheet in sheets
            ],
            "件数": str(len(sheets)),
            "总页数": str(sum(sheet.pages for sheet in sheets)),
            "清单校验值": self.transfer_digest,
        }

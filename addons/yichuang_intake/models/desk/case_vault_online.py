from odoo import models


class Case(models.Model):
    """What the applicant of a single matter has on file: used in it at once."""

    _inherit = "yichuang.case"

    def _fitting(self, documents, lines):
        return {
            line.id: documents.filtered(lambda document, of=line: document._fits(of))
            for line in lines
        }

    def _take_own(self, line, document):
        if not document._covered_for(self):
            document._give_consent("portal", case=self)
        line._take_from_file(document)

from odoo import fields, models

from odoo.addons.yichuang_catalog.tools.workdays import hall_date


class Document(models.Model):
    """A document that no longer says what was given out is a breach of its own."""

    _inherit = "yichuang.document"

    def _changed_facts(self, digest):
        """This document as a breach, with the digest of what it says now."""
        self.ensure_one()
        return {
            "case_id": self.case_id.id,
            "department_id": self.department_id.id,
            "user_id": self.issued_by_id.id,
            "company_id": self.company_id.id,
            "breach_key": f"document/{self.id}/{digest[:16]}",
            "occurred_on": fields.Date.to_string(hall_date()),
            "facts": {"number": self.number, "digest": digest},
        }

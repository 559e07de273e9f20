from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.yichuang_catalog.tools.workdays import hall_date, hall_day_start

from ...tools import retention


class Case(models.Model):
    """The file of a matter that has ended."""

    _inherit = "yichuang.case"

    _guarded_fields = frozenset({"archive_id"})

    archive_id = fields.Many2one(
        "yichuang.archive",
        "File in the Archive",
        readonly=True,
        copy=False,
        index="btree_not_null",
        groups="yichuang_issuance.group_keeper,yichuang_catalog.group_manager,"
        "yichuang_catalog.group_supervisor,yichuang_intake.group_clerk,"
        "yichuang_intake.group_reviewer,yichuang_intake.group_decider",
        help="电子档案",
    )

    _unfiled_idx = models.Index(
        "(company_id, id) WHERE ended_on IS NOT NULL AND archive_id IS NULL"
    )

    @api.model
    def _to_archive_domain(self, company):
        """Matters of a hall that ended long enough ago and have no file."""
        day = hall_date() - timedelta(days=company.archive_after_days)
        return [
            ("company_id", "=", company.id),
            ("ended_on", "!=", False),
            ("ended_on", "<", hall_day_start(day + timedelta(days=1))),
            ("archive_id", "=", False),
            ("receipt_number", "!=", False),
        ]

    def _archive_vals(self, rules):
        """What the file says of its matter."""
        self.ensure_one()
        item_type = self.service_id.item_id.item_type or ""
        outcome = self.outcome or "other"
        period = retention.chosen(rules, item_type, outcome)
        ended_on = hall_date(self.ended_on)
        return {
            "case_id": self.id,
            "company_id": self.company_id.id,
            "department_id": self.department_id.id,
            "receipt_number": self.receipt_number,
            "case_number": self.number,
            "applicant_name": self.applicant_name,
            "subject": f"{self.applicant_name or ''}{self.service_id.name}",
            "item_type": item_type,
            "outcome": outcome,
            "ended_on": ended_on,
            "period": period,
            "keep_until": retention.keep_until(ended_on, period),
        }

    def action_view_archive(self):
        """Open the file of this matter."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "yichuang.archive",
            "res_id": self.archive_id.id,
            "view_mode": "form",
        }

from odoo import fields, models


class Case(models.Model):
    """A joint visit holds up every matter it is for until it is recorded."""

    _inherit = "yichuang.case"

    joint_check_ids = fields.Many2many(
        "yichuang.site.check",
        "yichuang_site_check_also",
        "case_id",
        "check_id",
        "Joint Visits",
        readonly=True,
        copy=False,
        help="联合勘验",
    )

    def _planned_checks(self):
        return super()._planned_checks() | self.joint_check_ids.filtered(
            lambda check: check.state == "planned"
        )

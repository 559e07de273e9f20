from odoo import fields, models
from odoo.exceptions import UserError


class Case(models.Model):
    _inherit = "yichuang.case"

    _added_guards = {"decide": ("_guard_site_checks",)}

    site_check_ids = fields.One2many("yichuang.site.check", "case_id", readonly=True)

    def _guard_site_checks(self, vals):
        # The duty holds for whoever decides, whether or not they may see checks.
        for case in self.sudo():
            if case._planned_checks():
                raise UserError(
                    self.env._(
                        "A site check of %(case)s is planned and has not been recorded "
                        "(行政许可法 Art. 34(3)). Record it, or delete it if it is not "
                        "needed.",
                        case=case.display_name,
                    )
                )

    def _planned_checks(self):
        """The site checks of this case that are still to be recorded."""
        self.ensure_one()
        return self.site_check_ids.filtered(lambda check: check.state == "planned")

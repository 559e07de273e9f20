from odoo import fields, models


class SiteCheckOfficer(models.Model):
    """An officer at a site check, with the number of their certificate."""

    _name = "yichuang.site.check.officer"
    _description = "Officer at a site check"
    _inherit = ["yichuang.lifecycle.line"]
    _order = "check_id, id"
    _rec_name = "user_id"
    _lifecycle_parent = "check_id"

    check_id = fields.Many2one(
        "yichuang.site.check", required=True, ondelete="cascade", index=True
    )
    user_id = fields.Many2one("res.users", "Officer", required=True, help="核查人员")
    certificate_number = fields.Char(required=True, help="执法证号")

    _officer_uniq = models.UniqueIndex(
        "(check_id, user_id)", "An officer counts once at a site check."
    )

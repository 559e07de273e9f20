from odoo import fields, models

from odoo.addons.yichuang_catalog.models.catalogue.limits import UNITS

from ...tools.hops import Stop
from ...tools.licensing_law import FIRST_REVIEW_DAYS


class ServiceVersionHop(models.Model):
    """An organ that reviews first (初审机关), on the way up to the organ that decides
    (行政许可法 Art. 35, 43).

    The lines of a version, in their order, are the way from below; the organ of the
    service stands at its end and decides. Each line has a limit of its own: twenty
    working days unless a law or regulation says otherwise.
    """

    _name = "yichuang.service.version.hop"
    _description = "Organ of the First Review"
    _inherit = ["yichuang.version.line"]
    _check_company_auto = True
    _rec_name = "department_id"

    department_id = fields.Many2one(
        "yichuang.department",
        "Reviewing Organ",
        ondelete="restrict",
        index=True,
        check_company=True,
        help="初审机关: the organ below, which accepts or receives from below, reviews "
        "and sends up.",
    )
    days = fields.Integer(
        "Time Limit", default=FIRST_REVIEW_DAYS, required=True, help="初审期限"
    )
    unit = fields.Selection(
        UNITS, required=True, default="workday", help="初审期限单位"
    )
    basis = fields.Char(
        "Limit Set By",
        help="法律、法规另有规定的: law and article of a limit other than that of "
        "行政许可法第四十三条.",
    )

    def _stop(self):
        """This line for ``tools/hops.py``."""
        self.ensure_one()
        organ = self.department_id
        return Stop(
            organ.id or None,
            organ.region_id.level or "",
            self.days,
            self.unit,
            self.basis or "",
        )

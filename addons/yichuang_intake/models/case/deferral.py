from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.workdays import hall_date


class Deferral(models.AbstractModel):
    """What may be accepted although something is missing (容缺受理), on the
    applicant's undertaking to hand it in: a case, or all matters of a joint case.

    Only materials that the published guide marks as such may follow later.
    """

    _name = "yichuang.deferral"
    _description = "Acceptance with materials to follow"

    _guarded_fields = frozenset({"deferral_signed_by", "deferral_signed_on"})

    deferral_signed_by = fields.Char(
        "Undertaking Signed By", readonly=True, copy=False, help="容缺承诺人"
    )
    deferral_signed_on = fields.Date(
        "Undertaking Signed", readonly=True, copy=False, help="承诺日期"
    )
    deferrable = fields.Boolean(
        compute="_compute_deferrable",
        help="All that is missing may follow later (容缺).",
    )

    def _compute_deferrable(self):
        for one in self:
            lacking = one._lacking_lines() if one.state == "received" else ()
            one.deferrable = bool(lacking) and all(
                line.necessity == "deferrable" for line in lacking
            )

    def _guard_undertaking(self, vals):
        if not (vals.get("deferral_signed_by") or "").strip():
            raise UserError(
                self.env._(
                    "Materials may follow later only on a signed undertaking that tells "
                    "the consequence. Fill in who signs it."
                )
            )

    def _guard_deferrable(self, vals):
        for one in self:
            lacking = one._lacking_lines()
            if not lacking:
                raise UserError(
                    self.env._(
                        "Nothing is missing: accept %(case)s as usual.",
                        case=one.display_name,
                    )
                )
            lacking._check_deferrable()

    def _values_accept_deferred(self, vals):
        vals["deferral_signed_on"] = hall_date()
        return self._values_accept(vals)

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools import chinese_date
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

HOW = {"paper": "书面签署", "online": "网上签署"}


class Deferral(models.AbstractModel):
    """What may be accepted although something is missing (容缺受理), on the
    applicant's undertaking to hand it in: a case, or all matters of a joint case.

    Only materials that the published guide marks as such may follow later.
    """

    _name = "yichuang.deferral"
    _description = "Acceptance with materials to follow"

    _guarded_fields = frozenset(
        {"deferral_signed_by", "deferral_signed_on", "deferral_signed_how"}
    )

    deferral_signed_by = fields.Char(
        "Undertaking Signed By", readonly=True, copy=False, help="容缺承诺人"
    )
    deferral_signed_on = fields.Date(
        "Undertaking Signed", readonly=True, copy=False, help="承诺日期"
    )
    deferral_signed_how = fields.Selection(
        [("paper", "On paper"), ("online", "Online")],
        "Undertaking Signed How",
        readonly=True,
        copy=False,
        help="签署方式: 书面, 网上",
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
                    "Materials may follow later only on a signed undertaking that "
                    "tells the consequence. Fill in who signs it."
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
        self._note_signature(vals)
        return self._values_accept(vals)

    def _note_signature(self, vals):
        """Note how and when the undertaking was signed: at the window, on paper and
        today."""
        vals["deferral_signed_how"] = vals.get("deferral_signed_how") or "paper"
        vals.setdefault("deferral_signed_on", hall_date())

    def _signature_facts(self):
        """How the undertaking was signed, as its document states it."""
        self.ensure_one()
        return {
            "承诺人": self.deferral_signed_by,
            "签署方式": HOW[self.deferral_signed_how],
            "签署日期": chinese_date.plain(self.deferral_signed_on),
        }

from odoo import fields, models

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

# What is told at once, on the day of receipt (Art. 32(1), (2)).
AT_ONCE = ("not_needed", "not_competent")


class Case(models.Model):
    """Told at once: that no permission is needed (不受理), or that another organ is
    competent (不予受理), is said on the day of receipt (行政许可法 Art. 32(1), (2)).

    Told later it is valid all the same; the case and its log keep that it was late.
    """

    _inherit = "yichuang.case"

    _guarded_fields = frozenset({"refused_late"})

    refused_late = fields.Boolean(
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="未即时告知: not accepted later than on the day of receipt, on a ground "
        "that is told at once.",
    )

    _refused_late_idx = models.Index("(company_id) WHERE refused_late")

    def _values_refuse(self, vals):
        values = super()._values_refuse(vals) or {}
        late = self._told_late(vals["refusal_kind"])
        for case in late:
            received, told = hall_date(case.received_on), hall_date()
            case._log_event(
                "refuse_late", {"received": str(received), "told": str(told)}
            )
            values[case.id] = {**values.get(case.id, {}), "refused_late": True}
        return values

    def _told_late(self, kind):
        """Those that can no longer be told at once, where this ground is."""
        if kind not in AT_ONCE:
            return self.browse()
        today = hall_date()
        return self.filtered(
            lambda case: case.received_on and hall_date(case.received_on) < today
        )

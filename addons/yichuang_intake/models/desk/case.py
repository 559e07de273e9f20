from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

# What acceptance gives out in the name of the organ.
SEALED_BY_MANDATE = ("acceptance", "deferral", "promise")


class Case(models.Model):
    """Acceptance by mandate: whoever accepts acts for the organ and is allowed to."""

    _inherit = "yichuang.case"

    _added_guards = {
        "accept": ("_guard_mandate",),
        "accept_deferred": ("_guard_mandate",),
    }
    _guarded_fields = frozenset({"mandate_id"})

    mandate_id = fields.Many2one(
        "yichuang.mandate",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        groups="base.group_user",
        help="受理授权: under which acceptance was given.",
    )

    def _mandates(self):
        """The mandates of the person at work, by case id."""
        # Clerks need not read other people's mandates to act under their own.
        mandates = self.env["yichuang.mandate"].sudo()
        return mandates._covering(self.env.user, self.sudo(), hall_date())

    def _guard_mandate(self, vals):
        covering = self._mandates()
        for case in self:
            if case.id not in covering:
                raise UserError(
                    self.env._(
                        "You may receive %(case)s but not accept it: acceptance is the "
                        "act of %(organ)s, and you have no mandate of it in force for "
                        "“%(service)s” (行政许可法 Art. 24, 32). A decider of the "
                        "organ can give one, or a colleague who has one accepts it.",
                        case=case.display_name,
                        organ=case._acting_organ().name,
                        service=case.service_id.name,
                    )
                )

    def _values_accept(self, vals):
        values = super()._values_accept(vals)
        for case_id, mandate in self._mandates().items():
            values[case_id]["mandate_id"] = mandate.id
        return values

    def _seal_name(self, kind):
        """Acceptance bears the seal its mandate names, if it names one."""
        mandate = self.sudo().mandate_id
        if kind in SEALED_BY_MANDATE and mandate.seal_name:
            return mandate.seal_name
        return super()._seal_name(kind)

from odoo import SUPERUSER_ID, api, fields, models

from .measure import IN_FORCE


class Sanction(models.Model):
    """A warning, a suspension or the removal of an agency (处理决定).

    Running contracts go on. A suspension ends on its day by itself.
    """

    _name = "yichuang.market.sanction"
    _description = "Sanction of an agency"
    _inherit = ["yichuang.market.measure"]

    kind = fields.Selection(
        [
            ("warn", "Warning"),
            ("suspend", "Suspension"),
            ("remove", "Removal"),
        ],
        required=True,
        default="warn",
        help="警告, 暂停报名, 清退",
    )
    months = fields.Integer(
        default=1, help="暂停期限(月): 1, 3 or 6 by the ladder of the market's rules."
    )

    _months_range = models.Constraint(
        "CHECK (kind != 'suspend' OR months BETWEEN 1 AND 36)",
        "A suspension lasts 1 to 36 months (政府采购法 Art. 77).",
    )

    @api.depends("agency_id.name", "kind")
    def _compute_display_name(self):
        words = dict(self._fields["kind"]._description_selection(self.env))
        for sanction in self:
            name = sanction.agency_id.name
            sanction.display_name = f"{name}: {words.get(sanction.kind)}"

    def _last_day(self, first):
        if self.kind == "remove":
            return False
        months = self.months if self.kind == "suspend" else 12
        return fields.Date.add(first, months=months)

    def _after_confirm(self, vals):
        super()._after_confirm(vals)
        for sanction in self:
            # The decision was taken under its own guards; the register follows it.
            agency = sanction.agency_id.with_user(SUPERUSER_ID)
            if sanction.kind == "remove":
                agency._transition("remove", {"ground": sanction._words()})
            elif sanction.kind == "suspend" and agency.state == "active":
                agency._transition(
                    "suspend",
                    {
                        "ground": sanction._words(),
                        "suspended_until": sanction.until_on,
                    },
                )

    def _words(self):
        return f"{self.legal_basis}: {self.decision}"

    def _after_cancel(self, _vals):
        self._let_sign_up_again()

    def _after_repair(self, _vals):
        self._let_sign_up_again()

    def _after_expire(self, _vals):
        self._let_sign_up_again()

    def _let_sign_up_again(self):
        """Suspended agencies that no other suspension holds come back."""
        for agency in self.filtered(lambda line: line.kind == "suspend").agency_id:
            held = self.search_count(
                [
                    ("agency_id", "=", agency.id),
                    ("kind", "=", "suspend"),
                    ("state", "in", IN_FORCE),
                ],
                limit=1,
            )
            if agency.state == "suspended" and not held:
                # The decision that ended it was taken under its own guards.
                register = agency.with_user(SUPERUSER_ID)
                register._write_guarded({"suspended_until": False})
                register._transition("resume")

    @api.model
    def _cron_expire(self):
        """End what has had its time."""
        over = self.search(
            [("state", "in", IN_FORCE), ("until_on", "<", self._today())], limit=2000
        )
        over.with_user(SUPERUSER_ID)._transition("expire")

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

MANAGER = "yichuang_catalog.group_manager"
DECIDER = "yichuang_intake.group_decider"


class Mandate(models.Model):
    """Who may accept applications in the name of an organ (受理授权).

    Receiving papers is the hall's own act; acceptance is the organ's (行政许可法 Art.
    32) and needs its mandate: the organ's own staff, or staff of the hall on an
    agreement of delegation to an administrative organ, announced to the public
    (Art. 24). Staff who may only receive have a mandate that says so.

    draft → active → ended. The hall writes it, the organ gives it, and it covers the
    days and services it names.
    """

    _name = "yichuang.mandate"
    _description = "Mandate to accept"
    _inherit = ["yichuang.lifecycle", "mail.thread"]
    _order = "id desc"
    _check_company_auto = True

    _transitions = (
        Transition(
            "give",
            "draft",
            "active",
            groups=DECIDER,
            guards=("_guard_organ_gives", "_guard_delegation_whole"),
        ),
        Transition(
            "end",
            "active",
            "ended",
            groups=(MANAGER, DECIDER),
            guards="_guard_reason",
        ),
    )
    _guarded_fields = frozenset({"given_by_id", "given_on", "ended_on", "end_reason"})
    _open_states = ("draft",)

    name = fields.Char(
        "Agreement",
        required=True,
        help="协议或授权文件名称及文号: the agreement or letter by which it is given.",
    )
    kind = fields.Selection(
        [
            ("staff", "Staff of the organ"),
            ("delegation", "Delegated to the hall"),
            ("receive_only", "May only receive"),
        ],
        required=True,
        default="delegation",
        help="机关工作人员, 委托受理, 仅收件",
    )
    department_id = fields.Many2one(
        "yichuang.department",
        "Organ",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        help="授权机关",
    )
    company_id = fields.Many2one(
        related="department_id.company_id", store=True, index=True, precompute=True
    )
    user_ids = fields.Many2many(
        "res.users",
        "yichuang_mandate_user",
        "mandate_id",
        "user_id",
        "Staff",
        help="被授权人员",
    )
    service_ids = fields.Many2many(
        "yichuang.service",
        string="Services",
        check_company=True,
        domain="[('department_id', '=', department_id)]",
        help="授权事项; empty for all services of the organ.",
    )
    announced_on = fields.Date(
        "Announced", help="公告日期 of the delegation (行政许可法 Art. 24)."
    )
    from_on = fields.Date(
        "From", required=True, default=lambda _self: hall_date(), help="授权起始日"
    )
    until_on = fields.Date("Until", help="授权截止日; empty until it is ended.")
    seal_name = fields.Char(
        "Seal", help="受理专用章: printed on what is accepted under this mandate."
    )
    given_by_id = fields.Many2one("res.users", readonly=True, copy=False, help="授权人")
    given_on = fields.Datetime(readonly=True, copy=False)
    ended_on = fields.Datetime(readonly=True, copy=False)
    end_reason = fields.Text(readonly=True, copy=False, help="终止理由")
    state = fields.Selection(
        [("draft", "Draft"), ("active", "In Force"), ("ended", "Ended")],
        required=True,
        default="draft",
        tracking=True,
        help="草稿, 有效, 已终止",
    )
    in_force = fields.Boolean(
        "In Force Today",
        compute="_compute_in_force",
        search="_search_in_force",
        help="今日有效",
    )

    _active_idx = models.Index("(department_id, from_on) WHERE state = 'active'")

    def init(self):
        self.env.cr.execute(
            """
            CREATE INDEX IF NOT EXISTS yichuang_mandate_user_user_idx
                ON yichuang_mandate_user (user_id, mandate_id)
            """
        )

    @api.constrains("from_on", "until_on")
    def _check_days(self):
        for mandate in self:
            if mandate.until_on and mandate.until_on < mandate.from_on:
                raise ValidationError(
                    self.env._("A mandate ends on the day it begins, or later.")
                )

    @api.constrains("service_ids", "department_id")
    def _check_services(self):
        for mandate in self:
            strange = mandate.service_ids.filtered(
                lambda service, organ=mandate.department_id: (
                    service.department_id != organ
                )
            )
            if strange:
                raise ValidationError(
                    self.env._(
                        "%(service)s is not a matter of %(organ)s: nobody can give "
                        "what is not theirs.",
                        service=strange[0].name,
                        organ=mandate.department_id.name,
                    )
                )

    @api.depends("state", "from_on", "until_on")
    def _compute_in_force(self):
        today = hall_date()
        for mandate in self:
            mandate.in_force = (
                mandate.state == "active"
                and bool(mandate.from_on)
                and mandate.from_on <= today
                and (not mandate.until_on or mandate.until_on >= today)
            )

    @api.model
    def _search_in_force(self, operator, value):
        if operator != "in" or True not in value:
            return NotImplemented
        return self._on(hall_date())

    @api.model
    def _on(self, day):
        """Mandates in force on a day."""
        return (
            Domain("state", "=", "active")
            & Domain("from_on", "<=", day)
            & (Domain("until_on", "=", False) | Domain("until_on", ">=", day))
        )

    @api.model
    def _covering(self, user, cases, day):
        """The mandate under which ``user`` may accept each of these cases.

        :returns: mandate by case id; cases without one are not in it
        """
        organs = {case.id: case._acting_organ() for case in cases}
        found = self.search(
            self._on(day)
            & Domain("user_ids", "in", user.ids)
            & Domain("kind", "!=", "receive_only")
            & Domain("department_id", "in", [organ.id for organ in organs.values()]),
            order="id",
        )
        covering = {}
        for case in cases:
            for mandate in found:
                if mandate.department_id == organs[case.id] and (
                    not mandate.service_ids or case.service_id in mandate.service_ids
                ):
                    covering[case.id] = mandate
                    break
        return covering

    def _guard_organ_gives(self, vals):
        for mandate in self:
            if self.env.user not in mandate.department_id.member_ids:
                raise UserError(
                    self.env._(
                        "Only %(organ)s itself can let somebody accept in its name "
                        "(行政许可法 Art. 24, 32). Ask one of its deciders.",
                        organ=mandate.department_id.name,
                    )
                )
            if self.env.user in mandate.user_ids:
                raise UserError(
                    self.env._("Nobody gives a mandate to themselves; ask a colleague.")
                )
            if not mandate.user_ids:
                raise UserError(self.env._("Name the staff the mandate is given to."))

    def _guard_delegation_whole(self, vals):
        for mandate in self.filtered(lambda mandate: mandate.kind == "delegation"):
            if mandate.department_id.nature != "statutory":
                raise UserError(
                    self.env._(
                        "%(organ)s acts on a delegation itself and cannot pass it on "
                        "(行政许可法 Art. 24).",
                        organ=mandate.department_id.name,
                    )
                )
            if not mandate.announced_on:
                raise UserError(
                    self.env._(
                        "A delegation is announced to the public (行政许可法 Art. 24). "
                        "Enter the day of the announcement."
                    )
                )

    def _guard_reason(self, vals):
        if not (vals.get("end_reason") or "").strip():
            raise UserError(self.env._("Say why the mandate ends."))

    def _values_give(self, vals):
        vals.update(given_by_id=self.env.uid, given_on=fields.Datetime.now())

    def _values_end(self, vals):
        vals["ended_on"] = fields.Datetime.now()

    def action_give(self):
        """Put the mandate into force in the name of the organ."""
        return self._step("give")

    def action_end(self):
        """Ask why the mandate ends."""
        return self._dialog(
            "yichuang.mandate.end", self.env._("End the Mandate"), mandate_id=self.id
        )

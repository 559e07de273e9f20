from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from .delivery import EXIT_CLERK

DECIDER = "yichuang_intake.group_decider"
REVIEWER = "yichuang_intake.group_reviewer"


class ExitList(models.Model):
    """What an organ hands over to the exit window (出件交接清单):
    draft → sent → received.

    The organ sends the documents of finished cases with a list; at the exit each is
    scanned on to its shelf, and what does not fit the list is noted and goes back. The
    list is signed for when every line is scanned or noted, so that both sides know at
    any moment who has a document.
    """

    _name = "yichuang.exit.list"
    _description = "Hand-over list of the exit"
    _inherit = ["yichuang.lifecycle"]
    _order = "id desc"

    _transitions = (
        Transition(
            "send",
            "draft",
            "sent",
            groups=(DECIDER, REVIEWER, EXIT_CLERK),
            guards=("_guard_sender", "_guard_lines", "_guard_still_expected"),
        ),
        Transition(
            "receive",
            "sent",
            "received",
            groups=EXIT_CLERK,
            guards="_guard_all_looked_at",
        ),
    )
    _guarded_fields = frozenset(
        {"name", "sent_on", "sent_by_id", "received_on", "received_by_id"}
    )
    _open_states = ("draft", "sent")

    name = fields.Char(
        "List Number", readonly=True, copy=False, index="trigram", help="清单编号"
    )
    department_id = fields.Many2one(
        "yichuang.department",
        "From Organ",
        required=True,
        ondelete="restrict",
        index=True,
        default=lambda self: self._default_department(),
        help="移交机关",
    )
    company_id = fields.Many2one(
        related="department_id.company_id",
        string="Hall",
        store=True,
        index=True,
        precompute=True,
    )
    state = fields.Selection(
        [("draft", "Draft"), ("sent", "On Its Way"), ("received", "Signed For")],
        required=True,
        default="draft",
        copy=False,
        help="草稿, 移交中, 已签收.",
    )
    line_ids = fields.One2many("yichuang.exit.list.line", "list_id", "Documents")
    sent_on = fields.Datetime(
        "Handed Over On", readonly=True, copy=False, help="移交时间"
    )
    sent_by_id = fields.Many2one(
        "res.users", "Handed Over By", readonly=True, copy=False, help="移交人"
    )
    received_on = fields.Datetime(
        "Signed For On", readonly=True, copy=False, help="签收时间"
    )
    received_by_id = fields.Many2one(
        "res.users", "Signed For By", readonly=True, copy=False, help="签收人"
    )

    _sent_idx = models.Index("(company_id, id DESC) WHERE state = 'sent'")

    @api.model
    def _default_department(self):
        departments = self.env["yichuang.department"]
        return departments.search([("member_ids", "in", [self.env.uid])], limit=1)

    @api.depends("name", "department_id")
    def _compute_display_name(self):
        for each in self:
            each.display_name = each.name or self.env._(
                "New: %(organ)s", organ=each.department_id.name or ""
            )

    def _check_write_guarded(self, vals):
        super()._check_write_guarded(vals)
        if "department_id" in vals and any(each.state != "draft" for each in self):
            self._refuse_guarded({"department_id"})

    def _guard_sender(self, vals):
        """The organ itself sends, or the exit fetches."""
        if self.env.user.has_group(EXIT_CLERK) or self.env.su:
            return
        for each in self:
            if self.env.user not in each.department_id.sudo().member_ids:
                raise UserError(
                    self.env._(
                        "%(organ)s hands over its own documents; you are not one of "
                        "its members.",
                        organ=each.department_id.name,
                    )
                )

    def _guard_lines(self, vals):
        for each in self:
            if not each.line_ids:
                raise UserError(
                    self.env._(
                        "The list is empty. Press “Add All That Waits”, or scan the "
                        "documents that go along."
                    )
                )

    def _guard_still_expected(self, vals):
        """What goes on a list is expected at the exit and on no other open list."""
        for line in self.sudo().line_ids:
            delivery = line.delivery_id
            other = delivery.list_line_ids.filtered(
                lambda one, mine=line: (
                    one.list_id != mine.list_id and one.list_id.state == "sent"
                )
            )
            if delivery.state != "waiting" or other:
                raise UserError(
                    self.env._(
                        "%(case)s is “%(state)s” and not to be handed over, or stands "
                        "on %(list)s already. Take it off this list.",
                        case=delivery.receipt_number,
                        state=delivery._state_label(),
                        list=other.list_id[:1].display_name or self.env._("no list"),
                    )
                )

    def _guard_all_looked_at(self, vals):
        for each in self.sudo():
            left = each.line_ids.filtered(
                lambda line: not line.scanned_on and not (line.remark or "").strip()
            )
            if left:
                raise UserError(
                    self.env._(
                        "Neither scanned nor noted: %(cases)s. Scan each document on "
                        "to its shelf, or write beside it what does not fit; it then "
                        "goes back to the organ.",
                        cases=", ".join(left.mapped("receipt_number")),
                    )
                )

    def _values_send(self, vals):
        now = fields.Datetime.now()
        year = hall_date(now).year
        vals.update(sent_on=now, sent_by_id=self.env.uid)
        values = {}
        for each in self:
            company = each.company_id or self.env.company
            [serial] = self.env["yichuang.counter"]._next(
                f"exit-list/{company.id}/{year}", 1
            )
            values[each.id] = {"name": f"出交〔{year}〕{serial:04}号"}
        return values

    def _after_send(self, vals):
        for each in self:
            for delivery in each.sudo().line_ids.delivery_id:
                delivery._log_event("list", {"list": each.name})

    def _values_receive(self, vals):
        vals.update(received_on=fields.Datetime.now(), received_by_id=self.env.uid)

    def _after_receive(self, vals):
        for each in self:
            for line in each.sudo().line_ids.filtered(lambda line: not line.scanned_on):
                line.delivery_id._log_event(
                    "discrepancy", {"list": each.name, "remark": line.remark}
                )

    def action_add_waiting(self):
        """Put all documents of the organ on the list that wait and are on none."""
        self.ensure_one()
        self.check_access("write")
        deliveries = self.env["yichuang.delivery"].search(
            [
                ("department_id", "=", self.department_id.id),
                ("state", "=", "waiting"),
                (
                    "list_line_ids",
                    "not any",
                    [("list_id.state", "in", ("draft", "sent"))],
                ),
            ],
            order="id",
        )
        self.env["yichuang.exit.list.line"].create(
            [
                {"list_id": self.id, "delivery_id": delivery.id}
                for delivery in deliveries
            ]
        )
        return True

    def action_send(self):
        """Hand the documents over."""
        return self._step("send")

    def action_receive(self):
        """Sign for the list."""
        return self._step("receive")

    def action_print(self):
        """Print the list, two copies."""
        self.check_access("read")
        return self.env.ref("yichuang_issuance.exit_list_report").report_action(self)

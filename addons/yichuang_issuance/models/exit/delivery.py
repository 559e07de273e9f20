from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools import citizen_id
from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import pickup_code

EXIT_CLERK = "yichuang_issuance.group_exit_clerk"
# States of a certificate that nobody hands out any more.
ENDED = ("revoked", "withdrawn", "cancelled", "expired", "replaced")


class Delivery(models.Model):
    """How the result of one case leaves the hall (出件).

    waiting → arrived → delivered: the document is on its way to the exit window,
    lies there on its shelf, is in the hands of the applicant or of somebody with
    the applicant's authority; recalled when its certificate ended before. Other ways
    than the window are in ``delivery_way``. The result of a case has one delivery, so
    nothing is handed out twice; later versions of a certificate are in
    ``delivery_version``. Granted results are delivered within ten working days of the
    decision (行政许可法 Art. 44).
    """

    _name = "yichuang.delivery"
    _description = "Delivery"
    _inherit = ["yichuang.lifecycle"]
    _order = "id desc"
    _rec_name = "receipt_number"

    _transitions = (
        Transition(
            "arrive",
            "waiting",
            "arrived",
            groups=EXIT_CLERK,
            guards="_guard_document_ready",
        ),
        Transition(
            "deliver",
            "arrived",
            "delivered",
            groups=EXIT_CLERK,
            guards=("_guard_still_valid", "_guard_collector", "_guard_authority"),
        ),
        Transition(
            "recall",
            ("waiting", "arrived", "returned"),
            "recalled",
            groups=EXIT_CLERK,
            guards="_guard_certificate_ended",
        ),
    )
    _guarded_fields = frozenset(
        {
            "case_id",
            "certificate_id",
            "pickup_code",
            "arrived_on",
            "arrived_by_id",
            "delivered_on",
            "delivered_by_id",
            "collector_name",
            "collector_relation",
            "collector_number",
            "authority",
        }
    )
    _open_states = ("waiting", "arrived")

    # What, of which case
    case_id = fields.Many2one(
        "yichuang.case",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        help="办件",
    )
    certificate_id = fields.Many2one(
        "yichuang.certificate",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="证照; empty when only the decision is delivered.",
    )
    receipt_number = fields.Char(
        related="case_id.receipt_number", store=True, index="trigram", help="收件号"
    )
    applicant_name = fields.Char(
        "Applicant", related="case_id.applicant_name", store=True, index="trigram"
    )
    service_id = fields.Many2one(related="case_id.service_id", store=True, index=True)
    department_id = fields.Many2one(
        related="case_id.department_id", store=True, index=True
    )
    company_id = fields.Many2one(
        related="case_id.company_id", string="Hall", store=True, index=True
    )
    partner_id = fields.Many2one(
        related="case_id.partner_id",
        string="Portal Account",
        store=True,
        index="btree_not_null",
    )
    outcome = fields.Selection(related="case_id.outcome")
    certificate_state = fields.Selection(
        related="certificate_id.state", string="Certificate State"
    )
    state = fields.Selection(
        [
            ("waiting", "Expected"),
            ("arrived", "At the Exit"),
            ("sent", "On Its Way to the Applicant"),
            ("boxed", "In the Cabinet"),
            ("delivered", "Delivered"),
            ("returned", "Back at the Organ"),
            ("recalled", "Taken Back"),
        ],
        required=True,
        default="waiting",
        copy=False,
        index=True,
        help="待入柜, 待领取, 寄送中, 柜中待取, 已送达, 已退回机关, 已收回.",
    )

    # At the exit window
    pickup_code = fields.Char(
        readonly=True, copy=False, help="取件码, which the applicant has."
    )
    shelf_place = fields.Char(
        readonly=True, copy=False, help="存放位置: shelf and compartment."
    )
    arrived_on = fields.Datetime(readonly=True, copy=False, help="到件时间")
    arrived_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    due_on = fields.Date(
        "Due",
        compute="_compute_due_on",
        store=True,
        help="送达期限届满日 (行政许可法 Art. 44); none for a denial.",
    )
    due_provisional = fields.Boolean(
        "Provisional",
        compute="_compute_due_provisional",
        help="暂定: the working days of that year are not announced yet.",
    )
    time_left = fields.Char(compute="_compute_time_left", help="剩余时限, in words.")
    time_level = fields.Selection(
        [("late", "Overdue"), ("soon", "Due soon"), ("normal", "In time")],
        "Urgency",
        compute="_compute_time_left",
    )
    days_waiting = fields.Integer(
        compute="_compute_time_left", help="待领天数: calendar days at the exit."
    )

    # In whose hands
    delivered_on = fields.Datetime(readonly=True, copy=False, help="送达时间")
    delivered_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, help="发件人"
    )
    collector_name = fields.Char(readonly=True, copy=False, help="领取人")
    collector_relation = fields.Selection(
        [("self", "The applicant"), ("agent", "Somebody with authority")],
        readonly=True,
        copy=False,
        help="本人(法定代表人)领取, 委托代领.",
    )
    collector_number = fields.Char(
        "Collector's Identity Number",
        compute="_compute_collector_number",
        inverse="_inverse_collector_number",
        help="领取人身份证号码, shown masked.",
    )
    authority = fields.Char(
        readonly=True, copy=False, help="授权委托: what the agent's authority rests on."
    )

    _case_uniq = models.UniqueIndex(
        "(case_id) WHERE again_from IS NULL",
        "The delivery of this case has been prepared already.",
    )
    _pickup_code_uniq = models.UniqueIndex(
        "(company_id, pickup_code) WHERE state IN ('waiting', 'arrived')"
    )
    _open_idx = models.Index(
        "(company_id, arrived_on) WHERE state IN ('waiting', 'arrived')"
    )

    @api.depends("case_id.due_on", "again_from", "again_due_on")
    def _compute_due_on(self):
        for delivery in self:
            case = delivery.case_id
            delivery.due_on = delivery.again_due_on or (
                not delivery.again_from and case.due_on
            )

    @api.depends("case_id.due_provisional", "again_due_on")
    def _compute_due_provisional(self):
        calendar = self.env["yichuang.calendar.day"]._workdays()
        for delivery in self:
            again = delivery.again_due_on
            delivery.due_provisional = (
                not calendar.is_announced(again)
                if again
                else delivery.case_id.due_provisional
            )

    @api.depends("due_on", "due_provisional", "state", "arrived_on")
    @api.depends_context("lang")
    def _compute_time_left(self):
        today = hall_date()
        workdays = self.env["yichuang.calendar.day"]._workdays()
        for delivery in self:
            delivery.time_left = delivery.time_level = False
            delivery.days_waiting = 0
            if delivery.state not in self._open_states:
                continue
            if delivery.arrived_on:
                arrived = hall_date(delivery.arrived_on)
                delivery.days_waiting = (today - arrived).days
            if delivery.due_on:
                delivery.time_left, delivery.time_level = delivery.case_id._time_words(
                    delivery.due_on, delivery.due_provisional, today, workdays
                )

    @api.depends("state")
    def _compute_collector_number(self):
        numbers = self.env["yichuang.delivery.identity"].sudo()._numbers(self)
        for delivery in self:
            number = numbers.get(delivery._origin.id)
            delivery.collector_number = citizen_id.mask(number) if number else False

    def _inverse_collector_number(self):
        self.env["yichuang.delivery.identity"].sudo()._store(
            {delivery.id: delivery.collector_number for delivery in self}
        )
        self.invalidate_recordset(["collector_number"], flush=False)

    @api.model
    def _prepare_for(self, cases):
        """One delivery for each case, of its latest certificate where it has one."""
        certificates = {
            certificate.case_id.id: certificate
            for certificate in self.env["yichuang.certificate"]
            .sudo()
            .search([("case_id", "in", cases.ids)], order="version")
        }
        vals_list = [
            self._new_values(case, certificates.get(case.id)) for case in cases
        ]
        deliveries = self.sudo()._create_guarded(vals_list).sudo(False)
        deliveries._log_event("prepare")
        return deliveries

    @api.model
    def _new_values(self, case, certificate):
        """What a delivery begins with.

        :param certificate: a record, or ``None`` where only the decision goes out
        """
        return {
            "case_id": case.id,
            "certificate_id": certificate and certificate.id,
            "pickup_code": pickup_code.new(),
        }

    def _guard_document_ready(self, vals):
        for delivery in self.sudo():
            certificate = delivery.certificate_id
            if certificate and certificate.state != "valid":
                raise UserError(
                    self.env._(
                        "%(certificate)s is “%(state)s”, so there is nothing to hand "
                        "out. Ask the organ.",
                        certificate=certificate.display_name,
                        state=certificate._state_label(),
                    )
                )
            if certificate and certificate.file_state != "ready":
                raise UserError(
                    self.env._(
                        "The file of %(certificate)s is not made yet. Open the "
                        "certificate and press “Make the File Now”, then print it.",
                        certificate=certificate.display_name,
                    )
                )

    def _guard_still_valid(self, vals):
        self._guard_document_ready(vals)

    def _guard_certificate_ended(self, vals):
        for delivery in self.sudo():
            if delivery.certificate_id.state not in ENDED:
                raise UserError(
                    self.env._(
                        "The document of %(case)s is good and waits for the "
                        "applicant. Only what was revoked or cancelled is taken back.",
                        case=delivery.receipt_number,
                    )
                )

    def _values_arrive(self, vals):
        vals.update(arrived_on=fields.Datetime.now(), arrived_by_id=self.env.uid)

    def _after_arrive(self, vals):
        cases = self._of_cases().case_id.sudo()
        # A result that comes for the second time finds its case here already.
        cases.filtered(lambda case: case.state != "at_exit")._transition(
            "place_at_exit"
        )

    def _values_deliver(self, vals):
        vals.update(delivered_on=fields.Datetime.now(), delivered_by_id=self.env.uid)

    def _after_deliver(self, vals):
        self._finish(vals)

    def _after_recall(self, vals):
        cases = self._of_cases().case_id.sudo()
        cases._stop_delivery_clocks(self.env._("certificate ended before delivery"))
        cases._transition("close", {"ended_on": fields.Datetime.now()})

    def action_arrive(self):
        """Ask where the document is put."""
        return self._open_wizard("yichuang.delivery.arrive", self.env._("At the Exit"))

    def action_hand_over(self):
        """Ask who collects."""
        return self._open_wizard("yichuang.delivery.hand.over", self.env._("Hand Over"))

    def action_recall(self):
        """Take a document back whose certificate was revoked or cancelled."""
        return self._step("recall")

    def _open_wizard(self, model, title, **defaults):
        return self._dialog(model, title, delivery_id=self.id, **defaults)

    def action_view_certificate(self):
        """Open the certificate that is delivered."""
        self.ensure_one()
        self.check_access("read")
        return self.case_id.action_view_certificate()

    def action_print_receipt(self):
        """Print the collection receipt (领取凭证)."""
        self.check_access("read")
        if any(delivery.state != "delivered" for delivery in self):
            raise UserError(
                self.env._("The receipt is printed when the document is handed over.")
            )
        return self.env.ref(
            "yichuang_issuance.collection_receipt_report"
        ).report_action(self)

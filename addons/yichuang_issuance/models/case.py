from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date
from odoo.addons.yichuang_intake.tools.licensing_law import ARTICLES, DELIVERY_DAYS

CLERK = "yichuang_intake.group_clerk"
REVIEWER = "yichuang_intake.group_reviewer"
DECIDER = "yichuang_intake.group_decider"
EXIT_CLERK = "yichuang_issuance.group_exit_clerk"


class Case(models.Model):
    """From the decision to the applicant's hand: decided → certifying → at_exit →
    delivered → closed. A denial skips the certificate; its written decision may
    still leave through the exit window."""

    _inherit = "yichuang.case"

    _transitions = (
        Transition(
            "certify",
            "decided",
            "certifying",
            groups=EXIT_CLERK,
            guards=("_guard_result_due", "_guard_separation", "_guard_type_known"),
        ),
        Transition(
            "place_at_exit",
            ("decided", "certifying"),
            "at_exit",
            groups=EXIT_CLERK,
            guards="_guard_delivery_arrived",
        ),
        Transition(
            "deliver",
            # What is taken on the portal need not lie at the exit.
            ("decided", "certifying", "at_exit"),
            "delivered",
            groups=EXIT_CLERK,
            guards="_guard_delivery_made",
        ),
        Transition(
            "close",
            ("decided", "certifying", "at_exit", "delivered"),
            "closed",
            groups=(CLERK, REVIEWER, DECIDER, EXIT_CLERK),
            guards="_guard_nothing_left_to_deliver",
        ),
    )

    state = fields.Selection(
        selection_add=[
            ("decided",),
            ("certifying", "Certificate in Preparation"),
            ("at_exit", "At the Exit"),
            ("delivered", "Delivered"),
            ("closed",),
        ],
        ondelete={
            "certifying": lambda cases: cases._back_to("decided"),
            "at_exit": lambda cases: cases._back_to("decided"),
            "delivered": lambda cases: cases._back_to("closed"),
        },
    )
    certificate_ids = fields.One2many("yichuang.certificate", "case_id", readonly=True)
    delivery_ids = fields.One2many("yichuang.delivery", "case_id", readonly=True)
    result_due = fields.Boolean(
        compute="_compute_result_due",
        help="Whether a certificate is owed: granted, with a document as result.",
    )

    @api.depends("outcome", "version_id.result_kind")
    def _compute_result_due(self):
        for case in self:
            case.result_due = case._owes_certificate()

    def _owes_certificate(self, outcome=None):
        """Whether the case, decided with ``outcome``, ends in a document."""
        self.ensure_one()
        granted = (outcome or self.outcome) == "granted"
        return granted and self.version_id.sudo().result_kind != "none"

    def _back_to(self, state):
        """Where cases stand when issuance is uninstalled."""
        self.env.cr.execute(
            "UPDATE yichuang_case SET state = %s WHERE id = ANY(%s)",
            (state, self.ids),
        )
        self.invalidate_model(["state"])

    def _progress_states(self):
        steps = super()._progress_states()
        own = [(("at_exit",), False)]
        if self.outcome != "denied":
            own.insert(0, (("certifying",), False))
        *others, (ended, field) = steps
        return (*others, *own, ((*ended, "delivered"), field))

    def _guard_result_due(self, vals):
        for case in self:
            if not case._owes_certificate():
                raise UserError(
                    self.env._(
                        "%(case)s ends without a certificate: it was denied, or its "
                        "service gives no document. Send the decision to the exit or "
                        "close the case.",
                        case=case.display_name,
                    )
                )

    def _guard_type_known(self, vals):
        types = (
            self.env["yichuang.certificate.type"].sudo()._by_service(self.service_id)
        )
        for service in self.service_id:
            if service.id not in types:
                raise UserError(
                    self.env._(
                        "No certificate type is set up for %(service)s. Have the hall "
                        "manager add the service to its type under Issuance › "
                        "Configuration.",
                        service=service.display_name,
                    )
                )

    def _guard_delivery_arrived(self, vals):
        for case in self:
            delivery = case.sudo().delivery_ids._of_cases()
            if delivery.state != "arrived":
                raise UserError(
                    self.env._(
                        "The document of %(case)s has not reached the exit window.",
                        case=case.display_name,
                    )
                )
            if case._owes_certificate() and case.state != "certifying":
                raise UserError(
                    self.env._(
                        "The certificate of %(case)s has to be issued first "
                        "(行政许可法 Art. 39).",
                        case=case.display_name,
                    )
                )

    def _guard_delivery_made(self, vals):
        for case in self:
            if case.sudo().delivery_ids._of_cases().state != "delivered":
                raise UserError(
                    self.env._(
                        "The document of %(case)s has not reached the applicant. Hand "
                        "it over at the exit window.",
                        case=case.display_name,
                    )
                )

    def _guard_nothing_left_to_deliver(self, vals):
        for case in self:
            delivery = case.sudo().delivery_ids._of_cases()
            if case.state == "delivered" or delivery.state == "recalled":
                continue
            if case._owes_certificate() or delivery:
                raise UserError(
                    self.env._(
                        "%(case)s was decided, but its result has not been delivered "
                        "(行政许可法 Art. 44). It closes when the exit window hands "
                        "the result over.",
                        case=case.display_name,
                    )
                )

    def _values_decide(self, vals):
        values = super()._values_decide(vals) or {}
        due = self._start_delivery_clocks(
            vals["outcome"], hall_date(vals["decided_on"])
        )
        return {case.id: {**values.get(case.id, {}), **due[case.id]} for case in self}

    def _start_delivery_clocks(self, outcome, day):
        """Start the time to deliver what cases decided with ``outcome`` owe.

        :returns: the next duty's due date by case id; none where nothing is owed
        """
        owing = self.filtered(lambda case: case._owes_certificate(outcome))
        due = {
            case.id: {"due_on": False, "due_provisional": False}
            for case in self - owing
        }
        for clock in owing._start_clocks(
            [(case, "delivery", DELIVERY_DAYS, "workday") for case in owing], day
        ):
            due[clock.case_id.id] = {
                "due_on": clock.due_on,
                "due_provisional": clock.provisional,
            }
        return due

    def _rederive_due(self):
        result = super()._rederive_due()
        for case in self.sudo():
            clock = case.clock_ids.filtered(lambda clock: clock.kind == "delivery")
            if clock:
                case._write_guarded(
                    {"due_on": clock.due_on, "due_provisional": clock.provisional}
                )
        return result

    @api.model
    def _timed_states(self):
        return (*super()._timed_states(), "decided", "certifying", "at_exit")

    @api.model
    def _start_time_of_decided(self):
        """Give cases that were decided before issuance was installed their time."""
        for case in self.search([("state", "=", "decided")]):
            due = case._start_delivery_clocks(case.outcome, hall_date(case.decided_on))
            case._write_guarded(due[case.id])

    def _after_certify(self, vals):
        self.env["yichuang.certificate"]._draft_for(self)

    def _values_deliver(self, vals):
        self._stop_delivery_clocks(self.env._("delivered"))

    def _stop_delivery_clocks(self, reason):
        self._stop_clocks(["delivery"], hall_date(), ARTICLES["delivery"], reason)

    def action_certify(self):
        """Begin the certificate of a granted case and open its draft."""
        self.check_access("read")
        self.sudo()._step("certify")
        return self.action_view_certificate() if len(self) == 1 else True

    def action_send_decision(self):
        """Send the decision of a case without certificate to the exit window."""
        self.check_access("read")
        for case in self:
            case.sudo()._guard_decision_deliverable()
        self.env["yichuang.delivery"]._prepare_for(self)
        return self._view_delivery() if len(self) == 1 else True

    def _guard_decision_deliverable(self):
        if not self.env.user.has_group(EXIT_CLERK):
            raise AccessError(
                self.env._("Only the exit window prepares deliveries. Ask there.")
            )
        if self.state != "decided" or self._owes_certificate():
            raise UserError(
                self.env._(
                    "%(case)s has no decision that could leave without a certificate.",
                    case=self.display_name,
                )
            )

    def action_view_certificate(self):
        """Open the certificate of this case."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Certificate"),
            "res_model": "yichuang.certificate",
            "view_mode": "form",
            "res_id": self.certificate_ids[:1].id,
        }

    def action_view_delivery(self):
        """Open the delivery of this case."""
        self.ensure_one()
        self.check_access("read")
        return self._view_delivery()

    def _view_delivery(self, deliveries=None):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Delivery"),
            "res_model": "yichuang.delivery",
            "view_mode": "form",
            "res_id": (deliveries or self.delivery_ids)[:1].id,
        }

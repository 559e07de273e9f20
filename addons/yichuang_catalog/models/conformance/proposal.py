from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.transition import Transition
from ..catalogue.limits import UNITS
from .conformance_rate import ELEMENTS

OF_ITEM = ("name", "code", "basis", "type")


class Proposal(models.Model):
    """What a lower level asks the level above to change in its list (自下而上).

    draft → sent → accepted, declined or withdrawn. The organ above answers with its
    reasons. What it accepts becomes a draft of its own service, which goes its normal
    way to publication; what stands in the directory itself (name, code, type, and the
    basis of a bound item) is entered there once, by an approver
    (上下联动).
    """

    _name = "yichuang.proposal"
    _description = "Proposal to the Level Above"
    _inherit = ["yichuang.authored"]
    _order = "id desc"
    _rec_names_search = ["service_id.name"]

    _transitions = (
        Transition(
            "send",
            "draft",
            "sent",
            groups="yichuang_catalog.group_editor",
            guards=("_guard_addressed", "_guard_stated"),
        ),
        Transition(
            "accept",
            "sent",
            "accepted",
            groups="yichuang_catalog.group_approver",
            guards=("_guard_addressee", "_guard_second_person", "_guard_answered"),
        ),
        Transition(
            "decline",
            "sent",
            "declined",
            groups="yichuang_catalog.group_approver",
            guards=("_guard_addressee", "_guard_second_person", "_guard_answered"),
        ),
        Transition(
            "withdraw",
            "sent",
            "withdrawn",
            groups="yichuang_catalog.group_editor",
            guards="_guard_sender",
        ),
        Transition(
            "carry_out",
            "accepted",
            "accepted",
            groups="yichuang_catalog.group_approver",
            guards=("_guard_addressee", "_guard_second_person", "_guard_open"),
        ),
    )
    _guarded_fields = frozenset(
        {
            "sent_on",
            "answer",
            "answered_by_id",
            "answered_on",
            "result_version_id",
            "carried_out_by_id",
            "carried_out_on",
        }
    )
    _open_states = ("draft",)

    # Who asks whom
    service_id = fields.Many2one(
        "yichuang.service",
        "Our Service",
        required=True,
        ondelete="restrict",
        index=True,
    )
    company_id = fields.Many2one(
        related="service_id.company_id", store=True, index=True, precompute=True
    )
    department_id = fields.Many2one(
        related="service_id.department_id", store=True, index=True
    )
    item_id = fields.Many2one(related="service_id.item_id", store=True, index=True)
    upper_service_id = fields.Many2one(
        "yichuang.service",
        "Service Above",
        compute="_compute_upper_service_id",
        store=True,
        index=True,
        help="上级事项: the service of the same matter at the nearest level above.",
    )
    upper_department_id = fields.Many2one(
        "yichuang.department",
        "To",
        compute="_compute_upper_service_id",
        store=True,
        index=True,
        help="上级部门: the organ that answers.",
    )
    upper_company_id = fields.Many2one(
        "res.company",
        "Hall Above",
        compute="_compute_upper_service_id",
        store=True,
        index=True,
    )
    state = fields.Selection(
        selection=[
            ("draft", "Draft"),
            ("sent", "Sent"),
            ("accepted", "Accepted"),
            ("declined", "Declined"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True,
        default="draft",
        copy=False,
        index=True,
    )

    # What is proposed
    element = fields.Selection(
        selection=ELEMENTS, required=True, default="materials", help="要素"
    )
    present_value = fields.Text(
        compute="_compute_present_value",
        store=True,
        help="现行内容: what the level above states.",
    )
    proposed_text = fields.Text(string="Proposed Wording", help="建议内容")
    proposed_law_ids = fields.Many2many("yichuang.law", string="Proposed Basis")
    proposed_material_ids = fields.Many2many(
        "yichuang.material", string="Proposed Materials"
    )
    proposed_days = fields.Integer("Proposed Limit")
    proposed_unit = fields.Selection(UNITS, default="workday", required=True)
    proposed_applicant_type_ids = fields.Many2many(
        "yichuang.applicant.type", string="Proposed Applicants"
    )
    reason = fields.Text(string="Reasons", help="理由")
    basis = fields.Text(string="Legal Basis", help="法律依据 of the proposal.")

    # What the level above says
    sent_on = fields.Datetime(readonly=True, copy=False)
    answer = fields.Text(readonly=True, copy=False, help="答复意见, with reasons")
    answered_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    answered_on = fields.Datetime(readonly=True, copy=False)
    result_version_id = fields.Many2one(
        "yichuang.service.version",
        "Draft Above",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
        help="The draft by which the level above carries it out.",
    )
    to_catalogue = fields.Boolean(
        string="Concerns the Directory",
        compute="_compute_to_catalogue",
        store=True,
        help="It changes the service or its item and not a version.",
    )
    carried_out_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    carried_out_on = fields.Datetime(readonly=True, copy=False)

    _default_order_idx = models.Index("(id DESC)")
    _limit_positive = models.Constraint(
        "CHECK (proposed_days >= 0)", "A limit is not negative."
    )

    @api.depends("element", "service_id.name")
    def _compute_display_name(self):
        labels = dict(self._fields["element"]._description_selection(self.env))
        for proposal in self:
            proposal.display_name = self.env._(
                "%(element)s of %(service)s",
                element=labels.get(proposal.element, ""),
                service=proposal.sudo().service_id.name or "",
            )

    @api.depends("service_id", "element")
    def _compute_upper_service_id(self):
        services = self.service_id
        above = services._nearest_above() if services else {}
        for proposal in self:
            upper = above.get(proposal.service_id, services.browse())
            proposal.upper_service_id = upper
            proposal.upper_department_id = upper.department_id
            proposal.upper_company_id = upper.company_id

    @api.depends("upper_service_id", "element")
    def _compute_present_value(self):
        for proposal in self:
            # What is published above is public, whoever's hall it is.
            upper = proposal.upper_service_id.sudo()
            proposal.present_value = upper._element_words(proposal.element)

    @api.depends("element", "service_id.item_id.bound")
    def _compute_to_catalogue(self):
        for proposal in self:
            proposal.to_catalogue = proposal.element in ("name", "code", "type") or (
                proposal.element == "basis" and proposal.service_id.item_id.bound
            )

    @api.model
    def _open_new(self, service, element):
        """Open a new proposal of this service on this element."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Proposal to the Level Above"),
            "res_model": self._name,
            "view_mode": "form",
            "context": {
                "default_service_id": service.id,
                "default_element": element,
            },
        }

    def action_send(self):
        """Send it to the organ above, as that stands today."""
        self.filtered(lambda proposal: proposal.state == "draft").modified(
            ["service_id"]
        )
        return self._step("send", {"sent_on": fields.Datetime.now()})

    def action_withdraw(self):
        """Take it back before it is answered."""
        return self._step("withdraw")

    def action_accept(self):
        """Ask for the answer, then accept."""
        return self._ask_answer("accept", self.env._("Accept"))

    def action_decline(self):
        """Ask for the reasons, then decline."""
        return self._ask_answer("decline", self.env._("Decline"))

    def action_carry_out(self):
        """Enter what was accepted in the directory."""
        return self._step(
            "carry_out",
            {
                "carried_out_by_id": self.env.uid,
                "carried_out_on": fields.Datetime.now(),
            },
        )

    def action_view_result(self):
        """Open the draft that came of it."""
        self.ensure_one()
        return self.result_version_id._open_form()

    def _ask_answer(self, transition, title):
        return self._dialog(
            "yichuang.proposal.answer",
            title,
            proposal_id=self.id,
            transition=transition,
        )

    def _answered(self, answer):
        return {
            "answer": answer,
            "answered_by_id": self.env.uid,
            "answered_on": fields.Datetime.now(),
        }

    def _after_send(self, vals):
        self._add_author()

    def _after_accept(self, vals):
        for proposal in self.filtered(lambda proposal: not proposal.to_catalogue):
            draft = proposal._draft_above()
            proposal._write_guarded({"result_version_id": draft.id})

    def _after_carry_out(self, vals):
        for proposal in self:
            proposal._enter()

    def _guard_addressed(self, vals):
        for proposal in self:
            if not proposal.upper_company_id:
                raise UserError(
                    self.env._(
                        "No level above publishes “%(service)s”, so nobody could "
                        "answer. Enter the service of the level above first, with the "
                        "same basic code.",
                        service=proposal.service_id.name,
                    )
                )

    def _guard_stated(self, vals):
        for proposal in self:
            if not proposal._proposed():
                raise UserError(
                    self.env._("State what is proposed, so that it can be decided on.")
                )
            if not (proposal.reason or "").strip():
                raise UserError(
                    self.env._(
                        "State the reasons, so that the level above can weigh it."
                    )
                )

    def _guard_addressee(self, vals):
        for proposal in self:
            if proposal.upper_company_id not in self.env.companies:
                raise UserError(
                    self.env._(
                        "Only %(organ)s of the level above answers this proposal.",
                        organ=proposal.sudo().upper_department_id.name,
                    )
                )

    def _guard_sender(self, vals):
        for proposal in self:
            if proposal.company_id not in self.env.companies:
                raise UserError(
                    self.env._("Only the organ that sent a proposal takes it back.")
                )

    def _guard_answered(self, vals):
        if not (vals.get("answer") or "").strip():
            raise UserError(self.env._("Give the level below an answer with reasons."))

    def _guard_open(self, vals):
        for proposal in self:
            if not proposal.to_catalogue or proposal.carried_out_on:
                raise UserError(
                    self.env._("There is nothing left to enter for this proposal.")
                )

    def _proposed(self):
        """What is proposed for its element; empty if nothing."""
        self.ensure_one()
        return {
            "basis": self.proposed_law_ids,
            "materials": self.proposed_material_ids,
            "limit": self.proposed_days,
            "applicants": self.proposed_applicant_type_ids,
        }.get(self.element, (self.proposed_text or "").strip())

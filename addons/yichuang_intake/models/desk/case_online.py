import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

CLERK = "yichuang_intake.group_clerk"
APPLICANT = "base.group_portal"
MOST_DRAFTS = 20


class Case(models.Model):
    """An application made online: by its applicant, on the same questions, list and
    rules as at the window.

    draft → submitted → received. The hall looks at what was submitted within a working
    day, and receives it or sends it back with the reason; the receipt is given when it
    is received. A draft is its applicant's alone until it is submitted.
    """

    _inherit = "yichuang.case"

    _transitions = (
        Transition(
            "submit",
            "draft",
            "submitted",
            groups=APPLICANT,
            guards=(
                "_guard_own",
                "_guard_applicant",
                "_guard_guide_in_force",
                "_guard_files_sent_in",
            ),
        ),
        Transition(
            "take_back", "submitted", "draft", groups=APPLICANT, guards="_guard_own"
        ),
        Transition(
            "send_back",
            "submitted",
            "draft",
            groups=CLERK,
            guards="_guard_sent_back_reason",
        ),
        Transition(
            "receive_online",
            "submitted",
            "received",
            groups=CLERK,
            guards=("_guard_applicant", "_guard_guide_in_force"),
        ),
        Transition(
            "withdraw_online",
            ("received", "supplement", "accepted", "reviewing"),
            "withdrawn",
            groups=APPLICANT,
            guards=("_guard_own", "_guard_reason_stated"),
        ),
    )
    _added_guards = {"receive": ("_guard_not_in_applicants_hand",)}
    _guarded_fields = frozenset(
        {
            "channel",
            "apply_token",
            "submitted_on",
            "precheck_due_on",
            "sent_back_reason",
        }
    )

    channel = fields.Selection(
        [("window", "At the Window"), ("online", "Online")],
        required=True,
        default="window",
        readonly=True,
        copy=False,
        help="申请方式: 窗口, 网上.",
    )
    apply_token = fields.Char(
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="What stands for an online application in its applicant's links.",
    )
    submitted_on = fields.Datetime(
        "Submitted", readonly=True, copy=False, help="网上提交时间"
    )
    precheck_due_on = fields.Date(
        "Look At By",
        readonly=True,
        copy=False,
        help="网上预审期限: by then the hall receives it or sends it back.",
    )
    sent_back_reason = fields.Text(
        "Sent Back Because", readonly=True, copy=False, help="退回修改原因"
    )
    file_ids = fields.One2many(
        "yichuang.case.file", "case_id", "Files", readonly=True, copy=False
    )

    _submitted_idx = models.Index("(precheck_due_on) WHERE state = 'submitted'")

    @api.model
    def _begin_application(self, service, answers):
        """A new draft of the portal user at work.

        :param service: a published service one can apply for online
        :param answers: the answers to its questions that count
        :raises UserError: the person has too many drafts
        """
        partner = self.env.user.partner_id
        # The applicant writes nothing by hand: this is the one way to begin.
        cases = self.sudo()
        waiting = cases.search_count(
            [
                ("partner_id", "=", partner.id),
                ("channel", "=", "online"),
                ("state", "in", ("draft", "submitted")),
            ],
            limit=MOST_DRAFTS,
        )
        if waiting >= MOST_DRAFTS:
            raise UserError(
                self.env._(
                    "You have %(count)s applications that are not received yet. Finish "
                    "or discard one of them first.",
                    count=waiting,
                )
            )
        allowed = service.current_version_id.applicant_kind
        return cases._create_guarded(
            [
                {
                    "service_id": service.id,
                    "partner_id": partner.id,
                    "applicant_kind": "legal" if allowed == "legal" else "natural",
                    "channel": "online",
                    "apply_token": secrets.token_urlsafe(16),
                    "situation_answer_ids": [(6, 0, answers.ids)],
                }
            ]
        )

    def _check_write_guarded(self, vals):
        super()._check_write_guarded(vals)
        if not self.env.su and not self._is_free(vals):
            self._guard_not_in_applicants_hand(vals)

    def _guard_not_in_applicants_hand(self, vals):
        for case in self:
            if case.channel == "online" and case.state == "draft":
                raise UserError(
                    self.env._(
                        "%(case)s is in the hands of its applicant, who submits it "
                        "again online.",
                        case=case.display_name,
                    )
                )

    def _guard_own(self, vals):
        """The portal user sees all of these cases by their own right."""
        own = self.with_user(self.env.user)
        if own.search_count([("id", "in", self.ids)]) != len(self):
            raise UserError(self.env._("This is not an application of yours."))

    def _guard_files_sent_in(self, vals):
        for case in self:
            if case.channel != "online":
                raise UserError(
                    self.env._("Applications made at a window are not submitted here.")
                )
            lacking = case._files_lacking()
            if lacking:
                raise UserError(
                    self.env._(
                        "Files are missing for: %(materials)s.",
                        materials=", ".join(lacking.mapped("name")),
                    )
                )

    def _files_lacking(self):
        """Required materials of which the applicant has sent in no file."""
        return self.material_ids.filtered(lambda line: line.necessity == "required") - (
            self.file_ids.material_id
        )

    def _guard_sent_back_reason(self, vals):
        self._require(
            vals,
            ("sent_back_reason",),
            self.env._("The applicant must know what to change. Fill in:"),
        )

    def _values_submit(self, vals):
        now = fields.Datetime.now()
        vals.update(submitted_on=now, sent_back_reason=False)
        workdays = self.env["yichuang.calendar.day"]._workdays()
        today = hall_date(now)
        return {
            case.id: {
                "precheck_due_on": workdays.add(
                    today, case.company_id.sudo().precheck_days
                ).date
            }
            for case in self
        }

    def _values_take_back(self, vals):
        vals["precheck_due_on"] = False

    def _values_send_back(self, vals):
        vals["precheck_due_on"] = False

    def _values_receive_online(self, vals):
        vals["precheck_due_on"] = False
        return self._values_receive(vals)

    def _values_withdraw_online(self, vals):
        return self._values_withdraw(vals)

    def _after_receive_online(self, vals):
        # The receipt lists what was handed in: here, by its file.
        self.file_ids.material_id.write({"received": True})
        self._after_receive(vals)

    def _after_withdraw_online(self, vals):
        self._after_withdraw(vals)

    def _follow_url(self):
        if self.receipt_number or not self.apply_token:
            return super()._follow_url()
        return f"{self.get_base_url()}/my/apply/{self.apply_token}"

    def action_receive_online(self):
        """Take in what was submitted and allot the numbers."""
        return self._step("receive_online")

    def action_send_back(self):
        """Ask what the applicant should change."""
        return self._open_wizard(
            "yichuang.case.send.back", self.env._("Send Back to the Applicant")
        )

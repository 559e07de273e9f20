from odoo import api, fields, models

from odoo.addons.yichuang_catalog.tools.transition import Transition

from .online import APPLICANT, CLERK


class Case(models.Model):
    """A single application made online."""

    _name = "yichuang.case"
    _inherit = ["yichuang.case", "yichuang.online", "yichuang.stated"]

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
        allowed = service.current_version_id.applicant_kind
        return self._begin_draft(
            {
                "service_id": service.id,
                "applicant_kind": "legal" if allowed == "legal" else "natural",
                "situation_answer_ids": [(6, 0, answers.ids)],
            }
        )

    def _check_write_guarded(self, vals):
        super()._check_write_guarded(vals)
        if not self.env.su and not self._is_free(vals):
            self._guard_not_in_applicants_hand(vals)

    def _values_withdraw_online(self, vals):
        return self._values_withdraw(vals)

    def _after_receive_online(self, vals):
        # The receipt lists what was handed in: here, by its file.
        self.file_ids.material_id.write({"received": True})
        self._after_receive(vals)

    def _after_withdraw_online(self, vals):
        self._after_withdraw(vals)

    def _follow_url(self):
        return self._apply_url() or super()._follow_url()

    def _whole(self):
        """What was applied for at once: of two of these, a file may be the same."""
        return self

    def action_send_back(self):
        """Ask what the applicant should change."""
        return self._open_wizard(
            "yichuang.case.send.back", self.env._("Send Back to the Applicant")
        )

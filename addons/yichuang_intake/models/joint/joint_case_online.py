from odoo import Command, api, models

from odoo.addons.yichuang_catalog.tools.transition import Transition

from ..desk.online import APPLICANT, CLERK


class JointCase(models.Model):
    """Several matters applied for online as one (一网办理): the questions of all guides
    each once, one form, one set of files, one submission and one receipt."""

    _name = "yichuang.joint.case"
    _inherit = ["yichuang.joint.case", "yichuang.online", "yichuang.stated"]

    _transitions = (
        Transition(
            "submit",
            "draft",
            "submitted",
            groups=APPLICANT,
            guards=(
                "_guard_own",
                "_guard_applicant",
                "_guard_theme_in_force",
                "_guard_situation_told",
                "_guard_form",
                "_guard_files_sent_in",
            ),
        ),
        Transition(
            "receive_online",
            "submitted",
            "received",
            groups=CLERK,
            guards=(
                "_guard_applicant",
                "_guard_theme_in_force",
                "_guard_situation_told",
                "_guard_form",
            ),
        ),
    )
    _added_guards = {"receive": ("_guard_not_in_applicants_hand",)}

    _submitted_idx = models.Index("(precheck_due_on) WHERE state = 'submitted'")

    @api.model
    def _begin_application(self, theme, kind, lines, answers):
        """A new draft of the portal user at work.

        :param theme: a published theme one can apply for online
        :param kind: natural or legal
        :param lines: the matters of it that are applied for
        :param answers: the answers to the questions of their guides
        :raises UserError: the person has too many drafts, or a question is open
        """
        joint = self._begin_draft(
            {
                "theme_id": theme.id,
                "applicant_kind": kind,
                "theme_line_ids": [Command.set(lines.ids)],
            }
        )
        joint._guard_theme_in_force({})
        joint._answer_situation(answers)
        return joint

    def _check_write_guarded(self, vals):
        super()._check_write_guarded(vals)
        if not self.env.su and not self._is_free(vals):
            self._guard_not_in_applicants_hand(vals)

    def _guard_applicant(self, vals):
        self._check_applicant_stated()

    def _after_receive_online(self, vals):
        for joint in self:
            # The receipt lists what was handed in: here, by its file.
            joint.material_ids.filtered(
                lambda line: line._sent_in() and not line.passed_on
            )._take()
            joint.material_ids.filtered("on_file").write({"received": True})
        self._after_receive(vals)

    def _after_send_back(self, vals):
        self._tell_applicant("sent_back")

    def action_send_back(self):
        """Ask what the applicant should change."""
        self.check_access("write")
        return self._dialog(
            "yichuang.case.send.back",
            self.env._("Send Back to the Applicant"),
            joint_id=self.id,
        )

    def _apply_path(self):
        return f"/my/apply/joint/{self.apply_token}"

    def _follow_url(self):
        return self._apply_url() or super()._follow_url()

    def _progress_states(self):
        """An online application begins with its submission."""
        steps = super()._progress_states()
        if len(self) == 1 and self.channel == "online":
            steps = ((("submitted",), "submitted_on"), *steps)
        return steps

    def _next_words(self):
        words = {
            "draft": self.env._("Your turn: finish the application and submit it."),
            "submitted": self.env._(
                "The hall looks at your application by %(date)s: it gives you a "
                "receipt, or tells you what to change.",
                date=self._date_words(self.precheck_due_on),
            ),
        }
        return words.get(self.state) or super()._next_words()

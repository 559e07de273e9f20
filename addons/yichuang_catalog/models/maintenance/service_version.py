from markupsafe import Markup

from odoo import Command, api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...tools.transition import Transition
from ...tools.workdays import hall_date
from ..catalogue.service_version import STANDING


class ServiceVersion(models.Model):
    """The days of a version: when it takes effect, rests, resumes and ends.

    What was approved happens on its day by itself (``version_effect.py``); nobody
    suspends or ends a version alone, for each needs a decision in the maintenance
    ledger (``service_change.py``).
    """

    _inherit = "yichuang.service.version"

    _transitions = (
        Transition(
            "schedule",
            "review",
            "scheduled",
            groups="yichuang_catalog.group_approver",
            guards=(
                "_guard_second_person",
                "_guard_publishable",
                "_guard_end_after_effect",
                "_guard_no_cancellation",
            ),
        ),
        Transition(
            "publish",
            "review",
            "published",
            groups="yichuang_catalog.group_approver",
            guards=(
                "_guard_second_person",
                "_guard_publishable",
                "_guard_due",
                "_guard_end_after_effect",
            ),
        ),
        Transition(
            "call_back",
            "scheduled",
            "draft",
            groups="yichuang_catalog.group_approver",
            guards="_guard_reason_stated",
        ),
        Transition("take_effect", "scheduled", "published", system=True),
        Transition("suspend", "published", "suspended", system=True),
        Transition("resume", "suspended", "published", system=True),
        Transition("retire", STANDING, "retired", system=True),
    )
    _guarded_fields = frozenset({"suspended_on", "resume_on"})

    suspended_on = fields.Datetime(readonly=True, copy=False, help="暂停时间")
    resume_on = fields.Date(
        string="Expected Back On",
        readonly=True,
        copy=False,
        help="预计恢复日期 of a suspended service.",
    )
    change_ids = fields.One2many("yichuang.service.change", "version_id")
    open_change_id = fields.Many2one(
        "yichuang.service.change",
        string="Open Decision",
        compute="_compute_open_change_id",
        help="The suspension, resumption or cancellation that was proposed or decided "
        "and has not happened yet.",
    )

    must_wait = fields.Boolean(
        compute="_compute_must_wait",
        help="Whether it takes effect by itself some time after its approval.",
    )

    _scheduled_uniq = models.UniqueIndex(
        "(service_id, effective_on) WHERE state = 'scheduled'",
        "Another version of this service takes effect on the same day. Choose another "
        "day, or call that one back first.",
    )
    _due_idx = models.Index("(effective_on) WHERE state = 'scheduled'")
    _ends_idx = models.Index("(ends_on) WHERE ends_on IS NOT NULL")

    @api.depends("change_ids.state")
    def _compute_open_change_id(self):
        changes = dict(
            self.env["yichuang.service.change"]._read_group(
                [
                    ("version_id", "in", self.ids),
                    ("state", "in", ("proposed", "approved")),
                ],
                ["version_id"],
                ["id:recordset"],
            )
        )
        none = self.env["yichuang.service.change"]
        for version in self:
            version.open_change_id = changes.get(version, none)[:1]

    @api.depends("effective_on", "verb")
    def _compute_must_wait(self):
        today = hall_date()
        for version in self:
            version.must_wait = version.verb in ("split", "merge") or (
                version.effective_on and version.effective_on > today
            )

    @api.constrains("effective_on", "ends_on")
    def _check_days(self):
        for version in self:
            first, last = version.effective_on, version.ends_on
            if first and last and last <= first:
                raise ValidationError(
                    self.env._(
                        "%(version)s would end (%(end)s) before it takes effect "
                        "(%(start)s). Correct one of the two days.",
                        version=version.display_name,
                        end=last,
                        start=first,
                    )
                )

    def action_publish(self):
        """Publish it now, or let it take effect on its day.

        The parts of a split and the result of a merger are approved one by one and
        take effect together, once the last of them is approved.
        """
        later = self.filtered(lambda version: version.must_wait)
        super(ServiceVersion, self - later).action_publish()
        later._step("schedule", self._approval())
        later.filtered(lambda version: version.verb in ("split", "merge"))._apply_due()
        return True

    def action_call_back(self):
        """Ask for the reason, then return what was to take effect to its authors."""
        return self._ask_reason("call_back", self.env._("Call Back"))

    def action_propose_suspension(self):
        """Open the proposal that this version be suspended."""
        return self._propose("suspend", self.env._("Propose Suspension"))

    def action_propose_resumption(self):
        """Open the proposal that this version be in force again."""
        return self._propose("resume", self.env._("Propose Resumption"))

    def action_propose_cancellation(self):
        """Open the proposal that this service be cancelled."""
        return self._propose("cancel", self.env._("Propose Cancellation"))

    def action_view_change(self):
        """Open the decision that is under way."""
        self.ensure_one()
        return self.open_change_id._open_form()

    def _propose(self, verb, title):
        return self._dialog(
            "yichuang.service.proposal", title, version_id=self.id, verb=verb
        )

    def _first_day(self):
        """The day it takes effect if it is approved today."""
        return max(self.effective_on or hall_date(), hall_date())

    def _values_publish(self, vals):
        super()._values_publish(vals)
        return {version.id: {"effective_on": hall_date()} for version in self}

    def _values_schedule(self, vals):
        return {version.id: {"effective_on": version._first_day()} for version in self}

    def _values_take_effect(self, vals):
        self._supersede()

    def _after_publish(self, vals):
        self._enter_in_ledger()

    def _after_take_effect(self, vals):
        self._enter_in_ledger()
        self._cancel_origins()

    def _after_call_back(self, vals):
        self._write_guarded({"published_by_id": False, "published_on": False})
        self._tell(self.env._("Called back: %(reason)s", reason=vals["reason"]))

    def _after_suspend(self, vals):
        self._tell(self.env._("Suspended: %(reason)s", reason=vals["reason"]))

    def _after_resume(self, vals):
        self._tell(self.env._("In force again: %(reason)s", reason=vals["reason"]))

    def _after_retire(self, vals):
        self._tell(self.env._("Cancelled: %(reason)s", reason=vals["reason"]))

    def _tell(self, sentence):
        """Say it in the chatter of each of these versions."""
        self._message_log_batch(
            bodies=dict.fromkeys(self.ids, Markup("<p>%s</p>") % sentence)
        )

    def _guard_due(self, vals):
        for version in self:
            if version.must_wait:
                raise UserError(
                    self.env._(
                        "%(version)s takes effect on %(day)s, not today.",
                        version=version.display_name,
                        day=version._first_day(),
                    )
                )

    def _guard_end_after_effect(self, vals):
        for version in self:
            if version.ends_on and version.ends_on <= version._first_day():
                raise UserError(
                    self.env._(
                        "%(version)s ends on %(end)s, before it could take effect. "
                        "Send it back and have the day corrected.",
                        version=version.display_name,
                        end=version.ends_on,
                    )
                )

    def _guard_no_cancellation(self, vals):
        cancelled = dict(
            self.env["yichuang.service.change"]._read_group(
                [
                    ("service_id", "in", self.service_id.ids),
                    ("verb", "=", "cancel"),
                    ("state", "=", "approved"),
                ],
                ["service_id"],
                ["effective_on:min"],
            )
        )
        for version in self:
            day = cancelled.get(version.service_id)
            if day and day <= version._first_day():
                raise UserError(
                    self.env._(
                        "%(service)s is cancelled on %(day)s, as was decided. Call "
                        "that decision back first, or choose an earlier day.",
                        service=version.service_id.name,
                        day=day,
                    )
                )

    def _check_not_parted(self):
        """None of these is being split or merged already: each leaves the catalogue
        once."""
        drafts = self.search(
            [
                ("origin_version_ids.service_id", "in", self.service_id.ids),
                ("state", "in", ("draft", "review", "scheduled")),
            ],
            limit=1,
        )
        if drafts:
            raise UserError(
                self.env._(
                    "This is being split or merged already, into %(version)s. Publish "
                    "that or give it up first.",
                    version=drafts.display_name,
                )
            )

    def _come_from(self, origins, verb):
        """Note what these drafts were split or merged from."""
        self._write_guarded(
            {"verb": verb, "origin_version_ids": [Command.set(origins.ids)]}
        )
        self._log_event(verb, {"origins": origins.ids})
        self._tell(
            self.env._(
                "Made from %(names)s",
                names="、".join(origins.mapped("display_name")),
            )
        )

    def _open_list(self, title):
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": self._name,
            "view_mode": "list,form",
            "domain": [("id", "in", self.ids)],
        }

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError

from ...tools.transition import Transition

VERBS = [
    ("add", "New"),
    ("change", "Change"),
    ("split", "Split"),
    ("merge", "Merge"),
    ("suspend", "Suspension"),
    ("resume", "Resumption"),
    ("cancel", "Cancellation"),
]

# A service has at most one version in these states: the one people are served by.
STANDING = ("published", "suspended")


class ServiceVersion(models.Model):
    """What a service asks for, takes and gives, as published on one day.

    draft → review → (scheduled →) published ⇄ suspended → retired. From review on it
    never changes, for cases pin the version they began with; a change is a new
    version, written by one person and published by another. What must be stated
    before publication is in ``tools/publication.py`` (行政许可法 Art. 30, 31, 42, 58);
    future dates, suspension and end are in ``models/maintenance``.
    """

    _name = "yichuang.service.version"
    _description = "Service Version"
    _inherit = [
        "yichuang.authored",
        "yichuang.service.content",
        "yichuang.service.handling",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "number desc, id desc"
    _rec_names_search = ["service_id.name"]
    _check_company_auto = True

    _transitions = (
        Transition("submit", "draft", "review", groups="yichuang_catalog.group_editor"),
        Transition(
            "send_back",
            "review",
            "draft",
            groups="yichuang_catalog.group_approver",
            guards="_guard_reason_stated",
        ),
        Transition(
            "publish",
            "review",
            "published",
            groups="yichuang_catalog.group_approver",
            guards=("_guard_second_person", "_guard_publishable"),
        ),
        Transition(
            "discard",
            "draft",
            "retired",
            groups="yichuang_catalog.group_editor",
            guards="_guard_reason_stated",
        ),
        Transition("supersede", STANDING, "retired", system=True),
    )
    _guarded_fields = frozenset(
        {
            "number",
            "submitted_by_id",
            "submitted_on",
            "published_by_id",
            "published_on",
            "retired_on",
            "reason",
            "verb",
            "origin_version_ids",
        }
    )
    _open_states = ("draft",)

    # Which version of what
    service_id = fields.Many2one(
        "yichuang.service", required=True, ondelete="restrict", index=True
    )
    number = fields.Integer(
        compute="_compute_number",
        store=True,
        precompute=True,
        copy=False,
        help="1, 2, 3, … within the service (事项版本)",
    )
    item_id = fields.Many2one(related="service_id.item_id", store=True, index=True)
    department_id = fields.Many2one(
        related="service_id.department_id", store=True, index=True, precompute=True
    )
    company_id = fields.Many2one(
        related="service_id.company_id", store=True, index=True, precompute=True
    )
    state = fields.Selection(
        selection=[
            ("draft", "Draft"),
            ("review", "In Review"),
            ("scheduled", "Scheduled"),
            ("published", "Published"),
            ("suspended", "Suspended"),
            ("retired", "Retired"),
        ],
        required=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )

    verb = fields.Selection(
        selection=VERBS,
        compute="_compute_verb",
        store=True,
        precompute=True,
        copy=False,
        help="What it does to the catalogue (动态调整): 新增, 变更, 拆分, 合并",
    )
    origin_version_ids = fields.Many2many(
        "yichuang.service.version",
        "yichuang_service_version_origin_rel",
        "version_id",
        "origin_id",
        string="Made From",
        readonly=True,
        copy=False,
        context={"active_test": False},
        help="The versions that were split or merged into this one.",
    )
    effective_on = fields.Date(
        string="Takes Effect On",
        copy=False,
        help="计划生效日期: empty for the day it is published.",
    )
    ends_on = fields.Date(help="计划取消日期: the day from which it is cancelled.")
    change_note = fields.Text(
        string="Reason for the Change",
        copy=False,
        help="变更原因: what changes, and why; kept in the maintenance ledger.",
    )
    material_count = fields.Integer(compute="_compute_material_count")

    # Who answers for it
    submitted_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    submitted_on = fields.Datetime(readonly=True, copy=False)
    published_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    published_on = fields.Datetime(readonly=True, copy=False)
    retired_on = fields.Datetime(readonly=True, copy=False)
    reason = fields.Text(
        string="Reason Given",
        readonly=True,
        copy=False,
        help="Why it was sent back, suspended or retired.",
    )

    _number_uniq = models.UniqueIndex(
        "(service_id, number)", "This service has a version of this number already."
    )
    _published_uniq = models.UniqueIndex(
        "(service_id) WHERE state IN ('published', 'suspended')",
        "Another version of this service was published at the same time. Reload the "
        "page and look at it before you publish.",
    )
    _default_order_idx = models.Index("(number DESC, id DESC)")

    @api.depends("service_id")
    def _compute_number(self):
        last = dict(
            self.env["yichuang.service.version"]
            .sudo()
            ._read_group(
                [("service_id", "in", self.service_id.ids)],
                ["service_id"],
                ["number:max"],
            )
        )
        for version in self:
            service = version.service_id.sudo()
            last[service] = version.number = (last.get(service) or 0) + 1

    @api.depends("service_id.name", "number")
    def _compute_display_name(self):
        for version in self:
            version.display_name = self.env._(
                "%(service)s, version %(number)s",
                service=version.service_id.name or "",
                number=version.number,
            )

    @api.depends("service_id")
    def _compute_verb(self):
        standing = self._standing(self.service_id).service_id
        for version in self:
            version.verb = "change" if version.service_id in standing else "add"

    @api.model
    def _standing(self, services):
        """The versions by which these services are in the catalogue now."""
        return self.sudo().search(
            [("service_id", "in", services.ids), ("state", "in", STANDING)]
        )

    @api.depends("material_line_ids")
    def _compute_material_count(self):
        for version in self:
            version.material_count = len(version.material_line_ids)

    def action_submit(self):
        """Send the draft to the approvers."""
        return self._step(
            "submit",
            {"submitted_by_id": self.env.uid, "submitted_on": fields.Datetime.now()},
        )

    def action_publish(self):
        """Make it the version by which new cases are handled."""
        return self._step("publish", self._approval())

    def action_send_back(self):
        """Ask for the reason, then return it to its authors."""
        return self._ask_reason("send_back", self.env._("Send Back"))

    def action_discard(self):
        """Ask for the reason, then give up a draft that cannot be deleted."""
        return self._ask_reason("discard", self.env._("Give Up"))

    def action_new_version(self):
        """Open a draft copy of this version with the next number."""
        self.ensure_one()
        draft = self.service_id.version_ids.filtered(
            lambda version: version.state == "draft"
        )
        return (draft[:1] or self.copy())._open_form()

    def action_view_service(self):
        """Open the service of this version."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "yichuang.service",
            "res_id": self.service_id.id,
            "view_mode": "form",
        }

    def _ask_reason(self, transition, name):
        return self._dialog(
            "yichuang.service.version.reason",
            name,
            version_id=self.id,
            transition=transition,
        )

    def _open_form(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
        }

    def _approval(self):
        return {
            "published_by_id": self.env.uid,
            "published_on": fields.Datetime.now(),
        }

    def _values_submit(self, vals):
        """Name the verb anew: the service may have come or gone since the draft."""
        standing = self._standing(self.service_id).service_id
        return {
            version.id: {"verb": "change" if version.service_id in standing else "add"}
            for version in self
            if version.verb in ("add", "change")
        }

    def _values_publish(self, vals):
        self._supersede()

    def _supersede(self):
        """Retire the versions in force, before these take their place."""
        services = self.service_id.sudo()
        services.lock_for_update(allow_referencing=True)
        previous = self._standing(services)
        if previous:
            previous.with_user(SUPERUSER_ID)._transition(
                "supersede", {"retired_on": fields.Datetime.now()}
            )
            previous.flush_recordset(["state"])

    def _after_submit(self, vals):
        self._add_author()

    def _guard_reason_stated(self, vals):
        if not (vals.get("reason") or "").strip():
            raise UserError(
                self.env._("State the reason, so that the authors know what to do.")
            )

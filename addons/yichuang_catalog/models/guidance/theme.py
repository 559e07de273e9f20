import secrets

from odoo import SUPERUSER_ID, Command, api, fields, models
from odoo.exceptions import UserError

from ...tools.transition import Transition


class Theme(models.Model):
    """Several services as one matter (一件事): one form, one set of materials, one
    promise, one organ in the lead.

    draft → review → published → retired. A published theme never changes and is
    combined from the versions of its services that stood when it was published; when
    one of them is replaced the theme is outdated, and its next number is a new draft.
    What is combined, and what must be right about it, is in ``theme_content.py``.
    """

    _name = "yichuang.theme"
    _description = "Theme"
    _inherit = ["yichuang.authored", "mail.thread", "mail.activity.mixin"]
    _order = "name, number desc, id desc"
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
            "retire",
            "published",
            "retired",
            groups="yichuang_catalog.group_approver",
            guards="_guard_reason_stated",
        ),
        Transition(
            "discard",
            "draft",
            "retired",
            groups="yichuang_catalog.group_editor",
            guards="_guard_reason_stated",
        ),
        Transition("supersede", "published", "retired", system=True),
    )
    _guarded_fields = frozenset(
        {
            "slug",
            "number",
            "submitted_by_id",
            "submitted_on",
            "published_by_id",
            "published_on",
            "retired_on",
            "reason",
        }
    )
    _open_states = ("draft",)

    # What it is
    name = fields.Char(
        required=True, index="trigram", help="主题名称, such as 我要开餐馆"
    )
    number = fields.Integer(
        default=1, readonly=True, copy=False, help="1, 2, 3, … of the same theme"
    )
    slug = fields.Char(
        string="Public Address",
        default=lambda self: self._default_slug(),
        required=True,
        readonly=True,
        copy=False,
        index=True,
        help="A random word that stands for this theme in public links.",
    )
    description = fields.Text(help="适用情形: for whom and when.")
    lead_department_id = fields.Many2one(
        "yichuang.department",
        string="Lead Organ",
        ondelete="restrict",
        index=True,
        check_company=True,
        tracking=True,
        help="牵头部门: it gathers the opinions and answers for the whole.",
    )
    company_id = fields.Many2one(
        "res.company",
        string="Hall",
        required=True,
        default=lambda self: self.env.company,
        index=True,
    )
    state = fields.Selection(
        selection=[
            ("draft", "Draft"),
            ("review", "In Review"),
            ("published", "Published"),
            ("retired", "Retired"),
        ],
        required=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )
    line_ids = fields.One2many(
        "yichuang.theme.line", "theme_id", string="Services", copy=True
    )
    line_count = fields.Integer(
        string="Number of Services", compute="_compute_line_count", store=True
    )
    promise_days = fields.Integer(
        string="Promised Working Days",
        help="承诺办结时限: for the whole, in working days.",
    )

    # Whether it still stands
    outdated = fields.Boolean(
        compute="_compute_outdated",
        store=True,
        help="A service of the theme has another version now, or none in force.",
    )

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
        help="Why it was sent back or retired.",
    )

    _number_uniq = models.UniqueIndex(
        "(slug, number)", "This theme has a version of this number already."
    )
    _published_uniq = models.UniqueIndex(
        "(slug) WHERE state = 'published'",
        "Another version of this theme was published at the same time. Reload the "
        "page and look at it before you publish.",
    )
    _default_order_idx = models.Index("(name, number DESC, id DESC)")
    _promise_positive = models.Constraint(
        "CHECK (promise_days >= 0)", "The promise is not negative."
    )

    @api.model
    def _default_slug(self):
        return secrets.token_urlsafe(9)

    @api.depends("name", "number")
    def _compute_display_name(self):
        for theme in self:
            theme.display_name = (
                self.env._(
                    "%(theme)s, version %(number)s",
                    theme=theme.name,
                    number=theme.number,
                )
                if theme.number > 1
                else theme.name
            )

    @api.depends("line_ids")
    def _compute_line_count(self):
        for theme in self:
            theme.line_count = len(theme.line_ids)

    @api.depends(
        "state",
        "line_ids.version_id",
        "line_ids.service_id.current_version_id",
        "line_ids.service_id.active",
        "line_ids.service_id.entry",
    )
    def _compute_outdated(self):
        for theme in self:
            theme.outdated = theme.state == "published" and any(
                not line._stands() for line in theme.line_ids
            )

    @api.constrains("company_id")
    def _check_hall(self):
        self.line_ids._check_company()

    def copy(self, default=None):
        # Lines and their copies are told by their order, so it is read afresh.
        self.invalidate_recordset(["line_ids"])
        copies = super().copy(default)
        if "line_ids" not in (default or {}):
            for theme, copied in zip(self, copies, strict=True):
                twins = dict(
                    zip(theme.line_ids, copied.line_ids.sorted("id"), strict=True)
                )
                for line, twin in twins.items():
                    if line.after_ids:
                        links = [twins[other].id for other in line.after_ids]
                        twin.after_ids = [Command.set(links)]
        return copies

    def action_submit(self):
        """Send the draft to the approvers."""
        return self._step(
            "submit",
            {"submitted_by_id": self.env.uid, "submitted_on": fields.Datetime.now()},
        )

    def action_publish(self):
        """Offer the theme to the public in place of its earlier number."""
        return self._step(
            "publish",
            {"published_by_id": self.env.uid, "published_on": fields.Datetime.now()},
        )

    def action_send_back(self):
        """Ask for the reason, then return it to its authors."""
        return self._ask_reason("send_back", self.env._("Send Back"))

    def action_retire(self):
        """Ask for the reason, then take it out of the guide."""
        return self._ask_reason("retire", self.env._("Retire"))

    def action_discard(self):
        """Ask for the reason, then give up a draft that cannot be deleted."""
        return self._ask_reason("discard", self.env._("Give Up"))

    def action_new_version(self):
        """Open the draft of the next number of this theme."""
        self.ensure_one()
        self.check_access("read")
        numbers = self.search([("slug", "=", self.slug)])
        draft = numbers.filtered(lambda theme: theme.state in ("draft", "review"))[:1]
        if not draft:
            draft = self.copy()
            draft._write_guarded(
                {"slug": self.slug, "number": max(numbers.mapped("number")) + 1}
            )
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": draft.id,
            "view_mode": "form",
        }

    def action_open_page(self):
        """Open the public page of the theme in a new tab."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/services/theme/{self.slug}",
            "target": "new",
        }

    def action_print(self):
        """Open the merged list of materials and the merged form as a document."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/yichuang/theme/{self.id}",
            "target": "new",
        }

    def _ask_reason(self, transition, name):
        return self._dialog(
            "yichuang.theme.reason", name, theme_id=self.id, transition=transition
        )

    def _values_publish(self, vals):
        """Retire the number in force, before this one takes its place."""
        numbers = self.sudo().search([("slug", "in", self.mapped("slug"))])
        numbers.lock_for_update()
        previous = numbers.filtered(lambda theme: theme.state == "published")
        if previous:
            previous.with_user(SUPERUSER_ID)._transition(
                "supersede", {"retired_on": fields.Datetime.now()}
            )
            previous.flush_recordset(["state"])

    def _values_retire(self, vals):
        return {theme.id: {"retired_on": fields.Datetime.now()} for theme in self}

    def _after_submit(self, vals):
        self._add_author()

    def _guard_reason_stated(self, vals):
        if not (vals.get("reason") or "").strip():
            raise UserError(
                self.env._("State the reason, so that the authors know what to do.")
            )

    def _guard_publishable(self, vals):
        # Nobody publishes another version of a service while it is being joined.
        self.line_ids.service_id.sudo().lock_for_update()
        for theme in self:
            faults = theme._publication_faults()
            if faults:
                raise UserError(
                    self.env._(
                        "%(theme)s cannot be published yet. Send it back and have "
                        "this corrected:\n%(gaps)s",
                        theme=theme.display_name,
                        gaps="\n".join(faults),
                    )
                )

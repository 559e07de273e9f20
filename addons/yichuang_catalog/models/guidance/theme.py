import secrets

from odoo import api, fields, models

from ...tools.transition import Transition


class Theme(models.Model):
    """Several services as one matter (一件事): one form, one set of materials, one
    promise, one organ in the lead."""

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
    promise_days = fields.Integer(
        string="Promised Working Days",
        help="承诺办结时限: for the whole, in working days.",
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

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools import limit_lint
from ...tools.publication import Limit

# What was verified; a change of it wants to be verified again
FACTS = frozenset({"law_name", "article", "number", "unit", "starts", "on_organ"})

UNITS = [
    ("workday", "Working Days"),
    ("day", "Calendar Days"),
    ("month", "Months"),
    ("hour", "Hours"),
    ("year", "Years"),
]


class StatutoryLimit(models.Model):
    """A period that an article of law sets (法定时限), as the law words it.

    The library ships with the module; what the law calls 日 stays calendar days, and
    a period that runs for the applicant or between organs is marked as such.
    """

    _name = "yichuang.statutory.limit"
    _description = "Statutory Limit"
    _order = "law_name, article, number, id"
    _rec_names_search = ["law_name", "action", "keywords"]

    # Where it stands
    law_name = fields.Char(
        string="Law",
        required=True,
        index="trigram",
        help="法律法规名称, without book-title marks.",
    )
    law_key = fields.Char(
        compute="_compute_law_key",
        store=True,
        precompute=True,
        index=True,
        help="The name of the law without 《》, 中华人民共和国 and its edition.",
    )
    article = fields.Char(required=True, help="条款, such as 第十九条.")
    edition = fields.Date(help="The edition of the law that was read (版本).")

    # What it says
    action = fields.Char(
        required=True, index="trigram", help="What must be done within it (行为)."
    )
    number = fields.Integer(required=True, help="The number as the law states it.")
    unit = fields.Selection(
        selection=UNITS,
        required=True,
        default="workday",
        help="The unit as the law states it: 工作日, 日, 月, 小时, 年. "
        "日 is not 工作日.",
    )
    starts = fields.Selection(
        selection=[
            ("acceptance", "Acceptance"),
            ("receipt", "Receipt"),
            ("other", "Another Event"),
        ],
        required=True,
        default="acceptance",
        help="What starts the period: 受理, 收到, or another event.",
    )
    start_words = fields.Char(
        string="Starts With", help="The start in the law's words: 自受理申请之日起."
    )
    on_organ = fields.Boolean(
        string="Binds the Organ",
        default=True,
        help="Whether it binds the organ that decides, rather than the applicant or "
        "another organ.",
    )
    keywords = fields.Char(
        index="trigram",
        help="Words of item names that it may belong to, separated by spaces.",
    )

    # How sure we are
    verified = fields.Boolean(
        help="Whether it was compared with the wording of the law."
    )
    note = fields.Char(string="How Verified", help="How it was checked, and caveats.")
    item_ids = fields.Many2many(
        "yichuang.item",
        "yichuang_item_limit_rel",
        "limit_id",
        "item_id",
        string="Items",
        help="The items it is linked to.",
    )
    active = fields.Boolean(default=True)

    _number_positive = models.Constraint(
        "CHECK (number > 0)", "A period has at least one unit."
    )
    _verified_tells_how = models.Constraint(
        "CHECK (NOT verified OR note <> '')",
        "Say how the limit was verified: which edition of the law was read, and when.",
    )
    _default_order_idx = models.Index("(law_name, article, number, id)")

    @api.depends("law_name")
    def _compute_law_key(self):
        for limit in self:
            limit.law_key = limit_lint.law_key(limit.law_name or "")

    @api.depends("law_name", "article", "number", "unit")
    @api.depends_context("lang")
    def _compute_display_name(self):
        units = dict(self._fields["unit"]._description_selection(self.env))
        for limit in self:
            limit.display_name = (
                f"《{limit.law_name or ''}》{limit.article or ''} "
                f"{limit.number} {units.get(limit.unit, '')}"
            )

    @api.model_create_multi
    def create(self, vals_list):
        if any(vals.get("verified") for vals in vals_list):
            self._check_may_verify()
        return super().create(vals_list)

    def write(self, vals):
        if vals.get("verified"):
            self._check_may_verify()
        elif FACTS.intersection(vals):
            vals = {**vals, "verified": False}
        return super().write(vals)

    def _check_may_verify(self):
        if not (
            self.env.su or self.env.user.has_group("yichuang_catalog.group_approver")
        ):
            raise UserError(
                self.env._(
                    "Only an approver marks a limit as verified, after reading the "
                    "article. Enter it without the mark and ask one of them."
                )
            )

    def _as_law(self):
        """These limits as ``tools/limit_lint.py`` takes them."""
        return [
            limit_lint.LawLimit(
                limit.id,
                limit.law_name,
                limit.article,
                Limit(limit.number, limit.unit),
                limit.starts,
                limit.on_organ,
                limit.verified,
            )
            for limit in self
        ]

    @api.model
    def _in_laws(self, names):
        """The limits that bind organs in the laws of these names, most recent words
        of the law first."""
        keys = {limit_lint.law_key(name) for name in names if name}
        if not keys:
            return self.browse()
        return self.search([("law_key", "in", list(keys)), ("on_organ", "=", True)])

    def _law_row(self):
        """The row of the legal bases that stands for this article, entered if it is
        not there yet."""
        self.ensure_one()
        laws = self.env["yichuang.law"].with_context(active_test=False)
        found = laws.search([("article", "=", self.article)]).filtered(
            lambda law: limit_lint.law_key(law.name) == self.law_key
        )
        return found[:1] or laws.create(
            {"name": self.law_name, "article": self.article}
        )

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools import graph
from .theme_sentences import cycle_sentence


class ThemeLine(models.Model):
    """One service of a theme, and the services of the theme it comes after."""

    _name = "yichuang.theme.line"
    _description = "Service of a Theme"
    _inherit = ["yichuang.lifecycle.line"]
    _order = "theme_id, sequence, id"
    _rec_name = "service_id"
    _check_company_auto = True
    _lifecycle_parent = "theme_id"

    theme_id = fields.Many2one(
        "yichuang.theme", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="theme_id.company_id", store=True, index=True, precompute=True
    )
    sequence = fields.Integer(default=10)
    service_id = fields.Many2one(
        "yichuang.service",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        help="纳入主题的办理项",
    )
    version_id = fields.Many2one(
        "yichuang.service.version",
        compute="_compute_version_id",
        store=True,
        ondelete="restrict",
        index="btree_not_null",
        help="The version it is combined from; pinned when the theme is published.",
    )
    after_ids = fields.Many2many(
        "yichuang.theme.line",
        "yichuang_theme_line_after_rel",
        "line_id",
        "after_id",
        string="Comes After",
        copy=False,
        help="前置事项: the services that must be done before.",
    )

    _default_order_idx = models.Index("(theme_id, sequence, id)")
    _service_uniq = models.UniqueIndex(
        "(theme_id, service_id)", "This service is in the theme already."
    )

    @api.depends("service_id.current_version_id", "theme_id.state")
    def _compute_version_id(self):
        for line in self:
            if line.theme_id.state in ("draft", "review") or not line.version_id:
                line.version_id = line.service_id.current_version_id

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.theme_id._add_author()
        return lines

    def write(self, vals):
        before = self.theme_id
        result = super().write(vals)
        (before | self.theme_id)._add_author()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_notes_author(self):
        self.theme_id._add_author()

    @api.constrains("after_ids", "theme_id")
    def _check_after(self):
        followers = self.search([("after_ids", "in", self.ids)])
        for theme in self.theme_id | followers.theme_id:
            lines = theme.line_ids
            strangers = lines.after_ids - lines
            if strangers:
                raise ValidationError(
                    self.env._(
                        "“%(service)s” belongs to another theme. A service comes "
                        "after services of its own theme only.",
                        service=strangers[0].service_id.name,
                    )
                )
            around = graph.cycle(theme._line_graph())
            if around:
                raise ValidationError(cycle_sentence(theme, around))

    def _stands(self):
        """Whether the hall still offers the service by the version of this line."""
        self.ensure_one()
        service = self.service_id
        return (
            service.active
            and service.entry == "entered"
            and self.version_id == service.current_version_id
        )

    def _promise_words(self):
        """What the service itself promises: “8 working days”, “on the spot”."""
        self.ensure_one()
        version = self.version_id
        if version.case_type == "instant" and not version.promise_days:
            return self.env._("on the spot")
        return version._limit_words(version.promise_days, version.promise_unit)

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .window import KIND_HELP, KINDS


class HallLayoutLine(models.Model):
    """One window in a layout: where it stands and what it takes while that holds."""

    _name = "yichuang.hall.layout.line"
    _description = "Window of a layout"
    _order = "layout_id, window_id, id"
    _rec_name = "window_id"
    _check_company_auto = True

    layout_id = fields.Many2one(
        "yichuang.hall.layout", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="layout_id.company_id", store=True, index=True, precompute=True
    )
    window_id = fields.Many2one(
        "yichuang.window",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        help="窗口",
    )
    zone_id = fields.Many2one(
        "yichuang.zone",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        compute="_compute_from_window",
        store=True,
        precompute=True,
        readonly=False,
        help="所在服务区",
    )
    kind = fields.Selection(
        KINDS,
        required=True,
        compute="_compute_from_window",
        store=True,
        precompute=True,
        readonly=False,
        help=KIND_HELP,
    )
    department_id = fields.Many2one(
        "yichuang.department",
        "Resident Organ",
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
        compute="_compute_from_window",
        store=True,
        precompute=True,
        readonly=False,
        help="部门窗口的进驻部门",
    )

    _default_order_idx = models.Index("(layout_id, window_id, id)")
    _window_uniq = models.UniqueIndex(
        "(layout_id, window_id)", "This window is in the layout already."
    )

    @api.depends("window_id")
    def _compute_from_window(self):
        for line in self:
            line.zone_id = line.window_id.zone_id
            line.kind = line.window_id.kind
            line.department_id = line.window_id.department_id

    def _reception(self):
        """What the window takes in: where it is comprehensive its zone says so, or else
        the layout."""
        self.ensure_one()
        if self.kind != "comprehensive":
            return self.kind
        return self.zone_id.reception or self.layout_id.reception or "undifferentiated"

    @api.constrains("kind", "department_id")
    def _check_organ(self):
        for line in self:
            if (line.kind == "department") != bool(line.department_id):
                raise ValidationError(
                    self.env._(
                        "%(window)s: a department window names its organ, and any "
                        "other window names none.",
                        window=line.window_id.display_name,
                    )
                )

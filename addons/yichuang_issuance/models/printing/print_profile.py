from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, ValidationError

from ...tools import print_page, print_sheet

MANAGER = "yichuang_catalog.group_manager"


class PrintProfile(models.Model):
    """How a printer at a counter is loaded and how far off it draws (打印设置).

    A print has the size of the profile's sheet, is moved by its offset and never
    scaled. Whoever prints gets their own default, or the profile of the window they
    are at, or the first of the hall.
    """

    _name = "yichuang.print.profile"
    _description = "Print profile"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, help="打印设置名称, such as the printer's.")
    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        [
            ("label", "Labels"),
            ("slip", "Slips"),
            ("certificate", "Certificate Paper"),
        ],
        "What It Prints",
        required=True,
        default="label",
        help="标签, 小票, 证照用纸.",
    )
    paper = fields.Selection(
        [
            ("label_60_40", "Label 60 × 40 mm"),
            ("label_50_30", "Label 50 × 30 mm"),
            ("roll_80", "Roll of 80 mm"),
            ("a4", "A4, long side down (297 × 210 mm)"),
            ("a3", "A3, long side down (420 × 297 mm)"),
            ("k16", "16K, long side down (260 × 185 mm)"),
        ],
        "Paper Size",
        required=True,
        compute="_compute_paper",
        store=True,
        readonly=False,
        precompute=True,
        help="纸张: prints have its size, at a scale of 100 %.",
    )
    offset_right = fields.Integer(
        "Moved to the Right (0.1 mm)",
        help="水平偏移(0.1毫米), to the left if negative.",
    )
    offset_down = fields.Integer(
        "Moved Down (0.1 mm)", help="垂直偏移(0.1毫米), up if negative."
    )
    mark = fields.Integer(
        "Where the Cross Belongs (mm)",
        compute="_compute_mark",
        help="十字应距纸边(毫米), from the left and the upper edge.",
    )
    measured_right = fields.Float(
        "Cross from the Left Edge (mm)",
        store=False,
        digits=(4, 1),
        help="实测: as measured on the calibration page; corrects the offset.",
    )
    measured_down = fields.Float(
        "Cross from the Upper Edge (mm)",
        store=False,
        digits=(4, 1),
        help="实测: as measured on the calibration page; corrects the offset.",
    )
    window_id = fields.Many2one(
        "yichuang.window",
        index="btree_not_null",
        check_company=True,
        help="所属窗口; empty for the whole hall.",
    )
    default_user_ids = fields.Many2many(
        "res.users",
        string="Default Of",
        readonly=True,
        copy=False,
        help="设为默认的人员",
    )
    company_id = fields.Many2one(
        "res.company",
        "Hall",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    active = fields.Boolean(default=True)

    _default_order_idx = models.Index("(sequence, id)")
    _name_uniq = models.UniqueIndex(
        "(company_id, name) WHERE active",
        "The hall has a print profile of this name already.",
    )
    _offset_small = models.Constraint(
        f"CHECK (abs(offset_right) <= {print_sheet.MOST_OFFSET}"
        f" AND abs(offset_down) <= {print_sheet.MOST_OFFSET})",
        "A printer is not off by more than 20 mm: feed the sheet anew and measure "
        "again.",
    )

    @api.depends("kind")
    def _compute_paper(self):
        for profile in self:
            papers = print_sheet.KINDS[profile.kind or "label"]
            if profile.paper not in papers:
                profile.paper = papers[0]

    @api.depends("paper")
    def _compute_mark(self):
        for profile in self:
            profile.mark = print_page.mark_mm(profile._sheet())

    @api.constrains("kind", "paper")
    def _check_paper(self):
        for profile in self:
            if profile.paper not in print_sheet.KINDS[profile.kind]:
                raise ValidationError(
                    self.env._(
                        "“%(profile)s” prints something else than goes on this paper. "
                        "Choose the paper that lies in the printer.",
                        profile=profile.name,
                    )
                )

    @api.onchange("measured_right")
    def _onchange_measured_right(self):
        if self.measured_right:
            self.offset_right = print_sheet.corrected(
                self.offset_right, self.mark, self.measured_right
            )

    @api.onchange("measured_down")
    def _onchange_measured_down(self):
        if self.measured_down:
            self.offset_down = print_sheet.corrected(
                self.offset_down, self.mark, self.measured_down
            )

    @api.model
    def _for(self, kind):
        """The profile by which the person at work prints something of ``kind``; none
        where the hall has none, which prints on the usual paper without offset."""
        own = [("kind", "=", kind), ("company_id", "=", self.env.company.id)]
        profiles = self.search(own)
        # The own window, which not every role reads.
        window = (
            self.env["yichuang.window.shift"].sudo()._of(self.env.user).window_id.id
        )
        user = self.env.user
        return (
            profiles.filtered(lambda one: user in one.default_user_ids)
            or profiles.filtered(lambda one: window and one.window_id.id == window)
            or profiles.filtered(lambda one: not one.window_id)
        )[:1]

    def _sheet(self, kind="label"):
        """The sheet of this profile, or the usual one of ``kind`` without any."""
        return print_sheet.PAPERS[self.paper or print_sheet.KINDS[kind][0]]

    def action_make_mine(self):
        """From now on what I print of this kind goes here."""
        self.ensure_one()
        self.check_access("read")
        user = self.env.user
        if not user.has_group("yichuang_catalog.group_user"):
            raise AccessError(self.env._("Only people of the hall print here."))
        # What a person prefers is theirs to say, though the profile is not.
        others = self.sudo().search(
            [
                ("kind", "=", self.kind),
                ("company_id", "=", self.company_id.id),
                ("default_user_ids", "in", user.ids),
            ]
        )
        others.default_user_ids = [Command.unlink(user.id)]
        self.sudo().default_user_ids = [Command.link(user.id)]
        return True

    def action_calibrate(self):
        """Print the page by which the offset is measured."""
        self.ensure_one()
        return self.env["yichuang.print.job"]._request(
            "calibration", self, profile=self
        )

    def _print_calibration(self, job):
        self.ensure_one()
        return print_page.calibration(
            self._sheet(),
            self.name,
            f"以100%比例打印。十字中心应距左边、上边各{self.mark}毫米，"
            "请量出实际距离，填入打印设置。",
        )

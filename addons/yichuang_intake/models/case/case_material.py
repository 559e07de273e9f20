from odoo import Command, api, fields, models
from odoo.exceptions import UserError, ValidationError

GRADES = [
    ("a", "A: from the organ that issues it"),
    ("b", "B: verified against the original"),
    ("c", "C: uploaded, not verified"),
    ("d", "D: self-made, truth promised"),
]


class CaseMaterial(models.Model):
    """One material of a case: what the guide asks for and what was handed in.

    The list follows the guide version the case began with: nothing may be asked
    for beyond it (行政许可法 Art. 31), and nothing on it disappears.
    """

    _name = "yichuang.case.material"
    _description = "Material of a case"
    _inherit = ["yichuang.lifecycle.line"]
    _order = "case_id.id, sequence, id"
    _rec_name = "name"
    _lifecycle_parent = "case_id"
    _line_open_states = ("draft", "received", "supplement")

    case_id = fields.Many2one(
        "yichuang.case", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(default=10)

    # What the guide asks for
    requirement_id = fields.Many2one(
        "yichuang.service.material", required=True, ondelete="restrict", index=True
    )
    name = fields.Char(
        "Material",
        compute="_compute_name",
        store=True,
        precompute=True,
        help="材料名称, as published when the case began.",
    )
    necessity = fields.Selection(related="requirement_id.necessity")
    receive_mode = fields.Selection(related="requirement_id.receive_mode")
    originals_asked = fields.Integer(
        related="requirement_id.originals", string="Originals Asked"
    )
    copies_asked = fields.Integer(
        related="requirement_id.copies", string="Copies Asked"
    )
    note = fields.Char(related="requirement_id.note")

    # What was handed in
    received = fields.Boolean("Handed In", help="已收取")
    originals = fields.Integer(help="收到原件份数")
    copies = fields.Integer(help="收到复印件份数")
    pages = fields.Integer(help="页数")
    deferred = fields.Boolean(
        "Follows Later",
        readonly=True,
        copy=False,
        help="容缺: accepted without it, on the applicant's undertaking.",
    )
    undertaken = fields.Boolean(
        readonly=True,
        copy=False,
        help="网上容缺承诺: the applicant undertook online to hand it in later.",
    )
    made_good_on = fields.Datetime(
        readonly=True, copy=False, help="补齐时间 of a material that followed later."
    )
    defect_reason_ids = fields.Many2many(
        "yichuang.defect.reason",
        "yichuang_case_material_defect",
        "line_id",
        "reason_id",
        "Not Conforming",
        copy=False,
        ondelete="restrict",
        help="不符合原因, of the standard list.",
    )
    defect = fields.Char(
        compute="_compute_defect",
        store=True,
        precompute=True,
        readonly=False,
        help="What is wrong with it (存在问题), empty when in order: the standard "
        "reasons, or the clerk's own words.",
    )
    remark = fields.Char(help="备注, for the window.")
    status = fields.Selection(
        [
            ("received", "In Order"),
            ("defective", "Not Conforming"),
            ("missing", "Missing"),
            ("optional", "Not Handed In"),
        ],
        compute="_compute_status",
        store=True,
        precompute=True,
        help="核对结果: 已收, 不符合, 缺件, 未提交 of what need not be handed in.",
    )
    grade = fields.Selection(
        GRADES,
        "Trust Level",
        compute="_compute_grade",
        store=True,
        precompute=True,
        readonly=False,
        help="可信等级: A 服务机构提供, B 与原件核对无误, C 自行上传待核, "
        "D 自制并承诺真实.",
    )

    _default_order_idx = models.Index("(case_id, sequence, id)")
    _requirement_uniq = models.UniqueIndex(
        "(case_id, requirement_id)", "This material is on the list of the case already."
    )
    _counts_positive = models.Constraint(
        "CHECK (originals >= 0 AND copies >= 0 AND pages >= 0)",
        "Numbers of originals, copies and pages cannot be negative.",
    )

    @api.depends("requirement_id")
    def _compute_name(self):
        for line in self:
            line.name = line.requirement_id.material_id.name

    @api.depends("defect_reason_ids")
    def _compute_defect(self):
        for line in self:
            line.defect = "、".join(line.defect_reason_ids.mapped("name")) or False

    @api.depends("received", "defect", "requirement_id")
    def _compute_status(self):
        for line in self:
            if line.defect:
                line.status = "defective"
            elif line.received:
                line.status = "received"
            elif line.necessity == "optional":
                line.status = "optional"
            else:
                line.status = "missing"

    @api.depends("received")
    def _compute_grade(self):
        """A certificate is seen in the original at the window, but not online; forms
        are self-made."""
        for line in self:
            seen = "d"
            if line.requirement_id.material_id.kind == "certificate":
                seen = "c" if line.case_id.channel == "online" else "b"
            line.grade = (line.grade or seen) if line.received else False

    @api.onchange("received")
    def _onchange_received(self):
        for line in self:
            taken = line.received
            line.originals = line.originals_asked if taken else 0
            line.copies = line.copies_asked if taken else 0

    @api.constrains("case_id", "requirement_id")
    def _check_requirement(self):
        for line in self:
            if line.requirement_id.version_id != line.case_id.version_id:
                raise ValidationError(
                    self.env._(
                        "%(material)s is not on the published list of this case. No "
                        "material may be asked for beyond that list (行政许可法 Art. "
                        "31).",
                        material=line.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_deferral_untouched(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_deferral_untouched(vals)
        if vals.get("defect", True) in (False, "") and "defect_reason_ids" not in vals:
            # In order again: the reasons go with the words.
            vals = {**vals, "defect_reason_ids": [Command.clear()]}
        return super().write(vals)

    def _check_deferral_untouched(self, vals):
        """A material is deferred, and made good, by a step of the case only."""
        steps = {"deferred", "made_good_on", "undertaken"}.intersection(vals)
        if steps and not self._has_line_pass():
            raise UserError(
                self.env._(
                    "That a material may follow later is agreed when the case is "
                    "accepted so, not on the list: use the button of the case."
                )
            )

    def _take(self):
        """Record these as handed in, as many as the guide asks for."""
        groups = self.grouped(lambda line: (line.originals_asked, line.copies_asked))
        for (originals, copies), lines in groups.items():
            lines.write({"received": True, "originals": originals, "copies": copies})

    def _lacking(self):
        """Those that keep the case from being accepted."""
        return self.filtered(
            lambda line: (
                line.defect or (line.necessity != "optional" and not line.received)
            )
        )

    def _check_deferrable(self):
        """Refuse where any of these may not follow later (容缺)."""
        strict = self.filtered(lambda line: line.necessity != "deferrable")
        if strict:
            raise UserError(
                self.env._(
                    "%(materials)s may not follow later: the published guide does not "
                    "say so. Tell the applicant what is missing instead (行政许可法 "
                    "Art. 32(4)).",
                    materials=", ".join(strict.mapped("name")),
                )
            )

    def _deferral_days(self):
        """In how many working days these are handed in, where they follow later."""
        return self.requirement_id._deferral_days()

    def _named_in_full(self):
        """The names of these, as told to whoever knows which case it is."""
        return self.mapped("name")

    def _notice_lines(self):
        """Lines of a supplement notice that names these, as it would be given now."""
        return [
            {
                "material_id": line.id,
                "problem": line.defect or self.env._("not handed in"),
                "correction": line.note
                or self.env._("Hand it in as the guide asks for it."),
            }
            for line in self
        ]

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

OPEN = ("received", "supplement", "accepted")


class JointCase(models.Model):
    """Several matters in hand as one (一件事): one intake, one form, one set of
    materials, one answer; a case of its own for each matter and its organ.

    draft → received → accepted → closed, with supplement and void beside, and submitted
    before receipt where it came online. It is no
    case itself: no organ decides it, it has no guide, no outcome and no result, and
    whatever counts cases must not count it. Its matters are the cases whose
    ``parent_id`` leads here; their decisions close it, once (行政许可法 Art. 26).

    What it is made of is in ``joint_case_content``, the steps in
    ``joint_case_procedure``, time in ``joint_case_time``. Who moves one of its cases
    holds the lock of the joint case first.
    """

    _name = "yichuang.joint.case"
    _description = "Joint case"
    _inherit = [
        "yichuang.case.applicant",
        "yichuang.case.time",
        "yichuang.case.paper",
        "yichuang.told",
        "yichuang.joint.guard",
        "yichuang.lifecycle",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "id desc"
    _rec_names_search = ["receipt_number", "applicant_name"]
    _part_field = "joint_id"

    _guarded_fields = frozenset(
        {
            "receipt_number",
            "query_code",
            "department_id",
            "company_id",
            "organ_ids",
            "situation_answer_ids",
            "matters_open",
            "received_by_id",
            "received_on",
            "notified_by_id",
            "notified_on",
            "accepted_by_id",
            "accepted_on",
            "deemed_accepted",
            "end_reason",
            "ended_on",
        }
    )
    _open_states = ("draft",)
    _free_fields = frozenset({"phone", "address", "material_ids"})

    # Numbers
    receipt_number = fields.Char(
        readonly=True,
        copy=False,
        index="trigram",
        help="收件号: hall, date, serial number and check character.",
    )
    query_code = fields.Char(
        readonly=True,
        copy=False,
        groups="yichuang_intake.group_clerk",
        help="查询码 on the receipt: with the receipt number it opens the public "
        "progress page.",
    )

    identity_ids = fields.One2many(
        "yichuang.case.identity", "joint_id", groups=fields.NO_ACCESS
    )

    # The matters
    theme_id = fields.Many2one(
        "yichuang.theme",
        required=True,
        ondelete="restrict",
        index=True,
        domain=[("state", "=", "published"), ("outdated", "=", False)],
        help="一件事主题",
    )
    theme_line_ids = fields.Many2many(
        "yichuang.theme.line",
        "yichuang_joint_case_line",
        "joint_id",
        "line_id",
        "Matters Applied For",
        compute="_compute_theme_line_ids",
        store=True,
        readonly=False,
        precompute=True,
        help="申请办理的事项: all of the theme, or those that apply to this applicant.",
    )
    department_id = fields.Many2one(
        "yichuang.department",
        "Lead Organ",
        compute="_compute_lead",
        store=True,
        precompute=True,
        index=True,
        ondelete="restrict",
        help="牵头部门: it coordinates the organs and answers for the whole.",
    )
    organ_ids = fields.Many2many(
        "yichuang.department",
        "yichuang_joint_case_organ",
        "joint_id",
        "department_id",
        "Organs",
        compute="_compute_organ_ids",
        store=True,
        precompute=True,
        help="参与部门: the lead organ and those of the matters.",
    )
    company_id = fields.Many2one(
        "res.company",
        "Hall",
        compute="_compute_lead",
        store=True,
        precompute=True,
        index=True,
    )
    subject = fields.Char(help="项目名称 or a few words that tell cases apart.")
    child_ids = fields.One2many(
        "yichuang.case", "parent_id", "Matters", readonly=True, copy=False
    )
    matters_open = fields.Integer(
        readonly=True, copy=False, help="未办结事项数: matters that are not over."
    )

    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "Submitted Online"),
            ("received", "Received"),
            ("supplement", "Awaiting Supplements"),
            ("accepted", "Accepted"),
            ("closed", "Closed"),
            ("void", "Void"),
        ],
        required=True,
        default="draft",
        copy=False,
        index=True,
        help="草稿, 网上提交, 收件, 补正, 受理, 办结, 作废.",
    )

    # Who did what, when
    received_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, help="收件人"
    )
    received_on = fields.Datetime(readonly=True, copy=False, help="收件时间")
    notified_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, help="告知人"
    )
    notified_on = fields.Datetime(readonly=True, copy=False, help="补正告知时间")
    accepted_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, help="统一受理人"
    )
    accepted_on = fields.Datetime(readonly=True, copy=False, help="统一受理时间")
    deemed_accepted = fields.Boolean(
        readonly=True,
        copy=False,
        help="视为受理: nothing was told within the limit, so it counts as accepted "
        "from the day of receipt.",
    )
    end_reason = fields.Text(readonly=True, copy=False, help="Why it was void.")
    ended_on = fields.Datetime(readonly=True, copy=False, help="办结时间")

    _receipt_number_uniq = models.UniqueIndex(
        "(receipt_number) WHERE receipt_number IS NOT NULL",
        "This receipt number was given already.",
    )
    _state_idx = models.Index("(company_id, state, id DESC)")
    _open_idx = models.Index(
        "(due_on) WHERE state IN ('received', 'supplement', 'accepted')"
    )

    @api.depends("theme_id", "applicant_kind")
    def _compute_theme_line_ids(self):
        """All matters of the theme that are open to this kind of applicant."""
        for joint in self:
            open_to = ("any", joint.applicant_kind)
            joint.theme_line_ids = joint.theme_id.line_ids.filtered(
                lambda line, to=open_to: line.version_id.applicant_kind in to
            )

    @api.depends("theme_id")
    def _compute_lead(self):
        for joint in self:
            joint.department_id = joint.theme_id.lead_department_id
            joint.company_id = joint.theme_id.company_id

    @api.depends("theme_id", "theme_line_ids")
    def _compute_organ_ids(self):
        for joint in self:
            joint.organ_ids = (
                joint.department_id | joint.theme_line_ids.service_id.department_id
            )

    @api.depends("receipt_number", "theme_id.name")
    def _compute_display_name(self):
        for joint in self:
            joint.display_name = joint.receipt_number or self.env._(
                "New: %(theme)s", theme=joint.theme_id.name or ""
            )

    @api.model_create_multi
    def create(self, vals_list):
        joints = super().create(vals_list)
        joints._fill_content()
        return joints

    def write(self, vals):
        result = super().write(vals)
        if {"theme_id", "theme_line_ids", "applicant_kind"}.intersection(vals):
            self._match_content()
        return result

    def _check_write_guarded(self, vals):
        super()._check_write_guarded(vals)
        content = not self._is_free(vals) or self._free_fields.intersection(vals)
        if content and not (
            self.env.su or self.env.user.has_group("yichuang_intake.group_clerk")
        ):
            raise AccessError(
                self.env._(
                    "What the applicant stated is entered at the window. Ask a window "
                    "clerk to correct it."
                )
            )

    def _live(self):
        """The cases of these that are not over."""
        return self.child_ids.filtered(lambda case: not case._is_over())

    def _timed_states(self):
        return OPEN

    def action_view_children(self):
        """Open the cases of its matters."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Matters of %(joint)s", joint=self.display_name),
            "res_model": "yichuang.case",
            "view_mode": "list,form",
            "domain": [("parent_id", "=", self.id)],
        }

    def _check_open(self, states):
        """Refuse what is not possible in the state of these joint cases."""
        for joint in self:
            if joint.state not in states:
                raise UserError(
                    self.env._(
                        "%(joint)s is “%(state)s”, so this is not possible now. Reload "
                        "the page to see where it stands.",
                        joint=joint.display_name,
                        state=joint._state_label(),
                    )
                )

from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

# Every state but those in which a case has ended, of whichever module.
IN_HAND = (
    "state NOT IN ('closed', 'refused', 'withdrawn', 'revoked', 'terminated', 'void')"
)


class Case(models.Model):
    """A matter in hand (办件), from the window to the decision.

    draft → received → accepted → reviewing → decided → closed, with refused,
    withdrawn and void beside. Receiving papers is the hall's act, accepting them
    is the organ's (行政许可法 Art. 32). The applicant's part is in
    ``case_applicant``, time in ``case_time``, the steps in ``case_procedure``.
    """

    _name = "yichuang.case"
    _description = "Case"
    _inherit = [
        "yichuang.case.applicant",
        "yichuang.case.time",
        "yichuang.case.procedure",
        "yichuang.case.paper",
        "yichuang.lifecycle",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "id desc"
    _rec_names_search = ["lookup"]

    _guarded_fields = frozenset(
        {
            "number",
            "receipt_number",
            "query_code",
            "version_id",
            "department_id",
            "company_id",
        }
    )
    _open_states = ("draft", "received")
    _free_fields = frozenset({"phone", "address"})
    # What the receipt states: fixed once it is handed out.
    _matter_fields = frozenset(
        {
            "service_id",
            "applicant_kind",
            "applicant_name",
            "id_number",
            "legal_representative",
        }
    )

    # Numbers
    number = fields.Char(
        "Case Number",
        readonly=True,
        copy=False,
        help="办件编号: implementation code, date and serial number; the receipt "
        "number where the service has no code.",
    )
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

    # The matter
    service_id = fields.Many2one(
        "yichuang.service",
        required=True,
        ondelete="restrict",
        index=True,
        domain=[("current_version_id", "!=", False)],
        help="办理事项",
    )
    version_id = fields.Many2one(
        "yichuang.service.version",
        "Guide Version",
        compute="_compute_matter",
        store=True,
        precompute=True,
        index=True,
        ondelete="restrict",
        help="The published version of the service guide that the case began with.",
    )
    department_id = fields.Many2one(
        "yichuang.department",
        "Organ",
        compute="_compute_matter",
        store=True,
        precompute=True,
        index=True,
        ondelete="restrict",
        help="实施主体, which accepts, reviews and decides.",
    )
    company_id = fields.Many2one(
        "res.company",
        "Hall",
        compute="_compute_matter",
        store=True,
        precompute=True,
        index=True,
    )
    guide_current = fields.Boolean(compute="_compute_guide_current")
    identity_ids = fields.One2many(
        "yichuang.case.identity", "case_id", groups=fields.NO_ACCESS
    )
    subject = fields.Char(help="项目名称 or a few words that tell cases apart.")
    case_type = fields.Selection(related="version_id.case_type")
    material_ids = fields.One2many("yichuang.case.material", "case_id")
    materials_missing = fields.Integer(compute="_compute_materials_missing")

    _number_uniq = models.UniqueIndex(
        "(number) WHERE number IS NOT NULL",
        "This case number was given already.",
    )
    _receipt_number_uniq = models.UniqueIndex(
        "(receipt_number) WHERE receipt_number IS NOT NULL",
        "This receipt number was given already.",
    )
    # What is in hand is a small part of all. Indexes for its lists are in
    # ``case_priority``.
    _overdue_idx = models.Index(f"(due_on) WHERE {IN_HAND}")
    _state_idx = models.Index("(company_id, state, id DESC)")

    @api.depends("service_id")
    def _compute_matter(self):
        for case in self:
            service = case.service_id
            case.version_id = service.current_version_id
            case.department_id = service.department_id
            case.company_id = service.company_id

    @api.depends("version_id", "service_id.current_version_id")
    def _compute_guide_current(self):
        for case in self:
            case.guide_current = case.version_id == case.service_id.current_version_id

    @api.depends("receipt_number", "service_id.name")
    def _compute_display_name(self):
        for case in self:
            case.display_name = (
                case.receipt_number
                or (
                    case.service_id
                    and self.env._("New: %(service)s", service=case.service_id.name)
                )
                or self.env._("New")
            )

    @api.depends("material_ids.received", "material_ids.defect")
    def _compute_materials_missing(self):
        for case in self:
            case.materials_missing = len(case.material_ids._lacking())

    @api.constrains("service_id")
    def _check_service_published(self):
        for case in self:
            if not case.version_id:
                raise ValidationError(case.service_id._why_not_in_use())

    @api.onchange("service_id")
    def _onchange_service_id(self):
        self.material_ids = [
            Command.clear(),
            *(Command.create(vals) for vals in self._material_vals()),
        ]
        allowed = self.version_id.applicant_kind
        if allowed in ("natural", "legal"):
            self.applicant_kind = allowed

    @api.model_create_multi
    def create(self, vals_list):
        quiet = self.with_context(mail_create_nolog=True, mail_create_nosubscribe=True)
        cases = super(Case, quiet).create(vals_list).with_env(self.env)
        cases._fill_materials()
        return cases

    def write(self, vals):
        matter = self._lifecycle_names("_matter_fields").intersection(vals)
        if matter and any(case.state != "draft" for case in self):
            raise UserError(
                self.env._(
                    "The receipt has been given out: service and applicant stay as "
                    "they are on it. If they are wrong, void the case and receive it "
                    "anew."
                )
            )
        result = super().write(vals)
        if "service_id" in vals and "material_ids" not in vals:
            self.material_ids.sudo().unlink()
            self._fill_materials()
        return result

    def _check_write_guarded(self, vals):
        super()._check_write_guarded(vals)
        content = not self._is_free(vals) or {"phone", "address"}.intersection(vals)
        if content and not (
            self.env.su or self.env.user.has_group("yichuang_intake.group_clerk")
        ):
            raise AccessError(
                self.env._(
                    "What the applicant stated is entered at the window. Ask a window "
                    "clerk to correct it."
                )
            )

    def _fill_materials(self):
        """Give cases without materials the list of their guide version."""
        self.env["yichuang.case.material"].create(
            [
                {"case_id": case.id, **vals}
                for case in self
                if not case.material_ids
                for vals in case._material_vals()
            ]
        )

    def _material_vals(self):
        return [
            {"requirement_id": line.id, "sequence": line.sequence}
            for line in self._asked_requirements()
        ]

    def action_refresh_version(self):
        """Begin a draft anew on the guide that is published today."""
        self.check_access("write")
        for case in self:
            if case.state != "draft":
                raise UserError(
                    self.env._(
                        "%(case)s keeps the guide it was received under.",
                        case=case.display_name,
                    )
                )
            if not case.service_id.current_version_id:
                raise UserError(case.service_id._why_not_in_use())
        for case in self:
            case._write_guarded({"version_id": case.service_id.current_version_id.id})
        self.material_ids.sudo().unlink()
        self._fill_materials()
        return True

    def action_take_all_materials(self):
        """Mark every material as handed in, with the copies the guide asks for."""
        self.check_access("write")
        self.material_ids.filtered(lambda line: not line.received)._take()
        return True

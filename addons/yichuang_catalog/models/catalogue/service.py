import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...tools import bound_name, enumerations, implementation_code
from ...tools.exceptions import CodeError


class Service(models.Model):
    """What one organ does for one item (实施清单): the stable identity.

    Its content lives in versions; the published one is what people are served
    by, and a case keeps the version it began with.
    """

    _name = "yichuang.service"
    _description = "Service"
    _order = "name, id"
    _rec_names_search = ["name", "code", "handling_code", "local_code"]
    _check_company_auto = True

    # Who does what
    item_id = fields.Many2one(
        "yichuang.item", required=True, ondelete="restrict", index=True
    )
    item_type = fields.Selection(related="item_id.item_type", store=True, index=True)
    name = fields.Char(
        compute="_compute_name",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        index="trigram",
        help="The name people know it by (业务办理项名称); the item's unless changed.",
    )
    department_id = fields.Many2one(
        "yichuang.department",
        string="Organ",
        required=True,
        ondelete="restrict",
        index=True,
        help="The organ in whose name it is done (实施主体).",
    )
    company_id = fields.Many2one(
        related="department_id.company_id",
        string="Hall",
        store=True,
        index=True,
        precompute=True,
    )
    active = fields.Boolean(default=True)

    # Codes
    level = fields.Selection(
        selection=enumerations.selection("level"),
        required=True,
        default="4",
        help="行使层级 (GB/T 39046 A.2)",
    )
    handling_number = fields.Integer(
        default=0,
        copy=False,
        help="Serial number among the services with the same implementation code "
        "(01 new, 02 change, …); 0 when there is only one.",
    )
    code = fields.Char(
        string="Implementation Code",
        compute="_compute_code",
        store=True,
        precompute=True,
        index="trigram",
        help="实施编码, 31 characters: the organ's credit code, the level, the basic "
        "code.",
    )
    handling_code = fields.Char(
        compute="_compute_code",
        store=True,
        precompute=True,
        index="trigram",
        help="业务办理项编码, 33 characters: the implementation code and its serial "
        "number.",
    )
    local_code = fields.Char(
        index="trigram",
        copy=False,
        help="The code a province gave it (地方实施编码).",
    )
    slug = fields.Char(
        string="Public Address",
        default=lambda self: self._default_slug(),
        required=True,
        readonly=True,
        copy=False,
        help="A random word that stands for this service in public links.",
    )

    # Content
    version_ids = fields.One2many("yichuang.service.version", "service_id")
    version_count = fields.Integer(compute="_compute_version_count")
    current_version_id = fields.Many2one(
        "yichuang.service.version",
        compute="_compute_current_version_id",
        store=True,
        index="btree_not_null",
        help="The published version (现行版本), by which new cases are handled.",
    )
    promise_limit = fields.Char(
        related="current_version_id.promise_limit", string="Promised Limit"
    )
    legal_limit = fields.Char(
        related="current_version_id.legal_limit", string="Statutory Limit"
    )

    _slug_uniq = models.UniqueIndex("(slug)", "This public address is taken.")
    _handling_code_uniq = models.UniqueIndex(
        "(code, handling_number) WHERE code <> ''",
        "Another service has this code. Give each service of the same organ, level "
        "and item its own handling number.",
    )
    _local_code_uniq = models.UniqueIndex(
        "(company_id, local_code) WHERE local_code <> ''",
        "Another service of this hall has this local code.",
    )
    _default_order_idx = models.Index("(name, id)")
    _handling_number_range = models.Constraint(
        "CHECK (handling_number BETWEEN 0 AND 99)",
        "The handling number has two digits: 1 to 99, or 0 for none.",
    )

    @api.model
    def _default_slug(self):
        return secrets.token_urlsafe(9)

    @api.depends("item_id.name", "item_id.bound", "handling_number")
    def _compute_name(self):
        bound = self.filtered("item_id.bound")
        following = bound - bound._with_history()
        for service in self:
            name = service.name or service.item_id.name
            if service in following:
                name = bound_name.follow(
                    name, service.item_id.name, bool(service.handling_number)
                )
            service.name = name

    @api.depends("department_id.uscc", "level", "item_id.code", "handling_number")
    def _compute_code(self):
        for service in self:
            organ = service.department_id.uscc
            basic = service.item_id.code
            code = f"{organ}{service.level}{basic}" if organ and basic else False
            service.code = code
            number = service.handling_number
            service.handling_code = f"{code}{number:02}" if code and number else False

    @api.depends("version_ids.state")
    def _compute_current_version_id(self):
        published = dict(
            self.env["yichuang.service.version"]._read_group(
                [("service_id", "in", self.ids), ("state", "=", "published")],
                ["service_id"],
                ["id:recordset"],
            )
        )
        for service in self:
            service.current_version_id = published.get(service)

    @api.depends("version_ids")
    def _compute_version_count(self):
        counts = dict(
            self.env["yichuang.service.version"]._read_group(
                [("service_id", "in", self.ids)], ["service_id"], ["__count"]
            )
        )
        for service in self:
            service.version_count = counts.get(service, 0)

    @api.constrains("code")
    def _check_code(self):
        for service in self.filtered("code"):
            try:
                implementation_code.validate(service.code)
            except CodeError as error:
                raise ValidationError(
                    self.env._(
                        "The implementation code %(code)s of %(name)s is not valid. "
                        "Check the organ's credit code and the item's basic code.",
                        code=service.code,
                        name=service.name,
                    )
                ) from error

    @api.model_create_multi
    def create(self, vals_list):
        if any(vals.get("current_version_id") for vals in vals_list):
            self._refuse_current_version()
        return super().create(vals_list)

    def write(self, vals):
        if "current_version_id" in vals:
            self._refuse_current_version()
        self._check_identity_kept(vals)
        result = super().write(vals)
        if "department_id" in vals:
            # A new organ may have moved it to a hall that is not theirs.
            self.check_access("write")
        return result

    def _check_identity_kept(self, vals):
        """A service that was ever published keeps its organ, item and level: cases
        and their numbers rest on them."""
        identity = {"department_id", "item_id", "level", "handling_number"}
        for name in identity.intersection(vals):
            for service in self:
                old = self._fields[name].convert_to_write(service[name], service)
                if old != vals[name] and service._has_history():
                    raise UserError(
                        self.env._(
                            "%(name)s was published, so it keeps its organ, item and "
                            "codes: cases rest on them. Archive it and enter a new "
                            "service instead.",
                            name=service.name,
                        )
                    )

    def _with_history(self):
        """Those of these services of which a version was ever published."""
        groups = (
            self.env["yichuang.service.version"]
            .sudo()
            ._read_group(
                [("service_id", "in", self.ids), ("published_on", "!=", False)],
                ["service_id"],
            )
        )
        return self & self.browse().union(*(service for (service,) in groups))

    def _has_history(self):
        """Whether a version of it was ever published."""
        self.ensure_one()
        return any(version.published_on for version in self.sudo().version_ids)

    def _refuse_current_version(self):
        raise UserError(
            self.env._(
                "The current version of a service cannot be set directly. Publish the "
                "version that shall take effect: that makes it the current one."
            )
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_published(self):
        for service in self:
            if any(version.state != "draft" for version in service.version_ids):
                raise UserError(
                    self.env._(
                        "%(name)s cannot be deleted: it has versions that were "
                        "submitted or published. Archive it instead.",
                        name=service.name,
                    )
                )

    def _public_reference(self):
        """What stands for this service in a public link."""
        self.ensure_one()
        return self.handling_code or self.code or self.slug

    def action_view_versions(self):
        """Open the versions of this service."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "yichuang_catalog.service_version_action"
        )
        return {
            **action,
            "domain": [("service_id", "=", self.id)],
            "context": {"default_service_id": self.id},
        }

    def action_new_version(self):
        """Open a draft of the next version: a copy of the current one, if any."""
        self.ensure_one()
        version = self.version_ids.filtered(lambda version: version.state == "draft")
        if not version and self.current_version_id:
            version = self.current_version_id.copy()
        elif not version:
            version = self.env["yichuang.service.version"].create(
                {"service_id": self.id}
            )
        return version[:1]._open_form()

    def action_open_guide(self):
        """Open the public guide of this service in a new tab."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/services/{self._public_reference()}",
            "target": "new",
        }

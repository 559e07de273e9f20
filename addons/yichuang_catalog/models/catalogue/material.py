import base64
import secrets

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ...tools import enumerations, material_name, sample_file

# How the files are called in addresses
FILES = {"blank_form": "blank", "filled_sample": "sample"}


class Material(models.Model):
    """A kind of paper that services ask for (申请材料), named once for all.

    The same material asked for by several services is one row, so that it can be
    collected once. What a published version says of it stays; a new wording is a new
    row that takes the place of the old one in drafts (``replaced_by_id``).
    """

    _name = "yichuang.material"
    _description = "Material"
    _inherit = ["yichuang.quoted", "yichuang.said"]
    _order = "name, id"
    _quoted_by = "material_line_ids.material_id"
    _quoted_fields = (
        "name",
        "kind",
        "form",
        "source",
        "issuer",
        "issuer_department_id",
        "issued_time",
        "spec",
        "acceptance_standard",
        "basis",
        "blank_form",
    )

    # What it is
    name = fields.Char(required=True, index="trigram", help="材料名称")
    search_name = fields.Char(
        compute="_compute_search_name",
        store=True,
        precompute=True,
        index="trigram",
        help="The name without blanks, brackets and signs, by which it is found.",
    )
    core_name = fields.Char(
        compute="_compute_search_name",
        store=True,
        precompute=True,
        index=True,
        help="What is left of the name without 原件, 复印件 and the like, by which "
        "duplicates are told.",
    )
    kind = fields.Selection(
        selection=enumerations.selection("material_kind"),
        required=True,
        default="certificate",
        help="材料类型: 证件证书证明, 申请表格文书, 其他",
    )
    form = fields.Selection(
        selection=enumerations.selection("material_form"),
        required=True,
        default="both",
        help="材料形式: 纸质, 电子化, 纸质/电子化",
    )
    spec = fields.Char(
        string="Specification", help="规格: paper size, colour, number of pages."
    )
    basis = fields.Char(
        help="要求提供的依据: the law and article that demand it, whatever the service."
    )

    # Where it comes from
    source = fields.Selection(
        selection=enumerations.selection("material_source"),
        required=True,
        default="applicant",
        help="来源渠道: 申请人自备, 政府部门核发, 其他",
    )
    issuer = fields.Char(help="Who issues it (出具机构), for a paper of an authority.")
    issuer_department_id = fields.Many2one(
        "yichuang.department",
        string="Issuing Organ",
        ondelete="restrict",
        index="btree_not_null",
        help="出具机构, when it is an organ of this hall.",
    )
    issued_time = fields.Char(
        string="Issued When",
        help="出具时间要求: how recent it must be, such as 近3个月内.",
    )
    produced_by_item_ids = fields.Many2many(
        "yichuang.item",
        "yichuang_material_produced_by",
        "material_id",
        "item_id",
        string="Result Of",
        help="产生该材料的事项: the items whose result this paper is. Where the hall "
        "issues it itself, nobody need bring it.",
    )

    # How the counter takes it
    acceptance_standard = fields.Text(
        string="Accepted When",
        help="受理标准: by what the clerk tells that it is in order, one point a line.",
    )
    common_mistakes = fields.Text(
        help="常见错误: what is wrong most often, one a line."
    )
    blank_form = fields.Binary(
        attachment=True,
        help="空白表格: PDF, Word, Excel or a picture.",
    )
    blank_form_name = fields.Char()
    filled_sample = fields.Binary(
        attachment=True,
        help="示例样表: the same filled in as an example, or a picture of the paper.",
    )
    filled_sample_name = fields.Char()
    has_blank_form = fields.Boolean(compute="_compute_has_files", store=True)
    has_filled_sample = fields.Boolean(compute="_compute_has_files", store=True)
    is_sample = fields.Boolean(
        string="Sample",
        help="示例: not a real requirement; made up to show the system.",
    )
    token = fields.Char(
        string="Public Address",
        default=lambda self: secrets.token_urlsafe(12),
        required=True,
        readonly=True,
        copy=False,
        help="A random word that stands for this material in public links.",
    )

    # Its life in the library
    active = fields.Boolean(default=True)
    replaced_by_id = fields.Many2one(
        "yichuang.material",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        help="被替代为: the row that drafts and new versions use instead.",
    )

    _name_uniq = models.UniqueIndex(
        "(name) WHERE active IS TRUE",
        "A material of this name exists. Use it, so that it is collected once only.",
    )
    _token_uniq = models.UniqueIndex("(token)", "This public address is taken.")
    _default_order_idx = models.Index("(name, id)")

    @api.depends("name")
    def _compute_search_name(self):
        for material in self:
            material.search_name = material_name.bare(material.name or "")
            material.core_name = material_name.core(material.name or "")

    @api.depends("blank_form", "filled_sample")
    def _compute_has_files(self):
        # Reading the fields would load the files, or what is known of older ones.
        stored = {
            (file.res_id, file.res_field)
            for file in self.env["ir.attachment"]
            .sudo()
            .search_fetch(
                [
                    ("res_model", "=", self._name),
                    ("res_field", "in", list(FILES)),
                    ("res_id", "in", self.ids),
                ],
                ["res_id", "res_field"],
            )
        }
        for material in self:
            for name in FILES:
                material[f"has_{name}"] = (material.id, name) in stored

    @api.model
    def _search_display_name(self, operator, value):
        """Find it by its name however blanks and brackets are typed."""
        domain = super()._search_display_name(operator, value)
        bare = material_name.bare(value) if isinstance(value, str) else ""
        if operator == "ilike" and bare:
            domain = Domain(domain) | Domain("search_name", "ilike", bare)
        return domain

    @api.constrains("blank_form", "filled_sample")
    def _check_files(self):
        for material in self.with_context(bin_size=False):
            for name in ("blank_form", "filled_sample"):
                if material[name]:
                    material._check_file(name, base64.b64decode(material[name]))

    def _check_file(self, name, data):
        fault = sample_file.fault(data)
        if fault:
            label = self._fields[name]._description_string(self.env)
            raise ValidationError(
                self._file_fault(fault, label=label, material=self.name)
            )

    def _file_fault(self, fault, **names):
        sentences = {
            "too_big": self.env._(
                "%(label)s of “%(material)s” is larger than 10 MB. Make it smaller: "
                "people load it on the telephone.",
                **names,
            ),
            "unknown": self.env._(
                "%(label)s of “%(material)s” is neither PDF, Word (docx), Excel (xlsx) "
                "nor a PNG or JPEG picture, whatever its name says. Choose another "
                "file.",
                **names,
            ),
            "active": self.env._(
                "%(label)s of “%(material)s” contains macros or scripts, which could "
                "harm whoever opens it. Save it without them.",
                **names,
            ),
            "broken": self.env._(
                "%(label)s of “%(material)s” cannot be opened, or asks for a password. "
                "Choose a file that everybody can open.",
                **names,
            ),
        }
        return sentences[fault]

    def _file(self, name):
        """A file of this material to give out: its bytes, type and name.

        :return: tuple of bytes, MIME type and file name; None if there is none
        """
        self.ensure_one()
        stored = self.with_context(bin_size=False)[name]
        if not stored:
            return None
        data = base64.b64decode(stored)
        kind = sample_file.kind(data)
        label = self._fields[name]._description_string(self.env)
        return data, sample_file.TYPES[kind], f"{self.name}-{label}.{kind}"

    def _file_url(self, name):
        """Where staff load a file of this material; empty if there is none."""
        self.ensure_one()
        if not self[f"has_{name}"]:
            return ""
        return f"/yichuang/material/{self.id}/{FILES[name]}"

    def _public_url(self, name):
        """Where everybody loads a file of this material; empty if there is none."""
        self.ensure_one()
        if not self[f"has_{name}"]:
            return ""
        return f"/services/material/{self.token}/{FILES[name]}"

    def _told(self, name):
        """The field ``name`` in words, as the services that ask for it tell it."""
        self.ensure_one()
        return self._said(name)

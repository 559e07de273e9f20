from markupsafe import Markup, escape

from odoo import api, fields, models

from ...tools import comparison

MATTER = (
    "case_type",
    "applicant_type_ids",
    "applicant_kind",
    "quantity",
    "law_ids",
    "legal_limit",
    "legal_note",
    "promise_limit",
    "promise_note",
    "ends_on",
)
CONDITIONS = ("conditions", "denial_conditions", "procedure", "rights", "form_sample")
HANDLING = (
    "channel_ids",
    "location",
    "office_hours",
    "visits",
    "visit_reason",
    "bookable",
    "courier",
    "self_service",
    "online_depth",
    "online_url",
    "online_payment",
    "scope",
    "handling_department_id",
    "joint_department_ids",
    "agency_required",
    "agency_basis",
    "consult",
    "complaint",
)
FEE_AND_RESULT = (
    "fee_charged",
    "result_kind",
    "result_name",
    "result_validity_months",
    "result_sample",
)


def marked(pieces, tag):
    """The pieces of one side as text, with ``tag`` around what the other side has
    not; nothing stands between them, for spaces of the text are kept."""
    return Markup().join(
        Markup("<{tag}>{text}</{tag}>").format(tag=tag, text=piece.text)
        if piece.differs
        else escape(piece.text)
        for piece in pieces
    )


class ServiceVersion(models.Model):
    """A version set beside another one, field by field and line by line."""

    _inherit = "yichuang.service.version"

    changes_html = fields.Html(
        string="Changes",
        compute="_compute_changes_html",
        sanitize=False,
        help="What this version changes against the one in force.",
    )

    @api.depends("state", "service_id", "origin_version_ids")
    @api.depends_context("lang")
    def _compute_changes_html(self):
        open_ones = self.filtered(
            lambda version: version.state in ("draft", "review", "scheduled")
        )
        standing = self._standing(open_ones.service_id).grouped("service_id")
        (self - open_ones).changes_html = False
        for version in open_ones:
            before = standing.get(version.service_id) or version.origin_version_ids[:1]
            version.changes_html = before and before.with_env(
                self.env
            )._comparison_html(version, only_differences=True)

    def action_compare(self):
        """Set this version beside the one before it."""
        self.ensure_one()
        others = self.service_id.version_ids - self
        earlier = others.filtered(lambda version: version.number < self.number)
        before = (
            others.filtered(lambda version: version.state in ("published", "suspended"))
            or earlier.sorted("number")[-1:]
            or self.origin_version_ids[:1]
        )
        return self._comparison_dialog(before[:1])

    def _comparison_dialog(self, before):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Comparison"),
            "res_model": "yichuang.version.comparison",
            "view_mode": "form",
            "context": {"default_left_id": before.id, "default_right_id": self.id},
        }

    def _comparison_html(self, other, only_differences=False):
        """The two versions side by side, this one on the left, as a table."""
        self.ensure_one()
        return self.env["ir.qweb"]._render(
            "yichuang_catalog.version_comparison_table",
            self._comparison_values(other, only_differences),
        )

    def _comparison_values(self, other, only_differences=False):
        """What the templates of the comparison show."""
        return {
            "sections": self._compared_with(other, only_differences),
            "left": self,
            "right": other,
            "marked": marked,
        }

    def _compared_with(self, other, only_differences=False):
        """What differs between this version and ``other``, as rows of sections."""
        both = self | other
        texts = both._comparison_sections()
        return comparison.compare(texts[self], texts[other], only_differences)

    def _comparison_sections(self):
        """All that these versions say, to be compared.

        :rtype: dict[record, list[comparison.Section]]
        """
        lines = self._compared_lines()
        checksums = self._binary_checksums()
        return {
            version: [
                *(
                    version._field_section(label, names, checksums)
                    for label, names in self._comparison_fields()
                ),
                *(version._line_section(name) for name in lines),
            ]
            for version in self
        }

    @api.model
    def _comparison_fields(self):
        """Plain fields under their headings; who adds content to a version adds it
        here, too.

        :rtype: list[tuple[str, tuple[str, ...]]]
        """
        return [
            (self.env._("Matter"), MATTER),
            (self.env._("Conditions and Procedure"), CONDITIONS),
            (self.env._("Where and How"), HANDLING),
            (self.env._("Fee and Result"), FEE_AND_RESULT),
        ]

    @api.model
    def _compared_lines(self):
        """Every list of lines that belongs to the content of a version."""
        return [
            name
            for name, field in self._fields.items()
            if field.type == "one2many"
            and getattr(self.env[field.comodel_name], "_lifecycle_parent", None)
            == field.inverse_name
        ]

    def _field_section(self, label, names, checksums):
        return comparison.Section(
            label,
            tuple(
                comparison.Entry(
                    name,
                    self._fields[name]._description_string(self.env),
                    checksums.get((self.id, name), "")
                    if self._fields[name].type == "binary"
                    else self._said(name),
                )
                for name in names
            ),
        )

    def _line_section(self, name):
        field = self._fields[name]
        return comparison.Section(
            field._description_string(self.env),
            tuple(line._comparison_entry() for line in self[name]),
        )

    def _binary_checksums(self):
        """The files among the compared fields, by their checksums."""
        attachments = (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "=", self._name),
                    ("res_field", "!=", False),
                    ("res_id", "in", self.ids),
                ]
            )
        )
        return {
            (file.res_id, file.res_field): f"{file.checksum[:12]}"
            for file in attachments
        }

from odoo import api, fields, models

from ...tools import basic_code, enumerations

CODE_PARTS = (
    "code_origin",
    "code_type",
    "code_ministry",
    "code_main",
    "code_sub",
    "code_doubts",
)


class Item(models.Model):
    """The parts of the basic code (基本编码), as the form shows them."""

    _inherit = "yichuang.item"

    code_origin = fields.Char(
        string="Set By", compute="_compute_code_parts", help="行政区划: digits 1–2"
    )
    code_type = fields.Char(
        string="Type in the Code",
        compute="_compute_code_parts",
        help="事项类型: digits 3–4",
    )
    code_ministry = fields.Char(
        string="Ministry in the Code",
        compute="_compute_code_parts",
        help="主管部门: digits 5–6",
    )
    code_main = fields.Char(
        string="Main Item Number",
        compute="_compute_code_parts",
        help="主项: digits 7–9",
    )
    code_sub = fields.Char(
        string="Sub-Item Number",
        compute="_compute_code_parts",
        help="子项: digits 10–12, 000 for none",
    )
    code_doubts = fields.Text(
        compute="_compute_code_parts",
        help="What is unusual about the code, without making it invalid.",
    )

    @api.depends("code", "line_ministry_id.name")
    @api.depends_context("lang")
    def _compute_code_parts(self):
        labels = dict(self._fields["item_type"]._description_selection(self.env))
        parts = {
            item: basic_code.split(item.code)
            for item in self
            if item.code and basic_code.is_valid(item.code)
        }
        ministries = self.env["yichuang.line.ministry"]._by_code(
            {part.ministry for part in parts.values()}
        )
        for item in self:
            part = parts.get(item)
            if not part:
                item.update(dict.fromkeys(CODE_PARTS, False))
                continue
            place = basic_code.origin_name(item.code)
            meant = enumerations.item_types_of(part.item_type, part.origin)
            kinds = " / ".join(sorted(labels[key] for key in meant))
            ministry = ministries.get(part.ministry)
            item.code_origin = f"{part.origin} {place}"
            item.code_type = f"{part.item_type} {kinds}"
            item.code_ministry = f"{part.ministry} {ministry.name if ministry else ''}"
            item.code_main = part.main
            item.code_sub = part.sub
            item.code_doubts = "\n".join(item._code_doubts(part, place, ministry))

    def _code_doubts(self, part, place, ministry):
        """A sentence for everything unusual about a valid code."""
        if not place:
            yield self.env._(
                "Digits 1 and 2 (%(digits)s) name no province (GB/T 2260).",
                digits=part.origin,
            )
        if not ministry:
            yield self.env._(
                "Line ministry %(digits)s is not in the table. If the code is right, "
                "add the ministry under Configuration.",
                digits=part.ministry,
            )
        elif ministry.evidence == "memory":
            yield self.env._(
                "That %(digits)s is %(ministry)s was not checked yet. If you know, "
                "correct the table of line ministries.",
                digits=part.ministry,
                ministry=ministry.name,
            )

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class LineMinistry(models.Model):
    """A line ministry (主管部门) as digits 5 and 6 of a basic code name it.

    No complete official table is public, so this is data that a hall corrects, and a
    number that is not in it makes no code invalid.
    """

    _name = "yichuang.line.ministry"
    _description = "Line Ministry"
    _order = "code, id"
    _rec_names_search = ["name", "code"]

    code = fields.Char(required=True, help="Digits 5 and 6 of the basic code.")
    name = fields.Char(required=True, help="主管部门")
    evidence = fields.Selection(
        selection=[
            ("found", "Found in Published Codes"),
            ("memory", "Not Checked Yet"),
        ],
        required=True,
        default="memory",
        help="Whether the number was read from published codes of two provinces, or "
        "still has to be checked against one.",
    )
    active = fields.Boolean(default=True)

    _code_uniq = models.UniqueIndex(
        "(code)", "There is a line ministry with this number already."
    )
    _default_order_idx = models.Index("(code, id)")

    @api.constrains("code")
    def _check_code(self):
        for ministry in self:
            if not (len(ministry.code) == 2 and ministry.code.isdecimal()):
                raise ValidationError(
                    self.env._(
                        "“%(code)s” is not the number of a line ministry. Type the two "
                        "digits that stand at places 5 and 6 of its basic codes.",
                        code=ministry.code,
                    )
                )

    @api.depends("name", "code")
    def _compute_display_name(self):
        for ministry in self:
            ministry.display_name = f"{ministry.code or ''} {ministry.name or ''}"

    @api.model
    def _by_code(self, codes):
        """The line ministries with these numbers, by number."""
        return {
            ministry.code: ministry
            for ministry in self.with_context(active_test=False).search(
                [("code", "in", list(codes))]
            )
        }

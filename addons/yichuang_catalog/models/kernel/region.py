from odoo import api, fields, models
from odoo.exceptions import ValidationError

LEVELS = [
    ("1", "National"),
    ("2", "Province"),
    ("3", "City"),
    ("4", "County"),
    ("5", "Township"),
    ("6", "Village"),
]


class Region(models.Model):
    """An administrative division (GB/T 2260, below county GB/T 10114).

    Six levels, from the state to the village; the level says who may decide
    what, so that one item can behave differently in a county and in a city.
    """

    _name = "yichuang.region"
    _description = "Administrative Division"
    _parent_store = True
    _order = "code"
    _rec_names_search = ("name", "code")

    name = fields.Char(required=True, translate=False)
    code = fields.Char(
        required=True,
        help="行政区划代码: 6 digits to the county (GB/T 2260), 9 to the township, "
        "12 to the village.",
    )
    level = fields.Selection(LEVELS, required=True)
    parent_id = fields.Many2one(
        "yichuang.region", "Above", index=True, ondelete="restrict"
    )
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("yichuang.region", "parent_id", "Below")
    active = fields.Boolean(default=True)

    _code_uniq = models.UniqueIndex("(code)", "This division code is in use already.")

    @api.constrains("code")
    def _check_code(self):
        for region in self:
            if not (region.code.isdecimal() and len(region.code) in (6, 9, 12)):
                raise ValidationError(
                    self.env._(
                        "“%(code)s” is not a division code. Type 6 digits for a "
                        "province, city or county, 9 for a township, 12 for a "
                        "village (GB/T 2260).",
                        code=region.code,
                    )
                )

    @api.constrains("parent_id", "level")
    def _check_parent(self):
        if self._has_cycle():
            raise ValidationError(
                self.env._("A division cannot lie inside itself; choose another one.")
            )
        for region in self:
            if region.parent_id and region.parent_id.level >= region.level:
                raise ValidationError(
                    self.env._(
                        "%(parent)s is not above %(name)s: its level must be higher.",
                        parent=region.parent_id.name,
                        name=region.name,
                    )
                )

    @api.depends("name", "code")
    def _compute_display_name(self):
        for region in self:
            region.display_name = (
                f"{region.name} {region.code}" if region.code else region.name
            )

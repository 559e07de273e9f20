from odoo import Command, api, fields, models


class ServiceMaterial(models.Model):
    """In which situations a material is asked for."""

    _inherit = "yichuang.service.material"

    rule_ids = fields.Many2many(
        "yichuang.situation.rule",
        "yichuang_situation_rule_material",
        "line_id",
        "rule_id",
        string="Situations",
        copy=False,
        help="适用情形: only where one of these rows holds; always, if there are none.",
    )

    @api.constrains("version_id", "rule_ids")
    def _check_same_version(self):
        self.rule_ids._check_same_version()

    def _take_over(self, others):
        """What was asked for of everybody stays so; what was asked for in situations
        is asked for in all of these."""
        rules = (self | others).rule_ids
        always = not all(line.rule_ids for line in self | others)
        result = super()._take_over(others)
        rules.write(
            {
                "material_line_ids": [
                    Command.unlink(self.id) if always else Command.link(self.id)
                ]
            }
        )
        return result

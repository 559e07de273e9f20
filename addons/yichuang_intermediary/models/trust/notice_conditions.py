from odoo import fields, models


class Notice(models.Model):
    """What a notice asks of agencies beyond its service."""

    _inherit = "yichuang.market.notice"

    qualification_rule_ids = fields.One2many(
        "yichuang.market.qualification.rule",
        "notice_id",
        "Further Conditions",
        help="资质要求: asked beyond the conditions of the service. Each one is "
        "counted in the meter, for it may shut rivals out.",
    )

    def _conditions(self):
        """The conditions of the service and this notice's own."""
        self.ensure_one()
        notice = self.sudo()
        return (
            notice.service_id.qualification_rule_ids | notice.qualification_rule_ids
        )._conditions()

    def _content(self):
        content = super()._content()
        content["conditions"] = [
            {
                "kind": condition.kind,
                "worst_level": condition.worst_level,
                "scope": condition.scope,
                "count": condition.count,
                "group": condition.group,
            }
            for condition in self._conditions()
        ]
        return content

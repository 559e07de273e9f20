from odoo import api, fields, models

from odoo.addons.yichuang_catalog.tools import publication

SOURCE = "优化营商环境条例 第四十条"
AREAS = [
    ("security", "National security"),
    ("secrets", "State secrets"),
    ("public_safety", "Public safety"),
    ("finance", "Prudential supervision of finance"),
    ("environment", "Ecological environment"),
    ("life", "Health, life or property"),
]


class ServiceVersion(models.Model):
    """Whether a service may be had on a promise (告知承诺) in place of proof."""

    _inherit = "yichuang.service.version"

    promise_open = fields.Boolean(
        "Open to a Promise",
        help="实行告知承诺制: who promises in writing to meet the conditions need not "
        "bring what proves it.",
    )
    promise_conditions = fields.Text(
        "Conditions to Promise",
        help="告知承诺的许可条件: what the applicant is told and promises to meet.",
    )
    promise_check_days = fields.Integer(
        "Working Days to Check the Promise",
        help="告知承诺核查期限, from the decision; 0 for the hall's.",
    )
    promise_unit_ids = fields.Many2many(
        "yichuang.department",
        "yichuang_version_promise_unit",
        "version_id",
        "department_id",
        "Units to Tell",
        help="告知单位: they supervise what was promised, and are told of each grant.",
    )
    promise_area = fields.Selection(
        AREAS,
        "Kept from Promises",
        help="不适用告知承诺的领域: 国家安全, 国家秘密, 公共安全, 金融审慎监管, "
        "生态环境, 人身健康和生命财产安全.",
    )

    _promise_area_closed = models.Constraint(
        "CHECK (NOT (promise_open AND promise_area IS NOT NULL))",
        "What concerns national security, state secrets, public safety, finance, the "
        "environment, health, life or property is not given on a promise.",
    )
    _promise_check_days_positive = models.Constraint(
        "CHECK (promise_check_days >= 0)",
        "The days to check a promise are not negative; 0 means those of the hall.",
    )

    @api.depends(
        "promise_open",
        "promise_conditions",
        "promise_unit_ids.notice_email",
        "material_line_ids.by_promise",
    )
    def _compute_gaps(self):
        return super()._compute_gaps()

    def _further_faults(self):
        return [*super()._further_faults(), *self._promise_faults()]

    def _promise_faults(self):
        if not self.promise_open:
            return
        if not (self.promise_conditions or "").strip():
            yield publication.Fault(
                "promise_without_conditions",
                SOURCE,
                target=publication.Target("promise_conditions"),
                sentence=self.env._(
                    "It is open to a promise, so state the conditions that the "
                    "applicant promises to meet."
                ),
            )
        silent = self.promise_unit_ids.filtered(lambda unit: not unit.notice_email)
        if silent:
            yield publication.Fault(
                "promise_unit_without_address",
                SOURCE,
                target=publication.Target("promise_unit_ids"),
                sentence=self.env._(
                    "%(units)s would not be told of what was promised: enter an "
                    "address for notices there, or take them off.",
                    units=", ".join(silent.mapped("name")),
                ),
            )
        if not any(self.material_line_ids.mapped("by_promise")):
            yield publication.Fault(
                "promise_for_nothing",
                SOURCE,
                target=publication.Target("material_line_ids"),
                sentence=self.env._(
                    "It is open to a promise, so mark the materials that a promise "
                    "stands for."
                ),
            )

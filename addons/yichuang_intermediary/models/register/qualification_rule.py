from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...tools.eligibility import Condition


class QualificationRule(models.Model):
    """One condition of a service, or of a notice beyond its service (资质要求).

    Lines of one group are alternatives (满足其一); all others must be met together.
    """

    _name = "yichuang.market.qualification.rule"
    _description = "Qualification rule"
    _order = "service_id, notice_id, sequence, id"

    service_id = fields.Many2one(
        "yichuang.market.service", index=True, ondelete="cascade"
    )
    notice_id = fields.Many2one(
        "yichuang.market.notice", index="btree_not_null", ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    kind_id = fields.Many2one(
        "yichuang.market.qualification.kind",
        required=True,
        index=True,
        ondelete="restrict",
        help="资质种类",
    )
    holder = fields.Selection(related="kind_id.holder")
    worst_grade = fields.Char("Lowest Grade", help="最低资质等级; empty for any.")
    scope = fields.Char(
        help="业务范围: words the scope of the certificate must contain."
    )
    people = fields.Integer(
        "Practitioners", default=1, help="执业人员人数, for certificates of people."
    )
    group = fields.Char(
        "Alternative Of",
        help="满足其一: lines with the same word here are alternatives.",
    )

    _one_owner = models.Constraint(
        "CHECK (num_nonnulls(service_id, notice_id) = 1)",
        "A rule belongs to a service or to a notice.",
    )
    _people_positive = models.Constraint(
        "CHECK (people BETWEEN 1 AND 99)", "Between 1 and 99 practitioners are asked."
    )

    @api.depends("kind_id.name", "worst_grade", "scope", "people")
    def _compute_display_name(self):
        for rule in self:
            parts = [rule.kind_id.name, rule.worst_grade, rule.scope]
            if rule.holder == "practitioner":
                parts.append(f"×{rule.people}")
            rule.display_name = " ".join(filter(None, parts))

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create(vals_list)
        rules._check_open()
        return rules

    def write(self, vals):
        self._check_open()
        result = super().write(vals)
        self._check_open()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_published(self):
        self._check_open()

    def _check_open(self):
        """What may decide the outcome is frozen when the notice leaves draft."""
        if self.notice_id.filtered(lambda notice: notice.state != "draft"):
            raise UserError(
                self.env._(
                    "The conditions of a notice are fixed once it is handed in. Send "
                    "it back to its owner, or publish an amendment."
                )
            )

    @api.constrains("kind_id", "worst_grade")
    def _check_grade(self):
        for rule in self:
            problem = rule.worst_grade and rule.kind_id._grade_problem(rule.worst_grade)
            if problem:
                raise ValidationError(problem)

    def _conditions(self):
        """These as the judgement of eligibility wants them."""
        return [
            Condition(
                label=rule.display_name,
                kind=rule.kind_id.code,
                worst_level=rule.kind_id._level(rule.worst_grade),
                scope=rule.scope or "",
                count=rule.people if rule.holder == "practitioner" else 0,
                group=f"{rule.service_id.id}-{rule.group}" if rule.group else "",
            )
            for rule in self
        ]

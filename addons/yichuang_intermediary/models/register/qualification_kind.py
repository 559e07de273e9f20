import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError

LONGEST_NUMBER = 60


class QualificationKind(models.Model):
    """A kind of certificate, of an agency (资质证书) or a person (执业资格证书): what
    its numbers look like and which grades it has."""

    _name = "yichuang.market.qualification.kind"
    _description = "Kind of certificate"
    _order = "holder, code, id"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True, index="trigram", help="资质(资格)名称")
    code = fields.Char(required=True, help="资质(资格)代码")
    active = fields.Boolean(default=True)
    holder = fields.Selection(
        [("agency", "Agency"), ("practitioner", "Practitioner")],
        "Held By",
        required=True,
        default="agency",
        help="机构资质 or 人员执业资格",
    )
    number_pattern = fields.Char(
        help="证书编号规则: a regular expression for the whole number; empty where "
        "there is no rule."
    )
    number_example = fields.Char(help="证书编号示例, shown with the refusal.")
    grades = fields.Text(
        help="资质等级, one in a line, the highest first; empty where there are none."
    )
    issuer = fields.Char("Issued By", help="发证机关: who issues such certificates.")

    _code_uniq = models.Constraint("UNIQUE (code)", "This code exists already.")

    @api.constrains("number_pattern", "number_example")
    def _check_pattern(self):
        for kind in self:
            try:
                pattern = re.compile(kind.number_pattern or "")
            except re.error as error:
                raise ValidationError(
                    self.env._(
                        "The rule of the numbers of %(name)s cannot be read: "
                        "%(reason)s.",
                        name=kind.name,
                        reason=error,
                    )
                ) from error
            example = kind.number_example
            if kind.number_pattern and example and not pattern.fullmatch(example):
                raise ValidationError(
                    self.env._(
                        "The example %(example)s does not follow the rule of the "
                        "numbers of %(name)s: correct one of the two.",
                        example=example,
                        name=kind.name,
                    )
                )

    def _grade_list(self):
        """The grades, the highest first."""
        self.ensure_one()
        return [
            line.strip() for line in (self.grades or "").split("\n") if line.strip()
        ]

    def _level(self, grade):
        """1 for the highest grade; 0 for none, or one that is not of this kind."""
        grades = self._grade_list()
        return grades.index(grade) + 1 if grade in grades else 0

    def _number_problem(self, number):
        """What is wrong with a number of this kind, in words; empty when nothing is."""
        self.ensure_one()
        if not number or len(number) > LONGEST_NUMBER:
            return self.env._("Enter the number of the certificate as it is printed.")
        if self.number_pattern and not re.fullmatch(self.number_pattern, number):
            return self.env._(
                "%(number)s is no number of a %(kind)s: such numbers look like "
                "%(example)s. Compare it with the certificate.",
                number=number,
                kind=self.name,
                example=self.number_example or self.number_pattern,
            )
        return ""

    def _grade_problem(self, grade):
        """What is wrong with a grade of this kind, in words; empty when nothing is."""
        self.ensure_one()
        grades = self._grade_list()
        if grades and grade not in grades:
            return self.env._(
                "A %(kind)s has one of these grades: %(grades)s.",
                kind=self.name,
                grades=", ".join(grades),
            )
        return ""

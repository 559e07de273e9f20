from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools import enumerations, exceptions, uscc


class Department(models.Model):
    """An implementing organ (实施主体): who decides, in whose name, under which seal.

    Its members are the people who act for it. Record rules look a person's
    departments up here, so a change of post takes effect at once.
    """

    _name = "yichuang.department"
    _description = "Implementing Organ"
    _order = "sequence, id"
    _rec_names_search = ("name", "short_name", "uscc")

    name = fields.Char(required=True, help="实施主体: the organ's full legal name.")
    short_name = fields.Char(
        "Document Prefix", help="机关代字, used in document numbers, such as 广审批."
    )
    sequence = fields.Integer(default=10)
    uscc = fields.Char("USCC", help="统一社会信用代码 of the organ, 18 characters.")
    nature = fields.Selection(
        enumerations.selection("organ_nature"),
        default="statutory",
        required=True,
        help="实施主体性质 (GB/T 39046 A.3).",
    )
    seal_name = fields.Char(help="The name on the organ's dedicated licensing seal.")
    company_id = fields.Many2one(
        "res.company",
        "Hall",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    region_id = fields.Many2one("yichuang.region", "Division", index="btree_not_null")
    parent_id = fields.Many2one(
        "yichuang.department", "Under", index="btree_not_null", check_company=True
    )
    member_ids = fields.Many2many(
        "res.users",
        "yichuang_department_member",
        "department_id",
        "user_id",
        "Members",
        help="The people who review and decide for this organ.",
    )
    active = fields.Boolean(default=True)

    _check_company_auto = True

    _order_idx = models.Index("(sequence, id)")
    _uscc_uniq = models.UniqueIndex(
        "(uscc, company_id) WHERE uscc IS NOT NULL AND active",
        "An active organ with this credit code exists in the hall already.",
    )

    def init(self):
        self.env.cr.execute(
            """
            CREATE INDEX IF NOT EXISTS yichuang_department_member_user_idx
                ON yichuang_department_member (user_id, department_id)
            """
        )

    @api.constrains("uscc")
    def _check_uscc(self):
        for department in self.filtered("uscc"):
            try:
                uscc.validate(department.uscc)
            except exceptions.CodeError as error:
                raise ValidationError(
                    self.env._(
                        "%(code)s cannot be the unified social credit code of "
                        "%(name)s (GB 32100): it has 18 characters, the last of which "
                        "checks the others. Compare it with the certificate.",
                        code=department.uscc,
                        name=department.name,
                    )
                ) from error

    @api.constrains("parent_id")
    def _check_parent(self):
        if self._has_cycle():
            raise ValidationError(
                self.env._("An organ cannot stand under itself; choose another one.")
            )

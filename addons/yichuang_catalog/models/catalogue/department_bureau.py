from odoo import api, fields, models
from odoo.exceptions import ValidationError

APPROVAL = ("approval_number", "approval_government", "approval_on", "approval_text")


class Department(models.Model):
    """An approval bureau (行政审批局) holds the licensing powers of other organs under
    one seal, if the procedure of Art. 25 of the Administrative Licensing Law was
    followed; and every organ has a place, or none, in the hall (三集中三到位)."""

    _inherit = "yichuang.department"

    is_approval_bureau = fields.Boolean(
        string="Approval Bureau",
        help="行政审批局: exercises the licensing powers of several organs "
        "(相对集中行政许可权, 行政许可法 Art. 25).",
    )
    approval_number = fields.Char(help="批准文号")
    approval_government = fields.Char(
        string="Approved By",
        help="批准机关: the provincial government, with the State Council's approval.",
    )
    approval_on = fields.Date(string="Approved On", help="批准日期")
    approval_text = fields.Text(
        string="Scope of the Approval", help="批准内容: what was concentrated."
    )
    transferred_item_ids = fields.Many2many(
        "yichuang.item",
        "yichuang_department_transferred_item",
        "department_id",
        "item_id",
        string="Transferred Items",
        help="划转事项: the items whose licensing power was transferred.",
    )
    approval_office = fields.Char(
        help="行政审批科: the one office that handles the organ's approvals (职能归并)."
    )
    office_in_hall = fields.Boolean(
        string="Office in the Hall", help="审批科室进驻大厅"
    )
    supervised_on = fields.Date(
        string="Under E-Supervision Since", help="纳入电子监察的日期"
    )

    @api.constrains("is_approval_bureau", "seal_name", *APPROVAL)
    def _check_bureau_approved(self):
        for bureau in self.filtered("is_approval_bureau"):
            missing = bureau._missing_of_bureau()
            if missing:
                raise ValidationError(
                    self.env._(
                        "An approval bureau exercises the powers of other organs under "
                        "one seal, by a decision of the provincial government that the "
                        "State Council approved (行政许可法 Art. 25). Enter for "
                        "%(name)s: %(missing)s.",
                        name=bureau.name,
                        missing=", ".join(missing),
                    )
                )

    def _missing_of_bureau(self):
        """Labels of what the record of Art. 25 lacks."""
        self.ensure_one()
        return [
            self._fields[name]._description_string(self.env)
            for name in (*APPROVAL, "seal_name")
            if not self[name]
        ]

    def _is_administrative_organ(self):
        """Whether it is an administrative organ (行政机关), to which licensing power
        may be delegated.

        Its credit code says so (11), which no form can choose; without one its nature
        does.
        """
        self.ensure_one()
        if self.uscc:
            return self.uscc.startswith("11")
        return self.nature == "statutory"

    @api.model_create_multi
    def create(self, vals_list):
        organs = super().create(vals_list)
        organs.filtered("is_approval_bureau")._log_bureau()
        return organs

    def write(self, vals):
        result = super().write(vals)
        if {"is_approval_bureau", *APPROVAL}.intersection(vals):
            self._log_bureau()
        return result

    def _log_bureau(self):
        self.env["yichuang.event"]._append(
            (
                organ,
                "approval_bureau",
                {
                    "bureau": organ.is_approval_bureau,
                    "number": organ.approval_number or "",
                    "government": organ.approval_government or "",
                    "approved_on": str(organ.approval_on or ""),
                },
            )
            for organ in self
        )

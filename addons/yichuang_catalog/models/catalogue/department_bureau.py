from odoo import fields, models


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
        help="行政审批科: the one office that handles the organ's approvals "
        "(职能归并)."
    )
    office_in_hall = fields.Boolean(
        string="Office in the Hall", help="审批科室进驻大厅"
    )
    supervised_on = fields.Date(
        string="Under E-Supervision Since", help="纳入电子监察的日期"
    )

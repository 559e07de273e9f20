from odoo import fields, models

from ...tools import enumerations


class Service(models.Model):
    """By what power the organ acts (权力来源): its own, one handed down, or one that
    another organ delegated to it."""

    _inherit = "yichuang.service"

    power_source = fields.Selection(
        selection=enumerations.selection("power_source"),
        required=True,
        default="own",
        help="权力来源: 法定本级行使, 上级下放, 上级授权, 同级授权, 上级委托, 同级委托",
    )
    power_division = fields.Text(
        string="Division of Powers",
        help="权限划分: which level or organ decides which part.",
    )
    exercise_content = fields.Text(
        string="Exercised Here", help="行使内容: what this organ does of the item."
    )
    delegating_department_id = fields.Many2one(
        "yichuang.department",
        string="Delegating Organ",
        ondelete="restrict",
        check_company=True,
        index="btree_not_null",
        help="委托部门: the organ whose power it is (行政许可法 Art. 24).",
    )
    delegation_document = fields.Char(help="委托书: number of the agreement.")
    delegated_on = fields.Date(help="The day of the agreement (委托日期).")
    delegation_announcement = fields.Char(
        string="Announcement",
        help="公告: where the delegation was announced (行政许可法 Art. 24).",
    )
    announced_on = fields.Date(help="The day it was announced (公告日期).")
    origin_department_id = fields.Many2one(
        "yichuang.department",
        string="Taken Over From",
        ondelete="restrict",
        check_company=True,
        index="btree_not_null",
        help="划出部门: the organ that had this power before it was concentrated in "
        "an approval bureau (行政许可法 Art. 25).",
    )
    subject_ids = fields.Many2many(
        related="item_id.subject_ids", string="Subjects", help="主题分类"
    )

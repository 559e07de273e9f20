from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools import enumerations

DELEGATED = ("delegated_above", "delegated_peer")


class Service(models.Model):
    """By what power the organ acts (权力来源): its own, one handed down, or one that
    another organ delegated to it.

    Licensing power may be delegated only to another administrative organ, which may
    not pass it on, and the delegation is announced (行政许可法 Art. 24).
    """

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
    organ_is_bureau = fields.Boolean(related="department_id.is_approval_bureau")
    subject_ids = fields.Many2many(
        related="item_id.subject_ids", string="Subjects", help="主题分类"
    )

    @api.constrains("power_source", "delegating_department_id", "department_id")
    def _check_delegation(self):
        delegated = self.filtered(lambda service: service.power_source in DELEGATED)
        for service in delegated:
            giver = service.delegating_department_id
            if not giver or giver == service.department_id:
                raise ValidationError(
                    self.env._(
                        "%(name)s is exercised under delegation: name the organ that "
                        "delegated it, which is another one than %(organ)s.",
                        name=service.name,
                        organ=service.department_id.name,
                    )
                )
        licences = delegated.filtered(lambda service: service.item_type == "license")
        licences._check_organ_may_be_delegated()
        licences._check_not_passed_on()

    def _check_organ_may_be_delegated(self):
        for service in self:
            if not service.department_id._is_administrative_organ():
                raise ValidationError(
                    self.env._(
                        "Licensing power can be delegated only to another "
                        "administrative organ, and %(organ)s is none (行政许可法 "
                        "Art. 24). Enter the service for the organ whose power it is; "
                        "its papers may still be received in the hall.",
                        organ=service.department_id.name,
                    )
                )

    def _check_not_passed_on(self):
        """Neither is what was delegated to this organ passed on by it, nor does it
        get what the giver only has by delegation."""
        if not self:
            return
        delegations = self.search(
            [
                ("item_id", "in", self.item_id.ids),
                ("power_source", "in", DELEGATED),
            ]
        )
        receivers = {
            (service.item_id, service.department_id) for service in delegations
        }
        for service in delegations:
            giver = service.delegating_department_id
            if (service.item_id, giver) in receivers:
                raise ValidationError(
                    self.env._(
                        "%(giver)s has %(item)s itself only by delegation, so it "
                        "cannot delegate it to %(organ)s (行政许可法 Art. 24). Name "
                        "the organ to which the law gives the power.",
                        giver=giver.name,
                        item=service.item_id.name,
                        organ=service.department_id.name,
                    )
                )

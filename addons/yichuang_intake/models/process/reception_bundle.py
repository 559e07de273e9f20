from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

CLERK = "yichuang_intake.group_clerk"


class ReceptionBundle(models.Model):
    """The papers of a reception point on their way to the hall (代收材料转送清单):
    draft → sent → arrived.

    The point sends everything it has received, by a list; a clerk of the hall signs
    for it. When it arrives changes no day of receipt.
    """

    _name = "yichuang.reception.bundle"
    _description = "Bundle of a reception point"
    _inherit = ["yichuang.lifecycle"]
    _order = "id desc"

    _transitions = (
        Transition(
            "send",
            "draft",
            "sent",
            groups=CLERK,
            guards=("_guard_keeper", "_guard_full"),
        ),
        Transition("arrive", "sent", "arrived", groups=CLERK, guards="_guard_hall"),
    )
    _guarded_fields = frozenset(
        {
            "name",
            "sent_on",
            "sent_by_id",
            "arrived_on",
            "arrived_by_id",
            "contents",
        }
    )
    _open_states = ("draft", "sent")

    name = fields.Char("List Number", readonly=True, copy=False, help="清单编号")
    point_id = fields.Many2one(
        "yichuang.reception.point",
        required=True,
        ondelete="restrict",
        index=True,
        default=lambda self: self.env.user.sudo().reception_point_ids[:1],
        help="代收点",
    )
    company_id = fields.Many2one(
        related="point_id.company_id", store=True, index=True, precompute=True
    )
    state = fields.Selection(
        [("draft", "Draft"), ("sent", "On Its Way"), ("arrived", "Arrived")],
        required=True,
        default="draft",
        copy=False,
        help="草稿, 转送中, 已签收",
    )
    case_ids = fields.One2many(
        "yichuang.case", "bundle_id", "Cases", readonly=True, copy=False
    )
    contents = fields.Json(readonly=True, copy=False)
    sent_on = fields.Datetime(readonly=True, copy=False, help="转送时间")
    sent_by_id = fields.Many2one(
        "res.users", "Forwarded By", readonly=True, copy=False, help="转送人"
    )
    arrived_on = fields.Datetime(readonly=True, copy=False, help="签收时间")
    arrived_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, help="签收人"
    )
    remark = fields.Text(
        "Not As Listed", copy=False, help="与清单不符之处, noted by who signs for it."
    )

    _sent_idx = models.Index("(company_id, id DESC) WHERE state = 'sent'")

    @api.depends("name", "point_id")
    def _compute_display_name(self):
        for bundle in self:
            bundle.display_name = bundle.name or self.env._(
                "New: %(point)s", point=bundle.point_id.name or ""
            )

    def _check_write_guarded(self, vals):
        super()._check_write_guarded(vals)
        if "point_id" in vals and any(bundle.state != "draft" for bundle in self):
            self._refuse_guarded({"point_id"})

    def _to_send(self):
        """What the point has received and not sent yet."""
        self.ensure_one()
        return self.env["yichuang.case"].search(
            [
                ("reception_point_id", "=", self.point_id.id),
                ("bundle_id", "=", False),
                ("received_on", "!=", False),
            ],
            order="id",
        )

    def _guard_keeper(self, vals):
        for bundle in self:
            if self.env.user not in bundle.point_id.sudo().keeper_ids:
                raise UserError(
                    self.env._(
                        "%(point)s sends what it has received itself; you are not one "
                        "of its keepers.",
                        point=bundle.point_id.name,
                    )
                )

    def _guard_full(self, vals):
        for bundle in self:
            if not bundle._to_send():
                raise UserError(
                    self.env._(
                        "%(point)s has received nothing that was not sent yet.",
                        point=bundle.point_id.name,
                    )
                )

    def _guard_hall(self, vals):
        if self.env.user.sudo().reception_point_ids:
            raise UserError(
                self.env._("A clerk of the hall signs for what a point has sent.")
            )

    def _values_send(self, vals):
        now = fields.Datetime.now()
        vals.update(sent_on=now, sent_by_id=self.env.uid)
        values = {}
        for bundle in self:
            cases = bundle._to_send()
            # Set by the step that sends them; the right to them was checked.
            cases.sudo()._write_guarded({"bundle_id": bundle.id})
            point = bundle.point_id
            [serial] = self.env["yichuang.counter"]._next(
                f"bundle/{point.id}/{hall_date(now).year}", 1
            )
            values[bundle.id] = {
                "name": f"{point.name}〔{hall_date(now).year}〕{serial:04}号",
                "contents": [case._bundle_row() for case in cases],
            }
        return values

    def _values_arrive(self, vals):
        vals.update(arrived_on=fields.Datetime.now(), arrived_by_id=self.env.uid)

    def _after_arrive(self, vals):
        for bundle in self:
            for case in bundle.case_ids:
                case._log_event(
                    "papers_arrived", {"bundle": bundle.name, "remark": bundle.remark}
                )

    def action_send(self):
        """Send all that was received to the hall."""
        return self._step("send")

    def action_arrive(self):
        """Sign for the papers at the hall."""
        return self._step("arrive")

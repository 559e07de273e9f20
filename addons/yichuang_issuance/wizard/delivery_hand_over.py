from odoo import api, fields, models
from odoo.exceptions import ValidationError


class DeliveryHandOver(models.TransientModel):
    """Who collects a result, and the proof of it.

    A number with a wrong check character is refused when the dialog is saved, so
    nothing typed is lost. The number leaves this table as soon as the result is
    handed over; abandoned dialogs are cleaned like every other.
    """

    _name = "yichuang.delivery.hand.over"
    _description = "Hand-over"
    _transient_max_hours = 0.25

    delivery_id = fields.Many2one(
        "yichuang.delivery", required=True, ondelete="cascade"
    )
    revision = fields.Integer()
    applicant_name = fields.Char(related="delivery_id.applicant_name")
    receipt_number = fields.Char(related="delivery_id.receipt_number")
    shelf_place = fields.Char(related="delivery_id.shelf_place")
    applicant_kind = fields.Selection(related="delivery_id.case_id.applicant_kind")
    collector_relation = fields.Selection(
        [("self", "The applicant"), ("agent", "Somebody with authority")],
        "Collected By",
        required=True,
        default="self",
        help="本人(法定代表人)领取, 委托代领",
    )
    collector_name = fields.Char(
        compute="_compute_collector_name",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        help="领取人姓名, as on the identity card.",
    )
    id_number = fields.Char("Identity Number", required=True, help="领取人身份证号码")
    code_shown = fields.Char("Pick-up Code", help="取件码 shown by the agent.")
    authority = fields.Char(help="授权委托书: what it is, and its date.")

    @api.depends("delivery_id", "collector_relation")
    def _compute_collector_name(self):
        for wizard in self:
            case = wizard.delivery_id.case_id
            wizard.collector_name = (
                False
                if wizard.collector_relation != "self"
                else case.applicant_name
                if case.applicant_kind == "natural"
                else case.legal_representative
            )

    @api.onchange("id_number")
    def _onchange_id_number(self):
        problem = self.id_number and self._number_problem()
        if problem:
            return {
                "warning": {
                    "title": self.env._("Check the identity number"),
                    "message": problem,
                    "type": "notification",
                }
            }
        return None

    @api.constrains("id_number")
    def _check_id_number(self):
        for wizard in self:
            problem = wizard.id_number and wizard._number_problem()
            if problem:
                raise ValidationError(problem)

    def _number_problem(self):
        number = "".join(self.id_number.split()).upper()
        return self.env["yichuang.case"]._identity_problem("natural", number)

    def action_confirm(self):
        """Hand the result over."""
        self.ensure_one()
        delivery = self.delivery_id
        delivery._transition(
            "deliver",
            {
                "collector_relation": self.collector_relation,
                "collector_name": self.collector_name,
                "collector_number": self.id_number,
                "authority": self.authority
                if self.collector_relation == "agent"
                else False,
                "code_shown": self.code_shown,
            },
            payload={"relation": self.collector_relation},
            expected_revision=self.revision,
        )
        self.sudo().unlink()
        return {"type": "ir.actions.act_window_close"}

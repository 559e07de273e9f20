from odoo import api, fields, models

from odoo.addons.yichuang_catalog.tools.workdays import hall_date


class JointPromiseSign(models.TransientModel):
    """What acceptance of all matters on promises asks for: what is told for each
    matter, who signs it and when."""

    _name = "yichuang.joint.promise.sign"
    _description = "Acceptance of a joint case on promises"

    joint_id = fields.Many2one("yichuang.joint.case", required=True, ondelete="cascade")
    revision = fields.Integer()
    told = fields.Text(
        "To Tell for Each Matter",
        compute="_compute_told",
        help="逐事项告知的许可条件, 以承诺替代的材料, 核查方式与期限",
    )
    signed_by = fields.Char(
        compute="_compute_signed_by", store=True, readonly=False, help="承诺人"
    )
    signed_on = fields.Date(
        "Promise Signed On", default=lambda _self: hall_date(), help="承诺日期"
    )

    @api.depends("joint_id")
    def _compute_told(self):
        for wizard in self:
            joint = wizard.joint_id
            wizard.told = "\n\n".join(
                self.env._(
                    "%(matter)s\nConditions: %(conditions)s\nThe promise stands for: "
                    "%(materials)s\nChecked: %(inspection)s",
                    **told,
                )
                for told in (joint._promises_told() if joint else ())
            )

    @api.depends("joint_id")
    def _compute_signed_by(self):
        for wizard in self:
            joint = wizard.joint_id
            wizard.signed_by = joint.legal_representative or joint.applicant_name

    def action_confirm(self):
        """Accept all matters."""
        self.ensure_one()
        self.joint_id._transition(
            "accept_promised",
            {
                "promise_signed_by": self.signed_by,
                "promise_signed_on": self.signed_on,
            },
            expected_revision=self.revision,
        )
        return {"type": "ir.actions.act_window_close"}

from odoo import fields, models


class Opinion(models.Model):
    """What an organ said in one step of a case (环节意见).

    Written once, when the step is finished, and never changed: a step that is sent
    back gets a second opinion, and the first stays as it was, marked as set aside.
    """

    _name = "yichuang.opinion"
    _description = "Opinion"
    _inherit = ["yichuang.case.part"]
    _order = "case_id desc, id"
    _rec_name = "task_id"

    task_id = fields.Many2one(
        "yichuang.case.task",
        "Step",
        required=True,
        ondelete="restrict",
        index=True,
        help="环节",
    )
    organ_id = fields.Many2one(
        related="task_id.organ_id", store=True, index=True, precompute=True
    )
    user_id = fields.Many2one(
        "res.users", "Opinion Of", required=True, ondelete="restrict", help="意见人"
    )
    given_on = fields.Datetime("Stated On", required=True, help="意见时间")
    recommendation = fields.Selection(
        [("granted", "Grant"), ("denied", "Deny")], required=True, help="建议"
    )
    text = fields.Text(
        "Opinion", required=True, help="意见: what was examined and what follows."
    )
    set_aside = fields.Boolean(
        help="The step was sent back and done anew (已退回重办)."
    )
    set_aside_reason = fields.Text(help="退回原因")

    def _set_aside(self, reason):
        """The step goes back: what was said there stands no longer."""
        self.write({"set_aside": True, "set_aside_reason": reason})

from odoo import api, fields, models
from odoo.exceptions import UserError


class Statement(models.TransientModel):
    """Asks for the text a step needs, such as a reason, and takes the step."""

    _name = "yichuang.market.statement"
    _description = "Statement for a step"

    subject = fields.Reference(selection="_selection_subject", required=True)
    step = fields.Char(required=True)
    revision = fields.Integer()
    text = fields.Text("Statement", required=True, help="理由 or 意见")

    @api.model
    def _selection_subject(self):
        return [
            (name, model._description)
            for name, model in self.env.items()
            if getattr(model, "_statements", None)
        ]

    def action_confirm(self):
        """Take the step with the text."""
        self.ensure_one()
        # Which field keeps the text is the model's to say, never the client's.
        field = self.subject._statements.get(self.step)
        if not field:
            raise UserError(self.env._("This step is not asked here."))
        self.subject._check_staff()
        self.subject._transition(
            self.step, {field: self.text}, expected_revision=self.revision
        )
        return {"type": "ir.actions.act_window_close"}

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command


class CaseNotify(models.TransientModel):
    """The one supplement notice, filled in with all that is missing or not in order."""

    _name = "yichuang.case.notify"
    _description = "Supplement notice"

    case_id = fields.Many2one("yichuang.case", required=True, ondelete="cascade")
    revision = fields.Integer()
    line_ids = fields.One2many(
        "yichuang.case.notify.line",
        "notify_id",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )

    @api.depends("case_id")
    def _compute_line_ids(self):
        for wizard in self:
            wizard.line_ids = [
                Command.clear(),
                *(
                    Command.create(
                        {
                            "material_id": line.id,
                            "problem": line.defect or self.env._("not handed in"),
                            "correction": line.note
                            or self.env._("Hand it in as the guide asks for it."),
                        }
                    )
                    for line in wizard.case_id.material_ids._lacking()
                ),
            ]

    def action_confirm(self):
        """Give the notice."""
        self.ensure_one()
        for line in self.line_ids:
            if not (line.problem or "").strip() or not (line.correction or "").strip():
                raise UserError(
                    self.env._(
                        "Say of %(material)s what is wrong with it and how to correct "
                        "it (行政许可法 Art. 32(4)).",
                        material=line.material_id.name or self.env._("each material"),
                    )
                )
        self.case_id._notify_supplement(
            [
                {
                    "material_id": line.material_id.id,
                    "problem": line.problem,
                    "correction": line.correction,
                }
                for line in self.line_ids
            ],
            self.revision,
        )
        return {"type": "ir.actions.act_window_close"}

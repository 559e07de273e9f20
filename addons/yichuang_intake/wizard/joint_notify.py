from odoo import Command, api, fields, models
from odoo.exceptions import UserError


class JointNotify(models.TransientModel):
    """The one supplement notice of a joint case, filled in with all that is missing or
    not in order for any of its organs."""

    _name = "yichuang.joint.notify"
    _description = "Supplement notice for all organs"

    joint_id = fields.Many2one("yichuang.joint.case", required=True, ondelete="cascade")
    revision = fields.Integer()
    line_ids = fields.One2many(
        "yichuang.joint.notify.line",
        "notify_id",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )

    @api.depends("joint_id")
    def _compute_line_ids(self):
        for wizard in self:
            wizard.line_ids = [
                Command.clear(),
                *(Command.create(line) for line in wizard.joint_id._notice_proposals()),
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
        self.joint_id._notify_supplement(
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

from odoo import Command, api, fields, models
from odoo.exceptions import UserError


class Notify(models.AbstractModel):
    """The one supplement notice in preparation, filled in with all that is missing or
    not in order (行政许可法 Art. 32(4)).

    Class option: ``_notice_of``, the field that leads to what the notice is given on;
    it proposes the lines and gives the notice. ``line_ids`` is declared beside it.
    """

    _name = "yichuang.notify"
    _description = "Supplement notice in preparation"
    _notice_of = None

    revision = fields.Integer()

    @api.depends(lambda self: (self._notice_of,))
    def _compute_line_ids(self):
        for wizard in self:
            wizard.line_ids = [
                Command.clear(),
                *(
                    Command.create(line)
                    for line in wizard[self._notice_of]._notice_proposals()
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
        self[self._notice_of]._notify_supplement(
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

from odoo import Command, api, fields, models
from odoo.exceptions import UserError


class Authored(models.AbstractModel):
    """A record of the lifecycle that remembers who wrote it.

    Whoever changed the content or submitted it is an author, and
    ``_guard_second_person`` keeps authors from the step that needs a second pair
    of eyes. Lines of the record call ``_add_author`` when they change.
    """

    _name = "yichuang.authored"
    _description = "Record Written and Approved by Different People"
    _inherit = ["yichuang.lifecycle"]
    _guarded_fields = frozenset({"author_ids"})

    author_ids = fields.Many2many(
        "res.users",
        string="Written By",
        readonly=True,
        copy=False,
        help="Everybody who changed or submitted it; none of them may approve it.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._add_author()
        return records

    def write(self, vals):
        result = super().write(vals)
        if vals and not self._is_free(vals) and not self._has_pass(vals):
            # A new service or organ may have moved it to a hall that is not theirs.
            self.check_access("write")
            self._add_author()
        return result

    def _add_author(self):
        """Remember that the current user has a hand in the content."""
        new = self.filtered(
            lambda record: self.env.user not in record.sudo().author_ids
        )
        if new:
            new._write_guarded({"author_ids": [Command.link(self.env.uid)]})

    def _guard_second_person(self, vals):
        for record in self:
            if self.env.user in record.sudo().author_ids:
                raise UserError(
                    self.env._(
                        "You wrote or submitted %(name)s yourself, so you cannot "
                        "approve it. Ask a colleague to read and approve it.",
                        name=record.display_name,
                    )
                )

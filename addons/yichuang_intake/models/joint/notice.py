from odoo import fields, models


class Notice(models.Model):
    """A message may tell of the whole of a joint case; it stands with the first of its
    cases."""

    _inherit = "yichuang.notice"

    joint_id = fields.Many2one(
        "yichuang.joint.case",
        "Joint Case",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )

    def _facts(self):
        number = self.joint_id.receipt_number
        return {**super()._facts(), **({"number": number} if number else {})}

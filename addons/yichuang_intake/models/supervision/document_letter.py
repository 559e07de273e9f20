from odoo import api, fields, models


class Document(models.Model):
    """A document may be given out on a card: the supervision letter and its answer
    (督办函、监察建议书、督办答复书). It stays inside; no applicant sees it."""

    _inherit = "yichuang.document"

    _guarded_fields = frozenset({"alert_id"})

    alert_id = fields.Many2one(
        "yichuang.alert",
        "Supervision Card",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="监察卡",
    )

    _one_owner = models.Constraint(
        "CHECK (num_nonnulls(case_id, joint_id, alert_id) = 1)",
        "A document is given out on one case, one joint case or one card.",
    )

    @api.depends("alert_id")
    def _compute_owner(self):
        letters = self.filtered("alert_id")
        for document in letters:
            document.company_id = document.alert_id.company_id
            document.department_id = document.alert_id.department_id
            document.partner_id = False
        super(Document, self - letters)._compute_owner()

    def _owner(self):
        return self.alert_id or super()._owner()

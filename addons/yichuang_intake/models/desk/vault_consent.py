from odoo import fields, models

from ...tools.vault import Consent


class VaultConsent(models.Model):
    """The holder's consent to the use of a document on file: for one case or for all
    matters here, until a day, until it is withdrawn (个人信息保护法 Art. 14, 15).

    Rows are written by the steps of the document and the case only, and never removed.
    """

    _name = "yichuang.vault.consent"
    _description = "Consent to use a document on file"
    _order = "document_id, id"
    _rec_name = "document_id"

    document_id = fields.Many2one(
        "yichuang.vault.document",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        related="document_id.company_id", store=True, index=True, precompute=True
    )
    scope = fields.Selection(
        [("case", "This Case Only"), ("all", "All Matters Here")],
        required=True,
        readonly=True,
        default="case",
        help="授权范围: 仅本次办件, 本大厅全部事项.",
    )
    case_id = fields.Many2one(
        "yichuang.case", readonly=True, ondelete="cascade", index="btree_not_null"
    )
    until_on = fields.Date("Until", readonly=True, help="授权截止日, inclusive.")
    given_how = fields.Selection(
        [("window", "Told at the Window"), ("portal", "On the Portal")],
        "Given",
        required=True,
        readonly=True,
        default="portal",
        help="授权方式: 窗口当面, 网上.",
    )
    given_on = fields.Datetime(
        required=True,
        readonly=True,
        default=fields.Datetime.now,
        help="授权时间",
    )
    recorded_by_id = fields.Many2one(
        "res.users",
        required=True,
        readonly=True,
        default=lambda self: self.env.uid,
        help="记录人: the holder on the portal, the clerk at the window.",
    )
    withdrawn_on = fields.Datetime("Withdrawn", readonly=True, help="撤回授权时间")

    _scope_whole = models.Constraint(
        "CHECK ((scope = 'case') = (case_id IS NOT NULL))",
        "A consent is to one case, or to all matters.",
    )

    def _as_rules(self):
        """These consents as the rules of ``tools.vault`` take them."""
        return [
            Consent(
                consent.case_id.id or None,
                consent.until_on or None,
                bool(consent.withdrawn_on),
            )
            for consent in self
        ]

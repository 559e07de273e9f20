import secrets

from odoo import fields, models


class ContractFile(models.Model):
    """A file of a contract: signed copy, work, evidence, hand-over (合同文件).

    It is checked by its content before it is kept, gets a name of our own, and is
    never changed. Only the parties' pages bring files, each for its own contract.
    """

    _name = "yichuang.market.contract.file"
    _description = "File of a contract"
    _order = "contract_id, id"

    contract_id = fields.Many2one(
        "yichuang.market.contract",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        related="contract_id.company_id", store=True, index=True
    )
    deliverable_id = fields.Many2one(
        "yichuang.market.deliverable",
        "Delivery",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    request_id = fields.Many2one(
        "yichuang.market.request",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    purpose = fields.Selection(
        [
            ("contract", "Signed Copy"),
            ("deliverable", "Work"),
            ("evidence", "Evidence"),
        ],
        required=True,
        readonly=True,
        help="合同文本, 服务成果, 证明材料",
    )
    side = fields.Selection(
        [("owner", "Owner"), ("agency", "Agency")],
        "Brought By",
        readonly=True,
        help="上传方",
    )
    name = fields.Char("File Name", required=True, readonly=True, help="文件名")
    token = fields.Char(
        required=True,
        readonly=True,
        default=lambda _self: secrets.token_urlsafe(16),
        help="What stands for it in the parties' links.",
    )
    data = fields.Binary("File", required=True, readonly=True, attachment=True)
    size = fields.Integer("Bytes", required=True, readonly=True, help="字节数")
    digest = fields.Char("SHA-256", required=True, readonly=True, help="文件摘要")

    _token_uniq = models.UniqueIndex("(token)")

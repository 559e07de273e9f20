from odoo import api, fields, models

from ...tools.service_clock import PARTIES, Stretch

PARTY = [
    ("owner", "Owner"),
    ("agency", "Agency"),
    ("both", "Both Sides"),
    ("department", "Organ"),
    ("hall", "Hall"),
    ("law", "Nobody"),
]


class ClockSegment(models.Model):
    """A stretch of a contract's time, in which it waited for one party (服务时段).

    Written by the steps of the contract alone. It covers the days after its first up
    to its last, so the stretches of a contract share no day and add up to the whole.
    """

    _name = "yichuang.market.clock.segment"
    _description = "Stretch of a contract's time"
    _order = "contract_id, id"
    _rec_name = "kind"

    contract_id = fields.Many2one(
        "yichuang.market.contract",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        related="contract_id.company_id", store=True, index=True
    )
    case_id = fields.Many2one(
        related="contract_id.case_id", store=True, index="btree_not_null"
    )
    kind = fields.Selection(
        [
            ("select", "Selecting an Agency"),
            ("contract", "Signing"),
            ("wait_data", "Waiting for Base Data"),
            ("work", "Service"),
            ("suspended", "Suspended"),
            ("acceptance", "Acceptance"),
            ("rework", "Rework"),
            ("disputed", "In Dispute"),
        ],
        required=True,
        readonly=True,
        help="选取机构, 签订合同, 等待基础资料, 服务, 暂停, 验收, 整改, 争议",
    )
    party = fields.Selection(
        PARTY,
        "Waits For",
        compute="_compute_party",
        store=True,
        help="责任方: 业主, 中介机构, 双方, 部门, 大厅, 不可归责.",
    )
    start_on = fields.Date("From", required=True, readonly=True)
    end_on = fields.Date("To", readonly=True)
    planned_days = fields.Integer(
        "Planned Working Days", readonly=True, help="计划工作日"
    )
    days = fields.Integer(
        "Working Days", readonly=True, help="实际工作日, when it has ended."
    )
    reason = fields.Char(readonly=True, help="原因")

    _open_uniq = models.UniqueIndex(
        "(contract_id) WHERE end_on IS NULL",
        "A contract waits for one party at a time.",
    )

    @api.depends("kind")
    def _compute_party(self):
        for segment in self:
            segment.party = PARTIES[segment.kind]

    def _stretches(self):
        """These as the rules in ``tools/service_clock.py`` want them, in order."""
        return [
            Stretch(segment.kind, segment.start_on, segment.end_on or None)
            for segment in self.sorted("id")
        ]

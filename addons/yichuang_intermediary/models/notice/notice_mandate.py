from odoo import SUPERUSER_ID, fields, models

from ...tools.money import fen_text

# What the owner lets the hall do, and what no mandate can (优化营商环境条例 Art. 43).
EXTENT = (
    "代为起草、发布采购公告，组织报名和选取；"
    "不包括选定中介服务机构、签订合同、验收成果和支付费用"
)


class Notice(models.Model):
    """The mandate (委托书) under which the hall drafts and publishes a notice for a
    case: made of the case when the owner confirms the notice, and kept in its file."""

    _inherit = "yichuang.market.notice"

    _guarded_fields = frozenset({"mandate_id"})

    mandate_id = fields.Many2one(
        "yichuang.document",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="业主委托书: stands in the file of the case from the owner's own "
        "confirmation on.",
    )

    def _after_submit(self, vals):
        result = super()._after_submit(vals)
        self._issue_mandates()
        return result

    def _issue_mandates(self):
        """Write down what the owners have just confirmed, where the hall drafted it.

        A notice that comes back and is confirmed again has a new mandate, which
        replaces the one before.
        """
        # The owner confirms; the papers of a case are the system's to write.
        for notice in self.sudo()._in_public_language():
            case = notice.case_id
            if not case or not notice.author_id._is_internal():
                continue
            before = notice.mandate_id.filtered(lambda paper: paper.state == "issued")
            before.with_user(SUPERUSER_ID)._transition(
                "replace", payload={"reason": f"version {notice.version}"}
            )
            [mandate] = case._issue_document(
                "market_mandate",
                {case.id: notice._mandate_facts()},
                addressee=notice.company_id.name,
                replaces=before.id,
            )
            notice._write_guarded({"mandate_id": mandate.id})

    def _mandate_facts(self):
        self.ensure_one()
        return {
            "委托人": self.owner_id.name,
            "受托人": self.company_id.name,
            "采购公告": f"{self.number} {self.title}",
            "中介服务事项": self.service_id.name,
            "服务金额": f"{fen_text(self.amount_fen)} 元",
            "服务时限": f"{self.days} 个工作日",
            "委托权限": EXTENT,
            "确认人": self.env.user.name,
            "确认时间": self._moment_text(self._now()),
        }

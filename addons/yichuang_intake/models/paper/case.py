from odoo import fields, models

from odoo.addons.yichuang_catalog.tools import chinese_date, enumerations
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import document_kinds

# Which document tells a refusal.
REFUSALS = {
    "not_needed": "not_needed",
    "not_competent": "refusal",
    "not_supplemented": "unsupplemented",
}


class Case(models.Model):
    """The documents that the steps of a case give out."""

    _inherit = "yichuang.case"

    document_ids = fields.One2many("yichuang.document", "case_id", readonly=True)
    document_count = fields.Integer("Documents", compute="_compute_document_count")

    def _compute_document_count(self):
        counts = dict(
            # A number for whoever may read the case.
            self.env["yichuang.document"]
            .sudo()
            ._read_group([("case_id", "in", self.ids)], ["case_id"], ["__count"])
        )
        for case in self:
            case.document_count = counts.get(case.sudo(), 0)

    def _issue_document(self, kind, facts_by_id=None, remedies=None, **further):
        """Issue one document of this kind for each of these cases.

        :param kind: a key of ``tools/document_kinds.py``
        :param facts_by_id: what it states besides the case itself, by case id: a dict
            of label to text, or to a list of dicts (a table)
        :param remedies: the remedies to tell; the usual wording where the kind
            demands them and none are given
        :param further: what else a draft may say: another addressee, another organ
        :returns: the documents in the order of the cases, without rights of one's own
        """
        row = document_kinds.KINDS[kind]
        drafts = []
        for case in self:
            facts = {**case._document_facts(), **((facts_by_id or {}).get(case.id, {}))}
            told = remedies or self.env["yichuang.case.decide"]._remedies_text(case)
            drafts.append(
                {
                    "case": case,
                    "addressee": case.applicant_name,
                    "words": row.words.format(
                        service=case.service_id.name,
                        received=_day(case.received_on),
                    ),
                    "remedies": told if row.remedies else False,
                    "facts": [[label, value] for label, value in facts.items()],
                    **further,
                }
            )
        return self.env["yichuang.document"]._issue(kind, drafts)

    def _seal_name(self, kind):
        """The seal that belongs on a document of this kind (Art. 32)."""
        self.ensure_one()
        organ = self._acting_organ()
        return organ.seal_name or self.env._(
            "%(organ)s seal for administrative licensing", organ=organ.name
        )

    def _document_facts(self):
        """What every document says of its case; numbers of persons stay masked."""
        self.ensure_one()
        return {
            "申请人": self.applicant_name or "",
            "证件号码": self.id_number or "",
            "事项": self.service_id.name,
            "收件号": self.receipt_number or "",
            "办件编号": self.number or "",
            "收件时间": self._hall_time(self.received_on),
        }

    def _limit_facts(self):
        """Both limits with their last days, once the case is accepted."""
        self.ensure_one()
        guide = self.version_id
        return {
            "受理时间": self._hall_time(self.accepted_on),
            "法定办结期限": f"{guide.legal_limit}，"
            f"{chinese_date.plain(self._clock('legal').due_on)}届满",
            "承诺办结期限": f"{guide.promise_limit or guide.legal_limit}，"
            f"{chinese_date.plain(self._clock('promise').due_on)}届满",
        }

    def _material_facts(self, lines=None):
        """Materials as a table."""
        self.ensure_one()
        return [
            {
                "材料名称": line.name,
                "原件": str(line.originals),
                "复印件": str(line.copies),
                "页数": str(line.pages),
                "收取方式": enumerations.chinese("receive_mode", line.receive_mode)
                if line.receive_mode
                else "",
            }
            for line in (self.material_ids if lines is None else lines)
            if lines is not None or line.received
        ]

    def _after_receive(self, vals):
        self._issue_document(
            "receipt",
            {case.id: case._receipt_facts() for case in self},
        )

    def _receipt_facts(self):
        self.ensure_one()
        return {
            "事项编码": self.service_id.code or "",
            "材料清单": self._material_facts(),
            "告知截止日": chinese_date.plain(self.due_on),
            "收件人": self.received_by_id.name,
            "办理进度查询": self._track_url(),
        }

    def _acceptance_facts(self):
        """What an acceptance tells besides the two limits: who accepted, what it
        costs, what takes time beside the limits, what was handed in, where to look."""
        self.ensure_one()
        guide = self.version_id.sudo()
        beside = "、".join(
            f"{enumerations.chinese('special_procedure', special.kind)}"
            f"{special.days or ''}{'个工作日' if special.days else ''}"
            for special in guide.special_ids
            if not special.counted
        )
        return {
            **self._limit_facts(),
            "特别程序": f"{beside}，不计入办理期限" if beside else "",
            "受理人": self.accepted_by_id.name or "",
            "联系电话": self.phone or "",
            "是否收费": "收费" if guide.fee_charged else "不收费",
            "申请材料接收清单": self._material_facts(),
            "办理进度查询": self._track_url(),
        }

    def _grant_facts(self):
        """What is granted, on what examination and which law (Art. 38)."""
        self.ensure_one()
        guide = self.version_id.sudo()
        accepted = self.sudo().document_ids.filtered(
            lambda document: (
                document.kind in document_kinds.ACCEPTANCES
                and document.state == "issued"
            )
        )
        months = guide.result_validity_months
        return {
            "受理时间": self._hall_time(self.accepted_on),
            "受理文书": accepted[:1].number or "",
            "审查情况": "经审查，申请符合法定条件、标准。",
            "决定内容": guide.result_name or self.service_id.name,
            "依据": "；".join(guide.law_ids.mapped("display_name"))
            or "《中华人民共和国行政许可法》第三十八条第一款",
            "有效期": f"{months}个月" if months else "",
        }

    def _after_accept(self, vals):
        self._issue_document(
            "acceptance", {case.id: case._acceptance_facts() for case in self}
        )

    def _after_accept_deferred(self, vals):
        promised = {
            case.id: {
                "容缺材料": "、".join(case._owing().mapped("name")),
                "补齐期限": chinese_date.plain(case.deferral_due_on),
                "逾期后果": case.company_id.sudo()._deferral_consequence(),
                "承诺人": case.deferral_signed_by,
            }
            for case in self
        }
        self._issue_undertakings(
            {case.id: {**promised[case.id], **case._signature_facts()} for case in self}
        )
        self._issue_document(
            "deferral",
            {
                case.id: {**case._acceptance_facts(), **promised[case.id]}
                for case in self
            },
        )

    def _issue_undertakings(self, promised):
        """One signed undertaking for each of these.

        :param promised: what it states, by id
        """
        self._issue_document("undertaking", promised)

    def _after_deem_accepted(self, vals):
        self._issue_document(
            "deemed_acceptance", {case.id: case._acceptance_facts() for case in self}
        )

    def _after_refuse(self, vals):
        kind = REFUSALS[vals["refusal_kind"]]
        facts = {
            "理由": vals["reasons"],
            "法律依据": vals["legal_basis"],
            "应当向其申请的行政机关": vals.get("competent_organ") or "",
        }
        self._issue_document(
            kind, {case.id: facts for case in self}, vals.get("remedies")
        )

    def _after_decide(self, vals):
        if vals["outcome"] == "granted":
            self._issue_document(
                "grant", {case.id: case._grant_facts() for case in self}
            )
            return
        facts = {"理由": vals["reasons"], "法律依据": vals["legal_basis"]}
        self._issue_document(
            "denial",
            {
                case.id: {"受理时间": case._hall_time(case.accepted_on), **facts}
                for case in self
            },
            vals.get("remedies"),
        )

    def _after_withdraw(self, vals):
        self._issue_ending("withdrawal", "事由", vals)

    def _after_revoke(self, vals):
        self._issue_ending("revocation", "理由", vals)

    def _after_terminate(self, vals):
        self._issue_ending("termination", "理由", vals)

    def _after_lapse_withdrawn(self, vals):
        self._issue_ending("deemed_withdrawal", "事由", vals)

    def _after_lapse_revoked(self, vals):
        self._issue_ending("revocation", "理由", vals)

    def _after_lapse_terminated(self, vals):
        self._issue_ending("termination", "理由", vals)

    def _after_lapse_refused(self, vals):
        self._after_refuse(vals)

    def _issue_ending(self, kind, label, vals):
        facts = {label: vals["end_reason"]}
        self._issue_document(kind, {case.id: facts for case in self})

    def _documents_domain(self):
        """The documents given out on this case."""
        self.ensure_one()
        return [("case_id", "=", self.id)]

    def action_view_documents(self):
        """Open the documents of this case."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Documents of %(case)s", case=self.display_name),
            "res_model": "yichuang.document",
            "view_mode": "list,form",
            "domain": self._documents_domain(),
        }


def _day(moment):
    return chinese_date.plain(hall_date(moment)) if moment else ""

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import document_kinds, service_ways

CLERK = "yichuang_intake.group_clerk"
REVIEWER = "yichuang_intake.group_reviewer"
DECIDER = "yichuang_intake.group_decider"
APPLICANT = "base.group_portal"
STAFF = (CLERK, REVIEWER, DECIDER)


class DocumentDelivery(models.Model):
    """One attempt to serve a document, which becomes its proof of delivery (送达回证).

    under_way → served or failed. A document is served once; attempts that failed stay
    on file, as a public notice rests on them. The ways are those of 民事诉讼法 Art.
    87–95 (``tools/service_ways.py``). A document that its addressee takes on the
    portal, having agreed to be served so, is served by that.
    """

    _name = "yichuang.document.delivery"
    _description = "Delivery of a document"
    _inherit = ["yichuang.case.part", "yichuang.lifecycle"]
    _order = "id desc"
    _rec_name = "document_id"

    _transitions = (
        Transition(
            "serve",
            "under_way",
            "served",
            groups=STAFF,
            guards=(
                "_guard_to_serve",
                "_guard_particulars",
                "_guard_officers",
                "_guard_moment",
                "_guard_consent",
                "_guard_public_notice",
            ),
        ),
        Transition(
            "download",
            "under_way",
            "served",
            groups=APPLICANT,
            guards=("_guard_own", "_guard_to_serve", "_guard_consent"),
        ),
        Transition(
            "fail", "under_way", "failed", groups=STAFF, guards="_guard_failure_stated"
        ),
    )
    _guarded_fields = frozenset({"recorded_by_id", "recorded_on", "proof_id"})
    _open_states = ("under_way",)

    document_id = fields.Many2one(
        "yichuang.document",
        required=True,
        ondelete="restrict",
        index=True,
        domain=[
            ("to_serve", "=", True),
            ("served_on", "=", False),
            ("state", "=", "issued"),
        ],
        help="送达文书",
    )
    case_id = fields.Many2one(
        related="document_id.case_id",
        store=True,
        precompute=True,
        required=False,
        readonly=True,
    )
    addressee = fields.Char(related="document_id.addressee")
    state = fields.Selection(
        [
            ("under_way", "Under Way"),
            ("served", "Served"),
            ("failed", "Not Served"),
        ],
        required=True,
        default="under_way",
        copy=False,
        index=True,
        help="送达中, 已送达, 未送达",
    )
    way = fields.Selection(
        [
            ("direct", "In Person"),
            ("left", "Left on the Premises"),
            ("electronic", "Electronically"),
            ("post", "By Post"),
            ("agent", "Through Another Organ"),
            ("public", "By Public Notice"),
        ],
        required=True,
        default="direct",
        help="送达方式: 直接, 留置, 电子, 邮寄, 委托, 公告.",
    )

    # When, where, by whom
    served_on = fields.Datetime("Time of Service", copy=False, help="送达时间")
    place = fields.Char(help="送达地点 or the place of the public notice (公告载体).")
    officer_ids = fields.Many2many(
        "res.users",
        "yichuang_document_delivery_officer",
        "delivery_id",
        "user_id",
        "Serving Officers",
        copy=False,
        help="送达人",
    )

    # Who took it
    recipient = fields.Char("Taken By", copy=False, help="收件人签名")
    recipient_kind = fields.Selection(
        [
            ("addressee", "The Addressee"),
            ("household", "Adult of the Household"),
            ("office", "Mail Office"),
            ("representative", "Representative"),
            ("designated", "Designated Recipient"),
        ],
        "Taken As",
        default="addressee",
        copy=False,
        help="与受送达人关系: 本人, 同住成年家属, 收发部门, 代理人, 指定代收人.",
    )
    substitute_reason = fields.Char(
        "Why Not the Addressee", copy=False, help="代收理由"
    )

    # What each way asks for
    tracking_number = fields.Char(copy=False, help="邮件号码")
    address = fields.Char("Electronic Address", copy=False, help="电子送达地址")
    agent = fields.Char("Entrusted Organ", copy=False, help="受委托机关")
    refusal_reason = fields.Char("Why It Was Refused", copy=False, help="拒收事由")
    witnesses = fields.Char(
        copy=False, help="见证人: who was there, or how it was filmed."
    )
    announced_on = fields.Date("Announced", copy=False, help="公告日期")
    public_reason = fields.Char(
        "Why Announced",
        copy=False,
        help="公告送达原因: whereabouts unknown, or the other ways failed.",
    )
    failure = fields.Char(
        "Why Not Served", copy=False, help="未送达原因, of an attempt that failed."
    )

    # On record
    recorded_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, help="登记人"
    )
    recorded_on = fields.Datetime(readonly=True, copy=False, help="登记时间")
    proof_id = fields.Many2one(
        "yichuang.document",
        "Proof of Delivery",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="送达回证",
    )

    _served_once = models.UniqueIndex(
        "(document_id) WHERE state = 'served'", "A document is served once."
    )
    _under_way_idx = models.Index("(company_id, id DESC) WHERE state = 'under_way'")

    def _guard_to_serve(self, vals):
        for delivery in self:
            document = delivery.document_id
            if document.state != "issued" or not document.to_serve:
                raise UserError(
                    self.env._(
                        "%(document)s is not served on anybody: it stays in the file, "
                        "or a corrected version took its place. Serve that one.",
                        document=document.display_name,
                    )
                )
            if document.served_on:
                raise UserError(
                    self.env._(
                        "%(document)s was served on %(date)s. A document is served "
                        "once (行政许可法 Art. 44); note here that this attempt "
                        "failed.",
                        document=document.display_name,
                        date=delivery.case_id._date_words(
                            hall_date(document.served_on)
                        ),
                    )
                )

    def _guard_particulars(self, vals):
        for delivery in self:
            names = service_ways.lacking(delivery.way, delivery._stated())
            if not delivery.served_on:
                names.append("served_on")
            if names:
                raise UserError(
                    self.env._(
                        "A proof of delivery “%(way)s” has to say more (%(article)s). "
                        "Fill in: %(fields)s.",
                        way=delivery._way_label(),
                        article=service_ways.WAYS[delivery.way].article,
                        fields=", ".join(
                            self._fields[name]._description_string(self.env)
                            for name in names
                        ),
                    )
                )

    def _guard_officers(self, vals):
        for delivery in self:
            asked = delivery.company_id.sudo().serving_officers
            way = service_ways.WAYS[delivery.way]
            if way.in_person and len(delivery.officer_ids) < asked:
                raise UserError(
                    self.env._(
                        "%(count)s officers sign the proof of delivery of what is "
                        "served “%(way)s” (%(article)s). Name them.",
                        count=asked,
                        way=delivery._way_label(),
                        article=way.article,
                    )
                )

    def _guard_moment(self, vals):
        now = fields.Datetime.now()
        for delivery in self:
            if delivery.served_on > now:
                raise UserError(
                    self.env._("Record a delivery when it is made, not before.")
                )
            if hall_date(delivery.served_on) < delivery.document_id.issued_on:
                raise UserError(
                    self.env._(
                        "%(document)s was issued on %(date)s and cannot have been "
                        "served before. Correct the time.",
                        document=delivery.document_id.display_name,
                        date=delivery.case_id._date_words(
                            delivery.document_id.issued_on
                        ),
                    )
                )

    def _guard_consent(self, vals):
        for delivery in self.filtered(lambda delivery: delivery.way == "electronic"):
            if not delivery.document_id._consented():
                raise UserError(
                    self.env._(
                        "The applicant of %(case)s has not agreed to be served "
                        "electronically (民事诉讼法 Art. 90). Record the consent on "
                        "the case, or choose another way.",
                        case=delivery.document_id._owner().display_name,
                    )
                )

    def _guard_public_notice(self, vals):
        for delivery in self.filtered(lambda delivery: delivery.way == "public"):
            days = delivery.company_id.sudo().public_notice_days
            first = service_ways.counts_as_served(delivery.announced_on, days)
            if hall_date(delivery.served_on) < first:
                raise UserError(
                    self.env._(
                        "What was announced on %(announced)s counts as served on "
                        "%(date)s, when %(days)s days have passed (民事诉讼法 Art. "
                        "95). Record it then.",
                        announced=delivery.case_id._date_words(delivery.announced_on),
                        date=delivery.case_id._date_words(first),
                        days=days,
                    )
                )

    def _guard_own(self, vals):
        """The portal user sees the documents by their own right."""
        own = self.document_id.with_user(self.env.user)
        if own.search_count([("id", "in", own.ids)]) != len(own):
            raise UserError(self.env._("This is not a document of yours."))

    def _guard_failure_stated(self, vals):
        for delivery in self:
            if not (delivery.failure or "").strip():
                raise UserError(
                    self.env._(
                        "The file keeps why a document could not be served; a public "
                        "notice may rest on it (民事诉讼法 Art. 95). Write it down."
                    )
                )

    def _values_serve(self, vals):
        vals.update(recorded_by_id=self.env.uid, recorded_on=fields.Datetime.now())

    def _values_download(self, vals):
        self._values_serve(vals)

    def _values_fail(self, vals):
        self._values_serve(vals)

    def _after_serve(self, vals):
        for moment, served in self.grouped("served_on").items():
            # Set by the step that serves it; the document itself never changes.
            served.document_id.sudo()._write_guarded({"served_on": moment})
        for delivery in self:
            case = delivery.document_id._owner()
            proof = case._issue_document("proof", {case.id: delivery._proof_facts()})
            # The proof that the step has just issued belongs to it.
            delivery.sudo()._write_guarded({"proof_id": proof.id})

    def _after_download(self, vals):
        self._after_serve(vals)

    def _stated(self):
        """What this delivery says, for ``tools/service_ways.py``."""
        self.ensure_one()
        names = {name for way in service_ways.WAYS.values() for name in way.needed}
        return {
            name: self[name] for name in names | {"recipient_kind", "substitute_reason"}
        }

    def _way_label(self):
        return dict(self._fields["way"]._description_selection(self.env))[self.way]

    def _proof_facts(self):
        """What the proof of delivery states."""
        self.ensure_one()
        document = self.document_id
        recipients = service_ways.RECIPIENTS
        kind = recipients[self.recipient_kind or "addressee"]
        return {
            "送达文书": [
                {
                    "名称": document_kinds.KINDS[document.kind].title,
                    "文号": document.number,
                }
            ],
            "受送达人": document.addressee,
            "送达方式": service_ways.WAYS[self.way].title,
            "送达时间": self.case_id._hall_time(self.served_on),
            "送达地点": self.place or "",
            "收件人": f"{self.recipient}（{kind}）" if self.recipient else "",
            "代收理由": self.substitute_reason or "",
            "邮件号码": self.tracking_number or "",
            "电子送达地址": self.address or "",
            "受委托机关": self.agent or "",
            "拒收事由": self.refusal_reason or "",
            "见证人": self.witnesses or "",
            "公告日期": str(self.announced_on or ""),
            "公告送达原因": self.public_reason or "",
            "送达人": "、".join(self.sudo().officer_ids.mapped("name")),
        }

    @api.depends("document_id.number", "way")
    def _compute_display_name(self):
        ways = dict(self._fields["way"]._description_selection(self.env))
        for delivery in self:
            delivery.display_name = self.env._(
                "%(document)s: %(way)s",
                document=delivery.document_id.display_name or "",
                way=ways.get(delivery.way, ""),
            )

    def action_serve(self):
        """Record that the document was served."""
        return self._step("serve")

    def action_fail(self):
        """Record that the document could not be served this way."""
        return self._step("fail")

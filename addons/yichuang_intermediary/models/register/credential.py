import base64
import hashlib
import re

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_intake.tools import upload

from ...tools.eligibility import Held
from .agency import REVIEWER

LIVE = ("entered", "verified")
PORTAL = "base.group_portal"


class Credential(models.AbstractModel):
    """A certificate as data: entered → verified → expired; beside: refused, ended.

    What agencies and their people share: the number is checked against its kind, the
    document by its content, somebody says how it was verified, and the sweep ends it
    on the day after its last. A number that two agencies use is marked, not hidden.
    """

    _name = "yichuang.market.credential"
    _description = "Certificate in the market"
    _inherit = ["yichuang.market.document", "yichuang.lifecycle"]
    _order = "agency_id, kind_id, id"

    _transitions = (
        Transition(
            "verify",
            "entered",
            "verified",
            groups=REVIEWER,
            guards=("_guard_in_time", "_guard_evidence"),
        ),
        Transition(
            "refuse", "entered", "refused", groups=REVIEWER, guards="_guard_note"
        ),
        Transition(
            "end", LIVE, "ended", groups=(REVIEWER, PORTAL), guards="_guard_own_firm"
        ),
        Transition("expire", LIVE, "expired", system=True),
    )
    _guarded_fields = frozenset(
        {"is_shared", "document_sha256", "verified_by_id", "verified_on"}
    )
    _open_states = ("entered",)
    _shared_key = "number"

    agency_id = fields.Many2one(
        "yichuang.market.agency", required=True, index=True, ondelete="cascade"
    )
    kind_id = fields.Many2one(
        "yichuang.market.qualification.kind",
        required=True,
        index=True,
        ondelete="restrict",
    )
    number = fields.Char(
        "Certificate Number", required=True, index="trigram", help="证书编号"
    )
    valid_from = fields.Date(help="有效期起")
    valid_to = fields.Date(
        "Valid Until", index=True, help="有效期止; empty where it has no end."
    )
    document = fields.Binary(
        attachment=True,
        copy=False,
        help="证书原件扫描件: PDF, OFD, JPEG or PNG, told by its content.",
    )
    document_sha256 = fields.Char("SHA-256 of the Document", readonly=True, copy=False)
    verify_method = fields.Selection(
        [
            ("manual", "Original seen"),
            ("interface", "Government interface"),
            ("qr", "QR code of the certificate"),
        ],
        help="核验方式: 人工核对原件, 政务接口, 扫码",
    )
    verify_note = fields.Text(
        help="核验说明: what was looked at, or why it was refused."
    )
    verified_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, groups="base.group_user"
    )
    verified_on = fields.Datetime(readonly=True, copy=False)
    is_shared = fields.Boolean(
        "At Two Agencies",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="重复登记: another agency has registered the same. Ask both before "
        "concluding anything; a person may have moved.",
    )
    state = fields.Selection(
        [
            ("entered", "To verify"),
            ("verified", "Verified"),
            ("expired", "Expired"),
            ("refused", "Refused"),
            ("ended", "Ended"),
        ],
        required=True,
        default="entered",
        copy=False,
        index=True,
    )

    @api.model_create_multi
    def create(self, vals_list):
        found = super().create([self._clean(vals) for vals in vals_list])
        found._keep_digest()
        found._mark_shared()
        return found

    def write(self, vals):
        vals = self._clean(vals)
        before = self._shared_values() if self._shared_key in vals else set()
        result = super().write(vals)
        if "document" in vals:
            self._keep_digest()
        if self._shared_key in vals or "state" in vals:
            self._mark_shared(before)
        return result

    def unlink(self):
        values = self._shared_values()
        result = super().unlink()
        self.browse()._mark_shared(values)
        return result

    @api.model
    def _clean(self, vals):
        """Numbers are compared without blanks and in capitals."""
        if not vals.get("number"):
            return vals
        return {**vals, "number": re.sub(r"\s", "", vals["number"]).upper()}

    @api.constrains("number", "kind_id")
    def _check_number(self):
        for record in self:
            problem = record.kind_id._number_problem(record.number)
            if problem:
                raise ValidationError(problem)

    @api.constrains("valid_from", "valid_to")
    def _check_dates(self):
        for record in self:
            first, last = record.valid_from, record.valid_to
            if first and last and first > last:
                raise ValidationError(
                    self.env._(
                        "%(number)s would end before it begins: look at its dates "
                        "again.",
                        number=record.number,
                    )
                )

    def _keep_digest(self):
        """Look at each document by its content, and keep its digest."""
        for record in self:
            data = upload.decoded(record.with_context(bin_size=False).document)
            if not data:
                continue
            problem = self._document_problem(data)
            if problem:
                raise ValidationError(problem)
            record._write_guarded({"document_sha256": hashlib.sha256(data).hexdigest()})

    @api.model
    def _document_problem(self, data):
        """What is wrong with a document, in words; empty when nothing is."""
        found = upload.fault(data, 0, 0)
        if not found:
            return ""
        return self.env["yichuang.case.file"]._fault_words(found, upload.MOST_BYTES)

    @api.model
    def _encoded(self, data):
        return base64.b64encode(data)

    def _shared_values(self):
        """What must not stand at two agencies, of each of these."""
        return {value for value in self.sudo().mapped(self._shared_key) if value}

    def _mark_shared(self, further=()):
        """Mark what live records of two agencies have in common.

        Agencies do not see each other, so this looks beyond the user's own rights; it
        tells nobody more than that there is another.
        """
        values = sorted(self._shared_values().union(further))
        key = self._shared_key
        live = self.sudo().search([(key, "in", values)])
        holders = {}
        for record in live.filtered(lambda record: record.state in LIVE):
            mark = record.kind_id.id if key == "number" else 0, record[key]
            holders.setdefault(mark, []).append(record)
        shared = self.sudo().browse(
            record.id
            for records in holders.values()
            if len({record.agency_id for record in records}) > 1
            for record in records
        )
        for records, mark in ((shared, True), (live - shared, False)):
            changed = records.filtered(lambda line, mark=mark: line.is_shared != mark)
            if changed:
                changed._write_guarded({"is_shared": mark})

    def _guard_in_time(self, _vals):
        today = self._today()
        for record in self:
            if record.valid_to and record.valid_to < today:
                raise UserError(
                    self.env._(
                        "%(number)s ended on %(date)s: ask the agency for the new "
                        "certificate.",
                        number=record.number,
                        date=record.valid_to,
                    )
                )

    def _guard_evidence(self, _vals):
        for record in self:
            if not record.verify_method:
                raise UserError(
                    self.env._(
                        "Say how %(number)s was verified: original, interface or QR "
                        "code.",
                        number=record.number,
                    )
                )
            note = (record.verify_note or "").strip()
            if record.verify_method != "manual" and not note:
                raise UserError(
                    self.env._(
                        "Write down what the interface or the QR code of %(number)s "
                        "answered; it is the evidence.",
                        number=record.number,
                    )
                )

    def _guard_note(self, _vals):
        for record in self:
            if not (record.verify_note or "").strip():
                raise UserError(
                    self.env._(
                        "Say what is wrong with %(number)s: the agency reads it and "
                        "can put it right.",
                        number=record.number,
                    )
                )

    def _guard_own_firm(self, _vals):
        """The portal ends its own only; the hall may end any."""
        if self.env.user._is_internal():
            return
        self.sudo().agency_id._check_acts("agency_admin")

    def _values_verify(self, _vals):
        now = fields.Datetime.now()
        return {
            record.id: {"verified_by_id": self.env.uid, "verified_on": now}
            for record in self
        }

    def action_verify(self):
        """Say that the certificates are what they claim to be."""
        self._check_staff()
        return self._step("verify")

    def action_refuse(self):
        """Say that the certificates are not what they claim to be."""
        self._check_staff()
        return self._step("refuse")

    def action_end(self):
        """End the certificates: the agency no longer has them."""
        self._check_staff()
        return self._step("end")

    @api.model
    def _cron_expire(self):
        """End what ran out yesterday, and tell the agencies."""
        over = self.search(
            [("state", "in", LIVE), ("valid_to", "<", self._today())], limit=2000
        ).with_user(SUPERUSER_ID)
        over._transition("expire")
        for agency, records in over.grouped("agency_id").items():
            agency._tell(
                self.env._("Certificates have run out"),
                ", ".join(records.mapped("display_name")),
            )

    def _held(self):
        """These as the judgement of eligibility wants them."""
        return [
            Held(
                kind=record.kind_id.code,
                number=record.number,
                level=record.kind_id._level(record._grade()),
                scope=record._scope(),
                valid_from=record.valid_from,
                valid_to=record.valid_to,
                person=record._person(),
                good=record.state == "verified",
            )
            for record in self
        ]

    def _grade(self):
        return ""

    def _scope(self):
        return ""

    def _person(self):
        return ""

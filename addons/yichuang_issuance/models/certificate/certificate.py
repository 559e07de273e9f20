from collections import Counter

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError

from odoo.addons.yichuang_catalog.tools import certificate_id
from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import validity, verify_token
from ...tools.licensing_law import (
    CANCELLATION_GROUNDS,
    REVOCATION_GROUNDS,
    WITHDRAWAL_GROUNDS,
)
from ...tools.verification import LIVE

EXIT_CLERK = "yichuang_issuance.group_exit_clerk"
DECIDER = "yichuang_intake.group_decider"


class Certificate(models.Model):
    """A certificate issued on a granted case (证照).

    draft → valid ⇄ suspended → revoked, withdrawn, cancelled, expired or
    replaced. Issuing allots the
    number, the identifier (GB/T 36904) and the verification code and freezes what
    is printed; the file is made afterwards, by ``yichuang.certificate.file``. The
    rules are in ``certificate_guard``, what strangers see in
    ``certificate_verification``. Revocation and cancellation are acts of the organ
    (行政许可法 Art. 69, 70).
    """

    _name = "yichuang.certificate"
    _description = "Certificate"
    _inherit = [
        "yichuang.certificate.guard",
        "yichuang.certificate.verification",
        "yichuang.lifecycle",
    ]
    _order = "id desc"
    _rec_name = "number"
    _rec_names_search = ("number", "identifier", "holder_name")

    _transitions = (
        Transition(
            "issue",
            "draft",
            "valid",
            groups=EXIT_CLERK,
            guards=(
                "_guard_case_certifying",
                "_guard_separation",
                "_guard_complete",
                "_guard_issuer",
            ),
        ),
        Transition(
            "suspend",
            "valid",
            "suspended",
            groups=DECIDER,
            guards=("_guard_member", "_guard_reason"),
        ),
        Transition(
            "resume",
            "suspended",
            "valid",
            groups=DECIDER,
            guards=("_guard_member", "_guard_not_lapsed"),
        ),
        Transition(
            "revoke",
            LIVE,
            "revoked",
            groups=DECIDER,
            guards=("_guard_member", "_guard_revocation_ground", "_guard_reason"),
        ),
        Transition(
            "cancel",
            (*LIVE, "expired", "revoked", "withdrawn"),
            "cancelled",
            groups=DECIDER,
            guards=("_guard_member", "_guard_cancellation_ground", "_guard_reason"),
        ),
        Transition("expire", LIVE, "expired", guards="_guard_lapsed", system=True),
    )
    _guarded_fields = frozenset(
        {
            "case_id",
            "type_id",
            "version",
            "number",
            "identifier",
            "token",
            "title",
            "notice",
            "holder_kind",
            "holder_name",
            "holder_number",
            "issuer_name",
            "issued_on",
            "issued_by_id",
            "valid_until",
            "ended_on",
            "end_ground",
            "end_reason",
        }
    )
    _open_states = ("draft",)

    # Of what, on which case
    case_id = fields.Many2one(
        "yichuang.case",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        help="办件",
    )
    type_id = fields.Many2one(
        "yichuang.certificate.type",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        help="证照类型",
    )
    department_id = fields.Many2one(
        related="case_id.department_id", store=True, index=True, help="颁发机构"
    )
    company_id = fields.Many2one(
        related="case_id.company_id", string="Hall", store=True, index=True
    )
    partner_id = fields.Many2one(
        related="case_id.partner_id",
        string="Portal Account",
        store=True,
        index="btree_not_null",
    )
    version = fields.Integer(
        default=1, readonly=True, copy=False, help="版本号, +1 with each re-issue."
    )
    state = fields.Selection(
        [
            ("draft", "Being Prepared"),
            ("valid", "Valid"),
            ("suspended", "Suspended"),
            ("revoked", "Revoked"),
            ("cancelled", "Cancelled"),
            ("expired", "Expired"),
            ("withdrawn", "Withdrawn"),
            ("replaced", "Replaced"),
        ],
        required=True,
        default="draft",
        copy=False,
        index=True,
        help="制证, 有效, 暂扣, 撤销, 注销, 失效, 撤回, 已换发.",
    )

    # What is printed
    title = fields.Char(readonly=True, copy=False, help="证照名称")
    notice = fields.Char(readonly=True, copy=False)
    number = fields.Char(readonly=True, copy=False, index="trigram", help="证照编号")
    identifier = fields.Char(
        readonly=True, copy=False, help="电子证照标识 (GB/T 36904)."
    )
    token = fields.Char(
        "Verification Code",
        readonly=True,
        copy=False,
        help="核验码: whoever has it may look the certificate up.",
    )
    holder_kind = fields.Selection(
        [("natural", "Natural person"), ("legal", "Legal person")],
        readonly=True,
        copy=False,
    )
    holder_name = fields.Char(
        "Holder", readonly=True, copy=False, index="trigram", help="持证主体"
    )
    holder_number = fields.Char(
        "Holder's Number",
        readonly=True,
        copy=False,
        help="持证主体代码, masked for a natural person.",
    )
    issuer_name = fields.Char(
        "Issuing Organ", readonly=True, copy=False, help="颁发机构"
    )
    statement = fields.Text(help="准予事项, as printed.")
    line_ids = fields.One2many("yichuang.certificate.line", "certificate_id", "Rows")
    validity_months = fields.Integer(help="有效期(月), 0 for no end.")
    issued_on = fields.Date(readonly=True, copy=False, help="颁发日期")
    issued_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, help="制证人"
    )
    valid_until = fields.Date(
        readonly=True, copy=False, help="有效期至, the last day; empty for no end."
    )

    # How it ended
    end_ground = fields.Selection(
        [*REVOCATION_GROUNDS, *CANCELLATION_GROUNDS, *WITHDRAWAL_GROUNDS],
        "Ground",
        readonly=True,
        copy=False,
        help="撤销、注销或撤回的法定情形 (行政许可法 Art. 8, 69, 70).",
    )
    end_reason = fields.Text(
        "Facts", readonly=True, copy=False, groups="base.group_user", help="事实和理由"
    )
    ended_on = fields.Date(readonly=True, copy=False)

    # The file
    file_ids = fields.One2many("yichuang.certificate.file", "certificate_id", "Files")
    file_state = fields.Selection(
        related="file_ids.state", string="File State", help="Whether the PDF is ready."
    )
    file_problem = fields.Char(related="file_ids.problem", string="Problem")
    file_digest = fields.Char(related="file_ids.digest", string="SHA-256 of the File")
    pdf = fields.Binary(related="file_ids.pdf", string="Certificate PDF")
    file_name = fields.Char(compute="_compute_file_name")
    verify_url = fields.Char(
        "Verification Page",
        compute="_compute_verify_url",
        help="核验地址, in the QR code.",
    )
    time_left = fields.Char(related="case_id.time_left")
    time_level = fields.Selection(related="case_id.time_level")
    delivery_ids = fields.One2many("yichuang.delivery", "certificate_id", readonly=True)
    delivery_state = fields.Selection(
        related="delivery_ids.state", string="Delivery State"
    )

    _identifier_uniq = models.UniqueIndex(
        "(identifier) WHERE identifier IS NOT NULL",
        "A certificate with this identifier exists already.",
    )
    _token_uniq = models.UniqueIndex("(token) WHERE token IS NOT NULL")
    _case_version_uniq = models.UniqueIndex(
        "(case_id, version)", "This version of the case's certificate exists already."
    )
    _number_uniq = models.UniqueIndex(
        "(type_id, department_id, number, version) WHERE number IS NOT NULL",
        "The organ gave this number already.",
    )
    _expiry_idx = models.Index("(valid_until) WHERE state IN ('valid', 'suspended')")
    _state_idx = models.Index("(company_id, state, id DESC)")

    @api.depends("number", "title", "type_id.name", "holder_name")
    def _compute_display_name(self):
        for certificate in self:
            certificate.display_name = certificate.number or self.env._(
                "Draft: %(type)s", type=certificate.type_id.name or ""
            )

    @api.depends("number")
    def _compute_file_name(self):
        for certificate in self:
            certificate.file_name = f"{certificate.display_name}.pdf"

    @api.depends("token")
    def _compute_verify_url(self):
        for certificate in self:
            base, token = certificate.get_base_url(), certificate.token
            certificate.verify_url = token and f"{base}/verify/{token}"

    @api.model
    def _draft_for(self, cases):
        """A draft for each case, filled from its certificate type.

        :param cases: cases that have just begun certifying
        """
        types = self.env["yichuang.certificate.type"].sudo()
        by_service = types._by_service(cases.service_id)
        vals_list = [
            by_service[case.service_id.id]._draft_vals(case) for case in cases.sudo()
        ]
        return self.sudo()._create_guarded(vals_list).sudo(False)

    def _values_issue(self, vals):
        today = hall_date()
        vals.update(issued_on=today, issued_by_id=self.env.uid)
        series = {
            certificate: (
                certificate.type_id.sudo().code,
                certificate.department_id.sudo().uscc,
            )
            for certificate in self
        }
        serials = {
            (code, organ): iter(
                self.env["yichuang.counter"]._next(
                    f"certificate/{code}/{organ}/{today.year}", count
                )
            )
            for (code, organ), count in Counter(series.values()).items()
        }
        return {
            certificate.id: certificate._issue_vals(today, next(serials[key]), *key)
            for certificate, key in series.items()
        }

    def _issue_vals(self, today, serial, type_code, organ_code):
        kind = self.type_id.sudo()
        months = self.validity_months
        return {
            "title": kind.name,
            "notice": kind.notice,
            "issuer_name": self.department_id.sudo().name,
            "number": f"{kind.number_prefix}〔{today.year}〕{serial:04}号",
            "identifier": certificate_id.build(
                type_code, organ_code, f"{today.year}{serial:06}", self.version
            ),
            "token": verify_token.new(),
            "valid_until": validity.last_day(today, months) if months else False,
        }

    def _after_issue(self, vals):
        self.env["yichuang.certificate.file"]._queue(self)
        self.env["yichuang.delivery"]._prepare_for(self._first_of_case().case_id)

    def action_issue(self):
        """Issue: number, identifier and verification code are given."""
        return self._step("issue")

    def action_render_now(self):
        """Make the file now, for the person who waits for it."""
        self.check_access("read")
        if not self.env.user.has_group(EXIT_CLERK):
            raise AccessError(
                self.env._("Only the exit window makes files. Ask there.")
            )
        self.file_ids.sudo()._render()
        return True

    def action_suspend(self):
        """Ask why the certificate is suspended."""
        return self._open_end_wizard("suspend", self.env._("Suspend"))

    def action_resume(self):
        """Give a suspended certificate back."""
        return self._step("resume")

    def action_revoke(self):
        """Ask on which ground the certificate is revoked."""
        return self._open_end_wizard("revoke", self.env._("Revoke"))

    def action_cancel(self):
        """Ask on which ground the certificate is cancelled."""
        return self._open_end_wizard("cancel", self.env._("Cancel Registration"))

    def _open_end_wizard(self, kind, title):
        return self._dialog(
            "yichuang.certificate.end", title, certificate_id=self.id, kind=kind
        )

    def action_view_delivery(self):
        """Open how the certificate leaves the hall."""
        self.ensure_one()
        self.check_access("read")
        return self.case_id._view_delivery(self.delivery_ids)

    @api.model
    def _cron_expire(self, batch_size=200):
        """Certificates whose last day is over become expired."""
        domain = [("state", "in", LIVE), ("valid_until", "<", hall_date())]
        commit = self.env["ir.cron"]._commit_progress
        commit(remaining=self.search_count(domain))
        while certificates := self.search(domain, limit=batch_size):
            locked = certificates.try_lock_for_update()
            if not locked:
                break
            locked.with_user(SUPERUSER_ID)._transition(
                "expire", {"ended_on": hall_date()}
            )
            if not commit(len(locked)):
                break

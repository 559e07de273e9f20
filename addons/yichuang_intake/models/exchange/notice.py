import time
from datetime import timedelta

import requests

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.base.models.ir_mail_server import MailDeliveryException

from ...tools import notice as words

CRON = "yichuang_intake.notice_cron"
BATCH = 10
# Longer than a whole batch can take at the longest timeout a hall may set.
LEASE = timedelta(minutes=15)
# Whatever keeps one message from going out: it is kept, told and tried again.
FAULTS = (
    requests.RequestException,
    MailDeliveryException,
    UserError,
    OSError,
    ValueError,
    AssertionError,
)


class NotSentError(ValueError):
    """The other side did not take the message; says why."""


class Notice(models.Model):
    """A message to an applicant, waiting to be sent or sent (通知).

    It is written in the transaction of the step that it tells of, so neither is there
    without the other. A scheduled job sends it outside that transaction: it claims a
    message for some minutes, sends it without holding a lock, and records the
    outcome. If it dies in between, the message is sent again after the claim has run
    out, under the same key, by which the receiver knows that it has it already.
    """

    _name = "yichuang.notice"
    _description = "Notice to an applicant"
    _inherit = ["yichuang.case.part"]
    _order = "id desc"
    _rec_name = "subject"

    # It may tell of something else: whoever adds that extends ``_told_of``.
    case_id = fields.Many2one(required=False)
    company_id = fields.Many2one(
        "res.company",
        "Hall",
        related=None,
        compute="_compute_owner",
        store=True,
        precompute=True,
        readonly=True,
        required=True,
    )
    department_id = fields.Many2one(
        "yichuang.department",
        "Organ",
        related=None,
        compute="_compute_owner",
        store=True,
        precompute=True,
        readonly=True,
    )
    kind = fields.Selection(
        [
            ("sent_back", "Sent Back"),
            ("received", "Received"),
            ("supplement", "Supplement Wanted"),
            ("accepted", "Accepted"),
            ("refused", "Not Accepted"),
            ("sent_up", "Passed Up"),
            ("decided", "Decided"),
            ("ready", "Ready to Collect"),
            ("uncollected", "Still to Be Collected"),
            ("answered", "All Matters Done"),
            ("withdrawn", "Withdrawn"),
            ("revoked", "Acceptance Revoked"),
            ("terminated", "Terminated"),
            ("ends_soon", "Certificate Ends Soon"),
            ("promise_told", "Unit Told of a Promise"),
            ("void", "Void"),
        ],
        required=True,
        readonly=True,
        help="通知事由",
    )
    channel = fields.Selection(
        [("email", "E-mail"), ("webhook", "Text Message Gateway")],
        required=True,
        readonly=True,
        help="电子邮件, 短信网关.",
    )
    address = fields.Char(
        "Sent To",
        required=True,
        readonly=True,
        help="接收地址: e-mail address or phone number.",
    )
    subject = fields.Char("Headline", required=True, readonly=True, help="主题")
    body = fields.Text("Text", required=True, readonly=True, help="内容")
    link = fields.Char(readonly=True, help="查询地址")
    key = fields.Char(
        "Idempotency Key",
        required=True,
        readonly=True,
        help="幂等键: the same at each attempt, so that a receiver takes it once.",
    )

    state = fields.Selection(
        [
            ("waiting", "To Be Sent"),
            ("sending", "Being Sent"),
            ("sent", "Sent"),
            ("failed", "Could Not Be Sent"),
        ],
        required=True,
        default="waiting",
        readonly=True,
        help="待发送, 发送中, 已发送, 发送失败.",
    )
    attempts = fields.Integer(readonly=True, help="发送次数")
    next_try = fields.Datetime(
        "Next Attempt",
        required=True,
        readonly=True,
        default=fields.Datetime.now,
        help="下次发送时间",
    )
    sent_on = fields.Datetime("Sent", readonly=True, help="发送时间")
    problem = fields.Char("Last Problem", readonly=True, help="最近一次失败原因")

    _key_uniq = models.UniqueIndex("(key)", "This notice was written already.")
    _due_idx = models.Index("(next_try) WHERE state IN ('waiting', 'sending')")
    _failed_idx = models.Index("(company_id, id DESC) WHERE state = 'failed'")

    @api.depends("case_id.company_id", "case_id.department_id")
    def _compute_owner(self):
        for notice in self:
            subject = notice._told_of()
            notice.company_id = subject.company_id
            notice.department_id = (
                "department_id" in subject._fields and subject.department_id
            )

    def _told_of(self):
        """The record that this message tells of."""
        return self.case_id

    @api.model_create_multi
    def create(self, vals_list):
        notices = super().create(vals_list)
        if notices:
            self.env["ir.cron"]._trigger_once(CRON)
        return notices

    def action_retry(self):
        """Try failed notices again, from the first pause on."""
        if not self.env.user.has_group("yichuang_catalog.group_manager"):
            raise AccessError(
                self.env._("Only hall managers send failed notices again.")
            )
        self.check_access("read")
        failed = self.filtered(lambda notice: notice.state == "failed")
        if not failed:
            raise UserError(
                self.env._("None of these notices has failed: nothing to do.")
            )
        # Nobody may write notices by hand; the right to these was checked.
        failed.sudo().write(
            {"state": "waiting", "attempts": 0, "next_try": fields.Datetime.now()}
        )
        self.env["ir.cron"]._trigger_once(CRON)
        return True

    @api.model
    def _due(self):
        return [
            ("state", "in", ("waiting", "sending")),
            ("next_try", "<=", fields.Datetime.now()),
        ]

    @api.model
    def _cron_send(self):
        """Send what is due, each message on its own."""
        commit = self.env["ir.cron"]._commit_progress
        commit(remaining=self.search_count(self._due()))
        time_left = True
        while time_left and (mine := self._claim()):
            time_left = commit()
            for notice in mine:
                notice._record(notice._send())
                time_left = commit(1)

    @api.model
    def _claim(self):
        """Some due notices that nobody else has in hand, marked as being sent."""
        found = self.search(self._due(), order="next_try, id", limit=BATCH)
        mine = found.try_lock_for_update(allow_referencing=True)
        mine.invalidate_recordset()
        mine = mine.filtered_domain(self._due())
        for notice in mine:
            notice.attempts += 1
        mine.write({"state": "sending", "next_try": fields.Datetime.now() + LEASE})
        return mine

    def _send(self):
        """Send this notice once.

        :returns: what went wrong, in words; empty when it was taken
        """
        self.ensure_one()
        try:
            getattr(self, f"_send_{self.channel}")()
        except FAULTS as error:
            return str(error)[:400] or type(error).__name__
        return ""

    def _record(self, problem):
        """Keep the outcome of an attempt."""
        now = fields.Datetime.now()
        if not problem:
            self.write({"state": "sent", "sent_on": now, "problem": False})
            return
        over = self.attempts >= words.MOST_ATTEMPTS
        self.write(
            {
                "state": "failed" if over else "waiting",
                "next_try": now + timedelta(minutes=words.pause_minutes(self.attempts)),
                "problem": problem,
            }
        )

    def _text(self):
        """The text as it is sent; what only the applicant may read is not in the
        list."""
        return self.body

    def _send_email(self):
        server = self.env["ir.mail_server"]
        company = self.company_id
        host = company.get_base_url().split("//")[-1].split("/")[0].split(":")[0]
        message = server._build_email__(
            email_from=company.email_formatted or server._get_default_from_address(),
            email_to=[self.address],
            subject=self.subject,
            body=self._text(),
            # The same at each attempt: a mailbox that has it takes it once.
            message_id=f"<{self.key}@{host}>",
        )
        server.send_email(message)

    def _send_webhook(self):
        company = self.company_id
        if not company.notice_url:
            raise NotSentError(
                self.env._("The hall has no address of a text message gateway.")
            )
        self._post(
            company.notice_url,
            company.notice_secret,
            self._facts(),
            company.notice_timeout,
        )

    def _post(self, url, secret, facts, timeout):
        """Hand ``facts`` over at ``url``, signed with ``secret``.

        :param timeout: seconds to wait for an answer
        :raises NotSentError: the other side did not take them
        """
        content = words.body(facts)
        moment = str(int(time.time()))
        with requests.post(
            url,
            data=content,
            headers={
                "Content-Type": "application/json; charset=utf-8",
                "Idempotency-Key": self.key,
                "X-Yichuang-Timestamp": moment,
                "X-Yichuang-Signature": words.signature(secret or "", moment, content),
            },
            timeout=timeout,
            allow_redirects=False,
            # Only the status counts; what else comes back is not read.
            stream=True,
        ) as answer:
            if not 200 <= answer.status_code < 300:
                raise NotSentError(
                    self.env._(
                        "The gateway answered %(code)s.", code=answer.status_code
                    )
                )

    def _facts(self):
        """What the gateway is told: nothing of the applicant but where to send it."""
        return {
            "key": self.key,
            "event": self.kind,
            "phone": self.address,
            "subject": self.subject,
            "text": self._text(),
            "number": self._told_number() or "",
            "link": self.link,
        }

    def _told_number(self):
        """The number by which the receiver knows what is told of."""
        return self.case_id.receipt_number

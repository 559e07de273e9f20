import base64
import hashlib
import logging

from odoo import api, fields, models

from odoo.addons.yichuang_catalog.tools import pdf_page

from ..tools import certificate_page

_logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 5


class CertificateFile(models.Model):
    """The PDF of an issued certificate, and the order to make it.

    pending → ready, or failed after several attempts. Issuing only adds a row here;
    a scheduled job renders. Rendering locks this row and never the certificate, so
    nobody waits for it; a renderer that is killed leaves the row pending for the
    next one, and a row is rendered once because the lock is taken before and the
    state written with the file.
    """

    _name = "yichuang.certificate.file"
    _description = "Certificate file"
    _order = "id"
    _rec_name = "certificate_id"

    certificate_id = fields.Many2one(
        "yichuang.certificate",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        related="certificate_id.company_id", store=True, index=True
    )
    department_id = fields.Many2one(
        related="certificate_id.department_id", store=True, index=True
    )
    partner_id = fields.Many2one(
        related="certificate_id.partner_id", store=True, index="btree_not_null"
    )
    state = fields.Selection(
        [("pending", "Being Made"), ("ready", "Ready"), ("failed", "Failed")],
        required=True,
        default="pending",
        readonly=True,
        help="制作中, 已生成, 生成失败.",
    )
    pdf = fields.Binary("PDF", attachment=True, readonly=True)
    digest = fields.Char("SHA-256", readonly=True)
    rendered_on = fields.Datetime(readonly=True)
    attempts = fields.Integer(readonly=True)
    problem = fields.Char(readonly=True, groups="base.group_user")

    _certificate_uniq = models.UniqueIndex("(certificate_id)")
    _pending_idx = models.Index("(id) WHERE state = 'pending'")

    @api.model
    def _queue(self, certificates):
        """Order the files of certificates that were just issued."""
        self.sudo().create([{"certificate_id": one.id} for one in certificates])
        self.env.ref("yichuang_issuance.certificate_file_cron")._trigger()

    @api.model
    def _cron_render(self):
        """Make the files that are ordered, each in a transaction of its own."""
        pending = [("state", "=", "pending")]
        commit = self.env["ir.cron"]._commit_progress
        commit(remaining=self.search_count(pending))
        last = 0
        while orders := self.search([*pending, ("id", ">", last)], limit=20):
            order = orders.try_lock_for_update(limit=1)
            last = (order or orders[-1]).id
            if order:
                order._render_locked()
                if not commit(1):
                    break

    def _render(self):
        """Make these files now unless somebody else is at it or has done it."""
        orders = self.filtered(lambda order: order.state != "ready")
        mine = orders.try_lock_for_update()
        mine.invalidate_recordset()
        for order in mine.filtered(lambda order: order.state != "ready"):
            order._render_locked()

    def _render_locked(self):
        self.ensure_one()
        certificate = self.certificate_id
        try:
            data = certificate_page.render(self._page())
        except pdf_page.RenderError as error:
            _logger.warning("Certificate %s not rendered: %s", certificate.id, error)
            attempts = self.attempts + 1
            self.write(
                {
                    "attempts": attempts,
                    "problem": str(error),
                    "state": "failed" if attempts >= MAX_ATTEMPTS else "pending",
                }
            )
            return
        digest = hashlib.sha256(data).hexdigest()
        self.write(
            {
                "state": "ready",
                "pdf": base64.b64encode(data),
                "digest": digest,
                "rendered_on": fields.Datetime.now(),
                "problem": False,
            }
        )
        certificate._log_event("render", {"sha256": digest, "bytes": len(data)})

    def _page(self):
        """The data of the printed page; nothing else decides how it looks."""
        certificate = self.certificate_id
        return certificate_page.CertificatePage(
            title=certificate.title,
            number=certificate.number,
            identifier=certificate.identifier,
            holder=certificate.holder_name,
            holder_number=certificate.holder_number or "",
            statement=certificate.statement,
            lines=tuple(
                (line.label, line.text) for line in certificate.line_ids if line.text
            ),
            issuer=certificate.issuer_name,
            issued_on=certificate.issued_on,
            valid_until=certificate.valid_until or None,
            token=certificate.token,
            url=certificate.verify_url,
            notice=certificate.notice or "",
        )

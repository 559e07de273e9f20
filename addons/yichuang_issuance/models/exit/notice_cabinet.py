from odoo import fields, models

from odoo.addons.yichuang_intake.models.exchange.notice import NotSentError

HIDDEN = "●●●●●●"
"""Stands for the code in what is listed; only the applicant reads the code."""


class Notice(models.Model):
    """What a cabinet is told goes out through the same outbox as what applicants are
    told: signed, tried again, and taken once by its key."""

    _inherit = "yichuang.notice"

    channel = fields.Selection(
        selection_add=[("cabinet", "Cabinet")], ondelete={"cabinet": "cascade"}
    )
    cabinet_id = fields.Many2one(
        "yichuang.exit.cabinet",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="取件柜",
    )
    cabinet_facts = fields.Json(readonly=True, groups=fields.NO_ACCESS)

    def _text(self):
        code = (self.cabinet_facts or {}).get("code", "")
        return super()._text().replace(HIDDEN, code or HIDDEN)

    def _send_cabinet(self):
        cabinet = self.cabinet_id
        if not cabinet.url:
            raise NotSentError(cabinet._not_connected())
        facts = {"key": self.key, **self.cabinet_facts}
        timeout = self.company_id.notice_timeout
        self._post(cabinet.url, cabinet.secret, facts, timeout)

import hashlib

from odoo import fields, models
from odoo.tools import email_normalize

from ...tools import notice as words


class Case(models.Model):
    """Each step that concerns the applicant is told to them, through the outbox."""

    _inherit = "yichuang.case"

    outbox_ids = fields.One2many(
        "yichuang.notice",
        "case_id",
        "Notices",
        readonly=True,
        copy=False,
        groups="yichuang_catalog.group_manager,yichuang_catalog.group_supervisor",
    )

    def _call_hook(self, name, vals):
        result = super()._call_hook(name, vals)
        kind = words.KIND_OF_STEP.get(name.removeprefix("_after_"))
        if kind and name.startswith("_after_"):
            self._tell_applicant(kind)
        return result

    def _tell_applicant(self, kind):
        """Write the messages to the applicants of these cases, in the transaction of
        the step that they tell of."""
        drafts = [draft for case in self.sudo() for draft in case._notice_drafts(kind)]
        # Nobody writes notices by hand; whoever took the step may take it.
        self.env["yichuang.notice"].sudo().create(drafts)

    def _notice_drafts(self, kind):
        """One message for each way in which this applicant can be reached."""
        self.ensure_one()
        addresses = list(self._notice_addresses())
        if not addresses:
            return []
        link = self._follow_url()
        name = words.masked(self.applicant_name or "", self.applicant_kind)
        # One step, one message: each step raises the revision.
        database = self.env["ir.config_parameter"].get_param("database.uuid")
        step = f"{database}/{self.id}/{self.revision}"
        common = {
            "case_id": self.id,
            "kind": kind,
            "subject": f"{self.service_id.name}：{words.WORDS[kind].subject}",
            "body": words.text(
                kind, name, self.service_id.name, self.receipt_number or "", link
            ),
            "link": link,
        }
        return [
            {
                **common,
                "channel": channel,
                "address": address,
                "key": hashlib.sha256(f"{step}/{channel}".encode()).hexdigest(),
            }
            for channel, address in addresses
        ]

    def _follow_url(self):
        """Where the applicant looks."""
        return self._track_url()

    def _notice_addresses(self):
        """Channel and address of each way to reach the applicant."""
        self.ensure_one()
        email = email_normalize(self.partner_id.email)
        if email:
            yield "email", email
        if self.phone and self.company_id.notice_url:
            yield "webhook", self.phone

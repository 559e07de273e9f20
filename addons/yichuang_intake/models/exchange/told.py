import hashlib

from odoo import models
from odoo.tools import email_normalize

from ...tools import notice as words


class Told(models.AbstractModel):
    """Something of an applicant's whose steps are told to them, through the outbox."""

    _name = "yichuang.told"
    _description = "Matter that its applicant is told of"

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
        matter = self._matter_name()
        name = words.masked(self.applicant_name or "", self.applicant_kind)
        common = {
            **self._notice_links(),
            "kind": kind,
            "subject": f"{matter}：{words.WORDS[kind].subject}",
            "body": words.text(kind, name, matter, self.receipt_number or "", link),
            "link": link,
        }
        return [
            {
                **common,
                "channel": channel,
                "address": address,
                "key": self._outbox_key("", channel),
            }
            for channel, address in addresses
        ]

    def _outbox_key(self, purpose, channel):
        """What stands for one message of one step: each step raises the revision."""
        database = self.env["ir.config_parameter"].get_param("database.uuid")
        step = f"{database}/{self._notice_mark()}{self.id}/{self.revision}{purpose}"
        return hashlib.sha256(f"{step}/{channel}".encode()).hexdigest()

    def _notice_links(self):
        """What a message about this belongs to, as values of ``yichuang.notice``."""
        raise NotImplementedError

    def _matter_name(self):
        """What was applied for, as the applicant knows it."""
        raise NotImplementedError

    def _notice_mark(self):
        """What tells the keys of its messages from those of other models."""
        return ""

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

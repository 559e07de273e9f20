import hashlib

from odoo import models
from odoo.tools import email_normalize


class Contract(models.Model):
    """What owner and agency are told of, each with what is to be done until when: by
    e-mail and by the hall's gateway, through the outbox."""

    _inherit = "yichuang.market.contract"

    def _partners(self):
        """Both sides, as companies."""
        self.ensure_one()
        return self.owner_id | self.agency_id.sudo().partner_id

    def _others(self):
        """The side the user does not stand on."""
        self.ensure_one()
        if self._own_side() == "owner":
            return self.agency_id.sudo().partner_id
        return self.owner_id

    def _words(self, kind):
        """What happened and what is to be done, in one sentence."""
        self.ensure_one()
        return {
            "to_confirm": self.env._(
                "The signed copy was uploaded. Confirm it by %(date)s, or send it back "
                "with the reason.",
                date=self.confirm_by,
            ),
            "copy_back": self.env._(
                "The copy came back: %(reason)s", reason=self.copy_reason
            ),
            "begun": self.env._(
                "The contract is signed. The owner hands over the base data by "
                "%(date)s.",
                date=self.data_by,
            ),
            "data_in": self.env._(
                "The base data were handed over. The service is due on %(date)s; what "
                "is missing can be listed once, within two working days.",
                date=self.due_on,
            ),
            "data_missing": self.env._(
                "Base data are missing: %(list)s", list=self.data_missing
            ),
            "delivered": self.env._(
                "The work was delivered. Accept it or return it with reasons by "
                "%(date)s.",
                date=self.accept_by,
            ),
            "returned": self.env._(
                "The work came back with reasons. The corrected one is due on "
                "%(date)s.",
                date=self.due_on,
            ),
            "accepted": self.env._(
                "The work was accepted. Rate each other by %(date)s.",
                date=self.rate_by,
            ),
            "ended": self.env._(
                "The contract has ended: %(reason)s", reason=self.end_reason
            ),
            "asked": self.env._(
                "The other side asks for something. Answer within two working days."
            ),
            "answered": self.env._("Your request was answered."),
            "warned": self.env._(
                "%(level)s per cent of the service time are used. The work is due on "
                "%(date)s.",
                level=self.told_level,
                date=self.due_on,
            ),
            "unanswered": self.env._(
                "The owner has neither accepted nor returned the work in time. "
                "Nothing is accepted by silence; the hall was told."
            ),
            "resumed": self.env._(
                "The suspension is over. The service is due on %(date)s.",
                date=self.due_on,
            ),
        }[kind]

    def _tell(self, partners, kind, mark=""):
        """Tell these companies what happened, in the transaction of the step.

        :param mark: tells messages of one kind apart that fall into one revision
        """
        self.ensure_one()
        contract = self.sudo()._in_hall_language()
        text = contract._words(kind)
        subject = f"{contract.number} {contract.title}"
        link = f"{contract.get_base_url()}/my/market/contracts/{contract.number}"
        database = self.env["ir.config_parameter"].sudo().get_param("database.uuid")
        vals_list = [
            {
                "case_id": contract.case_id.id,
                "contract_id": contract.id,
                "kind": "market",
                "channel": channel,
                "address": address,
                "subject": subject,
                "body": f"{contract.title}：{text}{link}",
                "link": link,
                "key": hashlib.sha256(
                    f"{database}/market/{contract.id}/{contract.revision}/{kind}/"
                    f"{mark}/{channel}/{address}".encode()
                ).hexdigest(),
            }
            for partner in partners.sudo()
            for channel, address in contract._addresses(partner)
        ]
        # Nobody writes messages by hand; one address gets one of them.
        self.env["yichuang.notice"].sudo().create(
            list({vals["key"]: vals for vals in vals_list}.values())
        )

    def _addresses(self, partner):
        email = email_normalize(partner.email)
        if email:
            yield "email", email
        # The gateway's address is the system's secret, its being there is not.
        if partner.phone and self.company_id.sudo().notice_url:
            yield "webhook", partner.phone

    def _in_hall_language(self):
        language = self.company_id[:1].partner_id.lang or self.env.lang
        return self.with_context(lang=language)

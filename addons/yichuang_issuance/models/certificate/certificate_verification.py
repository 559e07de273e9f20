from odoo import api, models

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import verify_token

# States in which a certificate gives its right until its last day.
LIVE = ("valid", "suspended")


class CertificateVerification(models.AbstractModel):
    """What anybody may learn about a certificate who holds its code: that it is
    genuine, whose it is in outline, and whether it is in force today."""

    _name = "yichuang.certificate.verification"
    _description = "Verification of a certificate"

    @api.model
    def _verification(self, text):
        """What anybody who holds the code may know of the certificate.

        One look-up by the unique index, whatever the text is: a code that was never
        given and text that cannot be one take as long.

        :returns: dict of plain values, or ``None``
        """
        token = verify_token.compact(text) if verify_token.is_valid(text) else "-"
        # The token is the right to look.
        found = self.sudo().search_fetch(
            [("token", "=", token)],
            [
                "state",
                "title",
                "notice",
                "number",
                "identifier",
                "issuer_name",
                "holder_kind",
                "holder_name",
                "issued_on",
                "valid_until",
                "ended_on",
            ],
            limit=1,
        )
        return found._verification_facts() if found else None

    def _verification_facts(self):
        today = hall_date()
        lapsed = self.valid_until and self.valid_until < today
        name = self.holder_name or ""
        if self.holder_kind == "natural":
            name = name[:1] + "*" * max(len(name) - 1, 1)
        return {
            "state": "expired" if lapsed and self.state in LIVE else self.state,
            "title": self.title,
            "notice": self.notice,
            "number": self.number,
            "identifier": self.identifier,
            "issuer": self.issuer_name,
            "holder": name,
            "issued_on": self.issued_on,
            "valid_until": self.valid_until,
            "ended_on": self.ended_on,
        }

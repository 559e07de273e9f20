from odoo import api, models

from ...tools import offline_code


class Certificate(models.Model):
    """What the QR code on the paper proves without any network."""

    _inherit = "yichuang.certificate"

    def _scan_url(self):
        """The page of this certificate, and behind it what is printed, signed."""
        self.ensure_one()
        facts = self._verification_facts()
        code = offline_code.sign(
            offline_code.current_key(self._offline_folder()),
            self.token,
            offline_code.Facts(
                facts["title"],
                facts["number"],
                facts["holder"],
                facts["issuer"],
                facts["issued_on"],
                facts["valid_until"] or None,
            ),
        )
        return offline_code.url(self.get_base_url(), self.token, code)

    @api.model
    def _offline_folder(self):
        return self.env["yichuang.seal"]._ring().folder / "verify"

    @api.model
    def _offline_keys(self):
        """The published keys, as JSON Web Keys (RFC 8037) of plain values."""
        # There is a key before there is a certificate: it can be fetched early.
        folder = self._offline_folder()
        offline_code.current_key(folder)
        return offline_code.key_set(folder)

import hashlib
import hmac
import secrets

from odoo import api, fields, models

KEY_PARAMETER = "yichuang_intake.identity_key"


class CaseIdentity(models.Model):
    """The identity number of a case's applicant, kept apart from the case.

    Nobody has access to this model. The case reads and writes it on behalf of a
    person whose own right to the case was checked first, shows it masked, and
    finds it through a keyed digest, so that it is never sorted, grouped, exported
    or compared in part.
    """

    _name = "yichuang.case.identity"
    _description = "Identity number of a case"
    _log_access = False
    _rec_name = "case_id"

    case_id = fields.Many2one(
        "yichuang.case", required=True, ondelete="cascade", index=True
    )
    number = fields.Char(required=True, help="证件号码")
    digest = fields.Char(required=True, help="Keyed digest of the number.")

    _case_uniq = models.UniqueIndex("(case_id)", "A case has one applicant.")
    _digest_idx = models.Index("(digest)")

    @api.model
    def _create_key(self):
        """Make this database's secret key, once."""
        parameters = self.env["ir.config_parameter"].sudo()
        if not parameters.get_param(KEY_PARAMETER):
            parameters.set_param(KEY_PARAMETER, secrets.token_hex(32))

    @api.model
    def _digest(self, number):
        """HMAC-SHA-256 of a number under this database's own key."""
        key = self.env["ir.config_parameter"].sudo().get_param(KEY_PARAMETER)
        return hmac.new(key.encode(), number.encode(), hashlib.sha256).hexdigest()

    @api.model
    def _store(self, numbers, rows, holder="case_id"):
        """Keep the number of each case.

        :param numbers: dict of case id to number; an empty number removes the row
        :param rows: what is kept already, by case id
        :param holder: the field that leads to whose number it is
        """
        missing = []
        for case_id, number in numbers.items():
            row = rows.get(case_id)
            if not number:
                if row:
                    row.unlink()
                continue
            vals = {"number": number, "digest": self._digest(number)}
            if row:
                row.write(vals)
            else:
                missing.append({holder: case_id, **vals})
        self.create(missing)

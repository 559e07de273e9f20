from odoo import api, models, tools
from odoo.tools import SQL

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import marked_page, verification, verify_token

LOOK_UP = (
    f"SELECT {', '.join(verification.FIELDS)} FROM yichuang_certificate "
    "WHERE token = %s"
)


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
        # The token is the right to look, so nobody's rights are asked for; and a crowd
        # may ask at once, so it is one statement and no record.
        self.env["yichuang.certificate"].flush_model(["token", *verification.FIELDS])
        rows = self.env.execute_query(SQL(LOOK_UP, token))
        if not rows:
            return None
        return verification.facts(
            dict(zip(verification.FIELDS, rows[0], strict=True)), hall_date()
        )

    def _verification_facts(self):
        self.ensure_one()
        row = {name: self[name] for name in verification.FIELDS}
        return verification.facts(row, hall_date())

    @api.model
    def _verification_page(self, answer, facts=None):
        """The public page that says ``answer`` (``facts``, ``unknown`` or ``often``).

        :param facts: what ``_verification`` found
        """
        # The state shapes the page; everything else is only filled in.
        facts = dict(facts or {})
        state = facts.pop("state", None)
        there = tuple(name for name, value in facts.items() if value)
        page = self._marked_verification_page(answer, state, there, self.env.lang)
        return marked_page.fill(page, facts)

    @api.model
    @tools.ormcache("answer", "state", "there", "lang", cache="templates")
    def _marked_verification_page(self, answer, state, there, lang):
        """The page of this shape with marks for its facts; kept until its template is
        changed."""
        facts = {"state": state, **marked_page.marks(dict.fromkeys(there, True))}
        for name in ("notice", "valid_until", "ended_on"):
            facts.setdefault(name, False)
        values = {answer: facts if answer == "facts" else True}
        # Named here, because no reader's language may end up in another's page.
        templates = self.env["ir.qweb"].with_context(lang=lang)
        html = templates._render(
            "yichuang_issuance.verify_page",
            {"reader_lang": (lang or "").replace("_", "-"), **values},
        )
        return f"<!DOCTYPE html>{html}"

import base64
from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools import exchange_package

MANAGER = "yichuang_catalog.group_manager"
# So many rows are taken in at once, in one transaction.
MOST_ROWS = 2000
LONGEST_GUID = 100


class ExchangeIncoming(models.Model):
    """One numbered, signed package that a partner handed over, and the hall's answer:
    each row was taken over or rejected with the reason. The same package carried in
    twice, or one left out, is noticed; the answer can be taken again."""

    _name = "yichuang.exchange.incoming"
    _description = "Package that a partner handed over"
    _inherit = ["yichuang.exchange.file"]

    taken_count = fields.Integer("Taken Over", readonly=True)
    rejected_count = fields.Integer("Rejected", readonly=True)
    rejections = fields.Text(
        "Why Rows Were Rejected", readonly=True, help="退回的记录和理由"
    )
    answer = fields.Binary(
        "Answer File", readonly=True, attachment=True, groups=MANAGER, copy=False
    )

    _number_uniq = models.UniqueIndex(
        "(partner_id, number)", "A package with this number was brought in already."
    )

    @api.depends("number", "partner_id")
    def _compute_display_name(self):
        for incoming in self:
            incoming.display_name = self.env._(
                "From %(partner)s no. %(number)s",
                partner=incoming.partner_id.name,
                number=incoming.number,
            )

    @api.model
    def _take_in(self, partner, package):
        """Take over what can be taken over, and write the answer.

        :param package: as the partner's signature was found right
        :raises UserError: it is not what it should be; nothing was taken over
        """
        if (package.sender, package.recipient) != (partner.recipient, partner.code):
            raise UserError(
                self.env._(
                    "This package was not written by %(partner)s for this hall. Check "
                    "whether it was taken from the right medium.",
                    partner=partner.name,
                )
            )
        partner._lock()
        self._check_place(partner, package)
        rows = self._checked_rows(package)
        rejected = partner._take_rows(package)
        content, _digest = exchange_package.write(
            exchange_package.answer(package, package.number, rejected),
            partner._private_key(),
        )
        # The books are the system's; the caller's right to the partner was checked.
        incoming = self.sudo().create(
            {
                "partner_id": partner.id,
                "number": package.number,
                "digest": package.digest,
                "taken_count": len(rows) - len(rejected),
                "rejected_count": len(rejected),
                "rejections": self._rejections(rows, rejected),
                "answer": base64.b64encode(content),
            }
        )
        return incoming.sudo(False)

    @api.model
    def _rejections(self, rows, rejected):
        """What was rejected, a line each, as a person reads it."""
        lines = []
        for row in rows:
            reason = rejected.get(row["row_guid"])
            if reason:
                number = row.get("order_no")
                known = isinstance(number, str) and number.isprintable() and number
                lines.append(f"{known or row['row_guid']}: {reason}"[:500])
        # No database keeps a zero byte in a text.
        return "\n".join(lines).replace("\0", "")

    @api.model
    def _check_place(self, partner, package):
        """It is the next one after what this partner handed over before."""
        last = self._last_of(partner)
        number = package.number
        if type(number) is not int or number <= last.number:
            raise UserError(
                self.env._(
                    "Package no. %(number)s was brought in already, or a later one was "
                    "(no. %(last)s). Nothing was entered; the answer to it can be "
                    "taken again.",
                    number=number,
                    last=last.number,
                )
            )
        if number > last.number + 1:
            raise UserError(
                self.env._(
                    "Package no. %(missing)s is missing: this one is no. %(number)s. "
                    "Bring them in by their order.",
                    missing=last.number + 1,
                    number=number,
                )
            )
        if package.previous != (last.digest or ""):
            raise UserError(
                self.env._(
                    "This package does not follow the one that was brought in before. "
                    "Ask %(partner)s which of the two is right.",
                    partner=partner.name,
                )
            )

    @api.model
    def _checked_rows(self, package):
        """All rows; each has a name of its own, by which it is answered."""
        rows = [row for table in package.tables.values() for row in table]
        if len(rows) > MOST_ROWS:
            raise UserError(
                self.env._(
                    "The package holds %(count)s rows. Hand over at most %(most)s at "
                    "once.",
                    count=len(rows),
                    most=MOST_ROWS,
                )
            )
        names = [row.get("row_guid") for row in rows]
        for name in names:
            if not isinstance(name, str) or not 0 < len(name) <= LONGEST_GUID:
                raise UserError(
                    self.env._(
                        "A row of the package has no row_guid, so that it could not be "
                        "answered."
                    )
                )
        for name, count in Counter(names).items():
            if count > 1:
                raise UserError(
                    self.env._(
                        "Two rows of the package are both called %(name)s.", name=name
                    )
                )
        return rows

    def action_take_answer(self):
        """The file with the answer, to be carried to the other side."""
        self.ensure_one()
        self.check_access("read")
        partner = self.partner_id
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/answer?download=true"
            f"&filename={partner.code}-{partner.recipient}-{self.number:06}.zip",
            "target": "download",
        }

    def _open(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
        }

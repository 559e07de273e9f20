from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools import exchange_package


class ExchangeAnswer(models.Model):
    """One answer that was brought in (回执). Its number and digest stay, so that the
    same answer carried in twice, or an older one carried in later, is noticed."""

    _name = "yichuang.exchange.answer"
    _description = "Answer to an exchange"
    _inherit = ["yichuang.exchange.file"]

    package_id = fields.Many2one(
        "yichuang.exchange.package",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    taken_count = fields.Integer("Taken Over", readonly=True)
    rejected_count = fields.Integer("Rejected", readonly=True)
    unknown_count = fields.Integer(
        "Unknown Rows",
        readonly=True,
        help="Rows the answer names that the package did not hold, or that were sent "
        "anew since.",
    )

    _number_uniq = models.UniqueIndex(
        "(partner_id, number)", "An answer with this number was brought in already."
    )

    @api.model
    def _take_in(self, partner, answer):
        """Enter an answer in the books.

        :param answer: as the partner's signature was found right
        :raises UserError: it is not what it should be; nothing was entered
        """
        partner._lock()
        package = self._answered_package(partner, answer)
        last = self._last_of(partner).number
        if answer.number <= last:
            raise UserError(
                self.env._(
                    "Answer no. %(number)s was brought in already, or a later one was "
                    "(no. %(last)s). Nothing was entered.",
                    number=answer.number,
                    last=last,
                )
            )
        if answer.number > last + 1:
            raise UserError(
                self.env._(
                    "Answer no. %(missing)s is missing: this one is no. %(number)s. "
                    "Bring them in by their order.",
                    missing=last + 1,
                    number=answer.number,
                )
            )
        return self._enter(partner, package, answer)

    @api.model
    def _answered_package(self, partner, answer):
        package = self.env["yichuang.exchange.package"].search(
            [("partner_id", "=", partner.id), ("digest", "=", answer.answers_to)],
            limit=1,
        )
        fits = (
            answer.kind == "answer"
            and answer.sender == partner.recipient
            and answer.recipient == partner.code
        )
        if not fits or not package:
            raise UserError(
                self.env._(
                    "This file answers no package that was made here for %(partner)s. "
                    "Check whether it was taken from the right medium.",
                    partner=partner.name,
                )
            )
        return package

    @api.model
    def _enter(self, partner, package, answer):
        # The books are the system's; the caller's right to the partner was checked.
        open_rows = {row.guid: row for row in package.sudo().row_ids}
        taken, unknown, rejected = [], 0, {}
        for line in answer.tables.get("answers", ()):
            row = open_rows.get(line.get("row_guid"))
            if row is None or line.get("result") not in exchange_package.RESULTS:
                unknown += 1
            elif line["result"] == "taken":
                taken.append(row.id)
            else:
                rejected.setdefault(str(line.get("reason") or "")[:500], []).append(row)
        books = self.env["yichuang.exchange.row"].sudo()
        books.browse(taken).write({"state": "taken", "reason": False})
        for reason, rows in rejected.items():
            books.union(*rows).write({"state": "rejected", "reason": reason})
        entered = self.sudo().create(
            {
                "partner_id": partner.id,
                "package_id": package.id,
                "number": answer.number,
                "digest": answer.digest,
                "taken_count": len(taken),
                "rejected_count": sum(map(len, rejected.values())),
                "unknown_count": unknown,
            }
        )
        package._log_event(
            "take_in_answer",
            {
                "number": answer.number,
                "digest": answer.digest,
                "taken": entered.taken_count,
                "rejected": entered.rejected_count,
                "unknown": unknown,
            },
        )
        package.invalidate_recordset(["open_count"])
        if package.state != "answered" and not package.open_count:
            package._transition("answer")
        return entered.sudo(False)

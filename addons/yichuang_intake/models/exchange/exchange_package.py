import base64
from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import split_every

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_moment

from ...tools import exchange_package, exchange_tables
from .exchange_partner import OVERLAP_MINUTES

MANAGER = "yichuang_catalog.group_manager"
# One package fits on a stick and in one transaction; the rest follows in the next.
MOST_CASES = 2000
CHUNK = 500
# What rows are about, and the field of the books that leads to it.
ABOUT = {"yichuang.case": "case_id", "yichuang.referral": "referral_id"}


class ExchangePackage(models.Model):
    """One numbered, signed file for a partner.

    made → handed over → answered. What is in it never changes; an answer may come in
    parts, and the package is answered when no row of it is open.
    """

    _name = "yichuang.exchange.package"
    _description = "Exchange package"
    _inherit = ["yichuang.exchange.file", "yichuang.lifecycle"]

    _transitions = (
        Transition("hand_over", "made", "handed_over", groups=MANAGER),
        Transition(
            "answer",
            ("made", "handed_over"),
            "answered",
            groups=MANAGER,
            guards="_guard_all_answered",
        ),
    )
    _guarded_fields = frozenset(
        {
            "partner_id",
            "number",
            "digest",
            "content",
            "made_on",
            "looked_until",
            "case_count",
            "row_count",
            "handed_over_on",
            "answered_on",
        }
    )
    _open_states = ()

    number = fields.Integer(help="批次号, running for each partner.")
    made_on = fields.Datetime("Made", readonly=True)
    looked_until = fields.Datetime(
        readonly=True, help="Cases changed up to then were looked at."
    )
    digest = fields.Char(help="SHA-256 of the manifest, told to the other side.")
    content = fields.Binary(
        "File", readonly=True, attachment=True, groups=MANAGER, copy=False
    )
    case_count = fields.Integer("Cases", readonly=True)
    row_count = fields.Integer("Rows", readonly=True)
    open_count = fields.Integer("Unanswered", compute="_compute_open_count")
    handed_over_on = fields.Datetime(readonly=True, help="交付时间")
    answered_on = fields.Datetime(
        "Every Answer In On", readonly=True, help="回执齐全时间"
    )
    state = fields.Selection(
        [("made", "Made"), ("handed_over", "Handed Over"), ("answered", "Answered")],
        required=True,
        default="made",
        help="已生成, 已交付, 已回执",
    )
    row_ids = fields.One2many("yichuang.exchange.row", "package_id")

    _number_uniq = models.UniqueIndex("(partner_id, number)")

    @api.depends("number", "partner_id")
    def _compute_display_name(self):
        for package in self:
            package.display_name = self.env._(
                "%(partner)s no. %(number)s",
                partner=package.partner_id.name,
                number=package.number,
            )

    def _compute_open_count(self):
        counts = dict(
            self.env["yichuang.exchange.row"]._read_group(
                [("package_id", "in", self.ids), ("state", "=", "sent")],
                ["package_id"],
                ["__count"],
            )
        )
        for package in self:
            package.open_count = counts.get(package, 0)

    @api.model
    def _make(self, partner):
        """The next package for ``partner``; none when there is nothing to tell."""
        partner._lock()
        last = self._last_of(partner)
        rows, told, until = self._news(partner, last.looked_until)
        if not rows:
            self._keep_told(partner, self.browse(), told)
            return self.browse()
        now = fields.Datetime.now()
        number = last.number + 1
        content, digest = exchange_package.write(
            exchange_package.Package(
                kind="package",
                sender=partner.code,
                recipient=partner.recipient,
                number=number,
                made_at=f"{now.isoformat()}Z",
                previous=last.digest or "",
                tables=self._tables(rows, partner.code, number, now),
            ),
            partner._private_key(),
        )
        # Nobody writes packages by hand; the caller's right to the partner was checked.
        package = self.sudo()._create_guarded(
            [
                {
                    "partner_id": partner.id,
                    "number": number,
                    "made_on": now,
                    "looked_until": until,
                    "digest": digest,
                    "content": base64.b64encode(content),
                    "case_count": len({about for about, *_row in told}),
                    "row_count": len(rows),
                }
            ]
        )
        package = package.sudo(False)
        self._keep_told(partner, package, told)
        package._log_event(
            "make_package", {"number": number, "digest": digest, "rows": len(rows)}
        )
        return package

    @api.model
    def _tables(self, rows, source, number, moment):
        """Rows in their tables, each with the envelope of the exchange."""
        envelope = {
            "data_source": source,
            "cd_time": hall_moment(moment).strftime("%Y-%m-%d %H:%M:%S"),
            "cd_batch": f"{source}{number:06}",
        }
        tables = defaultdict(list)
        for table, guid, operation, row in rows:
            tables[table].append(
                {"row_guid": guid, "cd_operation": operation, **envelope, **row}
            )
        return dict(tables)

    @api.model
    def _news(self, partner, since):
        """What the partner does not know yet, of at most about ``MOST_CASES`` cases.

        :param since: up to when cases were looked at before
        :returns: rows to send as ``(table, guid, operation, row)``, for the books
            ``(record, table, guid, digest, operation, reason)``, and up to when
            cases were looked at now
        """
        until = fields.Datetime.now()
        since = since and since - timedelta(minutes=OVERLAP_MINUTES)
        found = self.env["yichuang.case"].search(
            partner._case_domain(since), order="write_date, id"
        )
        rows, told, counted = [], [], set()
        for ids in split_every(CHUNK, found.ids):
            cases = self.env["yichuang.case"].browse(ids)
            self._news_of(partner, cases, rows, told)
            counted.update(row[0] for row in told)
            if len(counted) >= MOST_CASES:
                until = cases[-1].write_date
                break
            self.env.invalidate_all()
        return rows, told, until

    @api.model
    def _news_of(self, partner, abouts, rows, told):
        """Add what is new of the records ``abouts`` to ``rows`` and ``told``."""
        known = {
            row.guid: row.digest or ""
            for row in self.env["yichuang.exchange.row"].search_fetch(
                [
                    ("partner_id", "=", partner.id),
                    (ABOUT[abouts._name], "in", abouts.ids),
                ],
                ["guid", "digest"],
            )
        }
        for about, table, guid, row in partner._rows_of(abouts):
            digest = exchange_tables.digest(row)
            operation = exchange_tables.operation(known.get(guid, ""), digest)
            if not operation:
                continue
            lacking = self._lacking_words(table, row)
            if lacking:
                told.append((about, table, guid, False, False, lacking))
            else:
                rows.append((table, guid, operation, row))
                told.append((about, table, guid, digest, operation, False))

    @api.model
    def _lacking_words(self, table, row):
        """Why a row cannot be sent, in words; empty when it can."""
        words = {"empty": self.env._("is empty"), "long": self.env._("is too long")}
        return ", ".join(
            f"{column} {words[kind]}"
            for column, kind in exchange_tables.defects(table, row)
        )

    @api.model
    def _keep_told(self, partner, package, told):
        """Write into the books what was sent and what could not be."""
        # Rows are the system's books; people have no right to write them.
        books = self.env["yichuang.exchange.row"].sudo()
        known = {
            row.guid: row
            for row in books.search_fetch(
                [
                    ("partner_id", "=", partner.id),
                    ("guid", "in", [row[2] for row in told]),
                ],
                ["guid"],
            )
        }
        fresh = []
        for about, table, guid, digest, operation, lacking in told:
            vals = {
                "package_id": package.id if not lacking else False,
                "digest": digest,
                "operation": operation,
                "state": "lacking" if lacking else "sent",
                "reason": lacking,
            }
            if guid in known:
                known[guid].write(vals)
            else:
                fresh.append(
                    {
                        "partner_id": partner.id,
                        ABOUT[about._name]: about.id,
                        "table_name": table,
                        "guid": guid,
                        **vals,
                    }
                )
        books.create(fresh)

    def _guard_all_answered(self, vals):
        for package in self:
            if package.open_count:
                raise UserError(
                    self.env._(
                        "%(count)s rows of %(package)s are not answered yet. Bring in "
                        "the answer of the other side first.",
                        count=package.open_count,
                        package=package.display_name,
                    )
                )

    def _values_hand_over(self, vals):
        vals["handed_over_on"] = fields.Datetime.now()

    def _values_answer(self, vals):
        vals["answered_on"] = fields.Datetime.now()

    def action_hand_over(self):
        """Take the file away: it leaves the hall on a medium."""
        self.ensure_one()
        if self.state == "made":
            self._step("hand_over")
        return self.action_download()

    def action_download(self):
        """The file once more, as it was made."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/content"
            f"?download=true&filename={self.partner_id.code}-{self.number:06}.zip",
            "target": "download",
        }

    def _open(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
        }

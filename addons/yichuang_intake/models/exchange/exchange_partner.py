import re

from odoo import api, fields, models
from odoo.exceptions import LockError, UserError, ValidationError
from odoo.fields import Domain

from ...tools import exchange_package

# Rows are compared by what they say, so a little looked at twice costs nothing and a
# transaction that committed late is not missed.
OVERLAP_MINUTES = 60


class ExchangePartner(models.Model):
    """Whom the hall exchanges cases with by files: the platform of the level above,
    or an organ whose own network has no wire to the hall's (专网).

    Each partner has its running numbers and a key pair of its own, so that nothing
    can be carried twice, left out or changed on the way without being noticed.
    """

    _name = "yichuang.exchange.partner"
    _description = "Exchange partner"
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char(required=True, help="对接单位")
    code = fields.Char(
        "Data Source",
        required=True,
        help="data_source: how the other side knows this hall, 2 to 20 capital letters "
        "or digits.",
    )
    recipient = fields.Char(
        "Its Own Code",
        required=True,
        help="The other side's code, written in each package, 2 to 20 capital letters "
        "or digits.",
    )
    company_id = fields.Many2one(
        "res.company",
        "Hall",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    department_ids = fields.Many2many(
        "yichuang.department",
        string="Organs",
        check_company=True,
        help="Only cases of these organs; empty for the whole hall.",
    )
    public_key = fields.Char(
        "Its Public Key",
        help="Ed25519 public key of the other side, base64; answers are checked "
        "against it.",
    )
    own_public_key = fields.Char(
        "Public Key of the Hall",
        readonly=True,
        copy=False,
        help="Hand it to the other side in person: packages are checked against it.",
    )
    active = fields.Boolean(default=True)
    package_ids = fields.One2many("yichuang.exchange.package", "partner_id")
    incoming_ids = fields.One2many("yichuang.exchange.incoming", "partner_id")
    unanswered_count = fields.Integer(
        "Unanswered Rows", compute="_compute_unanswered_count"
    )

    _order_idx = models.Index("(name, id)")
    _recipient_uniq = models.UniqueIndex(
        "(company_id, recipient)", "The hall has a partner with this code already."
    )

    def _compute_unanswered_count(self):
        counts = dict(
            self.env["yichuang.exchange.row"]._read_group(
                [("partner_id", "in", self.ids), ("state", "=", "sent")],
                ["partner_id"],
                ["__count"],
            )
        )
        for partner in self:
            partner.unanswered_count = counts.get(partner, 0)

    @api.constrains("code", "recipient")
    def _check_codes(self):
        for partner in self:
            for code in (partner.code, partner.recipient):
                if not re.fullmatch(r"[A-Z0-9]{2,20}", code or ""):
                    raise ValidationError(
                        self.env._(
                            "“%(code)s” cannot name a side of an exchange: use 2 to "
                            "20 capital letters or digits.",
                            code=code,
                        )
                    )

    @api.constrains("public_key")
    def _check_public_key(self):
        for partner in self.filtered("public_key"):
            if not exchange_package.is_public_key(partner.public_key):
                raise ValidationError(
                    self.env._(
                        "This is no Ed25519 public key in base64 (44 characters). Copy "
                        "it whole from the sheet the other side handed over."
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        keys = [exchange_package.new_key() for _vals in vals_list]
        partners = super().create(
            [
                {**vals, "own_public_key": public}
                for vals, (_private, public) in zip(vals_list, keys, strict=True)
            ]
        )
        # Nobody may read keys, not even those who set up partners.
        self.env["yichuang.exchange.key"].sudo().create(
            [
                {"partner_id": partner.id, "private": private}
                for partner, (private, _public) in zip(partners, keys, strict=True)
            ]
        )
        return partners

    def _lock(self):
        """One package or answer of a partner at a time."""
        try:
            self.lock_for_update(allow_referencing=True)
        except LockError as error:
            raise UserError(
                self.env._(
                    "Somebody else is exchanging with this partner at this moment. "
                    "Wait a few seconds and try again."
                )
            ) from error

    def _opened(self, content):
        """What is in a file of the other side, once its signature was found right.

        :raises UserError: it is not what it should be
        """
        self.ensure_one()
        if not self.public_key:
            raise UserError(
                self.env._(
                    "Enter the public key of %(partner)s first: without it nobody can "
                    "tell who wrote the file.",
                    partner=self.name,
                )
            )
        try:
            return exchange_package.read(content, self.public_key)
        except exchange_package.PackageError as error:
            raise UserError(self._problem(error)) from error

    @api.model
    def _problem(self, error):
        """What is wrong with a file, in a sentence."""
        return {
            "damaged": self.env._(
                "The file is damaged or no package. Copy it from the medium again."
            ),
            "foreign": self.env._("The file was not made for this exchange."),
            "huge": self.env._(
                "The file is far larger than any of an exchange can be."
            ),
            "changed": self.env._(
                "The file was changed after it was signed. Do not use the medium; ask "
                "the other side for a new one."
            ),
            "signature": self.env._(
                "The signature does not belong to the public key of the other side. "
                "Either another body wrote the file, or the key was entered wrongly."
            ),
        }[error.reason]

    def _private_key(self):
        self.ensure_one()
        # The key signs in the name of the hall; the caller checked who asks for it.
        keys = self.env["yichuang.exchange.key"].sudo()
        return keys.search([("partner_id", "=", self.id)], limit=1).private

    def action_make_package(self):
        """Write the next package: every row that is new or says something else than
        what this partner was told before."""
        self.ensure_one()
        self.check_access("write")
        package = self.env["yichuang.exchange.package"]._make(self)
        if not package:
            raise UserError(
                self.env._(
                    "Nothing has changed since the last package for %(partner)s.",
                    partner=self.name,
                )
            )
        return package._open()

    def action_view_unanswered(self):
        """Open the rows this partner has not answered."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Unanswered rows of %(partner)s", partner=self.name),
            "res_model": "yichuang.exchange.row",
            "view_mode": "list,pivot",
            "domain": [("partner_id", "=", self.id), ("state", "=", "sent")],
        }

    def _case_domain(self, since):
        """Which cases a package looks at: the exchange begins with acceptance."""
        domain = Domain("company_id", "=", self.company_id.id) & Domain(
            "accepted_on", "!=", False
        )
        if self.department_ids:
            domain &= Domain("department_id", "in", self.department_ids.ids)
        return domain & self._changed_since(since) if since else domain

    def _changed_since(self, since):
        """What makes a case worth another look."""
        changed = [("write_date", ">=", since)]
        return Domain.OR(
            [
                changed,
                [("document_ids", "any", changed)],
                [("special_ids", "any", changed)],
                [("extension_ids", "any", changed)],
            ]
        )

    def _rows_of(self, records):
        """What this partner is told of these cases, or of what it handed over."""
        return records._exchange_rows()

    def _take_rows(self, package):
        """Take over what the partner hands over, and tell why the rest was rejected.

        :param package: with rows whose ``row_guid`` are texts and differ
        :return: reason by ``row_guid``
        """
        return {
            row["row_guid"]: self.env._("The hall takes no rows of %(table)s.", table=t)
            for t, rows in package.tables.items()
            for row in rows
        }

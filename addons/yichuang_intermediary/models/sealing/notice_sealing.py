import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import sealing

LEAST_THRESHOLD = 2


class Notice(models.Model):
    """Who keeps the offers of a notice closed: its custodians, frozen with it."""

    _inherit = "yichuang.market.notice"

    custodian_ids = fields.Many2many(
        "yichuang.market.custodian",
        string="Custodians",
        copy=False,
        groups="base.group_user",
        help="开标监督人: the people whose keys the offers are sealed to.",
    )
    threshold = fields.Integer(
        "Custodians to Open",
        required=True,
        default=lambda self: self.env.company.market_threshold,
        help="How many of the custodians it takes to open an offer.",
    )
    custodian_list = fields.Text("Frozen List of Custodians", readonly=True, copy=False)
    posted_count = fields.Integer(
        "Custodians Who Posted",
        compute="_compute_posted_count",
        groups="base.group_user",
        help="How many custodians have given their shares after the close.",
    )

    _guarded_fields = frozenset({"custodian_list"})
    _added_guards = {"publish": ("_guard_custodians",)}

    def _compute_posted_count(self):
        for notice in self:
            notice.posted_count = len(notice._posted_positions())

    @api.onchange("mode", "invite_then")
    def _onchange_mode(self):
        if not self.is_sealed:
            self.custodian_ids = False
        elif not self.custodian_ids:
            self.custodian_ids = self._usable_custodians()

    def _usable_custodians(self):
        """The confirmed keys of the hall that are valid until the opening."""
        self.ensure_one()
        day = hall_date(self.event_on or self._now())
        # The owner may not read the register of custodians and gets all of them.
        custodians = self.env["yichuang.market.custodian"].sudo()
        return custodians.search(custodians._domain_usable(self.company_id, day))

    def _fill_custodians(self):
        """Take all usable custodians of the hall where nobody chose among them, or
        where one chosen cannot be used any more."""
        for notice in self.sudo().filtered("is_sealed"):
            usable = notice._usable_custodians()
            if not notice.custodian_ids or notice.custodian_ids - usable:
                notice._write_guarded({"custodian_ids": usable})

    def _after_submit(self, vals):
        super()._after_submit(vals)
        self._fill_custodians()

    def _after_approve(self, _vals):
        self._fill_custodians()

    def _guard_custodians(self, _vals):
        for notice in self.sudo().filtered("is_sealed"):
            custodians = notice.custodian_ids
            if notice.threshold < LEAST_THRESHOLD:
                raise UserError(
                    self.env._(
                        "At least two custodians open an offer together: with one "
                        "alone it would not be sealed."
                    )
                )
            if len(custodians) < notice.threshold:
                raise UserError(
                    self.env._(
                        "%(number)s custodians with a confirmed key are named, "
                        "%(threshold)s are needed to open. Have more keys registered "
                        "and confirmed first.",
                        number=len(custodians),
                        threshold=notice.threshold,
                    )
                )
            unusable = custodians - notice._usable_custodians()
            if unusable:
                raise UserError(
                    self.env._(
                        "The key of %(names)s is not confirmed or expires before the "
                        "opening. Choose others, or have a new key confirmed.",
                        names=", ".join(unusable.mapped("display_name")),
                    )
                )
            bodies = {
                " ".join(name.split()) for name in custodians.mapped("organization")
            }
            if len(bodies) < len(custodians):
                raise UserError(
                    self.env._(
                        "Custodians of one notice come from different bodies, so that "
                        "no body can open early by itself."
                    )
                )

    def _values_publish(self, vals):
        for notice in self.sudo().filtered("is_sealed"):
            keys = notice.custodian_ids.sorted("id").mapped("public_key")
            panel = sealing.Panel(tuple(keys), notice.threshold)
            notice._write_guarded({"custodian_list": panel.text})
        for company in self.company_id:
            self.env["yichuang.market.key"]._of(company)
        return super()._values_publish(vals)

    def _after_cancel(self, _vals):
        # Cancelled before the opening: what was sealed is never opened.
        self.sudo().signup_ids._destroy_sealed()

    def _panel(self):
        """The custodians' keys as frozen with the notice."""
        self.ensure_one()
        lines = (self.custodian_list or "").splitlines()
        return sealing.Panel(
            tuple(line.split("\t")[2] for line in lines), self.threshold
        )

    def _position_of(self, custodian):
        """The place of a custodian's key on the frozen list, 0 if it is not on it."""
        self.ensure_one()
        keys = self._panel().keys
        key = custodian.public_key
        return keys.index(key) + 1 if key in keys else 0

    def _custodian_by_position(self):
        self.ensure_one()
        by_key = {
            custodian.public_key: custodian for custodian in self.sudo().custodian_ids
        }
        return {
            position: by_key[key] for position, key in enumerate(self._panel().keys, 1)
        }

    def _for_sealing(self, agency):
        """What the bidder's browser needs to seal an offer of this agency."""
        self.ensure_one()
        panel = self._panel()
        return {
            "number": self.number,
            "round": self.version,
            "uscc": agency.uscc,
            "keys": list(panel.keys),
            "threshold": panel.threshold,
            "cap_fen": self.amount_fen,
            "days": self.days,
        }

    def _sealing_content(self):
        """What the frozen notice says of its custodians and of receipts."""
        self.ensure_one()
        key = self.env["yichuang.market.key"]._of(self.company_id)
        content = {"receipt_key": key.public_key}
        if self.is_sealed:
            content["sealing"] = {
                "format": sealing.FORMAT,
                "suite": sealing.SUITE,
                "threshold": self.threshold,
                "custodians": [
                    {
                        "position": position,
                        "organization": custodian.organization,
                        "fingerprint": custodian.fingerprint,
                        "public_key": custodian.public_key,
                    }
                    for position, custodian in self._custodian_by_position().items()
                ],
                "custodians_sha256": hashlib.sha256(
                    self.custodian_list.encode()
                ).hexdigest(),
            }
        return content

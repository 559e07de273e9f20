from odoo import SUPERUSER_ID, api, fields, models

from ...tools import eligibility, screens

OFFER = "yichuang.market.offer"
TAKING_PART = ("valid", "winner", "reserve")
HISTORY = 10
UNTOLD = ("practitioner", "bank", "ip", "device")
# Fewer agencies than this that fit is a question worth asking (marketplace rules).
FEW = 5


class Notice(models.Model):
    """What the screens find in a notice: who fits its conditions, and what its bidders
    have in common. It is shown and never decides."""

    _inherit = "yichuang.market.notice"

    flag_ids = fields.One2many(
        "yichuang.market.flag",
        "notice_id",
        "Flags",
        groups="yichuang_intermediary.group_market_reviewer,"
        "yichuang_intermediary.group_market_publisher,"
        "yichuang_intermediary.group_market_issuer,"
        "yichuang_catalog.group_supervisor",
    )
    meter = fields.Text(
        "Who Fits",
        compute="_compute_meter",
        groups="base.group_user",
        help="排他性检测: how many registered agencies meet the conditions, and which "
        "single condition shuts out most.",
    )

    @api.depends("service_id", "qualification_rule_ids.kind_id")
    def _compute_meter(self):
        for notice in self:
            measured = notice._measure_conditions() if notice.service_id else {}
            if not measured:
                notice.meter = ""
                continue
            lines = [
                self.env._(
                    "%(fit)s of %(all)s agencies that offer the service meet the "
                    "conditions.",
                    fit=measured["fit"],
                    all=measured["all"],
                )
            ]
            lines += [
                self.env._(
                    "Without “%(rule)s” %(more)s more would.", rule=rule, more=more
                )
                for rule, more in measured["cuts"]
                if more
            ]
            notice.meter = "\n".join(lines)

    def _measure_conditions(self):
        """How many registered agencies fit, and what each condition cuts off."""
        self.ensure_one()
        # Figures without names.
        agencies = (
            self.env["yichuang.market.offering"]
            .sudo()
            .search(
                [
                    ("service_id", "=", self.service_id.id),
                    ("is_complete", "=", True),
                    ("agency_id.state", "=", "active"),
                ]
            )
            .agency_id
        )
        table = agencies._judge(self._conditions())
        return {
            "all": len(agencies),
            "fit": sum(map(eligibility.fits, table.values())),
            "cuts": eligibility.narrowing(table),
        }

    def _after_publish(self, vals):
        result = super()._after_publish(vals)
        self._flag_conditions()
        return result

    def _after_select(self, vals):
        result = super()._after_select(vals)
        self._raise_flags()
        return result

    def _after_open(self, vals):
        """Prices are known from here on, in the modes that have them."""
        before = getattr(super(), "_after_open", None)
        result = before(vals) if before else None
        self._raise_flags()
        return result

    def _flag_conditions(self):
        """Few that fit, through conditions of the notice's own: worth a question."""
        for notice in self.sudo():
            if not notice.qualification_rule_ids:
                continue
            measured = notice._measure_conditions()
            if measured["fit"] < min(FEW, measured["all"]):
                notice._flag(
                    [
                        screens.Sign(
                            "tailored",
                            (),
                            f"{measured['fit']} / {measured['all']}",
                            str(FEW),
                        )
                    ]
                )

    def _raise_flags(self):
        """Run the screens over those who take part; never before the close."""
        # The hall's screens look at what each of them may not see of the others.
        for notice in self.sudo():
            agencies = notice.signup_ids.filtered(
                lambda signup: signup.state in TAKING_PART
            ).agency_id
            notice._flag(
                [
                    *screens.price_signs(notice._known_prices()),
                    *screens.shared_signs(
                        {agency: notice._shared_facts(agency) for agency in agencies}
                    ),
                    *screens.history_signs(notice._history()),
                ]
            )

    def _known_prices(self):
        """Opened prices by agency; nothing where nothing is opened."""
        if OFFER not in self.env:
            return {}
        offers = self.env[OFFER].search(
            [("notice_id", "=", self.id), ("state", "=", "valid")]
        )
        return {offer.agency_id: offer.price_fen for offer in offers}

    def _shared_facts(self, agency):
        """What the screens compare between bidders, hashed where it is personal."""
        # Also those it replaced: they came from somewhere as well.
        signups = self.signup_ids.filtered(lambda line: line.agency_id == agency)
        facts = {
            "practitioner": [
                line._person()
                for line in agency.practitioner_ids
                if line.state in ("entered", "verified")
            ],
            "representative": [agency.legal_representative],
            "phone": [agency.phone],
            "address": [agency.address],
            "bank": [agency.bank_account],
        }
        return {
            **facts,
            "ip": signups.mapped("ip"),
            "device": signups.mapped("device_hash"),
        }

    def _history(self):
        """Winner and bidders of the last notices of this service, the oldest first."""
        notices = self.search(
            [("service_id", "=", self.service_id.id), ("winner_id", "!=", False)],
            order="id desc",
            limit=HISTORY,
        )
        return [
            (
                notice.winner_id,
                frozenset(
                    notice.signup_ids.filtered(
                        lambda signup: signup.state in TAKING_PART
                    ).agency_id
                ),
            )
            for notice in notices.sorted("id")
        ]

    def _flag(self, signs):
        """Put signs on the board, each once."""
        self.ensure_one()
        board = self.env["yichuang.market.flag"].with_user(SUPERUSER_ID)
        known = {
            (flag.code, flag.key)
            for flag in board.search([("notice_id", "=", self.id)])
        }
        rows = {}
        for sign in signs:
            ids = sorted(agency.id for agency in sign.members)
            key = ",".join(map(str, ids))
            if (sign.code, key) not in known:
                rows[sign.code, key] = {
                    "code": sign.code,
                    "key": key,
                    "notice_id": self.id,
                    "agency_ids": [(6, 0, ids)],
                    # A digest or an account number says nothing to anybody, and
                    # where somebody sat is for the supervisors.
                    "value": "" if sign.code in UNTOLD else sign.value,
                    "threshold": sign.threshold,
                }
        board._create_guarded(list(rows.values()))

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

ENTRIES = [
    ("undecided", "Undecided"),
    ("entered", "Entered"),
    ("negative", "Negative List"),
]
GROUNDS = [
    ("premises", "Premises or Equipment"),
    ("secrecy", "State or Work Secret"),
    ("safety", "Public Safety or Health"),
    ("other", "Other Ground"),
]
NO_STAMP = {"entry_by_id": False, "entry_on": False}


class Service(models.Model):
    """Whether the matter is handled in the hall (应进必进).

    Everything enters but what stands on the negative list with its reason (国发
    〔2022〕5号). An approver decides; who, when and why is kept here and in the event
    log.
    """

    _inherit = "yichuang.service"

    zone_class = fields.Selection(
        selection=[
            ("engineering", "Construction"),
            ("business", "Business"),
            ("citizen", "Citizens"),
        ],
        string="Zone",
        index="btree_not_null",
        help="工程类, 经营类, 公民类: the zone of the hall whose windows take it.",
    )
    entry = fields.Selection(
        selection=ENTRIES,
        required=True,
        default="undecided",
        copy=False,
        index=True,
        help="进驻: whether it is handled in the hall (应进必进), or stands on the "
        "negative list (负面清单).",
    )
    entry_ground = fields.Selection(
        selection=GROUNDS,
        string="Ground",
        copy=False,
        help="Why it stays outside: 场地限制, 涉密, 安全或卫生要求, 其他",
    )
    entry_reason = fields.Text(
        copy=False, help="进驻理由, or the reason for the negative list in words."
    )
    entry_by_id = fields.Many2one(
        "res.users", string="Decided By", readonly=True, copy=False
    )
    entry_on = fields.Datetime(string="Decided On", readonly=True, copy=False)

    # What the department owes the hall (三集中三到位)
    by_approval_office = fields.Boolean(
        string="By the Approval Office",
        help="职能向一个科室集中: the organ's one approval office handles it.",
    )
    authorised = fields.Boolean(
        string="Decided in the Hall",
        help="授权到位: the people of the organ who sit in the hall may decide it, "
        "without taking it back to the organ.",
    )

    @api.constrains("entry", "entry_ground", "entry_reason")
    def _check_negative_reason(self):
        for service in self:
            if service.entry == "negative" and not (
                service.entry_ground and (service.entry_reason or "").strip()
            ):
                raise ValidationError(
                    self.env._(
                        "%(name)s can stand on the negative list only with a ground "
                        "and the reason in words: everything else enters the hall "
                        "(国发〔2022〕5号).",
                        name=service.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        usual = self.default_get(["entry"]).get("entry")
        stamp = self._entry_stamp()
        stamped = []
        for vals in vals_list:
            self._check_stamp(vals)
            decided = vals.get("entry", usual) != "undecided"
            stamped.append({**vals, **(stamp if decided else NO_STAMP)})
        services = super().create(stamped)
        decided = services.filtered(lambda service: service.entry != "undecided")
        if decided:
            self._check_may_decide()
            decided._log_entry(dict.fromkeys(decided.ids, "undecided"))
        return services

    def write(self, vals):
        self._check_stamp(vals)
        names = {"entry", "entry_ground", "entry_reason"}.intersection(vals)
        changed = self.filtered(
            lambda service: any(
                (service[name] or False) != (vals[name] or False) for name in names
            )
        )
        if not changed:
            return super().write(vals)
        self._check_may_decide()
        changed._check_reversal(vals)
        before = {service.id: service.entry for service in changed}
        result = super().write(vals)
        super(Service, changed).write(self._entry_stamp())
        changed._log_entry(before)
        return result

    @api.model
    def _check_stamp(self, vals):
        if NO_STAMP.keys() & vals.keys():
            raise UserError(
                self.env._(
                    "Who decided about the entry, and when, is noted by the system "
                    "itself. Leave these fields out."
                )
            )

    @api.model
    def _check_may_decide(self):
        if not self.env.user.has_group("yichuang_catalog.group_approver"):
            raise AccessError(
                self.env._(
                    "An approver decides what enters the hall and what stands on the "
                    "negative list. Ask one of them."
                )
            )

    def _check_reversal(self, vals):
        """A decision is reversed with words of its own, not with those of the old."""
        reason = (vals.get("entry_reason") or "").strip()
        for service in self:
            if (
                service.entry != "undecided"
                and vals.get("entry", service.entry) != service.entry
                and not reason
            ):
                raise UserError(
                    self.env._(
                        "It was decided already whether %(name)s enters the hall. "
                        "State why this is changed.",
                        name=service.name,
                    )
                )

    @api.model
    def _entry_stamp(self):
        return {"entry_by_id": self.env.uid, "entry_on": fields.Datetime.now()}

    def _log_entry(self, before):
        self.env["yichuang.event"]._append(
            (
                service,
                "entry",
                {
                    "from": before[service.id],
                    "to": service.entry,
                    "ground": service.entry_ground or "",
                    "reason": service.entry_reason or "",
                },
            )
            for service in self
        )

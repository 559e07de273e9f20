from datetime import UTC, datetime

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import config

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import key_ring, round_seal, signing

MANAGER = "yichuang_catalog.group_manager"
KEEPER = "yichuang_issuance.group_seal_keeper"
SAMPLE = "示例"


class Seal(models.Model):
    """An entry of the seal register (印章登记): whose seal, who keeps it, on what
    authority, until when.

    draft → in_force ⇄ suspended → retired. The key that makes the seal count lies
    with the server (``tools/key_ring.py``); the register knows its name only. Where
    there is a second keeper, nobody uses the seal alone: what one person asks for,
    another approves (``yichuang.seal.use``).
    """

    _name = "yichuang.seal"
    _description = "Seal"
    _inherit = ["yichuang.lifecycle", "mail.thread"]
    _order = "department_id, kind desc, id"
    _check_company_auto = True

    _transitions = (
        Transition(
            "register",
            "draft",
            "in_force",
            groups=MANAGER,
            guards=("_guard_whole", "_guard_key_known", "_guard_only_one"),
        ),
        Transition(
            "suspend",
            "in_force",
            "suspended",
            groups=(MANAGER, KEEPER),
            guards="_guard_keeps",
        ),
        Transition(
            "resume",
            "suspended",
            "in_force",
            groups=MANAGER,
            guards=("_guard_key_known", "_guard_only_one"),
        ),
        Transition("retire", ("in_force", "suspended"), "retired", groups=MANAGER),
    )
    _guarded_fields = frozenset({"registered_on", "registered_by_id", "retired_on"})
    _open_states = ("draft",)
    _free_fields = frozenset({"keeper_id", "second_keeper_id", "active"})

    name = fields.Char(compute="_compute_name", store=True, help="印章名称")
    active = fields.Boolean(default=True)

    # Whose, which
    department_id = fields.Many2one(
        "yichuang.department",
        "Organ",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        help="印章所属机关",
    )
    company_id = fields.Many2one(
        related="department_id.company_id", store=True, index=True, precompute=True
    )
    kind = fields.Selection(
        [("official", "Official Seal"), ("special", "Seal for a Purpose")],
        required=True,
        default="special",
        help="公章, 专用章",
    )
    purpose = fields.Char(
        "Name under the Star",
        default="行政许可专用章",
        help="专用章名称, under the star; such as 行政许可专用章.",
    )
    code = fields.Char("Seal Code", copy=False, help="印章编码, along the lower edge.")

    # Who answers for it
    keeper_id = fields.Many2one(
        "res.users", tracking=True, help="印章保管人, who answers for its use."
    )
    second_keeper_id = fields.Many2one(
        "res.users",
        tracking=True,
        help="双人用印: with a second keeper, no use without the approval of somebody "
        "other than the one who asks.",
    )
    two_person = fields.Boolean(compute="_compute_two_person", store=True)
    authorisation = fields.Char(
        "Authorization",
        help="授权文件: number and date of the act that lets it be used.",
    )
    valid_from = fields.Date(default=lambda _self: hall_date(), help="启用日期")
    valid_until = fields.Date(help="有效期至, the last day; empty for no end.")
    key_name = fields.Selection(
        selection="_select_keys",
        string="Key of the Server",
        default=key_ring.TEST,
        help="签名密钥: its name in the server's configuration. The test authority's "
        "seals have no legal force.",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("in_force", "In Force"),
            ("suspended", "Out of Use"),
            ("retired", "Retired"),
        ],
        required=True,
        default="draft",
        copy=False,
        tracking=True,
        index=True,
        help="草稿, 在用, 停用, 已销毁",
    )
    without_force = fields.Boolean(
        "Without Legal Force",
        compute="_compute_without_force",
        help="无法律效力: the key is that of the test authority.",
    )
    registered_on = fields.Datetime(readonly=True, copy=False, help="登记时间")
    registered_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    retired_on = fields.Date(readonly=True, copy=False, help="销毁日期")
    picture = fields.Html(
        compute="_compute_picture", sanitize=False, help="印模, as it is put on paper."
    )
    use_ids = fields.One2many("yichuang.seal.use", "seal_id", "Uses", readonly=True)

    _in_force_idx = models.Index("(department_id) WHERE state = 'in_force'")
    _two_keepers = models.Constraint(
        "CHECK (second_keeper_id IS NULL OR second_keeper_id != keeper_id)",
        "The second keeper is somebody other than the keeper (双人用印).",
    )

    @api.model
    def _select_keys(self):
        known = {
            key_ring.TEST: self.env._("Test authority (no legal force)"),
            key_ring.TEST_SM2: self.env._("Test authority, SM2 (no legal force)"),
        }
        return [(name, known.get(name, name)) for name in self._ring().names()]

    @api.model
    def _ring(self):
        """The keys of this server, as its configuration file tells."""
        return key_ring.KeyRing.of(config["config"], config["data_dir"])

    @api.depends("department_id.name", "kind", "purpose")
    def _compute_name(self):
        for seal in self:
            organ = seal.department_id.name or ""
            seal.name = f"{organ}{seal._printed_purpose() or '公章'}"

    @api.depends("second_keeper_id")
    def _compute_two_person(self):
        for seal in self:
            seal.two_person = bool(seal.second_keeper_id)

    @api.depends("key_name")
    def _compute_without_force(self):
        for seal in self:
            seal.without_force = seal.key_name in key_ring.TESTS

    @api.depends("department_id.name", "kind", "purpose", "code", "key_name")
    def _compute_picture(self):
        for seal in self:
            seal.picture = seal._svg()

    def _printed_purpose(self):
        return (self.purpose or "") if self.kind == "special" else ""

    def _svg(self):
        self.ensure_one()
        return round_seal.svg(
            self.department_id.sudo().name or "",
            self._printed_purpose(),
            self.code or "",
            SAMPLE if self.key_name in key_ring.TESTS else "",
        )

    @api.model
    def _of_organs(self, organs):
        """The seal that each organ puts on what it issues, by organ id: the one for a
        purpose before the official one; none for organs without one in force."""
        today = hall_date()
        found = self.search(
            [
                ("department_id", "in", organs.ids),
                ("state", "=", "in_force"),
                ("valid_from", "<=", today),
                "|",
                ("valid_until", "=", False),
                ("valid_until", ">=", today),
            ],
            order="kind, id",
        )
        # The last one stays: “special” comes after “official”.
        return {seal.department_id.id: seal for seal in found}

    def _put_on(self, data, purpose):
        """The file with this seal on it.

        :raises SealError: it may not be used today, or its key cannot be had
        """
        self.ensure_one()
        today = hall_date()
        ended = self.valid_until and self.valid_until < today
        if self.state != "in_force" or ended:
            raise signing.SealError("seal_not_in_force", seal=self.name)
        now = datetime.now(UTC)
        key = self._ring().key(self.key_name, self.name, now)
        return signing.seal(data, key, self._svg(), purpose, self.department_id.name)

    def _guard_whole(self, vals):
        for seal in self:
            names = ["keeper_id", "authorisation", "valid_from", "key_name"]
            names += ["purpose"] if seal.kind == "special" else []
            lacking = [
                self._fields[name]._description_string(self.env)
                for name in names
                if not seal[name]
            ]
            if lacking:
                raise UserError(
                    self.env._(
                        "A seal is used only on written authority and in somebody's "
                        "keeping (国发〔1999〕25号). Fill in: %(fields)s.",
                        fields=", ".join(lacking),
                    )
                )

    def _guard_key_known(self, vals):
        known = self._ring().names()
        for seal in self:
            if seal.key_name not in known:
                raise UserError(
                    self.env._(
                        "This server has no key “%(key)s”. Have it described in "
                        "odoo.conf and restart the server.",
                        key=seal.key_name,
                    )
                )

    def _guard_only_one(self, vals):
        for seal in self:
            twin = self.search(
                [
                    ("department_id", "=", seal.department_id.id),
                    ("kind", "=", seal.kind),
                    ("purpose", "=", seal.purpose),
                    ("state", "=", "in_force"),
                    ("id", "!=", seal.id),
                ],
                limit=1,
            )
            if twin:
                raise UserError(
                    self.env._(
                        "%(organ)s has %(seal)s in force already; an organ has one "
                        "seal of a kind. Retire the old one first.",
                        organ=seal.department_id.name,
                        seal=twin.name,
                    )
                )

    def _guard_keeps(self, vals):
        user = self.env.user
        for seal in self:
            if user not in seal._keepers() and not user.has_group(MANAGER):
                raise UserError(
                    self.env._(
                        "%(seal)s is not in your keeping. Its keepers suspend it, or "
                        "the hall manager.",
                        seal=seal.name,
                    )
                )

    def _keepers(self):
        return self.keeper_id | self.second_keeper_id

    def _values_register(self, vals):
        vals.update(registered_on=fields.Datetime.now(), registered_by_id=self.env.uid)

    def _values_retire(self, vals):
        vals["retired_on"] = hall_date()

    def action_register(self):
        """Put the seal into force."""
        return self._step("register")

    def action_suspend(self):
        """Let nobody use the seal for the time being."""
        return self._step("suspend")

    def action_resume(self):
        """Let the seal be used again."""
        return self._step("resume")

    def action_retire(self):
        """End the seal for good; what it sealed stays as it is."""
        return self._step("retire")

import secrets

from odoo import SUPERUSER_ID, api, fields, models

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import vault
from ..case.case_material import GRADES

CLERK = "yichuang_intake.group_clerk"
MANAGER = "yichuang_catalog.group_manager"
APPLICANT = "base.group_portal"
ENTITLING = ("on_file", "suspended")
BATCH = 200


class VaultDocument(models.Model):
    """A document on file (材料库), so that it is not asked for again (国务院令第716号
    Art. 7).

    draft → on file → superseded, expired, withdrawn or invalidated. It belongs to a
    holder, known by a keyed digest of the identity number, and carries the grade of
    trust of 国办函〔2016〕108号. It is used with the holder's consent only
    (``yichuang.vault.consent``), and every use is kept (``yichuang.vault.use``).
    Grade A comes from an organ's own records, never by hand.
    """

    _name = "yichuang.vault.document"
    _description = "Document on file"
    _inherit = ["yichuang.lifecycle"]
    _order = "id desc"
    _rec_names_search = ("name", "number", "holder_name")

    _transitions = (
        Transition(
            "keep",
            "draft",
            "on_file",
            groups=(CLERK, APPLICANT),
            guards=("_guard_whole", "_guard_grade", "_guard_not_lapsed"),
        ),
        Transition(
            "verify", "on_file", "on_file", groups=CLERK, guards="_guard_verifiable"
        ),
        Transition("supersede", ENTITLING, "superseded", system=True),
        Transition("suspend", "on_file", "suspended", system=True),
        Transition("resume", "suspended", "on_file", system=True),
        Transition("expire", ENTITLING, "expired", guards="_guard_lapsed", system=True),
        Transition(
            "withdraw",
            ENTITLING,
            "withdrawn",
            groups=APPLICANT,
            guards=("_guard_own", "_guard_not_of_an_organ"),
        ),
        Transition(
            "invalidate",
            ENTITLING,
            "invalidated",
            groups=(CLERK, MANAGER),
            guards=("_guard_invalid_reason", "_guard_not_of_an_organ"),
        ),
    )
    _guarded_fields = frozenset(
        {
            "holder_kind",
            "holder_name",
            "digest",
            "masked_number",
            "partner_id",
            "company_id",
            "material_id",
            "name",
            "number",
            "issuer",
            "issued_on",
            "expires_on",
            "grade",
            "origin",
            "report",
            "truth_promised_on",
            "verified_by_id",
            "verified_on",
            "kept_on",
            "ended_on",
            "invalid_reason",
            "token",
        }
    )
    _open_states = ("draft",)

    # Whose
    holder_kind = fields.Selection(
        [("natural", "Natural person"), ("legal", "Legal person")],
        required=True,
        readonly=True,
        default="natural",
        help="持有人类型: 自然人, 法人及其他组织.",
    )
    holder_name = fields.Char(
        "Holder", readonly=True, index="trigram", help="持有人姓名或名称"
    )
    digest = fields.Char(
        readonly=True, copy=False, groups=fields.NO_ACCESS, help="Keyed digest."
    )
    masked_number = fields.Char(
        "Identity Number", readonly=True, copy=False, help="证件号码, masked."
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Portal Account",
        readonly=True,
        index="btree_not_null",
        help="The holder's account.",
    )
    company_id = fields.Many2one(
        "res.company", "Hall", required=True, readonly=True, index=True
    )

    # What it is
    material_id = fields.Many2one(
        "yichuang.material",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        help="材料, of the library of materials.",
    )
    name = fields.Char(required=True, readonly=True, help="文件名称")
    number = fields.Char(
        "Document Number", readonly=True, help="文号或证号, where it has one."
    )
    issuer = fields.Char(readonly=True, help="出具机构")
    issued_on = fields.Date(readonly=True, help="出具日期")
    expires_on = fields.Date(
        "Valid Until", readonly=True, help="有效期至, the last day; empty for no end."
    )

    # How far it is trusted
    grade = fields.Selection(
        GRADES,
        "Trust Level",
        required=True,
        readonly=True,
        default="c",
        help="可信等级 (国办函〔2016〕108号): A 服务机构提供, B 与原件核对无误, "
        "C 自行上传待核, D 自制并承诺真实.",
    )
    origin = fields.Selection(
        [
            ("organ", "Record of an Organ"),
            ("window", "Compared at the Window"),
            ("upload", "Uploaded by the Holder"),
        ],
        "Came From",
        required=True,
        readonly=True,
        default="upload",
        help="材料来源: 服务机构, 窗口核验, 用户上传.",
    )
    report = fields.Boolean(
        "Third-Party Report",
        readonly=True,
        help="第三方机构报告: begins at D and becomes B once a window has verified it.",
    )
    truth_promised_on = fields.Datetime(
        "Truth Promised", readonly=True, copy=False, help="真实性承诺时间"
    )
    verified_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, help="核验人"
    )
    verified_on = fields.Datetime(readonly=True, copy=False, help="核验时间")

    # Its life on file
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("on_file", "On File"),
            ("suspended", "Suspended"),
            ("superseded", "Superseded"),
            ("expired", "Expired"),
            ("withdrawn", "Withdrawn by the Holder"),
            ("invalidated", "Invalidated"),
        ],
        required=True,
        default="draft",
        help="草稿, 在库, 暂停使用, 已被替代, 已过期, 持有人撤回, 已作废",
    )
    kept_on = fields.Datetime("Put on File", readonly=True, copy=False, help="入库时间")
    ended_on = fields.Datetime("Ended", readonly=True, copy=False, help="失效时间")
    invalid_reason = fields.Text(
        "Why Invalidated", readonly=True, copy=False, help="作废原因"
    )
    token = fields.Char(
        required=True,
        readonly=True,
        copy=False,
        default=lambda _self: secrets.token_urlsafe(16),
        help="What stands for it in its holder's links.",
    )
    file_ids = fields.One2many("yichuang.vault.file", "document_id", readonly=True)
    consent_ids = fields.One2many(
        "yichuang.vault.consent", "document_id", "Consents", readonly=True
    )
    use_ids = fields.One2many(
        "yichuang.vault.use", "document_id", "Uses", readonly=True
    )
    consented = fields.Boolean(
        compute="_compute_consented",
        store=True,
        help="已授权: the holder's consent to some use is in force.",
    )

    _token_uniq = models.UniqueIndex("(token)")
    _holder_idx = models.Index("(digest, company_id) WHERE state = 'on_file'")
    _expiry_idx = models.Index("(expires_on) WHERE state IN ('on_file', 'suspended')")
    _state_idx = models.Index("(company_id, state, id DESC)")
    _dates_ordered = models.Constraint(
        "CHECK (expires_on IS NULL OR issued_on IS NULL OR expires_on >= issued_on)",
        "A document is valid until a day after it was issued.",
    )

    @api.depends("consent_ids.withdrawn_on", "consent_ids.until_on")
    def _compute_consented(self):
        today = hall_date()
        for document in self:
            document.consented = any(
                not consent.withdrawn_on
                and (not consent.until_on or consent.until_on >= today)
                for consent in document.consent_ids
            )

    def _values_keep(self, vals):
        vals["kept_on"] = fields.Datetime.now()

    def _values_verify(self, vals):
        vals.update(
            grade="b", verified_by_id=self.env.uid, verified_on=fields.Datetime.now()
        )

    def _values_supersede(self, vals):
        vals["ended_on"] = fields.Datetime.now()

    _values_expire = _values_supersede
    _values_withdraw = _values_supersede
    _values_invalidate = _values_supersede

    def _after_keep(self, vals):
        self._former()._by_system("supersede")

    def _after_withdraw(self, vals):
        # Nobody reads files or uses by right of the document; its owner was checked.
        self.sudo()._forget_files()

    def _forget_files(self):
        """What its holder took back and no case relies on is not kept."""
        self.filtered(lambda document: not document.use_ids).file_ids.unlink()

    def _former(self):
        """Earlier copies of the same documents, told by their numbers, that are not
        trusted more; nobody supersedes what another account has uploaded by uploading
        it again."""
        # Digests are compared, never read.
        mine = self.sudo().filtered("number")
        others = mine.search(
            [
                ("digest", "in", mine.mapped("digest")),
                ("number", "in", mine.mapped("number")),
                ("state", "in", ENTITLING),
                ("id", "not in", mine.ids),
            ]
        )
        return others.filtered(
            lambda former: any(
                former._same_paper(document)
                and vault.supersedes(document.grade, former.grade)
                and (
                    document.grade in vault.NOT_ASKED_AGAIN
                    or former.partner_id == document.partner_id
                )
                for document in mine
            )
        )

    def _same_paper(self, other):
        """Whether both are copies of one document of one holder in one hall."""
        names = ("digest", "number", "material_id", "company_id")
        return all(self[name] == other[name] for name in names)

    def _by_system(self, step, vals=None):
        """Carry out a step that follows from another record by itself."""
        return self.with_user(SUPERUSER_ID)._transition(step, vals)

    def action_verify(self):
        """Note that the original was seen and agrees: the document becomes B."""
        return self._step("verify")

    def action_invalidate(self):
        """Ask why the document may not be used again."""
        self.check_access("write")
        return self._dialog(
            "yichuang.vault.invalidate",
            self.env._("Invalidate"),
            document_id=self.id,
        )

    @api.model
    def _cron_expire(self):
        """Documents whose last day is over leave the file; consents that ran out are
        counted no more."""
        today = hall_date()
        domain = [("state", "in", ENTITLING), ("expires_on", "<", today)]
        commit = self.env["ir.cron"]._commit_progress
        commit(remaining=self.search_count(domain))
        while found := self.search(domain, limit=BATCH):
            mine = found.try_lock_for_update(allow_referencing=True)
            if not mine:
                break
            mine._by_system("expire")
            if not commit(len(mine)):
                break
        self.env.add_to_compute(
            self._fields["consented"],
            self.search(
                [("consented", "=", True), ("consent_ids.until_on", "<", today)]
            ),
        )

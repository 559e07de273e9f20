import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import archive_check, retention
from . import check_sentences

KEEPER = "yichuang_issuance.group_keeper"
MANAGER = "yichuang_catalog.group_manager"
FINDINGS = [(check, check.capitalize()) for check, _title in archive_check.CHECKS]


class Archive(models.Model):
    """The file package of one matter that has ended (电子档案).

    waiting → packed → handed over → accepted by the archive office, or returned and
    packed again; disposed of in the end, by decision only: the package goes, this
    record stays. It names its matter itself, so that it can be read when nobody may
    open the case any more.
    """

    _name = "yichuang.archive"
    _description = "Archived file"
    _inherit = ["yichuang.lifecycle"]
    _order = "id desc"
    _rec_names_search = ["name", "receipt_number", "applicant_name"]

    _transitions = (
        Transition("pack", "waiting", "packed", system=True),
        Transition("pack_again", ("packed", "returned"), "waiting", groups=KEEPER),
        Transition(
            "hand_over",
            "packed",
            "handed_over",
            groups=KEEPER,
            guards=("_guard_on_a_list", "_guard_checks_passed"),
        ),
        Transition("accept", "handed_over", "accepted", groups=KEEPER),
        Transition(
            "come_back",
            "handed_over",
            "returned",
            groups=KEEPER,
            guards="_guard_reason",
        ),
        Transition(
            "dispose",
            ("packed", "accepted", "returned"),
            "disposed",
            groups=MANAGER,
            guards="_guard_disposal_decided",
        ),
    )
    _guarded_fields = frozenset(
        {
            "name",
            "case_id",
            "company_id",
            "token",
            "receipt_number",
            "case_number",
            "applicant_name",
            "subject",
            "department_id",
            "ended_on",
            "outcome",
            "item_type",
            "period",
            "keep_until",
            "packed_on",
            "sha256",
            "size",
            "file_count",
            "event_count",
            "findings",
            "checked_on",
            "authentic",
            "complete",
            "usable",
            "safe",
            "problem",
            "return_reason",
            "transfer_id",
            "disposal_id",
        }
    )
    _open_states = ()
    _free_fields = frozenset({"remark"})

    name = fields.Char("Archive Number", readonly=True, index="trigram", help="档号")
    token = fields.Char(
        required=True,
        readonly=True,
        copy=False,
        groups="base.group_system",
        default=lambda _self: secrets.token_urlsafe(16),
    )
    case_id = fields.Many2one(
        "yichuang.case",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        help="办件",
    )
    company_id = fields.Many2one(
        "res.company", "Hall", required=True, readonly=True, index=True
    )
    department_id = fields.Many2one(
        "yichuang.department", "Organ", readonly=True, index=True, help="承办机关"
    )
    state = fields.Selection(
        [
            ("waiting", "To Be Packed"),
            ("packed", "Packed"),
            ("handed_over", "Handed Over"),
            ("accepted", "At the Archive Office"),
            ("returned", "Returned"),
            ("disposed", "Disposed Of"),
        ],
        required=True,
        default="waiting",
        copy=False,
        index=True,
        help="待归档, 已归档, 移交中, 已接收, 已退回, 已销毁.",
    )

    # The matter, as it stood when it ended
    receipt_number = fields.Char(readonly=True, index="trigram", help="收件号")
    case_number = fields.Char(readonly=True, help="办件编号")
    applicant_name = fields.Char(
        "Applicant", readonly=True, index="trigram", help="申请人"
    )
    subject = fields.Char(
        "Title of the File", readonly=True, help="题名: service and applicant."
    )
    item_type = fields.Char(readonly=True, help="事项类型")
    outcome = fields.Selection(
        [("granted", "Granted"), ("denied", "Denied"), ("other", "Ended Otherwise")],
        "How It Ended",
        readonly=True,
        help="办理结果",
    )
    ended_on = fields.Date(
        "Matter Ended On", readonly=True, index=True, help="办结日期"
    )
    period = fields.Selection(
        list(retention.PERIODS), "Kept For", readonly=True, help="保管期限"
    )
    keep_until = fields.Date(
        readonly=True,
        index="btree_not_null",
        help="保管期限届满日; empty where it is permanent.",
    )

    # The package
    packed_on = fields.Datetime(readonly=True, copy=False, help="归档时间")
    sha256 = fields.Char("SHA-256", readonly=True, copy=False, help="数据包校验值")
    size = fields.Integer("Bytes", readonly=True, copy=False, help="字节数")
    file_count = fields.Integer("Files", readonly=True, copy=False, help="件内文件数")
    event_count = fields.Integer("Events", readonly=True, copy=False, help="事件数")
    problem = fields.Char("Reason as Noted", readonly=True, copy=False)
    problem_text = fields.Char(
        "Why It Waits", compute="_compute_problem_text", help="未能归档的原因"
    )

    # The four checks (四性检测)
    checked_on = fields.Datetime(readonly=True, copy=False, help="检测时间")
    authentic = fields.Boolean(readonly=True, copy=False, help="真实性")
    complete = fields.Boolean(readonly=True, copy=False, help="完整性")
    usable = fields.Boolean(readonly=True, copy=False, help="可用性")
    safe = fields.Boolean(readonly=True, copy=False, help="安全性")
    checks = fields.Selection(
        [("passed", "All Four Passed"), ("failed", "Not All Passed")],
        "Result of the Checks",
        compute="_compute_checks",
        help="四性检测: 全部通过, 未全部通过; empty where not checked yet.",
    )
    findings = fields.Json(readonly=True, copy=False)
    findings_text = fields.Text("What Was Found", compute="_compute_findings_text")

    # Where it went
    transfer_id = fields.Many2one(
        "yichuang.archive.transfer",
        "Transfer List",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="移交清单",
    )
    return_reason = fields.Char(readonly=True, copy=False, help="退回原因")
    disposal_id = fields.Many2one(
        "yichuang.archive.disposal",
        "Decision on Disposal",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="销毁决定",
    )
    remark = fields.Text(copy=False, help="备考")

    _case_uniq = models.UniqueIndex("(case_id)", "This matter has a file already.")
    _name_uniq = models.UniqueIndex("(company_id, name)")
    _token_uniq = models.UniqueIndex("(token)")
    _waiting_idx = models.Index("(id) WHERE state = 'waiting'")
    _work_idx = models.Index("(company_id, state, id DESC)")

    @api.depends("findings")
    @api.depends_context("lang")
    def _compute_findings_text(self):
        titles = dict(archive_check.CHECKS)
        for archive in self:
            archive.findings_text = "\n".join(
                f"{titles[check]}：{self._worded(words)}"
                for check, words in archive.findings or ()
            )

    @api.depends("checked_on", "authentic", "complete", "usable", "safe")
    def _compute_checks(self):
        for archive in self:
            passed = all(
                (archive.authentic, archive.complete, archive.usable, archive.safe)
            )
            archive.checks = archive.checked_on and ("passed" if passed else "failed")

    @api.depends("problem")
    @api.depends_context("lang")
    def _compute_problem_text(self):
        for archive in self:
            archive.problem_text = archive.problem and self._worded(archive.problem)

    @api.model
    def _worded(self, words):
        said, (sentence, facts) = self.env._, check_sentences.understood(words)
        return said(sentence) % facts if sentence else words

    @api.depends("name", "subject")
    def _compute_display_name(self):
        for archive in self:
            archive.display_name = archive.name or archive.subject or ""

    def _guard_on_a_list(self, vals):
        for archive in self:
            if archive.transfer_id.state != "draft":
                raise UserError(
                    self.env._(
                        "%(archive)s is handed over with a transfer list. Put it on "
                        "one first.",
                        archive=archive.display_name,
                    )
                )

    def _guard_checks_passed(self, vals):
        for archive in self:
            if archive.findings:
                raise UserError(
                    self.env._(
                        "%(archive)s has not passed the four checks:\n%(findings)s\n"
                        "Put that right and pack it again.",
                        archive=archive.display_name,
                        findings=archive.findings_text,
                    )
                )

    def _guard_reason(self, vals):
        if not (vals.get("return_reason") or "").strip():
            raise UserError(
                self.env._("Write down why the archive office returns the file.")
            )

    def _guard_disposal_decided(self, vals):
        today = hall_date()
        for archive in self:
            if archive.disposal_id.state != "decided":
                raise UserError(
                    self.env._(
                        "A file is disposed of by decision only (档案法 Art. 31)."
                    )
                )
            if not archive.keep_until or archive.keep_until >= today:
                raise UserError(
                    self.env._(
                        "%(archive)s is kept until %(date)s. Take it off the decision.",
                        archive=archive.display_name,
                        date=archive.keep_until or self.env._("further notice"),
                    )
                )

    def _values_accept(self, vals):
        vals["return_reason"] = False

    def _after_come_back(self, vals):
        self.transfer_id._settle_if_answered()

    def _after_accept(self, vals):
        self.transfer_id._settle_if_answered()

    def _after_dispose(self, vals):
        # The decision is on record; nobody has a right to these files themselves.
        self.env["yichuang.archive.file"].sudo()._of(self).unlink()

    def action_pack_again(self):
        """Make the package anew, when something was added or put right."""
        return self._step("pack_again", {"transfer_id": False})

    def action_accept(self):
        """The archive office has taken the file over."""
        return self._step("accept")

    def action_come_back(self):
        """Ask why the archive office returns the file."""
        self.check_access("write")
        return self._dialog(
            "yichuang.archive.return", self.env._("Returned"), archive_id=self.id
        )

    def action_open_case(self):
        """Open the matter itself, for those who may see it."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "yichuang.case",
            "res_id": self.case_id.id,
            "view_mode": "form",
        }

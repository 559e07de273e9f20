import hashlib

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

KEEPER = "yichuang_issuance.group_seal_keeper"


class SealUse(models.Model):
    """One use of a seal (用印登记): on what, asked by whom, approved by whom, with the
    hash of the file before and after.

    asked → approved → done, or refused. A seal of one keeper is approved by its
    authorization; a seal of two waits for somebody other than the one who asked. The
    seal is put on by the job that makes the file: this row and the file are written
    in one transaction, so there is neither a sealed file without its row nor a row
    without its file. Rows are never changed by hand and never deleted.
    """

    _name = "yichuang.seal.use"
    _description = "Use of a seal"
    _inherit = ["yichuang.lifecycle"]
    _order = "id desc"
    _rec_name = "paper"

    _transitions = (
        Transition(
            "approve", "asked", "approved", groups=KEEPER, guards="_guard_second_person"
        ),
        Transition(
            "refuse",
            "asked",
            "refused",
            groups=KEEPER,
            guards=("_guard_second_person", "_guard_reason"),
        ),
        Transition("use", "approved", "done", system=True),
    )
    _guarded_fields = frozenset(
        {
            "seal_id",
            "certificate_id",
            "document_id",
            "paper",
            "purpose",
            "asked_by_id",
            "asked_on",
            "approved_by_id",
            "approved_on",
            "refusal",
            "used_on",
            "digest_before",
            "digest_after",
        }
    )
    _open_states = ()

    # Which seal, on what
    seal_id = fields.Many2one(
        "yichuang.seal",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        help="印章",
    )
    department_id = fields.Many2one(
        related="seal_id.department_id", store=True, index=True, precompute=True
    )
    company_id = fields.Many2one(
        related="seal_id.company_id", store=True, index=True, precompute=True
    )
    certificate_id = fields.Many2one(
        "yichuang.certificate",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="证照",
    )
    document_id = fields.Many2one(
        "yichuang.document",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="文书",
    )
    paper = fields.Char(
        readonly=True, index="trigram", help="用印文件: title and number."
    )
    purpose = fields.Char("Reason for Use", readonly=True, help="用印事由")

    # Who, when
    asked_by_id = fields.Many2one("res.users", readonly=True, help="申请用印人")
    asked_on = fields.Datetime(readonly=True, help="申请时间")
    approved_by_id = fields.Many2one(
        "res.users",
        readonly=True,
        help="批准用印人; empty where the seal's authorization suffices.",
    )
    approved_on = fields.Datetime(readonly=True, help="批准时间")
    refusal = fields.Char("Why Refused", readonly=True, help="不予用印的理由")
    used_on = fields.Datetime(readonly=True, help="用印时间")

    # What
    digest_before = fields.Char("SHA-256 Before", readonly=True, help="用印前文件摘要")
    digest_after = fields.Char(
        "SHA-256 After",
        readonly=True,
        index="btree_not_null",
        help="用印后文件摘要, by which an uploaded file is found again.",
    )
    state = fields.Selection(
        [
            ("asked", "To Approve"),
            ("approved", "Being Sealed"),
            ("done", "Sealed"),
            ("refused", "Refused"),
        ],
        required=True,
        default="asked",
        index=True,
        help="待批准, 用印中, 已用印, 不予用印",
    )

    _open_idx = models.Index("(seal_id) WHERE state = 'asked'")

    @api.model
    def _ask(self, papers):
        """Ask for the seals that these papers carry.

        :param papers: certificates or documents that were just issued
        :returns: those that wait for somebody's approval
        """
        field = papers._seal_use_field
        # Whoever issues a paper has no right to the uses of its seal.
        organs = {
            paper: paper._seal_organ()
            for paper in papers
            if not {"approved", "done"}.intersection(
                paper.sudo().seal_use_ids.mapped("state")
            )
        }
        seals = self.env["yichuang.seal"]._of_organs(
            self.env["yichuang.department"].union(*organs.values())
        )
        now = fields.Datetime.now()
        vals_list = []
        for paper, organ in organs.items():
            seal = seals.get(organ.id)
            if seal:
                vals_list.append(
                    {
                        "seal_id": seal.id,
                        field: paper.id,
                        "paper": paper.display_name,
                        "purpose": paper._seal_purpose(),
                        "asked_by_id": self.env.uid,
                        "asked_on": now,
                        "state": "asked" if seal.two_person else "approved",
                    }
                )
        uses = self._create_guarded(vals_list)
        waiting = uses.filtered(lambda use: use.state == "asked")
        waiting._log_event("ask", {})
        return waiting[field]

    def _paper(self):
        self.ensure_one()
        return self.certificate_id or self.document_id

    def _apply(self, data):
        """The sealed file; that it was sealed is written with it.

        :raises SealError: the seal cannot be put on
        """
        self.ensure_one()
        if self.state == "done":
            # Only after a seal was put on is the file written, in one transaction.
            raise UserError(self.env._("The seal was put on already."))
        sealed = self.seal_id._put_on(data, self.purpose)
        before, after = (hashlib.sha256(file).hexdigest() for file in (data, sealed))
        self.with_user(SUPERUSER_ID)._transition(
            "use",
            {
                "used_on": fields.Datetime.now(),
                "digest_before": before,
                "digest_after": after,
            },
            payload={"seal": self.seal_id.name, "before": before, "after": after},
        )
        return sealed

    def _guard_second_person(self, vals):
        user = self.env.user
        for use in self:
            if user not in use.seal_id._keepers():
                raise UserError(
                    self.env._(
                        "%(seal)s is not in your keeping; its keepers approve its use.",
                        seal=use.seal_id.name,
                    )
                )
            if user == use.asked_by_id:
                raise UserError(
                    self.env._(
                        "You asked for this use yourself. The other keeper of "
                        "%(seal)s approves it (双人用印).",
                        seal=use.seal_id.name,
                    )
                )

    def _guard_reason(self, vals):
        if not (vals.get("refusal") or "").strip():
            raise UserError(self.env._("Say why the seal is not put on."))

    def _values_approve(self, vals):
        vals.update(approved_by_id=self.env.uid, approved_on=fields.Datetime.now())

    def _after_approve(self, vals):
        # Keepers approve the use; the file that follows is the renderer's.
        for use in self.sudo():
            paper = use._paper()
            self.env[paper._file_model]._queue(paper)

    def action_approve(self):
        """Let the seal be put on; the file is made at once."""
        return self._step("approve")

    def action_refuse(self):
        """Ask why the seal is not put on."""
        return self._dialog(
            "yichuang.seal.refuse", self.env._("Refuse"), use_id=self.id
        )

    def action_view_paper(self):
        """Open what the seal is put on."""
        self.ensure_one()
        self.check_access("read")
        paper = self._paper()
        return {
            "type": "ir.actions.act_window",
            "name": paper.display_name,
            "res_model": paper._name,
            "view_mode": "form",
            "res_id": paper.id,
        }

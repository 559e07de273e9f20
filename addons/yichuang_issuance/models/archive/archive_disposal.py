from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from .archive import KEEPER, MANAGER


class ArchiveDisposal(models.Model):
    """The decision to dispose of files whose time of keeping is over (档案销毁):
    draft → proposed → decided, or refused.

    One person proposes, another decides, with a numbered document (档案法 Art. 31).
    The packages go; what they were, their SHA-256 and this decision stay.
    """

    _name = "yichuang.archive.disposal"
    _description = "Decision on disposal"
    _inherit = ["yichuang.lifecycle"]
    _order = "id desc"

    _transitions = (
        Transition(
            "propose",
            "draft",
            "proposed",
            groups=KEEPER,
            guards=("_guard_files", "_guard_reasons"),
        ),
        Transition(
            "decide",
            "proposed",
            "decided",
            groups=MANAGER,
            guards=("_guard_second_person", "_guard_document", "_guard_files"),
        ),
        Transition(
            "refuse",
            "proposed",
            "refused",
            groups=MANAGER,
            guards="_guard_second_person",
        ),
    )
    _guarded_fields = frozenset(
        {"proposed_by_id", "proposed_on", "decided_by_id", "decided_on", "contents"}
    )
    _open_states = ("draft",)
    _free_fields = frozenset({"name"})

    name = fields.Char(
        "Number of the Decision", copy=False, help="销毁决定文号: of the paper signed."
    )
    company_id = fields.Many2one(
        "res.company",
        "Hall",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    reasons = fields.Text(help="销毁理由及鉴定意见")
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("proposed", "Proposed"),
            ("decided", "Decided"),
            ("refused", "Not Approved"),
        ],
        required=True,
        default="draft",
        copy=False,
        help="草稿, 待批准, 已批准, 不批准.",
    )
    archive_ids = fields.One2many(
        "yichuang.archive", "disposal_id", "Archived Files", readonly=True, copy=False
    )
    contents = fields.Json(readonly=True, copy=False)
    proposed_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, help="提出人"
    )
    proposed_on = fields.Datetime(readonly=True, copy=False, help="提出时间")
    decided_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, help="批准人"
    )
    decided_on = fields.Datetime(readonly=True, copy=False, help="批准时间")

    @api.depends("name")
    def _compute_display_name(self):
        for disposal in self:
            disposal.display_name = disposal.name or self.env._(
                "Disposal %(number)s", number=disposal.id or ""
            )

    def _check_write_guarded(self, vals):
        super()._check_write_guarded(vals)
        if "name" in vals and any(
            disposal.state in ("decided", "refused") for disposal in self
        ):
            self._refuse_guarded({"name"})

    def _guard_files(self, vals):
        today = hall_date()
        for disposal in self:
            early = disposal.archive_ids.filtered(
                lambda archive: not archive.keep_until or archive.keep_until >= today
            )
            if early or not disposal.archive_ids:
                raise UserError(
                    self.env._(
                        "A decision names files whose time of keeping is over, and at "
                        "least one. Still kept: %(files)s.",
                        files=", ".join(early.mapped("name")) or "-",
                    )
                )

    def _guard_reasons(self, vals):
        for disposal in self:
            if not (disposal.reasons or "").strip():
                raise UserError(
                    self.env._(
                        "Say why the files may go: the appraisal of their value "
                        "belongs to the decision (档案法 Art. 31)."
                    )
                )

    def _guard_second_person(self, vals):
        for disposal in self:
            if disposal.proposed_by_id == self.env.user:
                raise UserError(
                    self.env._(
                        "Whoever proposes a disposal does not decide it. Ask another "
                        "manager."
                    )
                )

    def _guard_document(self, vals):
        for disposal in self:
            if not (disposal.name or "").strip():
                raise UserError(
                    self.env._("Enter the number of the signed decision first.")
                )

    def _values_propose(self, vals):
        vals.update(proposed_by_id=self.env.uid, proposed_on=fields.Datetime.now())

    def _values_decide(self, vals):
        vals.update(decided_by_id=self.env.uid, decided_on=fields.Datetime.now())
        return {
            disposal.id: {
                "contents": [
                    {
                        "number": archive.name,
                        "title": archive.subject,
                        "keep_until": str(archive.keep_until),
                        "sha256": archive.sha256 or "",
                    }
                    for archive in disposal.archive_ids.sorted("name")
                ]
            }
            for disposal in self
        }

    def _values_refuse(self, vals):
        vals.update(decided_by_id=self.env.uid, decided_on=fields.Datetime.now())

    def _after_decide(self, vals):
        # The decision of the second person disposes of what it names.
        self.sudo().archive_ids._transition("dispose")

    def _after_refuse(self, vals):
        self.sudo().archive_ids._write_guarded({"disposal_id": False})

    def action_add_expired(self):
        """Put all files on the decision whose time of keeping is over."""
        self.ensure_one()
        self.check_access("write")
        if self.state != "draft" or not self.env.user.has_group(KEEPER):
            raise UserError(
                self.env._("The keeper of the archive fills a draft, and nobody else.")
            )
        archives = self.env["yichuang.archive"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("state", "in", ("packed", "accepted", "returned")),
                ("keep_until", "<", hall_date()),
                ("disposal_id", "=", False),
            ]
        )
        archives._write_guarded({"disposal_id": self.id})
        return True

    def action_propose(self):
        """Propose to dispose of these files."""
        return self._step("propose")

    def action_decide(self):
        """Decide it: the packages go."""
        return self._step("decide")

    def action_refuse(self):
        """Keep the files."""
        return self._step("refuse")

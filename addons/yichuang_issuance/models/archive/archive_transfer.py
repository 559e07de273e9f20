from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import retention
from .archive import KEEPER


class ArchiveTransfer(models.Model):
    """Files handed over to the archive office with a list (电子档案移交清单):
    draft → handed over → settled.

    What the list says is fixed when it is handed over. The office takes each file over
    or returns it with a reason; the list is settled when it has answered for all.
    """

    _name = "yichuang.archive.transfer"
    _description = "Transfer list"
    _inherit = ["yichuang.lifecycle"]
    _order = "id desc"

    _transitions = (
        Transition(
            "hand_over", "draft", "handed_over", groups=KEEPER, guards="_guard_full"
        ),
        Transition(
            "settle", "handed_over", "settled", groups=KEEPER, guards="_guard_answered"
        ),
    )
    _guarded_fields = frozenset(
        {"name", "handed_over_on", "handed_over_by_id", "settled_on", "contents"}
    )
    _open_states = ("draft",)

    name = fields.Char("List Number", readonly=True, copy=False, help="移交清单编号")
    company_id = fields.Many2one(
        "res.company",
        "Hall",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    receiver = fields.Char(
        "Archive Office",
        required=True,
        default=lambda self: self.env.company.archive_office,
        help="接收单位",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("handed_over", "Handed Over"),
            ("settled", "Answered in Full"),
        ],
        required=True,
        default="draft",
        copy=False,
        help="草稿, 已移交, 已办结.",
    )
    archive_ids = fields.One2many(
        "yichuang.archive", "transfer_id", "Archived Files", readonly=True, copy=False
    )
    contents = fields.Json(readonly=True, copy=False)
    handed_over_on = fields.Datetime(readonly=True, copy=False, help="移交时间")
    handed_over_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, help="移交人"
    )
    settled_on = fields.Datetime(readonly=True, copy=False, help="办结时间")

    @api.depends("name", "receiver")
    def _compute_display_name(self):
        for transfer in self:
            transfer.display_name = transfer.name or self.env._(
                "New: %(office)s", office=transfer.receiver or ""
            )

    def _guard_full(self, vals):
        for transfer in self:
            if not transfer.archive_ids:
                raise UserError(
                    self.env._(
                        "The list is empty. Press “Add All That Is Packed” first."
                    )
                )

    def _guard_answered(self, vals):
        for transfer in self:
            if "handed_over" in transfer.archive_ids.mapped("state"):
                raise UserError(
                    self.env._("The archive office has not answered for all files yet.")
                )

    def _values_hand_over(self, vals):
        now = fields.Datetime.now()
        vals.update(handed_over_on=now, handed_over_by_id=self.env.uid)
        year = hall_date(now).year
        values = {}
        for transfer in self:
            transfer.archive_ids._transition("hand_over")
            hall = transfer.company_id.hall_code
            [serial] = self.env["yichuang.counter"]._next(
                f"archive-transfer/{hall}/{year}", 1
            )
            values[transfer.id] = {
                "name": f"档移〔{year}〕{serial:04}号",
                "contents": [
                    {
                        "number": archive.name,
                        "title": archive.subject,
                        "ended_on": str(archive.ended_on),
                        "period": retention.TITLES[archive.period],
                        "files": archive.file_count,
                        "bytes": archive.size,
                        "sha256": archive.sha256,
                    }
                    for archive in transfer.archive_ids.sorted("name")
                ],
            }
        return values

    def _values_settle(self, vals):
        vals["settled_on"] = fields.Datetime.now()

    def _settle_if_answered(self):
        for transfer in self:
            if transfer.state == "handed_over" and "handed_over" not in (
                transfer.archive_ids.mapped("state")
            ):
                transfer._transition("settle")

    def action_add_packed(self):
        """Put all packed files of the hall that passed the checks on this list."""
        self.ensure_one()
        self.check_access("write")
        if self.state != "draft":
            raise UserError(self.env._("What was handed over is not changed any more."))
        if not self.env.user.has_group(KEEPER):
            raise UserError(self.env._("The keeper of the archive fills the list."))
        archives = self.env["yichuang.archive"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("state", "=", "packed"),
                ("transfer_id", "=", False),
                ("authentic", "=", True),
                ("complete", "=", True),
                ("usable", "=", True),
                ("safe", "=", True),
            ]
        )
        archives._write_guarded({"transfer_id": self.id})
        return True

    def action_hand_over(self):
        """Hand the files over to the archive office."""
        return self._step("hand_over")

    def action_print(self):
        """Print the list, two copies."""
        self.check_access("read")
        return self.env.ref("yichuang_issuance.archive_transfer_report").report_action(
            self
        )

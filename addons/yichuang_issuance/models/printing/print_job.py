from typing import NamedTuple

from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError

from ..exit.delivery import EXIT_CLERK

CLERK = "yichuang_intake.group_clerk"
MANAGER = "yichuang_catalog.group_manager"
STAFF = "yichuang_catalog.group_user"
REVIEWER = "yichuang_intake.group_reviewer"
DECIDER = "yichuang_intake.group_decider"
AT_ONCE = 5
"""So few prints are made while the person waits; more are made in the background."""
MOST = 500
MOST_COPIES = 20


class Form(NamedTuple):
    """Something that is printed: on what paper, of which records, by whom.

    The model makes one print by ``_print_<form>(job)``; it may refuse an order by
    ``_check_print_<form>(reason)`` and has the last word before the file is there by
    ``_printed_<form>(job)``, which gives what must not be printed, by id.
    """

    kind: str
    model: str
    groups: tuple[str, ...]


FORMS = {
    "certificate": Form("certificate", "yichuang.certificate", (EXIT_CLERK,)),
    "result_label": Form("label", "yichuang.delivery", (EXIT_CLERK,)),
    "pickup_slip": Form("slip", "yichuang.delivery", (EXIT_CLERK,)),
    "place_label": Form("label", "yichuang.exit.place", (EXIT_CLERK, MANAGER)),
    "list_label": Form("label", "yichuang.exit.list", (EXIT_CLERK, REVIEWER, DECIDER)),
    "receipt_slip": Form("slip", "yichuang.case", (CLERK,)),
    "ticket_slip": Form("slip", "yichuang.ticket", (CLERK,)),
    "calibration": Form("label", "yichuang.print.profile", (STAFF,)),
}


class PrintJob(models.Model):
    """Something that somebody prints, one paper or some hundred (打印任务):
    waiting → done, or cancelled and taken up again.

    Each paper is an item that is made by itself, so that a fault stops one and not the
    rest, and what is made stays made when the server stops. In the end there is one
    file, in the order of the records.
    """

    _name = "yichuang.print.job"
    _description = "Print job"
    _order = "id desc"

    form = fields.Selection(
        [
            ("certificate", "Certificates"),
            ("result_label", "Labels of Results"),
            ("pickup_slip", "Collection Slips"),
            ("place_label", "Labels of Places"),
            ("list_label", "Labels of Hand-over Lists"),
            ("receipt_slip", "Receipt Slips"),
            ("ticket_slip", "Slips of Numbers"),
            ("calibration", "Calibration Page"),
        ],
        "What Is Printed",
        required=True,
        readonly=True,
        help="证照, 出件标签, 领取小票, 存放位标签, 交接清单标签, 收件小票, "
        "取号小票, 校准页.",
    )
    state = fields.Selection(
        [("waiting", "Being Made"), ("done", "Ready"), ("cancelled", "Stopped")],
        required=True,
        default="waiting",
        readonly=True,
        help="制作中, 已生成, 已停止.",
    )
    profile_id = fields.Many2one(
        "yichuang.print.profile",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
        help="打印设置",
    )
    copies = fields.Integer(default=1, required=True, readonly=True, help="份数")
    reason = fields.Char("Why Again", readonly=True, help="重打事由")
    user_id = fields.Many2one(
        "res.users",
        "Printed By",
        required=True,
        readonly=True,
        index=True,
        help="打印人",
    )
    company_id = fields.Many2one(
        "res.company", "Hall", required=True, readonly=True, index=True
    )
    item_ids = fields.One2many("yichuang.print.item", "job_id", "Papers", readonly=True)
    failed_ids = fields.One2many(
        "yichuang.print.item",
        "job_id",
        "Not Printed",
        domain=[("state", "=", "failed")],
        readonly=True,
    )
    total = fields.Integer("Papers in All", compute="_compute_progress", help="总数")
    made = fields.Integer("Papers Made", compute="_compute_progress", help="已生成")
    failed = fields.Integer(
        "Papers Not Made", compute="_compute_progress", help="未能生成"
    )
    progress = fields.Float(
        compute="_compute_progress", help="进度: hundredths of the papers looked at."
    )
    pdf = fields.Binary("File", attachment=True, readonly=True)
    finished_on = fields.Datetime("Ready On", readonly=True, help="完成时间")

    _waiting_idx = models.Index("(id) WHERE state = 'waiting'")

    @api.depends("form", "create_date")
    def _compute_display_name(self):
        forms = dict(self._fields["form"]._description_selection(self.env))
        for job in self:
            job.display_name = f"{forms.get(job.form, '')} {job.id or ''}".strip()

    @api.depends("item_ids.state")
    def _compute_progress(self):
        counts = {}
        for job, state, count in self.env["yichuang.print.item"]._read_group(
            [("job_id", "in", self.ids)], ["job_id", "state"], ["__count"]
        ):
            counts[job.id, state] = count
        for job in self:
            waiting, job.made, job.failed = (
                counts.get((job.id, state), 0)
                for state in ("waiting", "made", "failed")
            )
            job.total = waiting + job.made + job.failed
            job.progress = 100 * (job.total - waiting) / (job.total or 1)

    @api.model
    def _request(self, form, records, copies=1, reason="", profile=None):
        """Print ``form`` of these records: at once if they are few.

        :returns: the action that opens the file, or the job while it is being made
        """
        asked = FORMS[form]
        if not any(map(self.env.user.has_group, asked.groups)):
            raise AccessError(
                self.env._("Your roles do not include this print. Ask a colleague.")
            )
        records.check_access("read")
        self._check_order(records, copies)
        check = getattr(records, f"_check_print_{form}", None)
        if check:
            check(reason)
        if profile is None:
            profile = self.env["yichuang.print.profile"]._for(asked.kind)
        # Nobody writes jobs by hand; the right to what is printed was checked.
        job = self.sudo().create(
            {
                "form": form,
                "profile_id": profile.id,
                "copies": copies,
                "reason": (reason or "").strip() or False,
                "user_id": self.env.uid,
                "company_id": self.env.company.id,
                "item_ids": [
                    Command.create({"res_id": record.id, "name": record.display_name})
                    for record in records
                ],
            }
        )
        if len(records) > AT_ONCE:
            job._wake()
            return job.sudo(False)._view()
        job._make_at_once()
        return job.sudo(False)._open()

    @api.model
    def _check_order(self, records, copies):
        if not 0 < len(records) <= MOST:
            raise UserError(
                self.env._(
                    "Choose between 1 and %(most)s to print at a time.", most=MOST
                )
            )
        if not 0 < copies <= MOST_COPIES:
            raise UserError(
                self.env._(
                    "Print between 1 and %(most)s copies of each.", most=MOST_COPIES
                )
            )

    def _make_at_once(self):
        self.item_ids._make()
        failed = self.item_ids.filtered(lambda item: item.state == "failed")
        if failed == self.item_ids:
            raise UserError("\n".join(failed.mapped("problem")))
        self._finish()

    def _view(self):
        """Open the job with its progress."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Print Job"),
            "res_model": self._name,
            "view_mode": "form",
            "views": [(False, "form")],
            "res_id": self.id,
        }

    def _open(self):
        """Open the file for printing, or the job where some of it is missing."""
        # Ordered a moment ago by the same person.
        job = self.sudo()
        if not job.pdf or job.failed:
            return self._view()
        return self._file()

    def action_open(self):
        """Open the file for printing."""
        self.ensure_one()
        self.check_access("read")
        # Whether there is one; the file itself is opened under the person's rights.
        if not self.sudo().pdf:
            raise UserError(
                self.env._("There is no file: it is still being made, or was stopped.")
            )
        return self._file()

    def _file(self):
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/pdf/print-{self.id}.pdf",
            "target": "new",
        }

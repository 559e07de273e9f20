from odoo import fields, models
from odoo.exceptions import UserError

from ...tools import certificate_print

READERS = (
    "yichuang_issuance.group_exit_clerk,yichuang_intake.group_decider,"
    "yichuang_catalog.group_manager,yichuang_catalog.group_supervisor"
)


class Certificate(models.Model):
    """The paper certificate, printed on pre-printed stock.

    What is printed is a rendering of its own from the same data, without frame and
    ground. The sealed file is never touched: changed by a byte, its seal breaks.
    """

    _inherit = "yichuang.certificate"

    print_ids = fields.One2many(
        "yichuang.certificate.print",
        "certificate_id",
        "Prints",
        readonly=True,
        groups=READERS,
    )

    def action_print_original(self):
        """Ask how many, and why once more, and print on the stock."""
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Print on Stock"),
            "res_model": "yichuang.print.certificates",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_certificate_ids": self.ids},
        }

    def _printed_before(self):
        """Those of them that were printed already."""
        # That there was a print is told to whoever would make another.
        rows = self.env["yichuang.certificate.print"].sudo()
        found = rows._read_group(
            [("certificate_id", "in", self.ids)], ["certificate_id"]
        )
        return self.browse(certificate.id for (certificate,) in found)

    def _check_print_certificate(self, reason):
        again = self._printed_before()
        if again and not (reason or "").strip():
            raise UserError(again._say_why_again())
        problems = list(filter(None, self.mapped(lambda one: one._print_problem())))
        if len(problems) == len(self):
            raise UserError("\n".join(problems[:5]))

    def _say_why_again(self):
        return self.env._(
            "Printed already: %(certificates)s. There is one original (正本): say why "
            "it is printed once more, such as a sheet spoiled by the printer.",
            certificates=", ".join(self[:5].mapped("display_name")),
        )

    def _print_problem(self):
        """Why the certificate is not printed, in a sentence; empty if it is."""
        self.ensure_one()
        if self.state != "valid":
            return self.env._(
                "%(certificate)s is “%(state)s”: only a valid certificate is printed.",
                certificate=self.display_name,
                state=self._state_label(),
            )
        if self.file_state != "ready":
            return self.env._(
                "The file of %(certificate)s is not made yet. The paper follows the "
                "file: make it first.",
                certificate=self.display_name,
            )
        return ""

    def _print_certificate(self, job):
        problem = self._print_problem()
        if problem:
            raise UserError(problem)
        # What stands on the paper is what stands in the file; whoever prints was
        # found to read the certificate, and has no right to its file or its type.
        page = self.sudo().file_ids._page()
        return certificate_print.render(
            page,
            job.profile_id._sheet("certificate"),
            self.sudo().type_id.preprinted == "form",
            again=bool(self._printed_before()),
        )

    def _printed_certificate(self, job):
        """Write the prints down, as their file is put together.

        :returns: why some must not be printed after all, by id
        """
        self.lock_for_update(allow_referencing=True)
        self.invalidate_recordset(["state"])
        refused = {one.id: one._print_problem() for one in self}
        if not job.reason:
            # Somebody else may have printed it since the job was ordered.
            again = self._printed_before()
            refused |= {one.id: one._say_why_again() for one in again}
        refused = {key: problem for key, problem in refused.items() if problem}
        printed = self.filtered(lambda one: one.id not in refused)
        printed._note_print(job)
        return refused

    def _note_print(self, job):
        # The log is written here and nowhere else.
        log = self.env["yichuang.certificate.print"].sudo()
        last = {
            certificate.id: serial
            for certificate, serial in log._read_group(
                [("certificate_id", "in", self.ids)],
                ["certificate_id"],
                ["serial:max"],
            )
        }
        log.create(
            [
                {
                    "certificate_id": certificate.id,
                    "serial": last.get(certificate.id, 0) + 1,
                    "copies": job.copies,
                    "reason": job.reason,
                    "profile": job.profile_id.name,
                    "user_id": job.user_id.id,
                    "printed_on": fields.Datetime.now(),
                }
                for certificate in self
            ]
        )
        # The person printed, though a scheduled job may have put the file together.
        self.with_user(job.user_id)._log_event(
            "print", {"copies": job.copies, "reason": job.reason or ""}
        )

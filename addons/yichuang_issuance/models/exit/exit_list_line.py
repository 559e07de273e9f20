from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .delivery import EXIT_CLERK

# What the exit may still write on a list that is on its way.
REMARKED = {"remark"}


class ExitListLine(models.Model):
    """One document on a hand-over list: scanned at the exit, or noted as not fitting
    (差异), which sends it back to the organ."""

    _name = "yichuang.exit.list.line"
    _description = "Document on a hand-over list"
    _inherit = ["yichuang.lifecycle.line"]
    _order = "list_id, id"
    _rec_name = "receipt_number"
    _lifecycle_parent = "list_id"
    _line_open_states = ("draft", "sent")

    list_id = fields.Many2one(
        "yichuang.exit.list", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="list_id.company_id", store=True, index=True, precompute=True
    )
    department_id = fields.Many2one(
        related="list_id.department_id",
        string="Organ",
        store=True,
        index=True,
        precompute=True,
    )
    delivery_id = fields.Many2one(
        "yichuang.delivery", required=True, ondelete="restrict", index=True, help="出件"
    )
    receipt_number = fields.Char(related="delivery_id.receipt_number")
    applicant_name = fields.Char("Applicant", related="delivery_id.applicant_name")
    service_id = fields.Many2one(related="delivery_id.service_id")
    certificate_id = fields.Many2one(related="delivery_id.certificate_id")
    shelf_place = fields.Char(related="delivery_id.shelf_place")
    bag = fields.Char(help="袋号条码")
    pages = fields.Integer(help="页数")
    copies = fields.Integer("Originals", default=1, help="份数")
    scanned_on = fields.Datetime("Scanned", readonly=True, copy=False, help="扫码时间")
    scanned_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, help="扫码签收人"
    )
    remark = fields.Char("Not as Listed", help="与清单不符之处: it goes back.")

    _once = models.UniqueIndex(
        "(list_id, delivery_id)", "This document stands on the list already."
    )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_not_handed_over()
        return lines

    @api.ondelete(at_uninstall=False)
    def _unlink_except_handed_over(self):
        self._check_not_handed_over()

    def _check_not_handed_over(self):
        """Both sides hold the same list: nothing joins it or leaves it on the way."""
        # Whether a list is on its way is no secret of whoever may write its lines.
        for each in self.list_id.sudo():
            if each.state != "draft" and not self._has_line_pass():
                raise UserError(
                    self.env._(
                        "%(list)s has been handed over as it is printed. Note beside "
                        "a line what does not fit; what is not on the list goes on "
                        "the next one.",
                        list=each.display_name,
                    )
                )

    def write(self, vals):
        scanned = {"scanned_on", "scanned_by_id"}.intersection(vals)
        if (scanned or "delivery_id" in vals) and not self._has_line_pass():
            raise AccessError(
                self.env._(
                    "The time of arrival is set by the scan at the exit, and a line "
                    "keeps its document."
                )
            )
        if any(line.list_id.state == "sent" for line in self):
            if set(vals) - REMARKED:
                self._check_not_handed_over()
            if "remark" in vals:
                self._check_remark()
        return super().write(vals)

    def _check_remark(self):
        if not self.env.user.has_group(EXIT_CLERK):
            raise AccessError(
                self.env._("The exit window notes what does not fit the list.")
            )

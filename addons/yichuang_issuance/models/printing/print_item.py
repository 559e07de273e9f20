import base64
import logging

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.yichuang_catalog.tools import pdf_page

from ...tools import print_sheet
from .print_job import FORMS

_logger = logging.getLogger(__name__)


class PrintItem(models.Model):
    """One paper of a print job: waiting → made, or failed with the reason."""

    _name = "yichuang.print.item"
    _description = "Paper of a print job"
    _order = "job_id, id"

    job_id = fields.Many2one(
        "yichuang.print.job",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    name = fields.Char("What Is Printed", required=True, readonly=True, help="打印内容")
    res_id = fields.Many2oneReference(
        "Record", model_field="model", required=True, readonly=True
    )
    model = fields.Char(compute="_compute_model")
    state = fields.Selection(
        [("waiting", "To Be Made"), ("made", "Made"), ("failed", "Failed")],
        required=True,
        default="waiting",
        readonly=True,
        help="待生成, 已生成, 失败.",
    )
    problem = fields.Char("Why Not", readonly=True, help="失败原因")
    # Until the job's file is there; nobody takes a single paper out of a job.
    pdf = fields.Binary(attachment=True, readonly=True, groups=fields.NO_ACCESS)

    _default_order_idx = models.Index("(job_id, id)")
    _waiting_idx = models.Index("(id) WHERE state = 'waiting'")

    @api.depends("job_id.form")
    def _compute_model(self):
        for item in self:
            item.model = item.job_id.form and FORMS[item.job_id.form].model

    @api.model
    def _ordered(self):
        return [("state", "=", "waiting"), ("job_id.state", "=", "waiting")]

    def _make(self):
        """Make these papers; what cannot be made says why and stops no other."""
        for item in self:
            try:
                data = item._pdf()
            except (UserError, AccessError) as error:
                item._fail(error, str(error))
            except pdf_page.RenderError as error:
                orderer = self.with_context(lang=item.job_id.user_id.lang)
                files = orderer.env["yichuang.rendered.file"]
                item._fail(error, files._worded(error.code, error.facts))
            else:
                item.write({"state": "made", "pdf": base64.b64encode(data)})

    def _fail(self, error, words):
        _logger.info("print of %s not made: %s", self, error)
        self.write({"state": "failed", "problem": words})

    def _pdf(self):
        """The paper as it goes to the printer, with what its orderer may see."""
        job = self.job_id
        record = self.env[FORMS[job.form].model].browse(self.res_id)
        record = record.with_user(job.user_id).with_context(lang=job.user_id.lang)
        record.check_access("read")
        data = getattr(record, f"_print_{job.form}")(job)
        profile = job.profile_id
        return print_sheet.finished(
            data, profile.offset_right, profile.offset_down, self.name
        )

import base64
import hashlib
import logging

from odoo import api, fields, models

from ...tools import pdf_page
from .render_sentences import SENTENCES

_logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 5


class RenderedFile(models.AbstractModel):
    """The PDF of an issued paper, and the order to make it.

    pending → ready, or failed after several attempts. Issuing only adds a row; a
    scheduled job renders. Rendering locks this row and never the paper itself, so
    nobody waits for it; a renderer that is killed leaves the row pending for the next
    one, and a row is rendered once because the lock is taken before and the state
    written with the file.

    Class options: ``_paper_field`` names the Many2one to the paper, ``_render_cron``
    the scheduled job. ``_pdf()`` of the model gives the bytes or raises
    ``RenderError``; ``_finished(data)`` has the last word. The model declares
    ``state`` (pending, ready, failed) and an index
    on what is pending itself: values and indexes go with the module that names them.
    """

    _name = "yichuang.rendered.file"
    _description = "Rendered file"
    _order = "id"

    _paper_field = None
    _render_cron = None

    pdf = fields.Binary("PDF", attachment=True, readonly=True)
    digest = fields.Char("SHA-256", readonly=True)
    rendered_on = fields.Datetime(readonly=True)
    attempts = fields.Integer(readonly=True)
    # Why it could not be made: what is wrong, and its sentence in the reader's words
    problem_code = fields.Char(readonly=True, groups="base.group_user")
    problem_facts = fields.Json(readonly=True, groups="base.group_user")
    problem = fields.Char(compute="_compute_problem", groups="base.group_user")

    @api.depends("problem_code", "problem_facts")
    @api.depends_context("lang")
    def _compute_problem(self):
        for order in self:
            code = order.problem_code
            order.problem = code and self._worded(code, order.problem_facts or {})

    @api.model
    def _render_sentences(self):
        """The sentence of each code of a ``RenderError``; modules add their own."""
        return SENTENCES

    @api.model
    def _worded(self, code, facts):
        """Why a page could not be made, in the reader's language."""
        said, sentence = self.env._, self._render_sentences().get(code)
        # A code may be older than the module that knew it.
        return said(sentence) % facts if sentence else code

    @api.model
    def _queue(self, papers):
        """Order the files of papers that were just issued."""
        # Whoever issues a paper has no right to its file; only the renderer has.
        self.sudo().create([{self._paper_field: paper.id} for paper in papers])
        self.env["ir.cron"]._trigger_once(self._render_cron)

    @api.model
    def _cron_render(self):
        """Make the files that are ordered, each in a transaction of its own."""
        pending = [("state", "=", "pending")]
        commit = self.env["ir.cron"]._commit_progress
        commit(remaining=self.search_count(pending))
        last = 0
        while orders := self.search([*pending, ("id", ">", last)], limit=20):
            order = orders.try_lock_for_update(limit=1)
            last = (order or orders[-1]).id
            if order:
                order._render_locked()
                if not commit(1):
                    break

    def _render(self):
        """Make these files now unless somebody else is at it or has done it."""
        orders = self.filtered(lambda order: order.state != "ready")
        mine = orders.try_lock_for_update()
        mine.invalidate_recordset()
        for order in mine.filtered(lambda order: order.state != "ready"):
            order._render_locked()

    def _stamped(self):
        """Whether an electronic seal is put on the finished file."""
        return False

    def _finished(self, data):
        """The last touch to the file, such as a seal; nothing changes it after."""
        return data

    def _render_locked(self):
        self.ensure_one()
        paper = self[self._paper_field]
        try:
            data = self._finished(self._pdf())
        except pdf_page.RenderError as error:
            _logger.warning("%s not rendered: %s", paper, error)
            attempts = self.attempts + 1
            self.write(
                {
                    "attempts": attempts,
                    "problem_code": error.code,
                    "problem_facts": error.facts,
                    "state": "failed" if attempts >= MAX_ATTEMPTS else "pending",
                }
            )
            return
        digest = hashlib.sha256(data).hexdigest()
        self.write(
            {
                "state": "ready",
                "pdf": base64.b64encode(data),
                "digest": digest,
                "rendered_on": fields.Datetime.now(),
                "problem_code": False,
                "problem_facts": False,
            }
        )
        paper._log_event("render", {"sha256": digest, "bytes": len(data)})

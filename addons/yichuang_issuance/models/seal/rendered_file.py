from odoo import api, models

from .render_sentences import SENTENCES, SERVICES


class RenderedFile(models.AbstractModel):
    """A file is sealed when it is made, last of all, where its organ has a seal."""

    _inherit = "yichuang.rendered.file"

    @api.model
    def _queue(self, papers):
        # Whoever issues a paper asks for its seal by that, with no right to seals.
        waiting = self.env["yichuang.seal.use"].sudo()._ask(papers)
        # A file that was ordered before is made as it stands in the queue, which they
        # have no right to either.
        ordered = papers.filtered(lambda paper: paper.sudo().file_ids)
        return super()._queue(papers - waiting - ordered)

    @api.model
    def _render_sentences(self):
        return super()._render_sentences() | SENTENCES

    @api.model
    def _worded(self, code, facts):
        if "service" in facts:
            said = self.env._
            facts = facts | {"service": said(SERVICES[facts["service"]])}
        return super()._worded(code, facts)

    def _stamped(self):
        return bool(self._seal_use()) or super()._stamped()

    def _finished(self, data):
        use = self._seal_use()
        return use._apply(data) if use else super()._finished(data)

    def _seal_use(self):
        """The use of a seal that was approved for this file."""
        paper = self[self._paper_field]
        return (
            self.env["yichuang.seal.use"]
            .sudo()
            .search(
                [(paper._seal_use_field, "=", paper.id), ("state", "=", "approved")],
                limit=1,
            )
        )

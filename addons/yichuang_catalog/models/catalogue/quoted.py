from odoo import api, models
from odoo.exceptions import UserError


class Quoted(models.AbstractModel):
    """A row that versions quote: it stays as the submitted and published ones quote
    it, or a published version would change behind its back.

    Class options: ``_quoted_by`` is the path from a version to the row,
    ``_quoted_fields`` names what a version shows of it. What is still empty may be
    filled in later.
    """

    _name = "yichuang.quoted"
    _description = "Row Quoted by Published Versions"

    _quoted_by = None
    _quoted_fields = ()

    def write(self, vals):
        self._check_quoted_kept(vals)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_quoted(self):
        self._refuse_quoted(self)

    def _check_quoted_kept(self, vals):
        for name in self._quoted_fields:
            if name in vals:
                self._refuse_quoted(
                    self.filtered(lambda row: row[name] and row[name] != vals[name])  # noqa: B023 (used at once)
                )

    def _refuse_quoted(self, rows):
        quoted = rows._quoted()
        if quoted:
            raise UserError(
                self.env._(
                    "“%(name)s” stands in versions that were submitted or published, "
                    "and what was published stays as it was. Archive it and enter a "
                    "new one instead.",
                    name=quoted[:1].display_name,
                )
            )

    def _quoted(self):
        """Those of these rows that a version quotes which is no draft any more."""
        if not self:
            return self
        versions = (
            self.env["yichuang.service.version"]
            .sudo()
            .search([(self._quoted_by, "in", self.ids), ("state", "!=", "draft")])
        )
        return self & versions.mapped(self._quoted_by).with_env(self.env)

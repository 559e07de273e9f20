from odoo import http
from odoo.http import request

from odoo.addons.yichuang_intake.controllers.vault import give

# Who may take a whole file away; everybody else reads the matter on the screen.
ENTITLED = ("yichuang_issuance.group_keeper", "yichuang_catalog.group_supervisor")


class Archive(http.Controller):
    """The one door to the packages of the archive."""

    @http.route(
        "/archive/<string:token>",
        type="http",
        auth="user",
        methods=["GET"],
        # Who took a copy is written down.
        readonly=False,
    )
    def package(self, token, **kw):
        """The package, for those entitled; to all others it is not there."""
        user = request.env.user
        if not any(user.has_group(group) for group in ENTITLED):
            raise request.not_found()
        archives = request.env["yichuang.archive"]
        # The code only names the file; the search below asks for the right to it.
        named = archives.sudo().search([("token", "=", token)], limit=1)
        archive = archives.search([("id", "in", named.ids)])
        if not archive:
            raise request.not_found()
        file = request.env["yichuang.archive.file"].sudo()._of(archive)
        content = file._bytes()
        if not content:
            raise request.not_found()
        archive._log_event("take_copy", {"sha256": archive.sha256})
        return give(content, f"{archive.name}.zip", "application/zip")

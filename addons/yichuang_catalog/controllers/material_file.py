"""Blank forms and samples of materials: given out as files, never shown in place."""

from odoo import http
from odoo.fields import Domain
from odoo.http import content_disposition, request

from ..models.catalogue.material import FILES

FIELDS = {word: name for name, word in FILES.items()}


class MaterialFile(http.Controller):
    @http.route(
        "/services/material/<string:token>/<string:word>",
        type="http",
        auth="public",
        readonly=True,
        website=True,
    )
    def public_file(self, token, word, **kwargs):
        """A file of a material that a published version asks for."""
        # Published content is for everybody; the public user has no rights of its own.
        materials = request.env["yichuang.material"].sudo()
        services = request.env["yichuang.service"].sudo()
        material = materials.with_context(active_test=False).search(
            [
                ("token", "=", token),
                (
                    "line_ids",
                    "any",
                    Domain("version_id.state", "=", "published")
                    & Domain("service_id", "any", services._guided()),
                ),
            ],
            limit=1,
        )
        return self._give(material, word)

    # For staff, of drafts as well: read under the rights of whoever asks.
    @http.route(
        "/yichuang/material/<int:number>/<string:word>",
        type="http",
        auth="user",
        readonly=True,
    )
    def file(self, number, word, **kwargs):
        """A file of any material of the library."""
        materials = request.env["yichuang.material"].with_context(active_test=False)
        if not materials.has_access("read"):
            raise request.not_found()
        return self._give(materials.search([("id", "=", number)]), word)

    @staticmethod
    def _give(material, word):
        found = material and word in FIELDS and material._file(FIELDS[word])
        if not found:
            raise request.not_found()
        data, kind, name = found
        return request.make_response(
            data,
            [
                ("Content-Type", kind),
                ("Content-Disposition", content_disposition(name)),
                ("X-Content-Type-Options", "nosniff"),
                ("Content-Security-Policy", "sandbox"),
            ],
        )

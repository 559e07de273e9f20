import base64

from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.tools.mimetypes import guess_mimetype

ALLOWED = ("application/pdf", "image/png", "image/jpeg")
MOST_BYTES = 5_000_000


class ServiceVersion(models.Model):
    """The sample of the result is shown to the public: what it is decides its
    content, not its name."""

    _inherit = "yichuang.service.version"

    @api.constrains("result_sample")
    def _check_result_sample(self):
        for version in self.with_context(bin_size=False).filtered("result_sample"):
            data = base64.b64decode(version.result_sample)
            if len(data) > MOST_BYTES or guess_mimetype(data) not in ALLOWED:
                raise ValidationError(
                    self.env._(
                        "The sample of the result is a PDF, PNG or JPEG file of at "
                        "most 5 MB. Choose another file."
                    )
                )

    def write(self, vals):
        result = super().write(vals)
        if "result_sample" in vals:
            # Its size, by which completeness is told, may stand in the cache as none
            self.invalidate_recordset(["result_sample"])
            self.modified(["result_sample"])
        return result

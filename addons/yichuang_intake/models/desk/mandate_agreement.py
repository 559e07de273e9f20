from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...tools import upload


class Mandate(models.Model):
    """The agreement on which a mandate rests, and where it was announced
    (行政许可法 Art. 24): everybody may look at ``/delegations`` who acts for whom."""

    _inherit = "yichuang.mandate"

    # An agreement may be scanned later, but it is never replaced.
    _free_fields = frozenset({"agreement_file"})
    _guarded_fields = frozenset({"has_agreement"})

    agreement_file = fields.Binary(
        attachment=True,
        copy=False,
        help="协议文本: a scan in PDF, OFD, JPEG or PNG.",
    )
    agreement_file_name = fields.Char(
        "Name of the Agreement File", compute="_compute_agreement_file_name"
    )
    has_agreement = fields.Boolean(
        "Agreement on File",
        compute="_compute_has_agreement",
        store=True,
        help="已附协议文本",
    )
    announced_where = fields.Char(
        help="公告载体: page, paper or notice board of the announcement."
    )

    @api.depends("agreement_file")
    def _compute_has_agreement(self):
        for mandate in self:
            mandate.has_agreement = bool(mandate.agreement_file)

    @api.depends("agreement_file", "name")
    def _compute_agreement_file_name(self):
        # Only its kind is told from the content.
        for mandate, whole in zip(self, self.with_context(bin_size=False), strict=True):
            mandate.agreement_file_name = whole.agreement_file and upload.file_name(
                mandate.name, 1, upload.kind(upload.decoded(whole.agreement_file))
            )

    @api.constrains("agreement_file")
    def _check_agreement_file(self):
        for whole in self.with_context(bin_size=False).filtered("agreement_file"):
            found = upload.fault(upload.decoded(whole.agreement_file), 0, 0)
            if found:
                words = self.env["yichuang.case.file"]
                raise ValidationError(words._fault_words(found, upload.MOST_BYTES))

    def _check_write_guarded(self, vals):
        super()._check_write_guarded(vals)
        if "agreement_file" in vals:
            for mandate in self.filtered("has_agreement"):
                if mandate.state != "draft":
                    raise UserError(
                        self.env._(
                            "%(mandate)s was given on the agreement that is on file; "
                            "it is not replaced. End the mandate and give a new one.",
                            mandate=mandate.name,
                        )
                    )

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.yichuang_catalog.tools import citizen_id

MASK = "*"


class Practitioner(models.Model):
    """Somebody who does the work and signs it (执业人员).

    Of the identity number only a keyed digest is kept, and what may be shown of it: it
    tells whether two agencies have registered one person.
    """

    _name = "yichuang.market.practitioner"
    _description = "Practitioner of an agency"
    _inherit = ["yichuang.market.credential"]
    _order = "agency_id, name, id"

    _guarded_fields = frozenset({"digest", "masked_number"})
    _shared_key = "digest"

    kind_id = fields.Many2one(domain=[("holder", "=", "practitioner")])
    name = fields.Char("Full Name", required=True, index="trigram", help="姓名")
    id_number = fields.Char(
        "Identity Number",
        compute="_compute_id_number",
        inverse="_inverse_id_number",
        help="公民身份号码; kept as a keyed digest only.",
    )
    digest = fields.Char(
        readonly=True,
        copy=False,
        index="btree_not_null",
        groups=fields.NO_ACCESS,
        help="Keyed digest.",
    )
    masked_number = fields.Char(
        readonly=True, copy=False, help="公民身份号码, the middle hidden."
    )

    _person_uniq = models.UniqueIndex(
        "(agency_id, kind_id, digest) WHERE state IN ('entered', 'verified') "
        "AND digest IS NOT NULL",
        "The agency has this person with this certificate already.",
    )

    @api.depends("masked_number")
    def _compute_id_number(self):
        for record in self:
            record.id_number = record.masked_number

    def _inverse_id_number(self):
        # Only the digest of what was typed is kept.
        identity = self.env["yichuang.case.identity"].sudo()
        for record in self:
            number = citizen_id.compact(record.id_number or "")
            if MASK in number and number == record.masked_number:
                continue
            if not citizen_id.is_valid(number):
                raise ValidationError(
                    self.env._(
                        "This is not a citizen identity number of 18 characters. "
                        "Type the whole number from the identity card of %(name)s.",
                        name=record.name,
                    )
                )
            record.sudo()._write_guarded(
                {
                    "digest": identity._digest(number),
                    "masked_number": citizen_id.mask(number),
                }
            )
        # What was typed must not be read back.
        self.invalidate_recordset(["id_number"], flush=False)

    @api.depends("name", "kind_id.name")
    def _compute_display_name(self):
        for record in self:
            parts = (record.name, record.kind_id.name)
            record.display_name = " ".join(filter(None, parts))

    def _person(self):
        # Whether two certificates are one person's must be known, not the number.
        return self.sudo().digest or str(self.id)

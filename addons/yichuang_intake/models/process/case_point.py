from odoo import api, fields, models
from odoo.exceptions import UserError


class Case(models.Model):
    """Received in a township or village for the county hall (代收).

    The day of receipt at the point is the day of receipt: the time to tell what is
    missing runs from it, however long the papers travel. An organ accepts when they
    have arrived.
    """

    _inherit = "yichuang.case"

    _added_guards = {
        "receive": ("_guard_point",),
        "accept": ("_guard_papers_here",),
        "accept_deferred": ("_guard_papers_here",),
        "refuse": ("_guard_no_keeper",),
        "notify_supplement": ("_guard_no_keeper",),
        "send_back": ("_guard_no_keeper",),
        "receive_online": ("_guard_no_keeper",),
    }
    _guarded_fields = frozenset({"bundle_id"})
    _matter_fields = frozenset({"reception_point_id"})

    reception_point_id = fields.Many2one(
        "yichuang.reception.point",
        "Received At",
        ondelete="restrict",
        index="btree_not_null",
        copy=False,
        domain=lambda self: [("keeper_ids", "in", self.env.uid)],
        groups="base.group_user",
        help="代收点: the township or village point that received it for the hall.",
    )
    bundle_id = fields.Many2one(
        "yichuang.reception.bundle",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        groups="base.group_user",
        help="转送批次: the bundle in which its papers go to the hall.",
    )

    @api.model
    def default_get(self, fields):
        """A keeper receives at the point that they keep."""
        values = super().default_get(fields)
        if "reception_point_id" in fields and "reception_point_id" not in values:
            kept = self.env.user.sudo().reception_point_ids
            values["reception_point_id"] = kept.filtered("active")[:1].id
        return values

    def _guard_point(self, vals):
        kept = self.env.user.sudo().reception_point_ids
        for case in self:
            point = case.sudo().reception_point_id
            if not kept and not point:
                continue
            if point not in kept or not point.active:
                raise UserError(
                    self.env._(
                        "%(case)s is received at a point by one of its keepers, and at "
                        "the hall by somebody else. Choose the point you keep, or "
                        "leave it empty at the hall.",
                        case=case.display_name,
                    )
                )
            if case.company_id != point.company_id or (
                point.service_ids and case.sudo().service_id not in point.service_ids
            ):
                raise UserError(
                    self.env._(
                        "%(point)s does not receive “%(service)s”. Send the applicant "
                        "to the hall or to the page for online applications.",
                        point=point.name,
                        service=case.service_id.name,
                    )
                )

    def _guard_no_keeper(self, vals):
        if self.env.user.sudo().reception_point_ids:
            raise UserError(
                self.env._(
                    "Who keeps a reception point only receives (行政许可法 Art. 32): "
                    "whether an application is accepted, refused or to be supplemented "
                    "is said at the hall, for the organ."
                )
            )

    def _guard_papers_here(self, vals):
        for case in self.sudo():
            point = case.reception_point_id
            if point and case.bundle_id.state != "arrived":
                raise UserError(
                    self.env._(
                        "The papers of %(case)s have not arrived from %(point)s. Sign "
                        "for their bundle first; the time runs from the receipt there, "
                        "on %(date)s (行政许可法 Art. 32).",
                        case=case.display_name,
                        point=point.name,
                        date=case._hall_time(case.received_on),
                    )
                )

    def _receipt_facts(self):
        facts = super()._receipt_facts()
        point = self.sudo().reception_point_id
        if point:
            facts["代收点"] = point.name
        return facts

    def _point_name(self):
        """Where it was received, for the receipt; empty at the hall itself."""
        self.ensure_one()
        return self.sudo().reception_point_id.name or ""

    def _bundle_row(self):
        """This case on the list of its bundle: what is in the bag, no identity."""
        self.ensure_one()
        taken = self.material_ids.filtered("received")
        return {
            "receipt_number": self.receipt_number,
            "service": self.service_id.name,
            "applicant": self.applicant_name,
            "received": self._hall_time(self.received_on),
            "materials": [
                {
                    "name": line.name,
                    "originals": line.originals,
                    "copies": line.copies,
                    "pages": line.pages,
                }
                for line in taken
            ],
        }

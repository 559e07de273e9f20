from odoo import fields, models
from odoo.exceptions import UserError


class SiteCheck(models.Model):
    """One visit for several matters of a joint case (联合勘验): all organs that must
    see the place go together, and the applicant is visited once."""

    _inherit = "yichuang.site.check"

    _added_guards = {"hold": ("_guard_one_visit",)}

    also_case_ids = fields.Many2many(
        "yichuang.case",
        "yichuang_site_check_also",
        "check_id",
        "case_id",
        "Also For",
        copy=False,
        help="联合勘验: other matters of the same joint case that the visit is for.",
    )

    def _guard_one_visit(self, vals):
        # Each organ answers for its own; the visit needs no right to the others.
        for check in self.sudo():
            joint = check.case_id.parent_id
            for case in check.also_case_ids:
                if not joint or case.parent_id != joint:
                    raise UserError(
                        self.env._(
                            "%(case)s belongs to another application. A joint visit is "
                            "for matters of one joint case.",
                            case=case.display_name,
                        )
                    )
                if case.state not in ("waiting", "accepted", "reviewing"):
                    raise UserError(
                        self.env._(
                            "%(case)s is not being examined, so nothing is checked on "
                            "the spot for it.",
                            case=case.display_name,
                        )
                    )
                organ = case.department_id
                if not check.officer_ids.user_id & organ.member_ids:
                    raise UserError(
                        self.env._(
                            "The visit is also for %(organ)s, and none of its officers "
                            "is named. Name at least one.",
                            organ=organ.name,
                        )
                    )
                window = case.received_by_id | case.accepted_by_id
                taken = check.officer_ids.user_id & window
                if taken:
                    raise UserError(
                        self.env._(
                            "%(names)s took %(case)s in at the window and does not "
                            "check it on the spot. Name somebody else.",
                            names=", ".join(taken.mapped("name")),
                            case=case.display_name,
                        )
                    )

    def _after_hold(self, vals):
        super()._after_hold(vals)
        for check in self:
            # The record of the visit goes into the file of every matter it was for.
            others = check.sudo().also_case_ids
            others._issue_document(
                "site_record", {case.id: check._record_facts() for case in others}
            )

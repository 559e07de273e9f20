from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

from ...tools.licensing_law import SITE_CHECK_OFFICERS

REVIEWER = "yichuang_intake.group_reviewer"


class SiteCheck(models.Model):
    """A check of the substance of an application on the spot (现场核查), by at least
    two officers (行政许可法 Art. 34(3)): planned → held."""

    _name = "yichuang.site.check"
    _description = "Site check"
    _inherit = ["yichuang.case.named", "yichuang.lifecycle"]
    _order = "id desc"
    _rec_name = "case_id"

    _transitions = (
        Transition(
            "hold",
            "planned",
            "held",
            groups=REVIEWER,
            guards=("_guard_open", "_guard_officers", "_guard_record"),
        ),
    )
    _open_states = ("planned",)

    case_id = fields.Many2one(
        "yichuang.case", required=True, ondelete="cascade", index=True
    )
    state = fields.Selection(
        [("planned", "Planned"), ("held", "Held")],
        required=True,
        default="planned",
        copy=False,
        index=True,
        help="待核查, 已核查",
    )
    checked_at = fields.Datetime("Time of Check", copy=False, help="核查时间")
    place = fields.Char(help="核查地点")
    officer_ids = fields.One2many(
        "yichuang.site.check.officer", "check_id", "Officers", help="核查人员"
    )
    findings = fields.Text(copy=False, help="核查情况")
    photo_ids = fields.One2many(
        "yichuang.site.check.photo", "check_id", "Photographs", help="现场照片"
    )
    signed_by = fields.Char(copy=False, help="被核查人签字")
    unsigned_reason = fields.Char(copy=False, help="未签字原因")

    def _guard_open(self, vals):
        for check in self:
            if check.case_id.state not in ("accepted", "reviewing"):
                raise UserError(
                    self.env._(
                        "%(case)s is not being examined, so nothing is checked on the "
                        "spot for it.",
                        case=check.case_id.display_name,
                    )
                )
            check.case_id._guard_involved({})

    def _guard_officers(self, vals):
        for check in self:
            officers = check.officer_ids.user_id
            if len(officers) < SITE_CHECK_OFFICERS:
                raise UserError(
                    self.env._(
                        "At least two officers check on the spot (行政许可法 Art. "
                        "34(3)). Name another one."
                    )
                )
            window = check.case_id.received_by_id | check.case_id.accepted_by_id
            if officers & window:
                raise UserError(
                    self.env._(
                        "%(names)s took %(case)s in at the window and does not check "
                        "it on the spot. Name somebody else.",
                        names=", ".join((officers & window).mapped("name")),
                        case=check.case_id.display_name,
                    )
                )

    def _guard_record(self, vals):
        for check in self:
            lacking = [
                self._fields[name]._description_string(self.env)
                for name in ("checked_at", "place", "findings")
                if not check[name]
            ]
            if not (check.signed_by or check.unsigned_reason):
                lacking.append(self._fields["signed_by"]._description_string(self.env))
            if lacking:
                raise UserError(
                    self.env._(
                        "The record of a site check says when, where, what was found "
                        "and who signed, or why not. Fill in: %(fields)s.",
                        fields=", ".join(lacking),
                    )
                )
            if check.checked_at > fields.Datetime.now():
                raise UserError(
                    self.env._("The check is still to come. Record it afterwards.")
                )

    def _after_hold(self, vals):
        for check in self:
            check.case_id._issue_document(
                "site_record", {check.case_id.id: check._record_facts()}
            )

    def _record_facts(self):
        """What the record of the check states."""
        self.ensure_one()
        officers = "、".join(
            f"{officer.user_id.name}（{officer.certificate_number}）"
            for officer in self.officer_ids
        )
        facts = {
            "时间": self.case_id._hall_time(self.checked_at),
            "地点": self.place,
            "核查人员": officers,
            "核查情况": self.findings,
            "被核查人": self.signed_by or self.unsigned_reason,
        }
        if self.photo_ids:
            facts["现场照片"] = "；".join(
                f"{photo.name}（SHA-256：{photo.digest}）" for photo in self.photo_ids
            )
        return facts

    def action_hold(self):
        """File the record of the check."""
        return self._step("hold")

from odoo import models
from odoo.exceptions import UserError

from ...tools import hops
from ...tools.opinions import is_bare


class CaseHopGuard(models.AbstractModel):
    """What the law asks at each step of a case on its way up (行政许可法 Art. 35,
    43)."""

    _name = "yichuang.case.hop.guard"
    _description = "Rules of a case on its way up"

    def _guard_case_open(self, vals):
        for hop in self:
            if hop.case_id.state not in ("accepted", "reviewing"):
                raise UserError(
                    self.env._(
                        "%(case)s is “%(state)s”: nothing is done on its way up any "
                        "more.",
                        case=hop.case_id.display_name,
                        state=hop.case_id._state_label(),
                    )
                )

    def _guard_hop_member(self, vals):
        for hop in self:
            if self.env.user not in hop.organ_id.sudo().member_ids:
                raise UserError(
                    self.env._(
                        "%(case)s is in the hands of %(organ)s, and you are not one of "
                        "its members. Ask one of them to handle it.",
                        case=hop.case_id.display_name,
                        organ=hop.organ_id.name,
                    )
                )

    def _guard_accepted_before(self, vals):
        for hop in self:
            if not hop.accepted_on:
                raise UserError(
                    self.env._(
                        "%(organ)s has not accepted %(case)s yet: sign for what "
                        "arrived, and accept it then.",
                        organ=hop.organ_id.name,
                        case=hop.case_id.display_name,
                    )
                )

    def _guard_list_matches(self, vals):
        """What is on file is what the organ below put on its list: whoever signs
        confirms the paper, this the files and the numbers."""
        for hop in self:
            below = hop._below()
            if not below:
                continue
            found = hop.case_id.sudo()._transfer_sheets()
            if below.transfer_digest == hops.list_digest(found):
                continue
            sent = [
                hops.Sheet(**{**row, "digests": tuple(row["digests"])})
                for row in below.transfer or []
            ]
            raise UserError(
                self.env._(
                    "What is on file is not what the transfer list of %(organ)s says: "
                    "%(materials)s. Nothing is signed for that is not whole "
                    "(行政许可法 Art. 35); have the supervision look into it.",
                    organ=below.organ_id.name,
                    materials=", ".join(hops.differences(sent, found)),
                )
            )

    def _guard_below_decision(self, vals):
        for hop in self:
            if not hop.line_id:
                raise UserError(
                    self.env._(
                        "%(organ)s decides %(case)s: review and decide it by the steps "
                        "of the case.",
                        organ=hop.organ_id.name,
                        case=hop.case_id.display_name,
                    )
                )

    def _guard_hop_separation(self, vals):
        for hop in self:
            hop.case_id._check_separation(self.env.user)

    def _guard_reasoned_opinion(self, vals):
        for hop in self:
            if not hop.recommendation or is_bare(hop.opinion, [self.env.user.name]):
                raise UserError(
                    self.env._(
                        "A signature or a word of assent is no opinion. Choose a "
                        "recommendation, and write what was examined, against which "
                        "conditions, and what follows (行政许可法 Art. 35)."
                    )
                )

    def _guard_all_material(self, vals):
        for hop in self:
            case = hop.case_id
            owing = case._owing()
            if owing:
                raise UserError(
                    self.env._(
                        "All material goes up together (行政许可法 Art. 35). %(case)s "
                        "still waits for: %(materials)s. Take it in first.",
                        case=case.display_name,
                        materials=", ".join(owing.mapped("name")),
                    )
                )

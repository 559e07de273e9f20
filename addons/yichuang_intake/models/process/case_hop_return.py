from odoo import SUPERUSER_ID, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

from .case_hop import ORGAN


class CaseHop(models.Model):
    """Sent back down, for mistakes of the organ below and nothing else.

    What the applicant handed in is accepted and stays so (行政许可法 Art. 35); the
    organ below corrects its own part and sends all of it up again. No clock stops.
    """

    _inherit = "yichuang.case.hop"

    _transitions = (
        Transition(
            "return_down",
            ("arrived", "accepted"),
            "waiting",
            groups=ORGAN,
            guards=("_guard_case_open", "_guard_hop_member", "_guard_return"),
        ),
        Transition("reopen", "sent_up", "accepted", system=True),
    )
    _guarded_fields = frozenset({"returned_on", "returned_by_id"})

    return_ground = fields.Selection(
        [
            ("list", "The list and what arrived differ"),
            ("opinion", "The opinion gives no reasons or contradicts the material"),
            ("procedure", "The organ below left out a step that it owes"),
        ],
        copy=False,
        help="退回理由种类: only mistakes of the organ below (下级机关的差错).",
    )
    return_reason = fields.Text(copy=False, help="退回理由")
    returned_on = fields.Datetime(readonly=True, copy=False, help="退回时间")
    returned_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, help="退回人"
    )

    def _guard_return(self, vals):
        for hop in self:
            if not hop.from_organ_id:
                raise UserError(
                    self.env._(
                        "%(organ)s stands at the beginning of the way: there is no "
                        "organ below to send it back to, and the applicant is not "
                        "asked again (行政许可法 Art. 35).",
                        organ=hop.organ_id.name,
                    )
                )
            if hop.case_id.reviewed_by_id:
                raise UserError(
                    self.env._(
                        "%(case)s has the opinion of a reviewer; it is decided now.",
                        case=hop.case_id.display_name,
                    )
                )
            if not hop.return_ground or not (hop.return_reason or "").strip():
                raise UserError(
                    self.env._(
                        "It goes back only for a mistake of %(organ)s, and its time "
                        "counts. Choose which mistake, and write what is to be "
                        "corrected; for want of material it cannot go back "
                        "(行政许可法 Art. 35).",
                        organ=hop.from_organ_id.name,
                    )
                )

    def _values_return_down(self, vals):
        vals.update(returned_on=fields.Datetime.now(), returned_by_id=self.env.uid)

    def _after_return_down(self, vals):
        for hop in self:
            facts = {"ground": hop.return_ground, "reason": hop.return_reason}
            hop.case_id._log_event("return_down", {"hop": hop.sequence, **facts})
            # The system does what follows; the right to send it back was checked.
            hop._below().with_user(SUPERUSER_ID)._transition("reopen", payload=facts)

    def action_return_down(self):
        """Send it back to the organ below, for that organ's mistake."""
        return self._step("return_down")

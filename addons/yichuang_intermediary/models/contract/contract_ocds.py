from datetime import UTC, datetime

from odoo import models

from ...tools import ocds
from .notice_ocds import iso_day, iso_moment

STATUS_OF_CONTRACT = {
    "to_sign": "pending",
    "to_confirm": "pending",
    "accepted": "terminated",
    "closed": "terminated",
    "terminated": "terminated",
}


class Contract(models.Model):
    """An award and its contract as open data; the rules are in ``tools/ocds.py``."""

    _inherit = "yichuang.market.contract"

    def _ocds_deal(self):
        """The award and its contract, as far as they are public."""
        self.ensure_one()
        agency = self.agency_id
        signed = self.owner_confirmed_on and self.agency_confirmed_on
        latest = signed and max(self.owner_confirmed_on, self.agency_confirmed_on)
        work = self.deliverable_ids.filtered(lambda one: one.state == "accepted")
        return ocds.Deal(
            key=f"{self.number}-award",
            supplier=ocds.Party("", agency.name, agency.uscc),
            fen=self.amount_fen,
            awarded=iso_moment(self.create_date),
            status="active" if latest or not self.ended_on else "cancelled",
            contract=self.number,
            contract_status="cancelled"
            if self.ended_on and not latest
            else STATUS_OF_CONTRACT.get(self.state, "active"),
            broken=self.state == "terminated",
            signed=iso_moment(latest),
            starts=iso_day(self.start_on),
            ends=iso_day(self.due_on),
            ended=iso_moment(max(work.mapped("settled_on"), default=False))
            or iso_day(self.ended_on),
            late_days=self.late_days,
            overrun_reason=self.overrun_reason or "",
            milestones=[
                ocds.Milestone(
                    f"{self.number}-{key}", title, iso_day(due), iso_day(met)
                )
                for key, title, due, met in (
                    ("data", "移交基础资料", self.data_by, self.data_handed_on),
                    ("delivery", "交付成果", self.due_on, self.first_delivered_on),
                    ("acceptance", "验收", self.accept_by, self.accepted_on),
                )
                if due or met
            ],
            hashes=work.file_ids.mapped("digest"),
        )

    def _ocds_moment(self):
        """Now, in ISO 8601."""
        return datetime.now(UTC).replace(microsecond=0).isoformat()

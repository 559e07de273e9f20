from datetime import datetime, time

from odoo import models

from odoo.addons.yichuang_catalog.tools.workdays import HALL_ZONE, hall_moment

from ...tools import ocds

PREFIX = "x_yichuang"
LISTED = ("valid", "winner", "reserve", "not_selected", "declined")


def iso_moment(moment):
    """A moment in ISO 8601, as the hall's clock shows it."""
    return hall_moment(moment).replace(microsecond=0).isoformat() if moment else ""


def iso_day(day):
    """The beginning of a day in ISO 8601."""
    return datetime.combine(day, time(), HALL_ZONE).isoformat() if day else ""


class Notice(models.Model):
    """A notice as open data; the rules are in ``tools/ocds.py``."""

    _inherit = "yichuang.market.notice"

    def _ocds_process(self):
        """All of this notice that is public by now."""
        self.ensure_one()
        notice = self.sudo()
        listed = notice.signup_ids.filtered(lambda one: one.state in LISTED)
        return ocds.Process(
            ocid=notice._ocid(),
            number=notice.number,
            language=(notice.company_id.partner_id.lang or "zh")[:2],
            title=notice.title,
            description=notice.content,
            service=notice.service_id.name,
            method=notice._in_public_language()._ocds_method(),
            mode=notice.mode,
            cap_fen=notice.amount_fen,
            published=iso_moment(notice.published_on),
            sign_close=iso_moment(notice.sign_close),
            owner=ocds.Party(f"owner-{notice.owner_id.id}", notice.owner_id.name),
            hall=ocds.Party(f"hall-{notice.company_id.id}", notice.company_id.name),
            closed=iso_moment(notice.closed_on),
            failed=iso_moment(notice.write_date) if notice.state == "failed" else "",
            fail_reason=notice.fail_reason or "",
            tenderers=[
                ocds.Party("", one.agency_id.name, one.agency_id.uscc)
                for one in listed.sorted(lambda one: one.agency_id.uscc)
            ]
            if notice.state not in ("published", "closed", "opened")
            else [],
            valid=len(listed),
            deals=[
                contract._ocds_deal() for contract in notice.contract_ids.sorted("id")
            ],
            case=notice.case_id.receipt_number or "",
        )

    def _ocid(self):
        return f"{PREFIX}-{self.number}"

    def _ocds_method(self):
        """The way of selection, in words."""
        modes = self._fields["mode"]._description_selection(self.env)
        return dict(modes).get(self.mode, "")

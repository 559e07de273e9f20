from odoo import models

from ...tools import eligibility
from .credential import LIVE


class AgencyEligibility(models.Model):
    """Whether agencies may take part in a notice, and why not."""

    _inherit = "yichuang.market.agency"

    def _ineligible_reason(self, notice):
        """Why this agency may not take part in the notice; ``None`` when it may."""
        self.ensure_one()
        return (
            self._standing_problem()
            or self._offer_problem(notice)
            or self._conflict_problem(notice)
            or self._condition_problem(notice)
            or None
        )

    def _standing_problem(self):
        if self.state == "active":
            return ""
        return self.env._(
            "%(agency)s is not active in the market. Ask the hall what is missing.",
            agency=self.name,
        )

    def _offer_problem(self, notice):
        offers = self.offering_ids.filtered("is_complete")
        if notice.service_id in offers.service_id:
            return ""
        return self.env._(
            "%(agency)s has not published an offer of “%(service)s”. Add the offer "
            "to the agency's register first.",
            agency=self.name,
            service=notice.service_id.name,
        )

    def _conflict_problem(self, notice):
        approving = notice._approval_departments()
        organ = self.affiliated_department_id
        while organ:
            if organ in approving:
                return self.env._(
                    "%(agency)s cannot take part: it belongs to %(organ)s, which "
                    "decides the approval this is for (优化营商环境条例 Art. 43).",
                    agency=self.name,
                    organ=organ.name,
                )
            organ = organ.parent_id
        if self in notice.avoid_agency_ids:
            return self.env._(
                "%(agency)s is excluded by the notice: %(reason)s",
                agency=self.name,
                reason=notice.avoid_reason,
            )
        if notice.named_agency_id not in (self, self.browse()):
            return self.env._(
                "The notice names %(named)s; nobody else can sign up to it.",
                named=notice.named_agency_id.name,
            )
        if notice.ring_id and self.uscc not in notice._ring_names():
            return self.env._(
                "This work goes round a ring, and %(agency)s was not there when "
                "%(number)s drew it. It finds its place when the ring is drawn anew.",
                agency=self.name,
                number=notice.ring_id.notice_id.number,
            )
        if self.partner_id == notice.owner_id.commercial_partner_id:
            return self.env._(
                "The owner of a notice cannot sell the service to itself."
            )
        return ""

    def _condition_problem(self, notice):
        lacking = [row for row in self._eligibility(notice) if not row["met"]]
        if not lacking:
            return ""
        return self.env._(
            "%(agency)s does not meet the conditions: %(reasons)s",
            agency=self.name,
            reasons="; ".join(f"{row['rule']}: {row['reason']}" for row in lacking),
        )

    def _eligibility(self, owner, until=None):
        """How this agency meets the conditions of a service or a notice.

        :param owner: the record that has ``_conditions``
        :param until: the day the work will be done
        :returns: a list of plain rows: ``rule``, ``met``, ``reason`` in words,
            ``number`` and ``valid_to`` of the certificate looked at
        """
        self.ensure_one()
        rows = self._judge(owner._conditions(), until)[self]
        return [
            {
                "rule": row.condition.label,
                "met": row.covered,
                "reason": self._reason_words(row),
                "number": row.number,
                "valid_to": row.valid_to.isoformat() if row.valid_to else "",
            }
            for row in rows
        ]

    def _judge(self, conditions, until=None):
        """The judgement of many agencies at once: rows by agency."""
        today = self._today()
        # The hall judges by the register, whoever asks.
        agencies = self.sudo()
        agencies.qualification_ids.fetch(["agency_id", "kind_id", "state"])
        agencies.practitioner_ids.fetch(["agency_id", "kind_id", "state"])
        return {
            agency.with_env(self.env): eligibility.judge(
                conditions,
                agency.qualification_ids.filtered(
                    lambda line: line.state in LIVE
                )._held(),
                agency.practitioner_ids.filtered(
                    lambda line: line.state in LIVE
                )._held(),
                today,
                until,
            )
            for agency in agencies
        }

    def _reason_words(self, row):
        """Why a condition is not met, or what to see to soon; empty otherwise."""
        reasons = {
            "none": self.env._("there is no such certificate in the register"),
            "unverified": self.env._("%(number)s is not verified yet"),
            "scope": self.env._("the scope of %(number)s does not cover it"),
            "grade": self.env._("the grade of %(number)s is too low"),
            "not_yet": self.env._("%(number)s is not valid yet"),
            "expired": self.env._("%(number)s ended on %(date)s"),
            "count": self.env._("%(found)s people are registered, %(count)s are asked"),
            "expires": self.env._("%(number)s ends on %(date)s, before the work does"),
        }
        text = reasons.get(row.reason, "")
        return text % {
            "number": row.number,
            "date": row.valid_to,
            "found": row.found,
            "count": row.condition.count,
        }

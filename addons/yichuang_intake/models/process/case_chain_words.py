from odoo import models

from odoo.addons.yichuang_catalog.tools import chinese_date
from odoo.addons.yichuang_catalog.tools.workdays import hall_date


class Case(models.Model):
    """Where a case is on its way up, in plain words for its applicant and the window;
    no person, no opinion. The answer comes back to the window that received it."""

    _inherit = "yichuang.case"

    def _next_words(self):
        self.ensure_one()
        hop = self._hop() if self._chain() else None
        if not hop or self.state not in ("accepted", "reviewing"):
            return super()._next_words()
        place = {
            "organ": hop.organ_id.name,
            "since": self._date_words(hop.counts_from or hall_date(hop.sent_on)),
            "due": self._date_words(hop.due_on),
            "decider": self.department_id.name,
        }
        if hop.line_id and hop.accepted_on:
            return self.env._(
                "At %(organ)s since %(since)s for its first review; it sends "
                "everything up by %(due)s. %(decider)s decides. You need not hand in "
                "anything again.",
                **place,
            )
        if not hop.accepted_on:
            return self.env._(
                "On its way to %(organ)s since %(since)s with all material; signed for "
                "by %(due)s. %(decider)s decides. You need not hand in anything again.",
                **place,
            )
        return self.env._(
            "At %(organ)s since %(since)s, to be decided by %(due)s. The answer comes "
            "back to the window where you applied.",
            **place,
        )

    def _due_label(self):
        self.ensure_one()
        hop = self._hop() if self._chain() else None
        if hop and self.state in ("accepted", "reviewing"):
            if not hop.accepted_on:
                return self.env._("Signed for by")
            if hop.line_id:
                return self.env._("Sent up by")
        return super()._due_label()

    def _limit_words(self, limit, kind):
        """The time to decide begins when the organ that decides has accepted."""
        self.ensure_one()
        if self._chain() and not self._clock(kind):
            return self.env._(
                "%(limit)s from the day on which all material has arrived at %(organ)s "
                "(行政许可法 Art. 35, 42); first review until %(date)s",
                limit=limit or self.version_id.legal_limit,
                organ=self.department_id.name,
                date=self._date_words(self.due_on),
            )
        return super()._limit_words(limit, kind)

    def _limit_facts(self):
        self.ensure_one()
        if not self._chain() or self._clock("legal"):
            return super()._limit_facts()
        guide, clock = self.version_id, self._clock("first_review")
        decider = self.department_id.name
        return {
            "受理时间": self._hall_time(self.accepted_on),
            "初审机关": self._acting_organ().name,
            "初审期限": f"{chinese_date.plain(clock.due_on)}届满（第四十三条）",
            "决定机关": decider,
            "法定办结期限": f"自{decider}收到全部材料之日起{guide.legal_limit}",
            "承诺办结期限": f"自{decider}收到全部材料之日起"
            f"{guide.promise_limit or guide.legal_limit}",
        }

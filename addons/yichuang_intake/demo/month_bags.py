"""Hand-overs of the sample month: papers go to the organs by list twice a week, and
back with the decision; the other side signs in the morning for what came."""

from datetime import timedelta
from functools import cached_property

LEAVES = timedelta(hours=16, minutes=30)
TO_ORGAN, TO_HALL = (1, 3), (2, 4)
# One bag of so many is not as listed.
FAULTY = 17
FAULT = "袋内少一份复印件，已电话告知窗口补送。（示例）"


class Bags:
    """Mixed into ``Month``."""

    bags = 0

    def _plan_bags(self, day, start):
        ways = {"to_organ": TO_ORGAN, "to_hall": TO_HALL}
        # On the last day something is on its way in both directions.
        for direction, weekdays in ways.items():
            if day.weekday() in weekdays or day == self.worked[-1]:
                for organ in self.services.department_id:
                    bundle = {"organ": organ, "direction": direction}
                    self._at(start + LEAVES, "send_bags", bundle)

    @cached_property
    def officers(self):
        """The roles of whoever signs for an organ."""
        roles = ("reviewer", "decider")
        return self.env["res.groups"].union(
            *(self.env.ref(f"yichuang_intake.group_{role}") for role in roles)
        )

    def _officer(self, organ):
        """Who signs for the organ: one of its reviewers or deciders."""
        return organ.member_ids.filtered(
            lambda user: self.officers & user.all_group_ids
        ).sorted("id")[:1]

    def _send_bags(self, bundle):
        officer = self._officer(bundle["organ"])
        if not officer or not self._anything_waits(bundle):
            return
        sides = (self.clerk, officer)
        giver, taker = sides if bundle["direction"] == "to_organ" else sides[::-1]
        bundle.update(taker=taker)
        handover = self.env(user=giver.id)["yichuang.handover"].create(
            {
                "department_id": bundle["organ"].id,
                "direction": bundle["direction"],
            }
        )
        handover.action_fill()
        handover.action_send()
        bundle["handover"] = handover.with_user(taker)
        self._later(bundle, 1, 1, "sign_bags")

    def _anything_waits(self, bundle):
        handovers = self.env["yichuang.handover"]
        wanted = handovers.new(
            {"department_id": bundle["organ"].id, "direction": bundle["direction"]}
        )
        return bool(self.env["yichuang.case"]._to_hand_over(wanted))

    def _sign_bags(self, bundle):
        for line in bundle["handover"].line_ids:
            self.bags += 1
            if self.bags % FAULTY:
                line.arrived = True
            else:
                line.discrepancy = FAULT
        bundle["handover"].action_sign()

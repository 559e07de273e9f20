from odoo import models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools import graph

from .joint_case import OPEN


class JointCase(models.Model):
    """The applicant withdraws online: all of it, or one matter and with it those that
    the law has come after it, which could not be granted without it."""

    _inherit = "yichuang.joint.case"

    def _goes_with(self, case):
        """The matters in hand that end when this one is withdrawn, itself included."""
        self.ensure_one()
        live = self._live()
        gone = case & live
        while True:
            more = live.filtered(lambda one, of=gone: one.predecessor_ids & of) - gone
            if not more:
                return gone
            gone |= more

    def _withdraw_online(self, reason, revision=None, part=None):
        """End the matters that are not over, or one of them and those after it.

        :param reason: why, in the applicant's words
        :param revision: the revision the person was looking at
        :param part: the one case to withdraw, all of them where it is empty
        :raises UserError: no reason, or nothing of it is in hand any more
        """
        self.ensure_one()
        self._lock()
        self._check_revision(revision)
        self._check_open(OPEN)
        self._guard_own({})
        self._guard_reason_stated({"end_reason": reason})
        cases = self._goes_with(part) if part else self._live()
        if not cases:
            raise UserError(
                self.env._("This matter is over already; there is nothing to withdraw.")
            )
        # Those that come last first, so that none is ended for want of another.
        order = graph.order(
            {case: list(case.predecessor_ids & cases) for case in cases}
        )
        for case in reversed(order):
            case._transition("withdraw_online", {"end_reason": reason})
        self._log_event(
            "withdraw", {"reason": reason, "matters": cases.mapped("number")}
        )

"""Builders for the exit window: hand-over lists."""

from odoo import Command

from .common import IssuanceCase


class ExitCase(IssuanceCase):
    """A hall whose organ hands its documents over with lists."""

    @classmethod
    def draft_list(cls, *deliveries, user=None):
        """A hand-over list of the organ, not handed over yet."""
        lists = cls.env["yichuang.exit.list"].with_user(user or cls.decider)
        return lists.create(
            {
                "department_id": cls.department.id,
                "line_ids": [
                    Command.create({"delivery_id": delivery.id})
                    for delivery in deliveries
                ],
            }
        )

    @classmethod
    def sent_list(cls, *deliveries):
        """A hand-over list on its way to the exit."""
        each = cls.draft_list(*(deliveries or (cls.waiting_delivery(),)))
        each.action_send()
        return each.with_env(cls.env)

from odoo import api, models

from ...tools import assignment

REVIEWER = "yichuang_intake.group_reviewer"


class CaseTaskDraw(models.AbstractModel):
    """Who examines is drawn among the reviewers of the organ; what the draw was made
    from is kept in the event log."""

    _name = "yichuang.case.task.draw"
    _description = "Draw of the reviewer"

    def _draw(self, excluded=None):
        """Draw a reviewer for each of these tasks.

        :param excluded: users not to be drawn, by task id; those noted on the task by
            default
        :returns: users by task id, empty where nobody may examine it
        """
        return self._draw_from(
            (task, task._pool() - (excluded or {}).get(task.id, task.excluded_ids))
            for task in self.sudo()
        )

    @api.model
    def _draw_from(self, pools):
        """Draw one of a pool for each record, and keep in the log what from.

        :param pools: pairs of a record with a hall, and users
        :returns: users by record id, empty where the pool is
        """
        pools = list(pools)
        load = self._in_hand(
            self.env["res.users"].union(*(pool for _record, pool in pools))
        )
        drawn, events = {}, []
        for record, pool in pools:
            numbers = {user.id: load[user.id] for user in pool.sorted("id")}
            way = record.company_id.assignment
            chosen = assignment.draw(numbers, way)
            drawn[record.id] = self.env["res.users"].browse(chosen or ())
            if chosen:
                load[chosen] += 1
            facts = {
                "way": way,
                "in_hand": {str(user): number for user, number in numbers.items()},
                "drawn": chosen,
            }
            events.append((record, "reviewer_drawn", facts))
        self.env["yichuang.event"]._append(events)
        return drawn

    def _pool(self):
        """Who may examine this task at all."""
        self.ensure_one()
        return self.case_id._reviewers_of(self.organ_id)

    @api.model
    def _in_hand(self, users):
        """How many matters each of these users has in hand, by user id."""
        load = dict.fromkeys(users.ids, 0)
        tasks = self.env["yichuang.case.task"].sudo()
        cases = self.env["yichuang.case"].sudo()
        for model, field, domain in (
            (tasks, "assignee_id", [("state", "in", ("open", "signed"))]),
            (
                cases,
                "reviewer_id",
                [
                    ("state", "in", ("accepted", "reviewing")),
                    ("reviewed_by_id", "=", False),
                ],
            ),
        ):
            for user, count in model._read_group(
                [(field, "in", users.ids), *domain], [field], ["__count"]
            ):
                load[user.id] += count
        return load

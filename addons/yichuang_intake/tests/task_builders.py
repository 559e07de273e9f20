"""Builders of cases that several organs review, step by step."""

from odoo import Command


class TaskBuilders:
    """Mixed into ``IntakeCase``."""

    @classmethod
    def make_organ(cls, name, *people):
        """Another organ of the hall, with reviewers of its own."""
        organ = cls.env["yichuang.department"].create(
            {"name": name, "region_id": cls.region.id}
        )
        organ.member_ids = cls.env["res.users"].union(
            *(
                cls.make_user(login, "yichuang_intake.group_reviewer")
                for login in people
            )
        )
        return organ

    @classmethod
    def stepped_service(cls, steps, **values):
        """A published service whose process has these steps between acceptance and
        decision.

        :param steps: tuples of name, organ, names of the steps before, and further
            values of the step
        """
        draft = cls.draft_version(
            item_name=values.pop("item_name", "示例分环节事项"),
            legal_days=20,
            promise_days=10,
            **values,
        )
        rows = [
            ("示例受理", cls.department, (), {"kind": "acceptance"}),
            *((*row, {}) if len(row) == 3 else row for row in steps),
            (
                "示例决定",
                cls.department,
                tuple(row[0] for row in steps),
                {"kind": "decision", "limit_days": 1},
            ),
        ]
        made = {}
        for number, (name, organ, before, extra) in enumerate(rows):
            before = before or (("示例受理",) if number else ())
            made[name] = cls.env["yichuang.step"].create(
                {
                    "version_id": draft.id,
                    "sequence": number,
                    "name": name,
                    "department_id": organ.id,
                    "kind": "review",
                    "limit_days": 0,
                    "after_ids": [Command.set([made[one].id for one in before])],
                    **extra,
                }
            )
        draft.action_submit()
        draft.with_user(cls.approver).action_publish()
        return draft.service_id.with_env(cls.env)

    @classmethod
    def two_organs(cls):
        """The service of the tests, reviewed side by side by two organs."""
        cls.other_organ = cls.make_organ("示例县住房局", "test_other_reviewer")
        cls.other_reviewer = cls.other_organ.member_ids
        return cls.stepped_service(
            [
                ("示例审查", cls.department, (), {"limit_days": 3}),
                ("示例会审", cls.other_organ, (), {"limit_days": 5}),
            ]
        )

    @classmethod
    def waiting_task(cls):
        """A step that waits for another one."""
        organ = cls.make_organ("示例县水务局", "test_water_reviewer")
        service = cls.stepped_service(
            [
                ("示例初核", cls.department, ()),
                ("示例复核", organ, ("示例初核",)),
            ]
        )
        return cls.accepted_case(service_id=service.id).task_ids[1]

    @classmethod
    def signed_task(cls):
        """A step the reviewer has signed for."""
        service = cls.two_organs()
        task = cls.task(cls.accepted_case(service_id=service.id), "示例审查")
        task.with_user(cls.reviewer).action_sign()
        return task

    @classmethod
    def task(cls, case, name):
        """The step of a case by its name."""
        return case.task_ids.filtered(lambda task: task.name == name)

    @classmethod
    def opine(cls, task, user=None, sign=True, **values):
        """Sign for a step and give an opinion, as its reviewer does."""
        user = user or task.assignee_id
        if sign and task.state == "open":
            task.with_user(user).action_sign()
        wizard = cls.env(user=user.id)["yichuang.case.task.opine"].create(
            {
                "task_id": task.id,
                "revision": task.revision,
                "recommendation": "granted",
                "opinion": "经核对申请材料，与规划一致。",
                **values,
            }
        )
        return wizard.action_confirm()

    @classmethod
    def send_back(
        cls, task, user, reason="核对的是旧图纸，请按新图纸再核对。", **values
    ):
        """Send a finished step back, as the dialog does."""
        wizard = cls.env(user=user.id)["yichuang.case.task.return"].create(
            {
                "task_id": task.id,
                "move": "send_back",
                "revision": task.revision,
                "reason": reason,
                **values,
            }
        )
        return wizard.action_confirm()

"""Builders of ratings, given as the page gives them, and of what the hotline told."""

import secrets


class RatingBuilders:
    """Mixed into ``IntakeCase``."""

    @classmethod
    def asked_evaluation(cls, case=None):
        """What the receipt of a case asks to be rated."""
        if not case:
            # A case received while a number is being served belongs to that visit.
            cls.env["yichuang.ticket"].search(
                [("user_id", "=", cls.clerk.id), ("state", "=", "serving")]
            ).with_user(cls.clerk).action_finish()
            case = cls.received_case()
        return cls.env["yichuang.evaluation"].search([("case_id", "=", case.id)])

    @classmethod
    def given_evaluation(cls, grade="2", case=None, **values):
        """A rating that was given."""
        evaluation = cls.asked_evaluation(case)
        evaluation._give(grade, **values)
        return evaluation

    @classmethod
    def bad_rating_task(cls, **values):
        """What a bad rating opens."""
        return cls.given_evaluation("5", comment="等了两个小时。", **values).task_ids

    @classmethod
    def contacted_rating_task(cls):
        """A bad rating whose applicant was spoken to."""
        task = cls.bad_rating_task()
        cls.task_step(task, cls.clerk, "contact", "已电话联系申请人。")
        return task

    @classmethod
    def task_step(cls, task, user, step, words):
        """Take a step as the dialog does."""
        wizard = cls.env(user=user.id)["yichuang.evaluation.task.step"].create(
            {"task_id": task.id, "revision": task.revision, "step": step}
        )
        wizard.words = words
        return wizard.action_confirm()

    @classmethod
    def draft_referral(cls, **values):
        """What the hotline handed over, not yet taken on."""
        referral = cls.env(user=cls.manager.id)["yichuang.referral"].create(
            {
                "number": f"GD{secrets.token_hex(6)}",
                "subject": "窗口不收材料",
                "content": "来电反映窗口让其改天再来，未说明原因。",
                "phone": "13800000001",
                "department_id": cls.department.id,
                "service_id": cls.service.id,
                **values,
            }
        )
        return referral.with_env(cls.env)

    @classmethod
    def open_referral(cls, **values):
        """What the hotline handed over and the organ sees to."""
        referral = cls.draft_referral(**values)
        referral.with_user(cls.manager).action_take_on()
        return referral

    @classmethod
    def referral_step(cls, referral, user, step, words):
        """Take a step as the dialog does."""
        wizard = cls.env(user=user.id)["yichuang.referral.step"].create(
            {"task_id": referral.id, "revision": referral.revision, "step": step}
        )
        wizard.words = words
        return wizard.action_confirm()

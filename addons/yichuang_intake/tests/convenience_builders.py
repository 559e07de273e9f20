"""Builders of what makes a matter easier: promises, the green channel, help."""

from datetime import timedelta

from odoo import fields

OTHER_NEED = "示例营业执照"


class ConvenienceBuilders:
    """Mixed into ``IntakeCase``."""

    @classmethod
    def promise_service(cls, open_to=OTHER_NEED, **values):
        """A service whose business licence a promise may stand for."""
        version = cls.draft_version(
            **{
                "item_name": "示例承诺事项",
                "promise_open": True,
                "promise_conditions": "场所面积不少于二十平方米。",
                **values,
            }
        )
        version.material_line_ids.filtered(
            lambda line: line.name == open_to
        ).by_promise = True
        version.action_submit()
        version.with_user(cls.approver).action_publish()
        return version.service_id.with_env(cls.env)

    @classmethod
    def promisable_case(cls, service=None, **values):
        """A case that lacks nothing but what a promise may stand for."""
        service = service or cls.promise_service()
        case = cls.received_case(service_id=service.id, **values)
        case.material_ids.filtered(lambda line: line.name != OTHER_NEED).with_user(
            cls.clerk
        )._take()
        return case

    @classmethod
    def sign_promise(cls, case, user=None, **values):
        """Accept on a promise as the dialog does."""
        return cls.confirm(
            "yichuang.case.promise.sign",
            case,
            user or cls.clerk,
            **{"signed_by": "示例申请人", **values},
        )

    @classmethod
    def signed_promise(cls, case=None, **values):
        """The promise of a case that was accepted on it."""
        case = case or cls.promisable_case()
        cls.sign_promise(case, **values)
        return case.promise_ids

    @classmethod
    def granted_promise(cls, **values):
        """A promise on which a permission was granted at once."""
        promise = cls.signed_promise(**values)
        cls.decide(promise.case_id, on_the_spot=True)
        return promise

    @classmethod
    def inspect(cls, promise, **values):
        """Record an inspection by two officers, held just now."""
        check = cls.planned_check(
            case=promise.case_id,
            checked_at=fields.Datetime.now() + timedelta(seconds=1),
            **values,
        )
        check.checked_at = fields.Datetime.now()
        check.with_user(cls.reviewer).action_hold()
        return check

    @classmethod
    def kept_promise(cls):
        """A promise that was found kept."""
        promise = cls.granted_promise()
        cls.inspect(promise)
        promise.with_user(cls.reviewer).action_keep()
        return promise

    @classmethod
    def broken_promise(cls):
        """A promise that the reviewer found false."""
        promise = cls.granted_promise()
        cls.inspect(promise, findings="场所面积不足十平方米。")
        cls.promise_step(
            promise, "find_broken", breach_kind="false", text="场所面积不足十平方米。"
        )
        return promise

    @classmethod
    def requested_green(cls, case=None, clerk=None, **values):
        """The green channel that a clerk asks for."""
        env = cls.env(user=(clerk or cls.clerk).id)
        vals = {
            "case_id": (case or cls.received_case()).id,
            "reason": "project",
            "evidence": "示例市重点项目清单第3号",
        }
        return env["yichuang.case.green"].create({**vals, **values}).with_env(cls.env)

    @classmethod
    def approved_green(cls, case=None, **values):
        """The green channel that a manager approved."""
        green = cls.requested_green(case, **values)
        green.with_user(cls.manager).action_approve()
        return green

    @classmethod
    def promise_step(cls, promise, step, user=None, **values):
        """Take a step of a promise as the dialog does."""
        env = cls.env(user=(user or cls.reviewer).id)
        return (
            env["yichuang.case.promise.step"]
            .create(
                {
                    "promise_id": promise.id,
                    "revision": promise.revision,
                    "step": step,
                    **values,
                }
            )
            .action_confirm()
        )

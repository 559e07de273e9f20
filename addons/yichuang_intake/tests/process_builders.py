"""Builders of what examines a case."""

from datetime import timedelta

from odoo import fields


class ProcessBuilders:
    """Mixed into ``IntakeCase``."""

    @classmethod
    def draft_hearing(cls, case=None, **values):
        """A hearing nobody has been told of."""
        case = case or cls.reviewed_case()
        vals = {"case_id": case.id, "matter": "拟准予许可。", "told_to": "示例申请人"}
        env = cls.env(user=cls.reviewer.id)
        return env["yichuang.hearing"].create({**vals, **values}).with_env(cls.env)

    @classmethod
    def told_hearing(cls, case=None, **values):
        """A hearing whose right has been told."""
        hearing = cls.draft_hearing(case, **values)
        hearing.with_user(cls.reviewer).action_tell()
        return hearing

    @classmethod
    def planned_hearing(cls, case=None, days=30, **values):
        """A requested hearing with time, place and chair, not yet notified."""
        hearing = cls.told_hearing(case, **values)
        if hearing.kind == "interest":
            hearing.with_user(cls.reviewer).action_request()
        hearing.with_user(cls.reviewer).write(
            {
                "held_at": fields.Datetime.now() + timedelta(days=days),
                "place": "示例会议室",
                "chair_id": cls.manager.id,
            }
        )
        return hearing

    @classmethod
    def draft_party(cls, case=None):
        """An interested party nobody has told yet."""
        case = case or cls.reviewed_case()
        env = cls.env(user=cls.reviewer.id)
        vals = {"case_id": case.id, "name": "示例邻居", "interest": "相邻通行。"}
        return env["yichuang.interested.party"].create(vals).with_env(cls.env)

    @classmethod
    def told_party(cls, case=None):
        """An interested party who was told."""
        party = cls.draft_party(case)
        party.with_user(cls.reviewer).action_tell()
        return party

    @classmethod
    def planned_check(cls, case=None, officers=None, **values):
        """A site check with everything its record needs, not yet filed."""
        case = case or cls.reviewed_case()
        officers = cls.reviewer | cls.decider if officers is None else officers
        vals = {
            "case_id": case.id,
            "checked_at": fields.Datetime.now() - timedelta(hours=1),
            "place": "示例路1号",
            "findings": "与申请材料一致。",
            "signed_by": "示例申请人",
            "officer_ids": [
                (0, 0, {"user_id": user.id, "certificate_number": f"X{user.id}"})
                for user in officers
            ],
            **values,
        }
        env = cls.env(user=cls.reviewer.id)
        return env["yichuang.site.check"].create(vals).with_env(cls.env)

    @classmethod
    def held_check(cls, case=None):
        """A site check whose record is filed."""
        check = cls.planned_check(case)
        check.with_user(cls.reviewer).action_hold()
        return check

"""Builders of who may do what."""

# Made up, with the right check character; not the applicant of the other builders.
SOMEBODY_ELSE = "110105194912310046"


class DeskBuilders:
    """Mixed into ``IntakeCase``."""

    @classmethod
    def draft_ban(cls, author=None, **values):
        """A ban for concealed facts, as the manager writes it."""
        env = cls.env(user=(author or cls.manager).id)
        vals = {
            "applicant_name": "示例申请人",
            "id_number": SOMEBODY_ELSE,
            "item_id": cls.service.item_id.id,
            "public_safety": True,
            "department_id": cls.department.id,
            "decision_number": "测审批罚〔2026〕1号",
            "facts": "提供虚假健康证明。",
        }
        return (
            env["yichuang.applicant.ban"].create({**vals, **values}).with_env(cls.env)
        )

    @classmethod
    def imposed_ban(cls, **values):
        """A ban in force."""
        ban = cls.draft_ban(**values)
        ban.with_user(cls.decider).action_impose()
        return ban

"""Builders of who may do what, and of what is on file."""

import io

from PIL import Image

from odoo import Command, fields

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

    @classmethod
    def picture(cls, colour="white"):
        """A picture as a scanner makes it, very small."""
        stream = io.BytesIO()
        Image.new("RGB", (80, 60), colour).save(stream, "JPEG")
        return stream.getvalue()

    @classmethod
    def draft_vault_document(cls, case=None, **values):
        """What the applicant of a case uploaded, not on file yet."""
        case = case or cls.received_case()
        files = cls.env["yichuang.vault.file"]
        name = values.pop("material", "示例营业执照")
        picture = cls.picture(values.pop("colour", "white"))
        return cls.env["yichuang.vault.document"]._create_guarded(
            [
                {
                    **case._vault_holder(),
                    "material_id": cls.material(name).id,
                    "name": name,
                    "truth_promised_on": fields.Datetime.now(),
                    "file_ids": [Command.create(files._vals(name, picture))],
                    **values,
                }
            ]
        )

    @classmethod
    def kept_vault_document(cls, case=None, clerk=None, **values):
        """A scan of a case, put on file by the clerk who compared it."""
        case = case or cls.received_case()
        line = case.material_ids[values.pop("line", 1)]
        clerk = clerk or cls.clerk
        colour = values.pop("colour", "white")
        cls.env["yichuang.case.file"].with_user(clerk)._scan(line, cls.picture(colour))
        cls.confirm(
            "yichuang.vault.keep",
            case,
            clerk,
            **{
                "file_id": case.file_ids[-1].id,
                "number": "测证〔2026〕1号",
                "issuer": "测试县行政审批服务局",
                "compared": True,
                "agreed": True,
                "scope": "all",
                **values,
            },
        )
        return cls.env["yichuang.vault.document"].search([], order="id desc", limit=1)

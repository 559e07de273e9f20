"""Builders that every module's tests start from."""

from unittest.mock import patch

from odoo import Command
from odoo.tests import TransactionCase, new_test_user

from odoo.addons.base.tests.common import DISABLED_MAIL_CONTEXT


class CatalogueCase(TransactionCase):
    """A hall with its catalogue staff, a division and an organ."""

    # Who works here: attribute, with login and group. Subclasses add theirs.
    STAFF = {
        "editor": ("test_editor", "yichuang_catalog.group_editor"),
        "approver": ("test_approver", "yichuang_catalog.group_approver"),
        "manager": ("test_manager", "yichuang_catalog.group_manager"),
        "supervisor": ("test_supervisor", "yichuang_catalog.group_supervisor"),
    }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, **DISABLED_MAIL_CONTEXT})
        # To a clock that is set, connections seem old; each would be made anew.
        cls.startClassPatcher(patch("odoo.sql_db.MAX_IDLE_TIMEOUT", float("inf")))
        cls._hire()
        cls.region = cls.env["yichuang.region"].create(
            {"name": "测试县", "code": "379901", "level": "4"}
        )
        cls.department = cls.env["yichuang.department"].create(
            {
                "name": "测试县行政审批服务局",
                "short_name": "测审批",
                "uscc": "11379901MB9000015N",
                "region_id": cls.region.id,
            }
        )

    @classmethod
    def _hire(cls):
        """Users for the staff of this class and those it extends, all at once: Odoo
        forgets everybody's rights whenever somebody comes."""
        staff = {}
        for extended in reversed(cls.__mro__):
            staff |= vars(extended).get("STAFF", {})
        users = cls.env["res.users"].create(
            [
                {
                    "name": f"{login} ({group})",
                    "login": login,
                    "password": login.ljust(8, "x"),
                    "email": f"{login[0]}.{login[0]}@example.com",
                    "group_ids": [Command.set(cls.env.ref(group).ids)],
                }
                for login, group in staff.values()
            ]
        )
        for name, user in zip(staff, users, strict=True):
            setattr(cls, name, user)

    @classmethod
    def make_user(cls, login, groups, **values):
        """A user with password = login and the given groups."""
        return new_test_user(cls.env, login, groups=groups, **values)

    @classmethod
    def draft_version(cls, **values):
        """A complete draft, written by the editor; ``values`` override its fields.

        ``item_name``, ``department``, ``service`` and ``materials`` (names) shape
        what it belongs to.
        """
        env = cls.env(user=cls.editor.id)
        name = values.pop("item_name", "食品经营许可")
        department = values.pop("department", cls.department)
        materials = values.pop("materials", ("示例申请书", "示例营业执照"))
        service = values.pop("service", None) or env["yichuang.service"].create(
            {
                "item_id": env["yichuang.item"].create({"name": name}).id,
                "department_id": department.id,
            }
        )
        return env["yichuang.service.version"].create(
            {
                "service_id": service.id,
                "law_ids": [(4, cls.law().id)],
                "conditions": "具有与经营的食品品种、数量相适应的场所。",
                "procedure": "申请\n受理\n审查\n决定\n送达",
                "form_sample": "示例:申请人填写经营场所地址。",
                "result_name": "食品经营许可证",
                "material_line_ids": [
                    (0, 0, {"material_id": cls.material(material).id})
                    for material in materials
                ],
                **values,
            }
        )

    @classmethod
    def law(cls):
        return cls.env["yichuang.law"].search(
            [("name", "=", "测试用法"), ("article", "=", "第四十二条")]
        ) or cls.env["yichuang.law"].create(
            {"name": "测试用法", "article": "第四十二条", "text": "二十个工作日。"}
        )

    @classmethod
    def material(cls, name):
        return cls.env["yichuang.material"].search([("name", "=", name)]) or cls.env[
            "yichuang.material"
        ].create({"name": name})

    @classmethod
    def published_version(cls, **values):
        """A version published through the real steps by the real people."""
        version = cls.draft_version(**values)
        version.action_submit()
        version.with_user(cls.approver).action_publish()
        return version.with_env(cls.env)

    @classmethod
    def published_service(cls, **values):
        """The service of a :meth:`published_version`."""
        return cls.published_version(**values).service_id

    @classmethod
    def proposed_change(cls):
        """A suspension that an editor proposes for a published version."""
        change = cls.env["yichuang.service.change"]
        version = cls.published_version().with_user(cls.editor)
        proposed = change.with_user(cls.editor)._propose(
            version, "suspend", {"reason": "设备检修"}
        )
        return proposed.with_env(cls.env)

    @classmethod
    def effective_change(cls):
        """A suspension that an approver decided and that is in effect."""
        change = cls.proposed_change()
        change.with_user(cls.approver).action_approve()
        return change

    @classmethod
    def asking_version(cls, **values):
        """A published version that asks who applies: an agent brings a third paper."""
        draft = cls.draft_version(
            materials=("示例申请书", "示例营业执照", "示例授权委托书"), **values
        )
        question = draft.env["yichuang.situation"].create(
            {
                "version_id": draft.id,
                "name": "由谁来办理手续？",
                "answer_ids": [
                    (0, 0, {"name": "本人亲自办理"}),
                    (0, 0, {"name": "委托代理人"}),
                ],
            }
        )
        draft.env["yichuang.situation.rule"].create(
            {
                "version_id": draft.id,
                "name": "委托办理",
                "answer_ids": [(4, question.answer_ids[1].id)],
                "material_line_ids": [(4, draft.material_line_ids[2].id)],
            }
        )
        draft.action_submit()
        draft.with_user(cls.approver).action_publish()
        return draft.with_env(cls.env)

    @classmethod
    def entered_service(cls, **values):
        """The service of a published version, admitted to the hall by an approver."""
        service = cls.published_service(**values)
        service.with_user(cls.approver).write(
            {"entry": "entered", "entry_reason": "应进必进"}
        )
        return service

    @classmethod
    def draft_theme(cls, *services, **values):
        """A theme written by the editor: the services one after another."""
        services = services or (
            cls.entered_service(item_name="营业执照"),
            cls.entered_service(item_name="食品经营许可"),
        )
        theme = cls.env(user=cls.editor.id)["yichuang.theme"].create(
            {
                "name": "我要开餐馆",
                "lead_department_id": cls.department.id,
                "promise_days": 20,
                "line_ids": [
                    (0, 0, {"service_id": service.id, "sequence": number})
                    for number, service in enumerate(services)
                ],
                **values,
            }
        )
        for before, line in zip(theme.line_ids, theme.line_ids[1:], strict=False):
            line.after_ids = before
        return theme

    @classmethod
    def published_theme(cls, *services, **values):
        """A theme published through the real steps by the real people."""
        theme = cls.draft_theme(*services, **values)
        theme.action_submit()
        theme.with_user(cls.approver).action_publish()
        return theme.with_env(cls.env)

    @classmethod
    def draft_proposal(cls, **values):
        """A proposal of the editor to the city above, on the conditions of a service
        that both publish."""
        city = cls.env["yichuang.region"].search([("code", "=", "370800")]) or cls.env[
            "yichuang.region"
        ].create({"name": "测试市", "code": "370800", "level": "3"})
        cls.region.parent_id = city
        organ = cls.env["yichuang.department"].create(
            {"name": "测试市局", "region_id": city.id}
        )
        cls.published_version(department=organ)
        return cls.env(user=cls.editor.id)["yichuang.proposal"].create(
            {
                "service_id": cls.published_service().id,
                "element": "conditions",
                "proposed_text": "有与经营规模相适应的场所。",
                "reason": "县里多为小店，现行条件无法适用。",
                **values,
            }
        )

    @classmethod
    def accepted_proposal(cls):
        """A proposal that the approver above accepted, with the draft that came of
        it."""
        proposal = cls.draft_proposal()
        proposal.action_send()
        above = proposal.with_user(cls.approver)
        above._transition("accept", above._answered("同意，理由充分。"))
        return proposal.with_env(cls.env)

"""A hall for measurements, made by the builders of the tests.

Every case it gives is brought to its state by the real steps of real people; what is
measured by the million is copied from those in the database (``many_cases``).
"""

from odoo.addons.yichuang_intake.tests.common import IntakeCase

ORGANS = 20
MATERIALS = tuple(f"测速材料{number}" for number in range(1, 7))


class Hall(IntakeCase):
    """Twenty organs with one service each, of six materials."""

    @classmethod
    def open(cls, env, materials=MATERIALS):
        """Make people, organs and services in this database, once."""
        quiet = {"tracking_disable": True, "no_reset_password": True}
        cls.env = env(context={**env.context, **quiet})
        people = {
            "editor": "yichuang_catalog.group_editor",
            "approver": "yichuang_catalog.group_approver",
            "manager": "yichuang_catalog.group_manager",
            "clerk": "yichuang_intake.group_clerk",
            "second_clerk": "yichuang_intake.group_clerk",
            "reviewer": "yichuang_intake.group_reviewer",
            "decider": "yichuang_intake.group_decider",
            "quiet_decider": "yichuang_intake.group_decider",
            "idle_clerk": "yichuang_intake.group_clerk",
        }
        logins = {name: f"bench_{name}" for name in people}
        known = cls.env["res.users"].search([("login", "in", list(logins.values()))])
        for name, group in people.items():
            user = known.filtered(lambda user, login=logins[name]: user.login == login)
            setattr(cls, name, user or cls.make_user(logins[name], group))
        cls.organs = (
            cls.env["yichuang.department"].search(
                [("short_name", "=", "测速")], order="id"
            )
            or cls._make_organs()
        )
        cls.department = cls.organs[0]
        cls.services = cls.env["yichuang.service"].search(
            [("department_id", "in", cls.organs.ids)], order="id"
        ) or cls._make_services(materials)
        cls.service = cls.services[0]
        cls.mandate = (
            cls.env["yichuang.mandate"].search(
                [("department_id", "=", cls.department.id)]
            )
            or cls.given_mandate()
        )
        return cls

    @classmethod
    def _make_organs(cls):
        organs = cls.env["yichuang.department"].create(
            [
                {"name": f"测速局{number}", "short_name": "测速"}
                for number in range(1, ORGANS + 1)
            ]
        )
        organs[0].member_ids = cls.reviewer | cls.decider
        organs[-1].member_ids = cls.quiet_decider
        return organs

    @classmethod
    def _make_services(cls, materials):
        return cls.env["yichuang.service"].union(
            *(
                cls.published_service(
                    item_name=f"测速许可{number}", department=organ, materials=materials
                )
                for number, organ in enumerate(cls.organs)
            )
        )

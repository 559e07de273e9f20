"""Builders of what a village receives for the hall."""


class PointBuilders:
    """Mixed into ``IntakeCase``."""

    @classmethod
    def point_keeper(cls, login="test_point_keeper"):
        """A window clerk who is to keep a point."""
        users = cls.env["res.users"]
        return users.search([("login", "=", login)]) or cls.make_user(
            login, "yichuang_intake.group_clerk"
        )

    @classmethod
    def point(cls, name="测试村便民服务站", login="test_point_keeper", **values):
        """A village point with a keeper."""
        points, regions = (
            cls.env["yichuang.reception.point"],
            cls.env["yichuang.region"],
        )
        code = "379901001201"
        region = regions.search([("code", "=", code)]) or regions.create(
            {"name": "测试村", "code": code, "level": "6"}
        )
        return points.search([("name", "=", name)]) or points.create(
            {
                "name": name,
                "region_id": region.id,
                "keeper_ids": [(4, cls.point_keeper(login).id)],
                **values,
            }
        )

    @classmethod
    def point_case(cls, login="test_point_keeper", **values):
        """A case that a keeper has received, with all its papers."""
        case = cls.draft_case(clerk=cls.point_keeper(login), **values)
        case.with_user(cls.point_keeper(login)).action_take_all_materials()
        case.with_user(cls.point_keeper(login)).action_receive()
        return case

    @classmethod
    def draft_bundle(cls):
        """What the point has received, not sent yet."""
        point = cls.point()
        cls.point_case()
        env = cls.env(user=cls.point_keeper().id)
        return (
            env["yichuang.reception.bundle"]
            .create({"point_id": point.id})
            .with_env(cls.env)
        )

    @classmethod
    def sent_bundle(cls):
        """Papers on their way to the hall."""
        bundle = cls.draft_bundle()
        bundle.with_user(cls.point_keeper()).action_send()
        return bundle

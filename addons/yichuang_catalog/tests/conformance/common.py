"""A province, a city in it and a county in that, with an organ each."""

from odoo.tests import new_test_user

from ..common import CatalogueCase

CODE = "000131018000"


class ConformanceCase(CatalogueCase):
    """Three levels that handle the same item; the county's hall is the tests' own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.province = cls.make_region("测试省", "370000", "2")
        cls.city = cls.make_region("测试市", "370800", "3", cls.province)
        cls.region.parent_id = cls.city
        cls.province_organ = cls.make_organ("测试省局", cls.province)
        cls.city_organ = cls.make_organ("测试市局", cls.city)
        cls.item = cls.make_item("食品经营许可", code=CODE)

    @classmethod
    def make_region(cls, name, code, level, parent=None):
        return cls.env["yichuang.region"].create(
            {
                "name": name,
                "code": code,
                "level": level,
                "parent_id": parent and parent.id,
            }
        )

    @classmethod
    def make_organ(cls, name, region, **values):
        return cls.env["yichuang.department"].create(
            {"name": name, "region_id": region and region.id, **values}
        )

    @classmethod
    def make_item(cls, name, **values):
        return cls.env["yichuang.item"].create({"name": name, **values})

    @classmethod
    def make_service(cls, organ, item=None, **values):
        """A service of this organ at the level of its division."""
        level = organ.region_id.level or "4"
        return cls.env["yichuang.service"].create(
            {
                "item_id": (item or cls.item).id,
                "department_id": organ.id,
                "level": level,
                **values,
            }
        )

    @classmethod
    def publish(cls, service, **content):
        """A version of the service, published by the real steps."""
        return cls.published_version(service=service, **content)

    @classmethod
    def published_at(cls, organ, item=None, name=None, **content):
        """The service of this organ with a published version."""
        service = cls.make_service(organ, item, **({"name": name} if name else {}))
        cls.publish(service, **content)
        return service

    @classmethod
    def three_levels(cls, **county_content):
        """The same at province and city, and at the county but for this content."""
        return (
            cls.published_at(cls.province_organ),
            cls.published_at(cls.city_organ),
            cls.published_at(cls.department, **county_content),
        )

    @classmethod
    def report(cls, profile="official", region=None):
        """A finished report on the province, asked for by the editor."""
        run = cls.env(user=cls.editor.id)["yichuang.conformance.run"]._start(
            profile, cls.province if region is None else region
        )
        run._begin()
        return run.with_env(cls.env)

    @classmethod
    def differences(cls, run):
        """What a report found: sets of (service, element)."""
        rows = cls.env["yichuang.conformance.difference"].search(
            [("run_id", "=", run.id)]
        )
        return {(row.lower_service_id, row.element) for row in rows}

    @classmethod
    def hall_above(cls):
        """Another hall with its own editor and approver, for a level above."""
        hall = cls.env["res.company"].create({"name": "测试市政务服务中心"})
        people = [
            new_test_user(
                cls.env,
                f"city_{role}",
                groups=f"yichuang_catalog.group_{role}",
                company_id=hall.id,
                company_ids=[(6, 0, hall.ids)],
            )
            for role in ("editor", "approver")
        ]
        return hall, *people

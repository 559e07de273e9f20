from odoo import Command

from ..common import CatalogueCase

ORDER = (
    ("receipt", "收件", 0, ()),
    ("acceptance", "受理", 1, ("收件",)),
    ("review", "审查", 3, ("受理",)),
    ("site", "踏勘", 5, ("受理",)),
    ("decision", "决定", 1, ("审查", "踏勘")),
    ("certificate", "制证", 2, ("决定",)),
    ("delivery", "送达", 1, ("制证",)),
)


class ProcessCase(CatalogueCase):
    """A version with a process that nothing is wrong about, and a second organ."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls.env["yichuang.department"].create({"name": "测试县应急管理局"})
        cls.fire = cls.env["yichuang.department"].create({"name": "测试县消防救援大队"})

    @classmethod
    def with_steps(cls, version=None, order=ORDER, **values):
        """A draft with the steps of ``order``: kind, name, working days, after."""
        version = version or cls.draft_version(**values)
        steps = {}
        for number, (kind, name, days, after) in enumerate(order, 1):
            steps[name] = version.env["yichuang.step"].create(
                {
                    "version_id": version.id,
                    "sequence": number,
                    "kind": kind,
                    "name": name,
                    "limit_days": days,
                    "department_id": cls.department.id,
                    "basis": "测试用法第三十四条" if kind == "site" else False,
                    "after_ids": [Command.set([steps[one].id for one in after])],
                }
            )
        return version

    @classmethod
    def step(cls, version, name):
        return version.step_ids.filtered(lambda step: step.name == name)

    @classmethod
    def links(cls, version):
        """What comes after what, by name."""
        return {step.name: step.after_ids.mapped("name") for step in version.step_ids}

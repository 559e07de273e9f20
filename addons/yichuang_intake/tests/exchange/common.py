"""Both sides of an exchange, played with real keys and files."""

import base64
from dataclasses import replace

from ...tools import exchange_package
from ..common import IntakeCase


class ExchangeCase(IntakeCase):
    """A partner whose private key the tests hold, too."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.service.item_id.code = "000131998000"
        cls.partner_key, public = exchange_package.new_key()
        cls.partner = cls.env(user=cls.manager.id)["yichuang.exchange.partner"].create(
            {
                "name": "示例市公安专网",
                "code": "HALL",
                "recipient": "GAW",
                "department_ids": cls.department.ids,
                "public_key": public,
            }
        )

    @classmethod
    def make(cls):
        """The next package."""
        action = cls.partner.action_make_package()
        return cls.env(user=cls.manager.id)["yichuang.exchange.package"].browse(
            action["res_id"]
        )

    @classmethod
    def opened(cls, package):
        """What the other side finds in a package."""
        content = base64.b64decode(package.content)
        return exchange_package.read(content, cls.partner.own_public_key)

    @classmethod
    def answered(cls, package, number=1, rejected=(), **changes):
        """The other side's answer, as the file it carries back."""
        answer = exchange_package.answer(
            cls.opened(package), number, dict.fromkeys(rejected, "姓名与证件不符")
        )
        content, _digest = exchange_package.write(
            replace(answer, **changes), cls.partner_key
        )
        return content

    @classmethod
    def bring(cls, content, user=None):
        """Bring an answer in as the dialog does."""
        env = cls.env(user=(user or cls.manager).id)
        return (
            env["yichuang.exchange.bring"]
            .create(
                {"partner_id": cls.partner.id, "content": base64.b64encode(content)}
            )
            .action_confirm()
        )

    @classmethod
    def made_package(cls):
        """A package with the rows of one accepted case."""
        cls.accepted_case()
        return cls.make().with_env(cls.env)

    @classmethod
    def answered_package(cls):
        """A package that the other side took over."""
        package = cls.made_package()
        last = cls.env["yichuang.exchange.answer"].search(
            [("partner_id", "=", cls.partner.id)], limit=1
        )
        cls.bring(cls.answered(package, number=last.number + 1))
        return package

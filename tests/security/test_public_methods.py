"""Every method a client can call by RPC is known and meant.

``public_methods.txt`` lists them, one ``model.method`` a line. A new public
method of ours fails here until somebody has looked at its access check.
"""

from pathlib import Path

from odoo.exceptions import AccessError
from odoo.service.model import get_public_method
from odoo.tests import TransactionCase, tagged

ALLOWED = Path(__file__).with_name("public_methods.txt")


@tagged("post_install", "-at_install")
class TestPublicMethods(TransactionCase):
    def test_public_methods_are_the_allowed_ones(self):
        allowed = set(ALLOWED.read_text(encoding="utf-8").split())
        self.assertEqual(allowed, self._public_methods())

    def _public_methods(self):
        """``model.method`` for all that our own classes add to the RPC surface."""
        found = set()
        for name, model in self.env.items():
            if model._abstract:
                continue
            for parent in type(model).__mro__:
                if not parent.__module__.startswith("odoo.addons.yichuang"):
                    continue
                if ".tests." in parent.__module__:
                    continue
                for attribute, value in vars(parent).items():
                    if attribute.startswith("_") or not callable(value):
                        continue
                    try:
                        get_public_method(model, attribute)
                    except AccessError:
                        continue
                    found.add(f"{name}.{attribute}")
        return found

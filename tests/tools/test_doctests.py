"""The examples in the tools' docstrings hold."""

import doctest
import importlib
import importlib.util
import pkgutil

import pytest

MODULES = ("catalog", "intake", "intermediary", "issuance")


def tool_names():
    for module in MODULES:
        package = f"odoo.addons.yichuang_{module}"
        if importlib.util.find_spec(package) is None:
            continue
        package = importlib.import_module(f"{package}.tools")
        for tool in pkgutil.iter_modules(package.__path__):
            yield f"{package.__name__}.{tool.name}"


@pytest.mark.parametrize("name", sorted(tool_names()))
def test_examples(name):
    tool = importlib.import_module(name)
    result = doctest.testmod(tool, optionflags=doctest.IGNORE_EXCEPTION_DETAIL)
    assert result.failed == 0

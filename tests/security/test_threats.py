"""Each threat of ``docs/market/threats.md`` is answered by a test that names it."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs/market/threats.md"
PLACES = ("addons/yichuang_intermediary/tests", "tests")
NAME = re.compile(r"test_((?:threat\d+_)+)")


def promised():
    """The numbers of the table's rows."""
    rows = re.findall(r"^\| (\d+) \|", TABLE.read_text(encoding="utf-8"), re.MULTILINE)
    return [int(row) for row in rows]


def tested():
    """The numbers in the names of tests."""
    found = set()
    for place in PLACES:
        for path in (ROOT / place).rglob("test_*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef) and (
                    name := NAME.match(node.name)
                ):
                    found.update(map(int, re.findall(r"\d+", name[1])))
    return found


def test_every_threat_has_a_test_with_its_number():
    assert promised() == list(range(1, 27))
    assert set(promised()) == tested()

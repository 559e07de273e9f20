"""The modules come, stay the same and go: real installs in databases of their own.

Runs without pytest-odoo (`script/test tests/install`), through the same
`script/odoo` a person uses.
"""

import os
import re
import subprocess
from pathlib import Path

import pytest

from .snapshot import difference, names, records, structure

ROOT = Path(__file__).resolve().parents[2]
CATALOG, INTAKE = "yichuang_catalog", "yichuang_intake"
MARKET, ISSUANCE = "yichuang_intermediary", "yichuang_issuance"
EVERYTHING = f"{CATALOG},{INTAKE},{MARKET},{ISSUANCE}"
PREFIX = f"test_{os.getpid()}_install"
COMPLAINT = re.compile(r"^\d{4}-\S+ \S+ \d+ (?:WARNING|ERROR|CRITICAL) .*$", re.M)

pytestmark = pytest.mark.install


def run(*command: str) -> str:
    result = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=1200
    )
    output = result.stdout + result.stderr
    assert result.returncode == 0, f"{' '.join(command)}\n{output[-6000:]}"
    return output


def odoo(name: str, *options: str) -> None:
    """Run Odoo to its end; a warning in its log is a failure."""
    output = run("script/odoo", "-d", name, "--stop-after-init", "--no-http", *options)
    assert not COMPLAINT.findall(output)


def copy(name: str, *source: str) -> str:
    run("script/createdb", name, *source)
    return name


def same(before: dict[str, set[str]], after: dict[str, set[str]]) -> None:
    lines = difference(before, after)
    assert not lines, "\n".join(lines)


def installed(name: str) -> set[str]:
    query = "SELECT name FROM ir_module_module WHERE state = 'installed'"
    found = run("psql", "-Atd", name, "-c", query).split()
    return {module for module in found if module.startswith("yichuang_")}


@pytest.fixture(scope="module", autouse=True)
def clean_up():
    yield
    listing = run("psql", "-Atd", "postgres", "-c", "SELECT datname FROM pg_database")
    run(
        "script/createdb",
        "--drop",
        *(name for name in listing.split() if name.startswith(PREFIX)),
    )


@pytest.fixture(scope="module")
def catalog() -> str:
    name = copy(f"{PREFIX}_catalog")
    odoo(name, "-i", CATALOG)
    return name


@pytest.fixture(scope="module")
def intake(catalog) -> str:
    name = copy(f"{PREFIX}_intake", catalog)
    odoo(name, "-i", INTAKE)
    return name


@pytest.fixture(scope="module")
def without(catalog, intake):
    """Function giving the database into which a module and what leans on it never
    came; each is made once."""
    made = {CATALOG: copy(f"{PREFIX}_nothing"), INTAKE: catalog}

    def give(module: str) -> str:
        if module not in made:
            other = MARKET if module == ISSUANCE else ISSUANCE
            made[module] = copy(f"{PREFIX}_{other}", intake)
            odoo(made[module], "-i", other)
        return made[module]

    return give


@pytest.fixture(scope="module")
def everything() -> str:
    name = copy(f"{PREFIX}_everything")
    odoo(name, "-i", EVERYTHING)
    return name


def test_catalogue_installs_alone(catalog):
    assert installed(catalog) == {CATALOG}


def test_intake_installs_with_the_catalogue_only(intake):
    assert installed(intake) == {CATALOG, INTAKE}


@pytest.mark.parametrize("module", [MARKET, ISSUANCE])
def test_leaf_installs_without_the_other(without, module):
    other = MARKET if module == ISSUANCE else ISSUANCE
    assert installed(without(other)) == {CATALOG, INTAKE, module}


def test_all_install_together(everything):
    assert installed(everything) == set(EVERYTHING.split(","))


def test_all_install_with_their_demo_beside_the_demo_of_odoo():
    """From no database at all, as a person does who knows Odoo and not our scripts."""
    name = f"{PREFIX}_demo"
    odoo(name, "--with-demo", "--skip-auto-install", "-i", EVERYTHING)
    assert installed(name) == set(EVERYTHING.split(","))


def test_upgrading_twice_changes_nothing(everything):
    before = structure(everything) | records(everything)
    for _turn in range(2):
        odoo(everything, "-u", EVERYTHING)
        same(before, structure(everything) | records(everything))


@pytest.mark.parametrize("module", [MARKET, ISSUANCE, INTAKE, CATALOG])
def test_uninstall_leaves_nothing_behind(everything, without, module):
    """What is there afterwards is what was there before the module came."""
    pure = without(module)
    name = copy(f"{PREFIX}_without_{module}", everything)
    run("script/odoo", "module", "uninstall", "-d", name, module)
    assert installed(name) == installed(pure)
    same(structure(pure) | names(pure), structure(name) | names(name))

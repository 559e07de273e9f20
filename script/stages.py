"""The stages of ``script/test``, or a part of the tests in a kept database.

Every stage works in databases of its own, so two run at a time; the logs are in the
state folder.
"""

import hashlib
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from lanes import ROOT, Stage, run_all, say

STATE, MODULES = Path(sys.argv[1]), sys.argv[2].split(",")
LOG = STATE / "log"
PYTHON, ODOO = sys.executable, str(ROOT / "script" / "odoo")
# Each of them is installed by itself and extended by the later ones; what is left
# of MODULES nobody extends.
EXTENDED = ("yichuang_catalog", "yichuang_intake")

# Odoo's lints over our addons, in a database of their own, for test_lint stays
# installed and every later run of that database would load it.
TEST_LINT = ",".join(
    (
        "/test_lint",
        # runs pylint over all of Odoo; script/lint runs the same checkers on ours
        "-/test_lint:TestPyLint",
        # needs eslint 8 and its configuration, which Debian's package does not carry
        "-/test_lint:TestESLint",
    )
)

# Odoo bounds the address space of a process; that of a whole test run is mostly memory
# that threads reserve and do not use, and fonts cannot be read once it is full.
BOUNDLESS = "limit-memory-hard=0"

# Log records that are no fault of ours. Everything else from WARNING up fails.
EXPECTED_LOG = {
    r"Running as user 'root'": "a container's only user",
    r"docutils|\(ERROR/3\)|\(WARNING/2\)": "descriptions of two core modules",
    r" WARNING \S+ odoo\.http: ": "a test was refused a page, as it should be",
}


def database(name: str) -> str:
    """Name of a database of this run."""
    return f"test_{os.getpid()}_{name}"


def createdb(stage: Stage, name: str, *source: str) -> bool:
    return stage.run(str(ROOT / "script/createdb"), name, *source) == 0


def drop(*names: str) -> None:
    subprocess.run([str(ROOT / "script/createdb"), "--drop", *names], check=False)


def databases() -> list[str]:
    command = ["psql", "-Atd", "postgres", "-c", "SELECT datname FROM pg_database"]
    return subprocess.run(
        command, capture_output=True, text=True, check=True
    ).stdout.split()


def drop_leftovers() -> None:
    """Databases of earlier runs that were killed."""
    dead = [
        name
        for name in databases()
        if (match := re.match(r"test_(\d+)_", name))
        and not Path(f"/proc/{match[1]}").exists()
    ]
    if dead:
        drop(*dead)


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def lint(stage: Stage) -> bool:
    return stage.run(str(ROOT / "script/lint")) == 0


def build(stage: Stage) -> bool:
    """Install one module after the other with demo data, as a hall that grows. What
    stands after each of the extended ones, and in the end, later stages copy, with
    what browsers load already made."""
    *before, last = [database(module) for module in EXTENDED] + [database("hall")]
    steps = [*EXTENDED, ",".join(m for m in MODULES if m not in EXTENDED)]
    source: tuple[str, ...] = ()
    for name, modules in zip([*before, last], steps, strict=True):
        if (
            not createdb(stage, name, *source)
            or install_into(stage, name, modules)
            or stage.run(str(ROOT / "script/assets"), name)
        ):
            return False
        source = (name,)
    return clean_log(stage)


def install_into(stage: Stage, name: str, modules: str) -> int:
    return odoo(stage, name, "--with-demo", "-i", modules, "--no-http")


def odoo(stage: Stage, name: str, *options: str) -> int:
    return stage.run(
        ODOO, "-d", name, "--stop-after-init", "--max-cron-threads=0", *options
    )


def clean_log(stage: Stage) -> bool:
    """No record from WARNING up in the stage's log, but for the expected ones."""
    ignored = [part for pattern in EXPECTED_LOG for part in ("--ignore", pattern)]
    checker = [str(Path(PYTHON).parent / "checklog-odoo"), *ignored, str(stage.log)]
    result = subprocess.run(checker, capture_output=True, text=True, check=False)
    if result.returncode:
        stage.note = "warnings or errors in the log"
        with stage.log.open("a") as log:
            log.write(f"\n== checklog-odoo\n{result.stdout}{result.stderr}\n")
    return not result.returncode


def native(stage: Stage) -> bool:
    """The tests of the modules that others extend, where everything is installed."""
    name = database("native")
    tags = ",".join(f"/{module}" for module in EXTENDED)
    # Database and update apart: a module updated together with its tests would run
    # only the tests of updated modules.
    passed = createdb(stage, name, database("hall")) and odoo_tests(stage, name, tags)
    drop(name)
    return passed


def odoo_tests(stage: Stage, name: str, tags: str, *options: str) -> bool:
    """Tests under Odoo's own runner, with a clean log."""
    tests = ("--test-tags", tags, "--http-port", free_port())
    code = odoo(stage, name, f"--{BOUNDLESS}", *tests, *options)
    summary = re.findall(
        r"(\d+) failed, (\d+) error\(s\) of (\d+) tests", stage.log.read_text()
    )
    failed, errors, ran = map(int, summary[-1]) if summary else (0, 0, 0)
    stage.counts = {"passed": ran - failed - errors, "failed": failed, "errors": errors}
    stage.note = say(stage.counts)
    return code == 0 and ran > 0 and clean_log(stage)


def test_lint(stage: Stage) -> bool:
    name = database("lint")
    passed = createdb(stage, name, database("hall")) and odoo_tests(
        stage, name, TEST_LINT, "-i", "test_lint"
    )
    drop(name)
    return passed


def pytest_on_copy(*paths: str) -> Callable[[Stage], bool]:
    def work(stage: Stage) -> bool:
        name = database(stage.name.replace("-", "_"))
        if not createdb(stage, name, database("hall")):
            return False
        passed = pytest(stage, name, *paths)
        drop(name)
        return passed

    return work


def module_alone(module: str) -> Callable[[Stage], bool]:
    """A module's own tests where only it and what it depends on is installed. Walks
    and tours of a module that others extend run with all of them, in `native`."""

    def work(stage: Stage) -> bool:
        name = database(stage.name)
        if module in EXTENDED:
            source, options = module, ()
            tags = f"/{module},-slow"
        else:
            source, options = EXTENDED[-1], ("--with-demo", "-i", module)
            tags = f"/{module}"
        passed = createdb(stage, name, database(source)) and odoo_tests(
            stage, name, tags, *options
        )
        drop(name)
        return passed

    return work


def pytest(stage: Stage, name: str | None, *arguments: str) -> bool:
    code = stage.run(*pytest_command(name), *arguments)
    count(stage)
    return code == 0


def pytest_command(name: str | None) -> list[str]:
    """pytest over one database with browser tests, or without Odoo's plugin."""
    command = [PYTHON, "-m", "pytest", "-q", "-ra", "--durations=5"]
    if name is None:
        return [*command, "-p", "no:odoo"]
    return [
        *command,
        f"--odoo-database={name}",
        "--odoo-http",
        "--odoo-extra=max-cron-threads=0",
        "--odoo-extra=http-interface=127.0.0.1",
        f"--odoo-extra={BOUNDLESS}",
        f"--odoo-extra=db-filter=^{name}$",
    ]


def install(stage: Stage) -> bool:
    return pytest(stage, None, "tests/install")


def tools(stage: Stage) -> bool:
    return pytest(stage, None, "tests/tools")


def count(stage: Stage) -> None:
    """What pytest's last line says: ``12 passed, 3 subtests passed in 3.4s``."""
    text = stage.log.read_text()
    found = re.findall(r"^(?:=+ )?((?:\d+ [a-z ]+(?:, )?)+) in [\d.]+s", text, re.M)
    for number, word in re.findall(r"(\d+) ([a-z ]+)", found[-1] if found else ""):
        stage.counts[word] = int(number)
    stage.note = say(stage.counts)


# What takes longest comes first, once there is a database to copy, so that both lanes
# end together; stages that are not named come last.
ORDER = (
    "build",
    "lint",
    "native",
    "install",
    "intake",
    "journeys",
    "intermediary",
    "issuance",
    "click-everywhere",
    "races",
    "attacks",
    "tools",
)


def all_stages() -> list[Stage]:
    """In the order in which a free lane takes them."""
    stage = partial(Stage, LOG)
    stages = [
        stage("build", build),
        stage("lint", lint),
        stage("native", native, needs="build"),
        stage("install", install),
        stage("tools", tools),
        *(
            stage(module.removeprefix("yichuang_"), module_alone(module), needs="build")
            for module in MODULES
        ),
        *(
            stage(folder, pytest_on_copy(f"tests/{folder}"), needs="build")
            for folder in test_folders()
        ),
        stage("click-everywhere", pytest_on_copy("tests/lint"), needs="build"),
        stage("odoo-lint", test_lint, needs="build"),
    ]
    place = {name: number for number, name in enumerate(ORDER)}
    return sorted(stages, key=lambda one: place.get(one.name, len(place)))


# Folders of tests/ whose stages are another kind of work, or that are no tests
OTHERS = ("install", "tools", "lint", "__pycache__")


def test_folders() -> list[str]:
    """Folders of tests/ that pytest runs over a copy of the whole hall."""
    return sorted(
        path.name
        for path in (ROOT / "tests").iterdir()
        if path.is_dir() and path.name not in OTHERS
    )


def everything() -> int:
    """All stages; no database of this run stays."""
    drop_leftovers()
    shutil.rmtree(LOG / "screens", ignore_errors=True)
    mine = f"test_{os.getpid()}_"
    return run_all(
        all_stages(),
        lambda: drop(*(name for name in databases() if name.startswith(mine))),
    )


WITHOUT_DATABASE = ("tests/tools", "tests/install")


def run_part(arguments: list[str]) -> int:
    paths = [
        path for path in (a.split("::")[0] for a in arguments) if Path(path).exists()
    ]
    inside = [os.path.relpath(path, ROOT) for path in paths]
    if paths and all(path.startswith(WITHOUT_DATABASE) for path in inside):
        name = None
    else:
        name = os.environ.get("YICHUANG_TEST_DB", "yichuang_test")
        if not up_to_date(name):
            return 1
    command = [*pytest_command(name), *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def up_to_date(name: str) -> bool:
    """The kept database for parts: made once, then only changed modules updated."""
    stage = Stage(LOG, "part", lambda _stage: True)
    stage.log.unlink(missing_ok=True)
    made = STATE / "remember" / name
    lines = made.read_text().splitlines() if made.exists() else []
    known = dict(line.split() for line in lines)
    current = {module: fingerprint(ROOT / "addons" / module) for module in MODULES}
    exists = subprocess.run(
        ["psql", "-qd", name, "-c", "SELECT 1"], capture_output=True, check=False
    )
    if exists.returncode:
        known = {}
        drop(name)
        if not createdb(stage, name):
            return False
    changed = ",".join(m for m in MODULES if known.get(m) != current[m])
    if changed:
        print(f"bringing {name} up to date: {changed}", file=sys.stderr)
        options = ("--with-demo", "--no-http", "-i", changed, "-u", changed)
        if odoo(stage, name, *options) or "CRITICAL" in stage.log.read_text():
            print("\n".join(stage.log.read_text().splitlines()[-30:]))
            return False
    made.write_text("\n".join(f"{module} {key}" for module, key in current.items()))
    return True


def fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc" and "tests" not in path.parts[-3:]:
            digest.update(str(path).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


if __name__ == "__main__":
    LOG.mkdir(parents=True, exist_ok=True)
    sys.exit(run_part(sys.argv[3:]) if sys.argv[3:] else everything())

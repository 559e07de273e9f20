"""Two lanes that run stages.

All stages run, whatever fails; the exit code is that of the worst. One line per stage,
at the end the faults of those that failed, and as the last line the sum of what was
counted.
"""

import contextlib
import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LANES = 2
PATIENCE = 50 * 60  # seconds after which a stage counts as hanging

# A record of Odoo's log from ERROR up, with the traceback that follows it
FAULT = re.compile(
    r"^\d{4}-\S+ \S+ \d+ (?:ERROR|CRITICAL) .*\n(?:(?!\d{4}-\d\d-\d\d ).*\n)*", re.M
)


@dataclass
class Stage:
    """One command, or several that count as one; its words go to a log in a folder."""

    folder: Path
    name: str
    work: Callable[["Stage"], bool]
    needs: str = ""
    seconds: float = 0
    passed: bool | None = None
    note: str = ""
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def log(self) -> Path:
        return self.folder / f"{self.name}.log"

    def run(self, *command: str, **environment: str) -> int:
        """Run a command, its words going to the stage's log."""
        with self.log.open("a") as log:
            log.write(f"\n$ {' '.join(command)}\n")
            log.flush()
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                env={**os.environ, **environment},
                start_new_session=True,
            )
            RUNNING.add(process)
            try:
                return process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                log.write(f"stopped after {PATIENCE} seconds\n")
                end(process)
                return 124
            finally:
                RUNNING.discard(process)


RUNNING: set[subprocess.Popen] = set()


def end(process: subprocess.Popen) -> None:
    """Stop a command with everything it started, browsers too."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def run_all(stages: list[Stage], clean_up: Callable[[], None]) -> int:
    """Run them in their order, each once what it needs is done.

    :param clean_up: what is done at the end, also when the run is stopped
    :returns: 0 if all of them passed
    """

    def give_up(_signal: int, _frame: object) -> None:
        """Ctrl-C or a kill: nothing of this run goes on."""
        for process in list(RUNNING):
            end(process)
        clean_up()
        os._exit(130)

    started = time.monotonic()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, give_up)
    waiting, done = list(stages), {}
    turn = threading.Condition()

    def next_stage() -> Stage | None:
        with turn:
            while waiting:
                for stage in waiting:
                    if not stage.needs or stage.needs in done:
                        waiting.remove(stage)
                        return stage
                turn.wait()
            return None

    def lane() -> None:
        while stage := next_stage():
            perform(stage, done)
            with turn:
                done[stage.name] = stage
                turn.notify_all()

    lanes = [threading.Thread(target=lane) for _ in range(LANES)]
    for thread in lanes:
        thread.start()
    for thread in lanes:
        thread.join()
    clean_up()
    return report(stages, time.monotonic() - started)


def perform(stage: Stage, done: dict[str, Stage]) -> None:
    stage.log.unlink(missing_ok=True)
    stage.log.touch()
    before = time.monotonic()
    if stage.needs and not done[stage.needs].passed:
        stage.passed, stage.note = False, f"not run, as {stage.needs} failed"
    else:
        try:
            stage.passed = stage.work(stage)
        except Exception as error:
            stage.passed, stage.note = False, repr(error)
    stage.seconds = time.monotonic() - before
    word = "ok    " if stage.passed else "FAILED"
    print(f"{word} {stage.name:<17} {stage.seconds:5.0f} s  {stage.note}", flush=True)


def report(stages: list[Stage], seconds: float) -> int:
    failed = [stage for stage in stages if not stage.passed]
    for stage in failed:
        text = stage.log.read_text(errors="replace")
        for fault in FAULT.findall(text)[:20]:
            print(f"\n--- {stage.name}: {fault[-6000:]}")
        print(f"\n--- {stage.name}: the end of {stage.log}")
        print("\n".join(text.splitlines()[-60:]))
    totals: dict[str, int] = {}
    for stage in stages:
        for word, number in stage.counts.items():
            totals[word] = totals.get(word, 0) + number
    print(f"\n{len(stages) - len(failed)} of {len(stages)} stages passed", end="")
    print("; failed: " + ", ".join(stage.name for stage in failed) if failed else "")
    order = ("failed", "errors", "error", "passed", "skipped", "subtests passed")
    words = [f"{totals[word]} {word}" for word in order if totals.get(word)]
    print(f"==== {', '.join(words) or 'no tests ran'} in {seconds:.2f}s ====")
    return 1 if failed else 0


def say(counts: dict[str, int]) -> str:
    return ", ".join(f"{n} {word}" for word, n in counts.items() if n)

"""Real Odoo processes for races: each a shell with a connection of its own.

They are forked from one process for each database, for loading the modules takes many
times as long as most of them run.
"""

import contextlib
import os
import signal
import socket
import subprocess
import threading
import time
from functools import cache
from pathlib import Path

from .nursery import ENDED

ROOT = Path(__file__).resolve().parents[2]


class Racer:
    """One process, spoken to as to a :class:`subprocess.Popen`."""

    def __init__(self, end):
        self.returncode = None
        self._stream = end.makefile("rb")
        self.pid = int(self._stream.readline())
        self._output = ""
        self._reader = threading.Thread(target=self._read, args=[end], daemon=True)
        self._reader.start()

    def _read(self, end):
        with end, self._stream:
            said, _mark, code = self._stream.read().rpartition(ENDED)
        self._output = said.decode(errors="replace")
        self.returncode = int(code)

    def poll(self):
        return self.returncode

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)

    def communicate(self, timeout):
        """What it said until it ended, and nothing for its errors, which are in it."""
        self._reader.join(timeout)
        if self._reader.is_alive():
            self.kill()
            raise subprocess.TimeoutExpired(f"racer {self.pid}", timeout)
        return self._output, None


@cache
def nursery(database):
    """A socket to the process that forks racers; it ends when the socket closes."""
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with there:
        process = subprocess.Popen(
            [ROOT / "script/odoo", "shell", "-d", database, "--no-http"],
            stdin=subprocess.PIPE,
            pass_fds=[there.fileno()],
            text=True,
        )
        with process.stdin as program:
            program.write(
                f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n"
                "from tests.races.nursery import serve\n"
                f"serve(env, {there.fileno()})\n"
            )
        assert not process.wait(timeout=900)
    return here


def start(database, code):
    """A process that runs ``code`` in an Odoo shell and ends."""
    here, there = socket.socketpair()
    with there:
        socket.send_fds(nursery(database), [code.encode()], [there.fileno()])
    return Racer(here)


class Gate:
    """Where racers wait for each other before each of their turns.

    So that all meet in every turn, and not only in the first ones, after which the
    faster are ahead: a race of few turns then shows what one of thousands does. Once
    somebody has gone, the others need not wait any more.

    :param racers: how many take part; each begins with the code :attr:`enter` and
        calls ``meet()`` before a turn
    """

    def __init__(self, racers):
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind("")  # Linux chooses a name that is no file
        self._listener.listen(racers)
        self._listener.settimeout(300)  # who has not come by then has failed
        self.enter = (
            "import socket\n"
            "gate = socket.socket(socket.AF_UNIX)\n"
            f"gate.connect({self._listener.getsockname()!r})\n"
            "def meet():\n"
            "    try:\n"
            "        gate.sendall(b'.')\n"
            "        gate.recv(1)\n"
            "    except OSError:\n"
            "        pass\n"
        )
        threading.Thread(target=self._keep, args=[racers], daemon=True).start()

    def _keep(self, racers):
        with self._listener, contextlib.ExitStack() as ends:
            here = [
                ends.enter_context(self._listener.accept()[0]) for _ in range(racers)
            ]
            while all(racer.recv(1) for racer in here):
                for racer in here:
                    racer.sendall(b".")


def finish(test, process):
    """What a process said, once it has ended well."""
    output = process.communicate(timeout=900)[0]
    test.assertEqual(process.returncode, 0, output)
    return output


def soon():
    """When racers that are started now are ready, as seconds since 1970."""
    return time.time() + 3

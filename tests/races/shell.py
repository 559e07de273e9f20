"""Real Odoo processes for races: each a shell with a connection of its own."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def start(database, code):
    """A process that runs ``code`` in an Odoo shell and ends."""
    process = subprocess.Popen(
        [ROOT / "script/odoo", "shell", "-d", database, "--no-http"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    process.stdin.write(code + "\n")
    process.stdin.close()
    process.stdin = None
    return process


def finish(test, process):
    """What a process said, once it has ended well."""
    output = process.communicate(timeout=900)[0]
    test.assertEqual(process.returncode, 0, output)
    return output

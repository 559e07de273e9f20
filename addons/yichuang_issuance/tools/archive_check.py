"""The four checks of a file package (四性检测): 真实, 完整, 可用, 安全.

Pure functions over the bytes of a package; ``archive_verifier`` does what anybody can
repeat outside, the rest needs the list of what the matter should contain.

Modelled on the checks that GB/T 42727-2023 and DA/T 70-2018 ask for.
"""

import json
from typing import NamedTuple

from odoo.addons.yichuang_intake.tools import upload

from . import archive_verifier, bag

CHECKS = (
    ("authentic", "真实性"),
    ("complete", "完整性"),
    ("usable", "可用性"),
    ("safe", "安全性"),
)
KNOWN = ("pdf", "ofd", "jpg", "png", "json")
PLAIN = (".json", ".txt", ".py")


class Finding(NamedTuple):
    """One thing that is wrong: which check, and what in a sentence."""

    check: str
    words: str


def examine(content, published, expected):
    """Findings of a package; empty when all four checks are passed.

    :param content: bytes of the zipped bag
    :param published: heads of the published seals by number
    :param expected: what the matter should hold, ``(path prefix, words)`` pairs, and
        sentences of what is known to be lacking under the key ``lacking``
    """
    try:
        files = bag.read(content)
    except ValueError as error:
        return [Finding("usable", f"the package cannot be opened: {error}")]
    return [
        *_authentic(files, published),
        *_complete(files, expected),
        *_usable(files),
        *_safe(files),
    ]


def _authentic(files, published):
    try:
        problems = archive_verifier.check_events(files, published)
    except (KeyError, TypeError, ValueError) as error:
        problems = [repr(error)]
    return [Finding("authentic", problem) for problem in problems]


def _complete(files, expected):
    try:
        problems = archive_verifier.check_bag(files)
        problems += archive_verifier.check_inventory(files)
    except (KeyError, TypeError, ValueError) as error:
        problems = [repr(error)]
    problems += expected
    return [Finding("complete", problem) for problem in problems]


def _usable(files):
    for path, content in sorted(files.items()):
        if path.endswith(".json"):
            try:
                json.loads(content)
            except ValueError:
                yield Finding("usable", f"{path} cannot be read")
        elif path.startswith("data/") and not path.endswith(PLAIN):
            fault = content and upload.fault(content, 0, 0, len(content))
            if not content:
                yield Finding("usable", f"{path} is empty")
            elif fault in ("broken", "unknown"):
                yield Finding("usable", f"{path} cannot be opened")


def _safe(files):
    for path, content in sorted(files.items()):
        if not path.startswith("data/") or path.endswith(PLAIN) or not content:
            continue
        if upload.fault(content, 0, 0, len(content)) == "active":
            yield Finding("safe", f"{path} contains scripts or other files")

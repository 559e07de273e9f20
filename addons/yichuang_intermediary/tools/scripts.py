"""The scripts to which bidders and custodians trust their secrets, and their hashes.

Whoever serves a page can serve another script with it. The list of hashes lets anybody
compare what a browser was given with what the hall published, and with the release.
"""

import hashlib
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "static" / "src" / "js"
ADDRESS = "/yichuang_intermediary/static/src/js/"


def listing(folder=FOLDER):
    """One line a script, in the manner of ``sha256sum``: 64 hex digits, two blanks, the
    address at which the server serves it; in the order of the addresses.

    :param folder: where the scripts are
    :rtype: str
    """
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {ADDRESS}{path.name}\n"
        for path in sorted(folder.glob("*.js"))
    )


def sha256(text):
    """SHA-256 of a list: one value to read out or to keep.

    :rtype: str, 64 hex digits
    """
    return hashlib.sha256(text.encode()).hexdigest()


def parse(text):
    """The hash of each script of a list, by its address.

    :rtype: dict of str to str
    """
    lines = (line.split("  ", 1) for line in text.splitlines())
    return {address: found for found, address in lines}


def differences(published, found):
    """Addresses of the scripts that were altered, added or taken away, in order.

    >>> differences({"/a.js": "1", "/b.js": "2"}, {"/a.js": "3", "/c.js": "4"})
    ['/a.js', '/b.js', '/c.js']
    """
    names = {*published, *found}
    return sorted(name for name in names if published.get(name) != found.get(name))

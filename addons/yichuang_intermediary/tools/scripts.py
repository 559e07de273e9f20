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


def digest(folder=FOLDER):
    """SHA-256 of the whole list: one value to read out or to keep.

    :rtype: str, 64 hex digits
    """
    return hashlib.sha256(listing(folder).encode()).hexdigest()

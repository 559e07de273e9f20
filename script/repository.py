"""What no file of the repository may hold: a machine's paths, a package registry's
host name, a private key, a conflict marker."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FORBIDDEN = {
    "a path of one machine": r"(?<![\w./])/(?:home|root|work|Users)/\w",
    "a package registry": r"(?:pypi\.org|pythonhosted|registry\.npm|deb\.debian|"
    r"debian\.org/debian|snapshot\.debian)",
    "a private key": r"-----BEGIN (?:RSA |EC )?PRIVATE KEY",
    "a conflict marker": r"^(?:<{7}|>{7}) ",
}
BINARY = {".png", ".jpg", ".ico", ".pdf", ".xlsx", ".ttf", ".otf", ".woff2"}


def tracked() -> list[Path]:
    out = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [ROOT / name for name in out.split("\0") if name]


def main() -> int:
    found = 0
    for path in tracked():
        if path.suffix in BINARY or not path.is_file() or path == Path(__file__):
            continue
        for number, line in enumerate(
            path.read_text("utf-8", errors="replace").splitlines(), start=1
        ):
            for what, pattern in FORBIDDEN.items():
                if re.search(pattern, line):
                    print(f"{path.relative_to(ROOT)}:{number}: {what}")
                    found += 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

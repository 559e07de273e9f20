"""Keep the Chinese of our modules whole.

``check`` reads the files alone: every term of ``<module>.pot`` has a translation in
``zh_CN.po`` that keeps its placeholders. ``merge MODULE POT`` brings a freshly
exported template into both files and says what is still to be translated.
"""

import re
import sys
from pathlib import Path

import polib

ADDONS = Path(__file__).resolve().parents[1] / "addons"
PLACEHOLDER = re.compile(r"%\((\w+)\)[sdif]|%[sdif]|\{\{.*?\}\}|<t t-[^>]*>")
# Exported anew every time and saying nothing about the terms
VOLATILE = ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Language-Team")


def defects(catalogue: polib.POFile, template: polib.POFile) -> list[str]:
    """Sentences about terms that are missing, doubtful or broken in Chinese."""
    found = {entry.msgid: entry for entry in catalogue if not entry.obsolete}
    lines = []
    for term in template:
        entry = found.get(term.msgid)
        if entry is None or not entry.msgstr:
            lines.append(f"not translated: {term.msgid!r}")
        elif entry.fuzzy:
            lines.append(f"marked as doubtful: {term.msgid!r}")
        elif sorted(PLACEHOLDER.findall(term.msgid)) != sorted(
            PLACEHOLDER.findall(entry.msgstr)
        ):
            lines.append(f"other placeholders: {term.msgid!r} -> {entry.msgstr!r}")
    return lines


def check() -> int:
    wrong = 0
    for manifest in sorted(ADDONS.glob("*/__manifest__.py")):
        module = manifest.parent.name
        folder = manifest.parent / "i18n"
        if not (folder / f"{module}.pot").exists():
            lines = [f"no i18n/{module}.pot: run script/i18n {module}"]
        elif not (folder / "zh_CN.po").exists():
            lines = ["no i18n/zh_CN.po"]
        else:
            lines = defects(
                polib.pofile(str(folder / "zh_CN.po")),
                polib.pofile(str(folder / f"{module}.pot")),
            )
        for line in lines:
            print(f"{module}: {line}")
        wrong += len(lines)
    return 1 if wrong else 0


def merge(module: str, exported: str) -> int:
    folder = ADDONS / module / "i18n"
    folder.mkdir(exist_ok=True)
    template = polib.pofile(exported)
    for name in VOLATILE:
        template.metadata.pop(name, None)
    template.save(str(folder / f"{module}.pot"))
    path = folder / "zh_CN.po"
    catalogue = polib.pofile(str(path)) if path.exists() else polib.POFile()
    catalogue.metadata = {**template.metadata, "Language": "zh_CN"}
    known = {entry.msgid: entry.msgstr for entry in catalogue if entry.msgstr}
    catalogue.merge(template)
    for entry in catalogue.obsolete_entries():
        catalogue.remove(entry)
    for entry in catalogue:
        # polib guesses by likeness; a guess is no translation.
        if entry.fuzzy:
            entry.flags.remove("fuzzy")
            entry.msgstr = known.get(entry.msgid, "")
    catalogue.save(str(path))
    missing = defects(catalogue, template)
    print(f"{module}: {len(template)} terms, {len(missing)} to do")
    for line in missing:
        print(f"  {line}")
    return 0


if __name__ == "__main__":
    if sys.argv[1] == "check":
        sys.exit(check())
    sys.exit(merge(*sys.argv[2:4]))

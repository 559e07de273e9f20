"""A file package as a BagIt bag (RFC 8493) in a zip file, the same bytes for the same
content.

Nothing in it depends on the moment or the machine of writing: names are sorted, dates
of the zip entries fixed, the level of compression too. So whoever packs a file twice
can compare the two by their SHA-256.

>>> zipped = write("x", {"a.txt": b"1"}, {"Bagging-Date": "2026-11-29"})
>>> zipped == write("x", {"a.txt": b"1"}, {"Bagging-Date": "2026-11-29"})
True
>>> sorted(read(zipped))[:2]
['bag-info.txt', 'bagit.txt']
"""

import io
import re
import zipfile
from hashlib import sha256

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
EPOCH = (1980, 1, 1, 0, 0, 0)
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f%]+')


def file_name(text, most=80):
    """A text as part of a file name that every system takes.

    >>> file_name("身份证/正反面:2"), file_name("..")
    ('身份证_正反面_2', '_')
    """
    cleaned = _UNSAFE.sub("_", " ".join(text.split())).strip(" .")[:most]
    return cleaned or "_"


def write(name, payload, info, tags=()):
    """The bag as the bytes of a zip file.

    :param name: name of the bag, the one folder of the zip file
    :param payload: bytes by path below ``data/``
    :param info: what ``bag-info.txt`` says, in this order
    :param tags: further files beside ``data/``, bytes by path
    """
    size = sum(map(len, payload.values()))
    info = {**info, "Payload-Oxum": f"{size}.{len(payload)}"}
    outside = {
        **dict(tags),
        "bagit.txt": DECLARATION,
        "bag-info.txt": "".join(f"{k}: {v}\n" for k, v in info.items()).encode(),
        "manifest-sha256.txt": _manifest(
            {f"data/{path}": content for path, content in payload.items()}
        ),
    }
    files = {f"data/{path}": content for path, content in payload.items()}
    files |= outside
    files["tagmanifest-sha256.txt"] = _manifest(outside)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as bag:
        for path in sorted(files):
            entry = zipfile.ZipInfo(f"{name}/{path}", EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            bag.writestr(entry, files[path])
    return target.getvalue()


def read(content):
    """The files of a zipped bag, bytes by path without the bag's own folder.

    :raises ValueError: not a zip file, or not one folder
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as bag:
            files = {name: bag.read(name) for name in bag.namelist()}
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        raise ValueError(str(error)) from error
    if len({name.partition("/")[0] for name in files}) != 1:
        raise ValueError("not one folder")
    return {name.partition("/")[2]: data for name, data in files.items()}


def _manifest(files):
    return "".join(
        f"{sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)
    ).encode()

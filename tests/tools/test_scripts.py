"""The list of the market's scripts and their hashes (threat 25)."""

import hashlib

from odoo.addons.yichuang_intermediary.tools import scripts


def test_threat25_each_script_is_listed_with_its_hash(tmp_path):
    for name, text in (("b.js", "two"), ("a.js", "one"), ("c.txt", "no script")):
        (tmp_path / name).write_text(text)
    lines = scripts.listing(tmp_path).splitlines()
    one = hashlib.sha256(b"one").hexdigest()
    assert lines[0] == f"{one}  {scripts.ADDRESS}a.js"
    assert [line.rpartition("/")[2] for line in lines] == ["a.js", "b.js"]


def test_threat25_any_change_of_a_script_changes_the_digest(tmp_path):
    (tmp_path / "seal.js").write_text("seal()")
    before = scripts.sha256(scripts.listing(tmp_path))
    (tmp_path / "seal.js").write_text("seal();")
    assert scripts.sha256(scripts.listing(tmp_path)) != before
    assert len(before) == 64


def test_threat25_what_the_module_ships_is_listed():
    listed = scripts.listing()
    for name in ("seal.js", "seal_offer.js", "custodian.js", "check_offers.js"):
        assert f"{scripts.ADDRESS}{name}\n" in listed

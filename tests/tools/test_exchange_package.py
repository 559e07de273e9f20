"""The files of the exchange, without a database: nothing changed passes."""

import subprocess
import sys
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.addons.yichuang_intake.tools import exchange_package, exchange_tables
from odoo.addons.yichuang_intake.tools.exchange_package import Package, PackageError

PRIVATE, PUBLIC = exchange_package.new_key()
ROWS = st.lists(
    st.dictionaries(st.text(min_size=1, max_size=8), st.text(max_size=20), max_size=4),
    max_size=5,
)


def package(**values):
    return Package(
        **{
            "kind": "package",
            "sender": "HALL",
            "recipient": "GAW",
            "number": 1,
            "made_at": "2026-03-02T01:00:00Z",
            "tables": {"up_pro_accept": [{"row_guid": "g1", "project_no": "甲"}]},
            **values,
        }
    )


@given(tables=st.dictionaries(st.sampled_from(("a", "b", "c")), ROWS))
def test_what_is_written_is_read(tables):
    content, digest = exchange_package.write(package(tables=tables), PRIVATE)
    read = exchange_package.read(content, PUBLIC)
    assert (read.tables, read.digest) == (tables, digest)


def test_same_content_gives_the_same_file():
    assert exchange_package.write(package(), PRIVATE) == exchange_package.write(
        package(), PRIVATE
    )


@settings(max_examples=300)
@given(data=st.data())
def test_no_changed_byte_of_any_member_passes(data):
    content, _digest = exchange_package.write(package(), PRIVATE)
    members = {}
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            members[name] = bytearray(archive.read(name))
    name = data.draw(st.sampled_from(sorted(members)))
    index = data.draw(st.integers(0, len(members[name]) - 1))
    members[name][index] ^= data.draw(st.integers(1, 255))
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for member, raw in members.items():
            archive.writestr(member, bytes(raw))
    with pytest.raises(PackageError):
        exchange_package.read(buffer.getvalue(), PUBLIC)


@settings(max_examples=300)
@given(content=st.binary(max_size=300))
def test_anything_else_is_refused_by_its_own_error(content):
    with pytest.raises(PackageError):
        exchange_package.read(content, PUBLIC)


def test_left_out_added_and_huge_members_are_noticed(monkeypatch):
    content, _digest = exchange_package.write(package(), PRIVATE)
    for change in ("drop", "add"):
        buffer = BytesIO()
        with (
            zipfile.ZipFile(BytesIO(content)) as source,
            zipfile.ZipFile(buffer, "w") as target,
        ):
            for name in source.namelist():
                if change == "add" or not name.endswith(".jsonl"):
                    target.writestr(name, source.read(name))
            if change == "add":
                target.writestr("up_pro_result.jsonl", b"")
        with pytest.raises(PackageError, match="changed"):
            exchange_package.read(buffer.getvalue(), PUBLIC)
    monkeypatch.setattr(exchange_package, "MOST_BYTES", 10)
    with pytest.raises(PackageError, match="huge"):
        exchange_package.read(content, PUBLIC)


def test_the_other_side_needs_this_file_alone(tmp_path):
    script = exchange_package.__file__
    content, digest = exchange_package.write(
        package(tables={"t": [{"row_guid": "g1"}, {"row_guid": "g2"}]}), PRIVATE
    )
    (tmp_path / "package.zip").write_bytes(content)
    (tmp_path / "rejected.tsv").write_text("g2\t姓名不符\n", encoding="utf-8")

    def run(*arguments):
        return subprocess.run(
            [sys.executable, "-I", script, *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    public = run("key", "partner.key").split(": ")[1].strip()
    assert "2 rows" in run("check", "package.zip", PUBLIC)
    run("answer", "package.zip", "partner.key", "answer.zip", "1", "rejected.tsv")
    answer = exchange_package.read((tmp_path / "answer.zip").read_bytes(), public)
    assert (answer.answers_to, answer.number) == (digest, 1)
    assert [row["result"] for row in answer.tables["answers"]] == ["taken", "rejected"]
    (tmp_path / "hotline_order.jsonl").write_text('{"row_guid": "g1"}\n')
    for number, before in (("1", []), ("2", ["1.zip"])):
        target = f"{number}.zip"
        sides = ("HOTLINE", "HALL", number)
        run("write", "hotline_order.jsonl", "partner.key", target, *sides, *before)
    first, second = (
        exchange_package.read((tmp_path / f"{number}.zip").read_bytes(), public)
        for number in (1, 2)
    )
    assert (first.previous, second.previous) == ("", first.digest)
    assert second.tables == {"hotline_order": [{"row_guid": "g1"}]}


@pytest.mark.parametrize("table", sorted(exchange_tables.TABLES))
def test_empty_required_columns_are_named(table):
    row = exchange_tables.shaped(table, {})
    required = {c.name for c in exchange_tables.TABLES[table] if c.required}
    assert {name for name, _kind in exchange_tables.defects(table, row)} == required


def test_long_values_and_strange_columns_are_noticed():
    row = exchange_tables.shaped("up_pro_accept", {"catalog_code": "1" * 13})
    assert ("catalog_code", "long") in exchange_tables.defects("up_pro_accept", row)
    with pytest.raises(KeyError):
        exchange_tables.shaped("up_pro_accept", {"opinion": "internal"})


def test_a_row_keeps_its_name_and_the_envelope_does_not_count():
    assert exchange_tables.guid("t", "n", 1) == exchange_tables.guid("t", "n", 1)
    assert exchange_tables.guid("t", "n", 1) != exchange_tables.guid("t", "n", 2)
    row = exchange_tables.shaped("up_pro_material", {"material_name": "a"})
    assert exchange_tables.digest(row) == exchange_tables.digest(
        {**row, "cd_batch": "X", "cd_time": "now"}
    )

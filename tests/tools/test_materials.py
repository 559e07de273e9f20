"""Names, files, overlap and prerequisites of materials."""

import io
import zipfile

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from odoo.addons.yichuang_catalog.tools import (
    material_name,
    overlap,
    prerequisites,
    sample_file,
)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("营业执照（副本）", "营业执照", True),
        ("身份证复印件（2份）", "身份证原件", True),
        ("《食品经营许可证》 正本", "食品经营许可证", True),
        ("ＡＢ类证明", "ab类证明", True),
        ("经营场所证明", "生产场所证明", False),
        ("建设工程规划许可证", "建设用地规划许可证", False),
        ("副本", "正本", False),
    ],
)
def test_names_that_mean_the_same_paper(one, other, same):
    assert (material_name.core(one) == material_name.core(other)) is same


@given(st.text(max_size=30))
def test_bare_and_core_names_are_stable(text):
    bare = material_name.bare(text)
    assert material_name.bare(bare) == bare
    assert bool(material_name.core(text)) == bool(bare)


def picture(kind):
    stream = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(stream, kind)
    return stream.getvalue()


def document(change=None, **saving):
    stream = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        if change:
            change(made)
        made.save(stream, **saving)
    return stream.getvalue()


def package(*parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for part in ("[Content_Types].xml", *parts):
            made.writestr(part, "<x/>")
    return stream.getvalue()


def script(made):
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app")


def named_script(made):
    made.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary())


@pytest.mark.parametrize(
    ("data", "kind", "fault"),
    [
        (document(), "pdf", ""),
        (picture("PNG"), "png", ""),
        (picture("JPEG"), "jpg", ""),
        (package("word/document.xml"), "docx", ""),
        (package("xl/workbook.xml"), "xlsx", ""),
        (package("word/document.xml", "word/vbaProject.bin"), "docx", "active"),
        (package("payload.exe"), "", "unknown"),
        (picture("GIF"), "", "unknown"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "", "unknown"),
        (b"<html><script>x()</script></html>", "", "unknown"),
        (picture("PNG")[:40], "png", "broken"),
        (document(script), "pdf", "active"),
        (document(named_script), "pdf", "active"),
        (
            document(encryption=pikepdf.Encryption(owner="a", user="b")),
            "pdf",
            "broken",
        ),
        (b"%PDF-1.7\nnothing", "pdf", "broken"),
        (b"PK\x03\x04 no package", "", "unknown"),
    ],
)
def test_files_are_told_by_their_content(data, kind, fault):
    assert sample_file.kind(data) == kind
    assert sample_file.fault(data) == fault


def test_a_file_that_grows_when_unpacked_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", bytes(101_000_000))
    assert len(stream.getvalue()) < sample_file.MOST_BYTES
    assert sample_file.fault(stream.getvalue()) == "broken"


DEMANDS = st.lists(
    st.builds(
        overlap.Demand,
        source=st.sampled_from("甲乙丙"),
        material=st.sampled_from("123"),
        name=st.just("材料"),
        originals=st.integers(0, 3),
        copies=st.integers(0, 3),
        receive_mode=st.sampled_from(["original", "verify_copy", "both"]),
    ),
    unique_by=lambda demand: (demand.source, demand.material),
)


@given(DEMANDS)
def test_together_never_needs_more_than_one_by_one(demands):
    found = overlap.table(demands)
    assert sum(found.asked) == sum(one.originals + one.copies for one in demands)
    assert found.saved == sum(row.saved for row in found.rows) >= 0
    assert {one.material for one in demands} == {
        row.needed.material for row in found.rows
    }
    for row in found.rows:
        # Nobody gets less than what he asks for
        assert row.needed.originals == max(one.originals for one in row.demands)
        assert row.needed.copies == max(one.copies for one in row.demands)
        assert row.is_shared == (len(row.demands) > 1)
        assert row.is_shared or not row.saved


@st.composite
def halls(draw):
    numbers = range(draw(st.integers(1, 7)))
    items = st.integers(0, 4)
    papers = st.integers(0, 5)
    services = {
        number: prerequisites.Service(
            organ=draw(st.sampled_from("甲乙")),
            item=draw(items),
            materials=tuple(draw(st.lists(papers, unique=True, max_size=3))),
        )
        for number in numbers
    }
    results = {
        paper: tuple(draw(st.lists(items, unique=True, max_size=2)))
        for paper in range(6)
    }
    return services, results


def obtainable(services, results):
    """Naively: the services that can be had one after another, in whatever order."""
    had = set()
    for _round in services:
        for key, service in services.items():
            if all(
                service.item in results[paper]
                or not [m for m in services if services[m].item in results[paper]]
                or any(services[m].item in results[paper] for m in had)
                for paper in service.materials
            ):
                had.add(key)
    return had


@settings(max_examples=500, deadline=None)
@given(halls())
def test_a_circle_is_where_nobody_can_begin(hall):
    services, results = hall
    links = prerequisites.links(services, results)
    circles = prerequisites.circles(services, links)
    stuck = set(services) - obtainable(services, results)
    members = [member for circle in circles for member in circle]
    assert len(members) == len(set(members))
    assert set(members) <= stuck
    # Whoever is stuck is so because of a circle
    assert bool(circles) == bool(stuck)
    for circle in circles:
        walk = prerequisites.walk(links, circle)
        assert {link.service for link in walk} == set(circle)
        assert {link.maker for link in walk} == set(circle)


@settings(max_examples=300, deadline=None)
@given(halls())
def test_crossing_organs_ask_each_other(hall):
    services, results = hall
    links = prerequisites.links(services, results)
    circles = [set(one) for one in prerequisites.circles(services, links)]
    crossings = prerequisites.crossings(services, links)
    assert len(crossings) <= 1  # there are two organs
    for crossing in crossings:
        assert set(crossing.organs) == {"甲", "乙"}
        for side, (one, other) in (
            (crossing.there, crossing.organs),
            (crossing.back, crossing.organs[::-1]),
        ):
            assert side
            for link in side:
                assert services[link.service].organ == one
                assert services[link.maker].organ == other
                assert not any(
                    {link.service, link.maker} <= circle for circle in circles
                )


def test_a_result_that_can_be_had_elsewhere_closes_no_circle():
    services = {
        "a": prerequisites.Service("甲", 1, ("p2",)),
        "b": prerequisites.Service("乙", 2, ("p1",)),
        "c": prerequisites.Service("丙", 2),
    }
    results = {"p1": (1,), "p2": (2,)}
    links = prerequisites.links(services, results)
    assert prerequisites.circles(services, links) == []


def test_a_change_may_ask_for_the_certificate_it_changes():
    services = {
        "new": prerequisites.Service("甲", 1),
        "change": prerequisites.Service("甲", 1, ("certificate",)),
    }
    assert prerequisites.links(services, {"certificate": (1,)}) == []

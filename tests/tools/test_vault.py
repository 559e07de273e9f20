import io
from datetime import date, timedelta

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from odoo.addons.yichuang_intake.tools import vault, watermark

DAY = date(2026, 3, 2)
WORDS = vault.watermark("b", "", "食品经营许可", date(2031, 3, 1))
FOOT = "示例局 2026年3月2日"


@pytest.mark.parametrize(
    ("origin", "self_made", "report", "first", "verifiable"),
    [
        ("organ", False, False, "a", False),
        ("window", False, False, "b", False),
        ("window", True, False, "b", False),
        ("upload", False, False, "c", True),
        ("upload", True, False, "d", False),
        ("upload", False, True, "d", True),
    ],
)
def test_108_grades_begin_by_where_a_document_comes_from(
    origin, self_made, report, first, verifiable
):
    grade = vault.first_grade(origin, self_made, report)
    assert grade == first
    assert vault.can_be_verified(grade, report) is verifiable


@given(new=st.sampled_from(vault.GRADES), old=st.sampled_from(vault.GRADES))
def test_less_trusted_never_takes_the_place_of_more_trusted(new, old):
    assert vault.supersedes(new, old) or vault.supersedes(old, new)
    if vault.supersedes(new, old) and vault.supersedes(old, new):
        assert new == old


@pytest.mark.parametrize(
    ("case", "until", "withdrawn", "asked", "covered"),
    [
        (None, None, False, 1, True),
        (None, DAY, False, 1, True),
        (None, DAY - timedelta(days=1), False, 1, False),
        (1, None, False, 1, True),
        (2, None, False, 1, False),
        (None, None, True, 1, False),
        (1, None, True, 1, False),
    ],
)
def test_consent_covers_its_scope_until_its_day(case, until, withdrawn, asked, covered):
    consents = [vault.Consent(case, until, withdrawn)]
    assert vault.covers(consents, asked, DAY) is covered


def test_without_consent_nothing_is_covered():
    assert not vault.covers([], 1, DAY)


def pdf(sizes, rotate=0):
    stream = io.BytesIO()
    with pikepdf.new() as document:
        for size in sizes:
            page = document.add_blank_page(page_size=size)
            page.Rotate = rotate
        document.save(stream)
    return stream.getvalue()


def picture(kind, size=(640, 480)):
    stream = io.BytesIO()
    Image.new("RGB", size, "white").save(stream, kind)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "kind", "pages"),
    [
        (pdf([(595, 842), (842, 595), (200, 300)]), "pdf", 3),
        (pdf([(595, 842)], rotate=90), "pdf", 1),
        (picture("JPEG"), "jpg", 1),
        (picture("PNG", (3000, 90)), "png", 1),
    ],
)
def test_every_page_of_a_copy_says_what_it_is_for(data, kind, pages):
    with pypdfium2.PdfDocument(watermark.stamp(data, kind, WORDS, FOOT)) as copy:
        assert len(copy) == pages
        for page in copy:
            text = page.get_textpage().get_text_range().replace("\r\n", "")
            assert WORDS in text
            assert FOOT in text
            shown = page.render(scale=0.5).to_pil().convert("RGB")
            assert len(shown.getcolors(1_000_000)) > 1


def test_picture_fits_a_sheet():
    copy = watermark.stamp(picture("JPEG", (6000, 4000)), "jpg", WORDS, FOOT)
    with pypdfium2.PdfDocument(copy) as document:
        short, long = sorted(document[0].get_size())
    assert short <= 596
    assert long <= 843


def test_what_cannot_be_marked_is_refused():
    with pytest.raises(ValueError, match="ofd"):
        watermark.stamp(b"PK", "ofd", WORDS, FOOT)

"""The printed certificate: archival PDF, right characters, a code that scans."""

import io
from dataclasses import replace
from datetime import date

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.addons.yichuang_catalog.tools import chinese_date, pdf_page, qr
from odoo.addons.yichuang_issuance.tools import (
    certificate_page,
    verify_token,
)

TOKEN = "7MKPQ2XWRT9ABCDEFGHJ3456N"
PAGE = certificate_page.CertificatePage(
    title="食品经营许可证",
    number="示食证字〔2026〕0001号",
    identifier="1.2.156.3005.2.11100000000013338W011.11430000006122244L"
    ".20230000403.001.U",
    holder="示范县阳光食品有限公司",
    holder_number="91370899MA3C00001X",
    statement="经审查，准予示范县阳光食品有限公司在下列场所从事食品经营活动。",
    lines=(
        ("经营场所", "示范县一月日用食品街1号"),
        ("经营项目", "预包装食品至散装食品"),
    ),
    issuer="示范县行政审批服务局",
    issued_on=date(2026, 11, 23),
    valid_until=date(2031, 11, 22),
    token=TOKEN,
    url=f"https://hall.example.gov.cn/verify/{TOKEN}",
    notice="示例",
)


@pytest.fixture(scope="module")
def rendered():
    return certificate_page.render(PAGE)


def extracted_text(data):
    document = pypdfium2.PdfDocument(data)
    return "".join(page.get_textpage().get_text_range() for page in document)


def test_text_layer_has_the_words_that_were_written(rendered):
    text = extracted_text(rendered)
    for word in (
        PAGE.title,
        PAGE.number,
        PAGE.holder,
        PAGE.holder_number,
        PAGE.lines[0][1],
        PAGE.issuer,
        PAGE.identifier,
        "2026年11月23日至2031年11月22日",
        "二〇二六年十一月二十三日",
    ):
        assert word in text


def test_text_layer_has_no_look_alike_radicals(rendered):
    radicals = [char for char in extracted_text(rendered) if "⺀" <= char <= "⿟"]
    assert not radicals


def test_file_is_pdf_a_2u_with_embedded_fonts_and_plain_metadata(rendered):
    with pikepdf.open(io.BytesIO(rendered)) as pdf:
        metadata = pdf.Root.Metadata
        assert "/Filter" not in metadata
        assert b'pdfaid:part="2" pdfaid:conformance="U"' in metadata.read_bytes()
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        fonts = [
            font.DescendantFonts[0].FontDescriptor
            for font in pdf.pages[0].Resources.Font.values()
        ]
        assert fonts
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def test_code_on_the_page_opens_the_verification_page(rendered):
    image = pypdfium2.PdfDocument(rendered)[0].render(scale=150 / 72).to_pil()
    (code,) = zxingcpp.read_barcodes(image)
    assert code.text == PAGE.url


def test_code_is_at_least_28_mm_without_its_quiet_zone(rendered):
    scale = 300 / 72
    image = pypdfium2.PdfDocument(rendered)[0].render(scale=scale).to_pil()
    (code,) = zxingcpp.read_barcodes(image)
    width = code.position.top_right.x - code.position.top_left.x
    assert width / 300 * 25.4 >= 28


def test_same_data_give_the_same_bytes(rendered):
    assert certificate_page.render(PAGE) == rendered


def test_nothing_typed_becomes_markup():
    page = replace(
        PAGE, holder="<b>何</b>&amp;", lines=(("<i>", "<script>1</script>"),)
    )
    html = certificate_page.html(page)
    assert "<b>" not in html and "<script>" not in html
    assert "&lt;b&gt;何&lt;/b&gt;&amp;amp;" in html


def test_nothing_is_loaded_from_outside():
    page = replace(PAGE, statement='<img src="http://127.0.0.1:1/x.png"/>')
    text = extracted_text(certificate_page.render(page))
    assert "<img src=" in text


def test_character_without_a_glyph_is_refused_rather_than_printed_as_a_box():
    with pytest.raises(pdf_page.GlyphsMissing, match=r"U\+E123"):
        certificate_page.render(replace(PAGE, holder="何\ue123雨"))


def test_long_certificate_is_set_more_densely_before_it_takes_a_second_sheet():
    lines = tuple((f"项目{n}", "预包装食品、散装食品销售") for n in range(9))
    data = certificate_page.render(replace(PAGE, lines=lines))
    assert len(pypdfium2.PdfDocument(data)) == 1
    data = certificate_page.render(replace(PAGE, lines=lines * 6))
    assert len(pypdfium2.PdfDocument(data)) > 1
    assert "项目8" in extracted_text(data)


def test_certificate_without_end_says_so():
    html = certificate_page.html(replace(PAGE, valid_until=None))
    assert "自2026年11月23日起长期有效" in html


@given(st.text(alphabet=verify_token.ALPHABET, min_size=1, max_size=60))
def test_drawn_code_is_the_code_of_the_text(text):
    grid = qr.modules(text)
    side = len(grid)
    assert all(len(row) == side for row in grid)
    assert not any(grid[0]) and not any(row[0] for row in grid)
    drawn = [[False] * side for _ in range(side)]
    path = qr.svg(text, 30).split('d="')[1].split('"')[0]
    for run in path.split("M")[1:]:
        start, rest = run.split("h", 1)
        x, y = map(int, start.split())
        for column in range(x, x + int(rest.split("v")[0])):
            drawn[y][column] = True
    assert drawn == grid


@settings(max_examples=300)
@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_formal_date_reads_back(day):
    digits = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")}

    def number(text):
        tens, ten, ones = text.rpartition("十")
        value = (int(digits.get(tens, "1")) * 10) if ten else 0
        return value + (int(digits[ones]) if ones else 0)

    text = chinese_date.formal(day)
    year, rest = text.split("年")
    month, rest = rest.split("月")
    assert (
        date(
            int("".join(digits[char] for char in year)),
            number(month),
            number(rest[:-1]),
        )
        == day
    )

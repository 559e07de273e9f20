"""Labels, slips and the calibration page: exact sizes, codes that scan, marks that
stand where they should."""

import io
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_catalog.tools import code128
from odoo.addons.yichuang_issuance.tools import print_page, print_sheet
from odoo.addons.yichuang_issuance.tools.print_sheet import PAPERS

NUMBER = "HALL-261123-00001-7"
LABEL = print_page.Label("A-03-12", NUMBER, ("示例申请人", "食品经营许可证核发"))
SLIP = print_page.Slip(
    "示范县政务服务大厅",
    "收件凭证",
    NUMBER,
    (("事项", "食品经营许可证核发"), ("材料", "5 份")),
    f"https://hall.example.gov.cn/track?number={NUMBER}",
    "扫码查询办理进度",
)
# A pixel of these pictures is a tenth of a millimetre.
TENTHS = 254 / 72


def size_mm(data):
    """Width and height of the first page, by its points."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        _x, _y, width, height = map(float, pdf.pages[0].mediabox)
        return round(width / 72 * 25.4, 1), round(height / 72 * 25.4, 1)


def picture(data, scale=TENTHS):
    return pypdfium2.PdfDocument(data)[0].render(scale=scale).to_pil().convert("L")


def codes(data):
    """What a scanner reads, printed at 300 dots an inch."""
    found = zxingcpp.read_barcodes(picture(data, 300 / 72))
    return sorted((code.format.name, code.text) for code in found)


@pytest.mark.parametrize("paper", ["label_60_40", "label_50_30"])
def test_label_has_the_size_of_the_sheet_and_scans(paper):
    data = print_page.label(LABEL, PAPERS[paper])
    assert size_mm(data) == tuple(PAPERS[paper])
    assert len(pikepdf.open(io.BytesIO(data)).pages) == 1
    texts = {text for _format, text in codes(data)}
    assert texts == {NUMBER}
    if paper == "label_60_40":
        assert [name for name, _text in codes(data)] == ["Code128", "QRCode"]


def test_label_of_a_chinese_number_has_a_qr_code_alone():
    words = "出交〔2026〕0001号"
    data = print_page.label(print_page.Label(words, words), PAPERS["label_60_40"])
    assert codes(data) == [("QRCode", words)]


def test_slip_is_as_wide_as_the_roll_and_as_long_as_its_content():
    short = print_page.slip(SLIP, PAPERS["roll_80"])
    rows = tuple((f"材料{index}", "营业执照复印件") for index in range(20))
    long = print_page.slip(
        print_page.Slip("大厅", "收件凭证", NUMBER, rows, SLIP.url), PAPERS["roll_80"]
    )
    assert size_mm(short)[0] == size_mm(long)[0] == 80
    assert size_mm(short)[1] < size_mm(long)[1]
    assert {text for _name, text in codes(short)} == {NUMBER, SLIP.url}


def test_nothing_typed_becomes_markup():
    slip = print_page.Slip("<b>", "<i>", "1", (("<u>", "</table>"),))
    text = pypdfium2.PdfDocument(print_page.slip(slip, PAPERS["roll_80"]))[0]
    assert "</table>" in text.get_textpage().get_text_range()


def cross(data):
    """Where the calibration mark stands, in tenths of a millimetre: its arms
    reach five millimetres to the left and up, and nothing else is there."""
    dark = picture(data).point(lambda shade: 255 if shade < 160 else 0)
    left, top, _right, _bottom = dark.getbbox()
    return left + 50, top + 50


@pytest.mark.parametrize("paper", sorted(PAPERS))
@pytest.mark.parametrize("offset", [(0, 0), (-13, 7), (25, -30)])
def test_calibration_mark_stands_where_the_offset_puts_it(paper, offset):
    sheet = PAPERS[paper]
    data = print_page.calibration(sheet, "出件窗口打印机", "量十字到纸边的距离。")
    moved = print_sheet.finished(data, *offset)
    assert size_mm(moved) == (sheet.width, sheet.height or 120)
    wanted = print_page.mark_mm(sheet) * 10
    x, y = cross(moved)
    assert abs(x - wanted - offset[0]) <= 1
    assert abs(y - wanted - offset[1]) <= 1


def test_print_is_not_scaled_and_no_archival_file():
    data = print_sheet.finished(print_page.label(LABEL, PAPERS["label_60_40"]))
    merged = print_sheet.merged([data, data], 2, "标签")
    with pikepdf.open(io.BytesIO(merged)) as pdf:
        assert len(pdf.pages) == 4
        assert pdf.Root.ViewerPreferences.PrintScaling == pikepdf.Name("/None")
        assert "/Metadata" not in pdf.Root
        assert str(pdf.docinfo["/Title"]) == "标签"


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1))
def test_bars_fill_the_code_without_gaps(text):
    drawn = code128.bars(text)
    assert drawn[0][0] == 0
    assert all(1 <= wide <= 4 for _start, wide in drawn)
    assert all(
        start + wide < following for (start, wide), (following, _) in pairwise(drawn)
    )
    signs = len(code128.values(text)) + 2
    assert code128.width(text) == 11 * signs + 2


@given(st.integers(-200, 200), st.integers(0, 400), st.integers(-20, 20))
def test_corrected_offset_brings_the_mark_home(offset, wanted, error):
    """A printer that is off by ``error`` prints the mark where it should be, once its
    offset is corrected."""
    measured = (wanted + offset + error) / 10
    assert print_sheet.corrected(offset, wanted / 10, measured) == -error


@pytest.mark.parametrize(
    "text", ["A-01-02", NUMBER, "1234567", "~ !az09", "0012345678"]
)
def test_bar_code_says_what_was_written(text):
    data = print_page.label(print_page.Label("x", text), print_sheet.Paper(60, 40))
    assert ("Code128", text) in codes(data)

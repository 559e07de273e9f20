"""Numbers and codes: live values, and every slip of the hand is noticed."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.cn import ric as oracle_ric
from stdnum.cn import uscc as oracle_uscc
from stdnum.iso7064 import mod_37_36 as oracle_mod37_36

from odoo.addons.yichuang_catalog.tools import (
    basic_code,
    certificate_id,
    citizen_id,
    implementation_code,
    mod37_36,
    receipt_number,
    uscc,
)
from odoo.addons.yichuang_catalog.tools.exceptions import (
    CodeError,
    InvalidChecksum,
    InvalidComponent,
    InvalidFormat,
    InvalidLength,
)

SHARED = Path(__file__).parents[3] / "shared" / "data"
LIVE_USCC = (
    "12441500196720244T",
    "11440100696927671X",
    "11370800MB28559184",
    "11430000006122244L",
    "11330105002500287C",
    "11100000000013338W",
)
LIVE_CERTIFICATES = (
    "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
    "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0",
    "1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9",
)
TODAY = date(2026, 11, 23)


def uscc_numbers():
    return st.builds(
        lambda head, region, body: (
            (text := f"{head}{region:06}{body}") + uscc.check_character(text)
        ),
        st.sampled_from(["11", "12", "51", "91", "92", "93"]),
        st.integers(110000, 659999),
        st.text(uscc.ALPHABET, min_size=9, max_size=9),
    )


def citizen_numbers():
    return st.builds(
        lambda region, born, serial: (
            (text := f"{region}{born:%Y%m%d}{serial:03}")
            + citizen_id.check_character(text)
        ),
        st.integers(110000, 999999),
        st.dates(date(1910, 1, 1), TODAY),
        st.integers(0, 999),
    )


def mistype(text, alphabet, data):
    """``text`` with one character changed."""
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from(alphabet))
    assume(other != text[place])
    return text[:place] + other + text[place + 1 :]


def swap(text, data):
    """``text`` with two neighbours swapped."""
    place = data.draw(st.integers(0, len(text) - 2))
    assume(text[place] != text[place + 1])
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


@pytest.mark.parametrize("number", LIVE_USCC)
def test_gb32100_live_codes_are_valid(number):
    assert uscc.validate(number) == number
    assert uscc.doubts(number) == []


@pytest.mark.parametrize(
    ("number", "error"),
    [
        ("11370800MB2855918", InvalidLength),
        ("11370800MB285591841", InvalidLength),
        ("", InvalidLength),
        ("11370800MB28559185", InvalidChecksum),
        ("TE5116020105116050", InvalidChecksum),
        ("11370800MB2855918I", InvalidFormat),
        ("1137O800MB28559184", InvalidFormat),
        ("113708A0MB28559184", InvalidFormat),
        ("1137080０MB2855918-", InvalidLength),
        ("１１37²800MB28559184", InvalidFormat),
    ],
)
def test_gb32100_wrong_codes_are_refused_for_the_right_reason(number, error):
    assert not uscc.is_valid(number)
    with pytest.raises(error):
        uscc.validate(number)


def test_a_code_pasted_as_typed_is_understood():
    assert uscc.validate(" 11 370800 mb2855918-4\n") == "11370800MB28559184"
    assert uscc.validate("１１３７０８００ＭＢ２８５５９１８４") == "11370800MB28559184"


def test_oddities_do_not_make_a_code_invalid():
    text = "0000000000000000A"
    number = text + uscc.check_character(text)
    assert uscc.is_valid(number)
    assert uscc.doubts(number) == ["authority", "organisation"]


@given(uscc_numbers(), st.data())
def test_gb32100_every_mistyped_character_is_noticed(number, data):
    assert uscc.is_valid(number)
    assert not uscc.is_valid(mistype(number, uscc.ALPHABET, data))


@given(uscc_numbers(), st.data())
def test_gb32100_every_swap_of_neighbours_is_noticed(number, data):
    assert not uscc.is_valid(swap(number, data))


@given(st.text(max_size=25))
def test_no_text_breaks_the_checks(text):
    for tool in (uscc, citizen_id, basic_code, implementation_code, certificate_id):
        assert tool.is_valid(text) in (True, False)
    assert receipt_number.is_valid(text) in (True, False)
    assert mod37_36.is_valid(text) in (True, False)
    assert len(citizen_id.mask(text)) == len(citizen_id.compact(text))


@pytest.mark.skipif(not SHARED.exists(), reason="no published items here")
def test_the_codes_of_published_items():
    with (SHARED / "guangan_items_1135.csv").open(encoding="utf-8-sig") as source:
        column = next(
            name for name in csv.DictReader(source).fieldnames if "uscc" in name.lower()
        )
        source.seek(0)
        numbers = [row[column] for row in csv.DictReader(source) if row[column]]
    bad = [number for number in numbers if not uscc.is_valid(number)]
    assert (len(numbers), len(bad)) == (968, 7)
    assert set(bad) == {"TE5116020105116050"}


@given(uscc_numbers())
def test_gb32100_another_library_agrees(number):
    assert oracle_uscc.is_valid(number)


@pytest.mark.parametrize(
    "number",
    [
        "11010519491231002X",
        "11010519491231002x",
        "110105 19491231 002X",
        "１１０１０５１９４９１２３１００２Ｘ",
    ],
)
def test_gb11643_valid_numbers(number):
    assert citizen_id.validate(number, TODAY) == "11010519491231002X"


def numbered(head):
    return head + citizen_id.check_character(head)


@pytest.mark.parametrize(
    ("number", "error"),
    [
        ("11010519491231002", InvalidLength),
        ("110105491231002", InvalidLength),
        ("110105194912310021", InvalidChecksum),
        ("X1010519491231002X", InvalidFormat),
        ("01010519491231002X", InvalidFormat),
        ("11010519491231００2Y", InvalidFormat),
        (numbered("11010519490231002"), InvalidComponent),
        (numbered("11010520261124002"), InvalidComponent),
        (numbered("11010518951231002"), InvalidComponent),
        (numbered("11010500001231002"), InvalidComponent),
    ],
)
def test_gb11643_wrong_numbers_are_refused_for_the_right_reason(number, error):
    with pytest.raises(error):
        citizen_id.validate(number, TODAY)


def test_no_message_gives_a_number_away():
    for number in ("110105194912310021", numbered("11010519490231002")):
        with pytest.raises(CodeError) as caught:
            citizen_id.validate(number, TODAY)
        assert not any(character.isdigit() for character in str(caught.value))


@pytest.mark.parametrize("region", ["330113", "659012", "370802", "810000", "911111"])
def test_gb11643_no_division_makes_a_number_invalid(region):
    assert citizen_id.is_valid(numbered(f"{region}19900101001"), TODAY)


@given(citizen_numbers(), st.data())
def test_gb11643_every_mistyped_digit_is_noticed(number, data):
    assert citizen_id.is_valid(number, TODAY)
    assert not citizen_id.is_valid(mistype(number, "0123456789", data), TODAY)


@given(citizen_numbers())
def test_gb11643_another_library_finds_the_same_check_character(number):
    assert oracle_ric.calc_check_digit(number) == number[-1]


@given(citizen_numbers())
def test_a_masked_number_hides_the_birthday(number):
    masked = citizen_id.mask(number)
    assert masked[6:14] == "*" * 8
    assert masked[:6] + masked[14:] == number[:6] + number[14:]


@pytest.mark.parametrize(
    ("text", "masked"),
    [("", ""), ("王", "*"), ("E123", "E**3"), ("E12345678", "E*******8")],
)
def test_other_papers_are_masked_too(text, masked):
    assert citizen_id.mask(text) == masked


@pytest.mark.skipif(not SHARED.exists(), reason="no published codes here")
def test_thirty_published_basic_codes_are_valid():
    with (SHARED / "liaoning_basic_codes_30.csv").open(encoding="utf-8-sig") as source:
        codes = [
            value
            for row in csv.DictReader(source)
            for name, value in row.items()
            if value and value.isdecimal() and len(value) == 12
        ]
    assert len(codes) >= 30
    assert all(map(basic_code.is_valid, codes))


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("00012301800", InvalidLength),
        ("00012301800A", InvalidFormat),
        ("00012301800²", InvalidFormat),
        ("000023018000", InvalidComponent),
        ("003023018000", InvalidComponent),
    ],
)
def test_wrong_basic_codes(code, error):
    with pytest.raises(error):
        basic_code.validate(code)


@pytest.mark.parametrize(
    "code",
    [
        "12441500196720244T3442199806003",
        "11440100696927671X3442011817001",
        "11370800MB285591843370117002011",
        "11370800MB28559184337011505600001",
    ],
)
def test_published_implementation_codes_are_valid(code):
    assert implementation_code.validate(code) == code
    parts = implementation_code.split(code)
    handling = int(parts.handling) if parts.handling else None
    assert (
        implementation_code.build(parts.uscc, parts.level, parts.basic_code, handling)
        == code
    )
    assert implementation_code.is_handling(code) == (len(code) == 33)
    assert implementation_code.parent(code) == code[:31]


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("11370800MB28559184337011700201", InvalidLength),
        ("11370800MB2855918433701170020111", InvalidLength),
        ("11370800MB285591853370117002011", InvalidChecksum),
        ("11370800MB285591848370117002011", InvalidComponent),
        ("11370800MB285591843370017002011", InvalidComponent),
        ("11370800MB2855918433701150560000A", InvalidFormat),
        ("11370800MB28559184337011505600000", InvalidComponent),
    ],
)
def test_wrong_implementation_codes(code, error):
    with pytest.raises(error):
        implementation_code.validate(code)


@pytest.mark.parametrize("identifier", LIVE_CERTIFICATES)
def test_gbt36904_live_identifiers_are_reproduced(identifier):
    parts = certificate_id.parse(identifier)
    assert certificate_id.build(*parts) == identifier


@pytest.mark.parametrize(
    ("identifier", "error"),
    [
        # The example of an interface description: made up, so its check is wrong.
        (
            "1.2.156.3005.2.11100000000013338W001.11100000000013338W.123456.001.A",
            InvalidChecksum,
        ),
        (LIVE_CERTIFICATES[0].replace(".001.", ".01."), InvalidFormat),
        (LIVE_CERTIFICATES[0].removeprefix("1."), InvalidFormat),
        (LIVE_CERTIFICATES[0].replace("W011.", "W01."), InvalidLength),
        (LIVE_CERTIFICATES[0].replace("20230000403", ""), InvalidLength),
        (LIVE_CERTIFICATES[0].replace("20230000403", "二"), InvalidFormat),
        (LIVE_CERTIFICATES[2].replace("340100", "3401"), InvalidFormat),
    ],
)
def test_gbt36904_wrong_identifiers(identifier, error):
    with pytest.raises(error):
        certificate_id.validate(identifier)


def test_a_version_has_three_digits():
    with pytest.raises(InvalidComponent):
        certificate_id.build(*certificate_id.parse(LIVE_CERTIFICATES[0])[:3], 1000)


@given(
    issuer=uscc_numbers(),
    serial=st.text(mod37_36.ALPHABET, min_size=1, max_size=20),
    version=st.integers(1, 999),
    data=st.data(),
)
def test_gbt36904_building_and_parsing_agree(issuer, serial, version, data):
    kind = "11100000000013338W011"
    identifier = certificate_id.build(kind, issuer, serial, version)
    assert certificate_id.parse(identifier) == (kind, issuer, serial, version)
    wrong = mistype(identifier.removeprefix("1.2.156.3005.2."), mod37_36.ALPHABET, data)
    assert not certificate_id.is_valid(f"1.2.156.3005.2.{wrong}")


@given(st.text(mod37_36.ALPHABET, min_size=1, max_size=40), st.data())
def test_iso7064_every_mistyped_character_is_noticed(text, data):
    checked = text + mod37_36.check_character(text)
    assert mod37_36.is_valid(checked)
    assert not mod37_36.is_valid(mistype(checked, mod37_36.ALPHABET, data))


@given(st.text(mod37_36.ALPHABET, min_size=1, max_size=40))
def test_iso7064_another_library_finds_the_same_check_character(text):
    assert oracle_mod37_36.calc_check_digit(text) == mod37_36.check_character(text)


@given(
    hall=st.text(mod37_36.ALPHABET, min_size=1, max_size=8),
    day=st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    serial=st.integers(1, 999_999),
    data=st.data(),
)
def test_a_receipt_number_survives_the_counter_and_no_slip_does(
    hall, day, serial, data
):
    number = receipt_number.build(hall, day, serial)
    assert receipt_number.parse(number) == (hall, day, serial)
    assert receipt_number.validate(number.lower().replace("-", " ")) == number
    wrong = mistype(number, mod37_36.ALPHABET, data)
    assert not receipt_number.is_valid(wrong)


@pytest.mark.parametrize("serial", [0, -1, 1_000_000])
def test_serial_numbers_of_a_day(serial):
    with pytest.raises(InvalidComponent):
        receipt_number.build("SFX", date(2026, 2, 12), serial)


@pytest.mark.parametrize("hall", ["", "TOOLONGHALL", "大厅", "A-B"])
def test_the_hall_code_has_letters_and_digits_only(hall):
    with pytest.raises(CodeError):
        receipt_number.build(hall, date(2026, 2, 12), 1)

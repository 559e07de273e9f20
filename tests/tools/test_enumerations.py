"""The closed lists of the trade: one key, one code map per standard, both ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_catalog.tools import enumerations, item_types
from odoo.addons.yichuang_catalog.tools.enumeration_tables import LISTS
from odoo.addons.yichuang_catalog.tools.exceptions import CodeError

ROWS = [(name, row) for name, rows in LISTS.items() for row in rows]
EXACT = [
    (name, row.key, standard, code)
    for name, row in ROWS
    for standard, codes in row.codes.items()
    for code in codes
]


@pytest.mark.parametrize("name", LISTS)
def test_keys_and_terms_are_unique_in_a_list(name):
    rows = enumerations.entries(name)
    assert len({row.key for row in rows}) == len(rows)
    terms = [term for row in rows for term in (row.name, *row.aliases)]
    assert len(set(terms)) == len(terms)
    assert len({row.label for row in rows}) == len(rows)


def test_no_standard_has_one_code_for_two_keys():
    meant = {}
    for name, key, standard, code in EXACT:
        assert meant.setdefault((name, standard, code), key) == key


def test_every_standard_used_is_described():
    for name in LISTS:
        assert enumerations.standards(name) <= set(enumerations.STANDARDS)


@given(st.sampled_from(EXACT))
def test_a_code_read_is_the_key_it_was_written_for(case):
    name, key, standard, code = case
    assert enumerations.from_code(name, code, standard) == key
    written = enumerations.to_code(name, key, standard)
    assert enumerations.from_code(name, written, standard) == key


@pytest.mark.parametrize(
    ("name", "standard", "code", "key"),
    [
        # GB/T 39046 A.4 against the C0109 exchange
        ("applicant", "gbt39046", "5", "organ"),
        ("applicant", "c0109", "5", "unincorporated"),
        ("applicant", "gbt39046", "6", "other"),
        ("applicant", "c0109", "6", "organ"),
        ("applicant", "c0109", "9", "other"),
        # Guangdong's 20 and 21
        ("item_type", "gbt39046", "20", "public_service"),
        ("item_type", "guangdong", "20", "other_power"),
        ("item_type", "guangdong", "21", "public_service"),
        ("item_type", "gbt39046", "1", "license"),
        # A.6 against the local case types
        ("case_type", "gbt39046", "1", "instant"),
        ("case_type", "four_way", "1", "promise"),
        ("case_type", "four_way", "3", "report"),
        ("case_type", "four_way", "4", "joint"),
        ("case_type", "five_way", "4", "report"),
        ("case_type", "five_way", "5", "report"),
        # levels
        ("level", "gbt39046", "7", "7"),
        ("level", "c0109", "6", "7"),
        ("channel", "gbt39046", "4", "courier"),
        ("channel", "c0109", "3", "courier"),
        ("special_procedure", "letters", "A", "extension"),
        ("power_source", "c0109", "5", "delegated_above"),
        ("material_source", "c0109", "20", "government"),
        ("result_kind", "c0109", "40", "none"),
        ("scope", "province", "0", "none"),
        ("scope", "front_end", "2", "city"),
        ("step", "guangdong", "accreditation", "certificate"),
    ],
)
def test_what_a_code_means_depends_on_its_standard(name, standard, code, key):
    assert enumerations.from_code(name, code, standard) == key


@pytest.mark.parametrize(
    ("name", "key", "standard", "code"),
    [
        ("case_type", "report", "gbt39046", "9"),
        ("case_type", "joint", "gbt39046", "9"),
        ("applicant", "unincorporated", "gbt39046", "6"),
        ("channel", "mobile", "c0109", "2"),
        ("special_procedure", "hearing", "gbt39046", "2"),
        ("case_type", "report", "five_way", "3"),
        ("item_type", "other_power", "guangdong", "20"),
    ],
)
def test_a_code_for_several_keys_is_written(name, key, standard, code):
    assert enumerations.to_code(name, key, standard) == code


@pytest.mark.parametrize(
    ("name", "code", "standard"),
    [
        ("case_type", "9", "gbt39046"),
        ("case_type", "1", "nowhere"),
        ("special_procedure", "2", "gbt39046"),
        ("item_type", "99", "gbt39046"),
        ("level", "", "gbt39046"),
    ],
)
def test_a_code_that_says_nothing_certain_is_refused(name, code, standard):
    with pytest.raises(CodeError):
        enumerations.from_code(name, code, standard)


def test_unknown_keys_and_terms_are_refused():
    for call in (
        lambda: enumerations.to_code("level", "9", "gbt39046"),
        lambda: enumerations.to_code("level", "6", "c0109"),
        lambda: enumerations.chinese("level", "9"),
        lambda: enumerations.from_name("level", "省市级"),
    ):
        with pytest.raises(CodeError):
            call()


@given(st.sampled_from(ROWS))
def test_a_term_is_found_by_each_of_its_names(case):
    name, row = case
    for term in (row.name, *row.aliases, f" {row.name} "):
        assert enumerations.from_name(name, term) == row.key
    assert enumerations.chinese(name, row.key) == row.name


def test_a_selection_keeps_the_order_asked_for():
    assert [key for key, _label in enumerations.selection("limit_unit")][:3] == [
        "workday",
        "day",
        "month",
    ]
    assert enumerations.selection("limit_unit", "day", "workday") == [
        ("day", "Calendar Days"),
        ("workday", "Working Days"),
    ]


@pytest.mark.parametrize(
    ("digits", "origin", "meant"),
    [
        ("01", "00", {"license"}),
        ("07", "37", {"confirmation"}),
        ("20", "37", {"public_service"}),
        ("20", "44", {"other_power", "public_service"}),
        ("21", "44", {"public_service"}),
        ("21", "37", set()),
        ("11", "00", set()),
        ("99", "37", set()),
        ("99", "21", set()),
    ],
)
def test_type_digits_mean_what_their_province_says(digits, origin, meant):
    assert enumerations.item_types_of(digits, origin) == meant


def test_the_types_of_items_are_those_of_the_list():
    assert [kind.key for kind in item_types.ITEM_TYPES] == [
        row.key for row in LISTS["item_type"]
    ]
    assert set(item_types.ON_APPLICATION) < {kind.key for kind in item_types.ITEM_TYPES}
    assert item_types.by_code("1").key == "license"
    assert item_types.by_name("其他类别").key == "other_power"
    assert item_types.by_name("不存在") is None

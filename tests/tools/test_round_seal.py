from xml.dom import minidom

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.addons.yichuang_issuance.tools import round_seal

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), max_size=40)


@settings(max_examples=40)
@given(WORDS, WORDS, WORDS)
def test_whatever_the_words_are_it_is_one_drawing_of_text(name, purpose, mark):
    drawing = minidom.parseString(round_seal.svg(name, purpose, "", mark))
    letters = [found.firstChild for found in drawing.getElementsByTagName("text")]
    told = "".join(letter.data for letter in letters if letter)
    assert told == name + purpose + mark
    assert not drawing.getElementsByTagName("script")


@given(st.integers(1, 60))
def test_letters_of_a_long_name_do_not_run_into_each_other(count):
    size = round_seal._size("局" * count)
    assert 0 < size <= 12
    if size > 3.5:
        assert size * count <= 2 * 3.1416 * 36

"""Pages that are rendered once and filled in for each reader."""

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from odoo.addons.yichuang_issuance.tools import marked_page

NAMES = ("title", "number", "ended_on")
EDGE = marked_page.EDGE
texts = st.text() | st.sampled_from(
    [f"{EDGE}title{EDGE}", EDGE, f"number{EDGE}", "<script>", '"', "&amp;"]
)


def page(facts):
    """What a template does: escape, and leave out what is not there."""
    return "".join(
        f"<p>{name}: {escape(facts[name])}</p>" for name in NAMES if facts[name]
    )


@given(st.fixed_dictionaries(dict.fromkeys(NAMES, texts | st.just(False))))
def test_filled_page_is_the_rendered_page(facts):
    assert marked_page.fill(page(marked_page.marks(facts)), facts) == page(facts)


def test_fact_may_stand_twice_and_marks_are_not_escaped():
    marks = marked_page.marks({"title": "食品"})
    assert escape(marks["title"]) == marks["title"]
    twice = f"<title>{marks['title']}</title><h1>{marks['title']}</h1>"
    filled = marked_page.fill(twice, {"title": "<食品>"})
    assert filled == "<title>&lt;食品&gt;</title><h1>&lt;食品&gt;</h1>"

"""The completeness of a guide: 100 only when nothing is missing (标准化手册)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_catalog.tools.completeness import (
    ELEMENTS,
    FORMS_ONLY,
    PER_MATERIAL,
    Guide,
    Material,
    score,
    share,
    wanted,
)

FORM = Material(
    "申请书", is_form=True, acceptance=True, mistakes=True, blank=True, sample=True
)
PROOF = Material("营业执照", acceptance=True)
COMPLETE = Guide(frozenset(ELEMENTS), (FORM, PROOF))

STATED = sorted(set(ELEMENTS) - set(PER_MATERIAL))


def test_the_weights_add_up_to_100():
    assert sum(element.weight for element in ELEMENTS.values()) == 100
    assert all(element.weight > 0 for element in ELEMENTS.values())


def test_a_complete_guide_has_100():
    assert (score(COMPLETE), wanted(COMPLETE)) == (100, [])


@pytest.mark.parametrize("key", STATED)
def test_each_element_that_is_missing_costs_its_weight(key):
    guide = replace(COMPLETE, stated=COMPLETE.stated - {key})
    assert score(guide) == 100 - ELEMENTS[key].weight
    assert [want.key for want in wanted(guide)] == [key]


@pytest.mark.parametrize(("key", "flag"), sorted(PER_MATERIAL.items()))
def test_each_material_states_it_for_itself(key, flag):
    poor = replace(COMPLETE, materials=(FORM._replace(**{flag: False}), PROOF))
    assert score(poor) < 100
    [want] = wanted(poor)
    assert (want.key, want.material.name) == (key, "申请书")


@pytest.mark.parametrize("key", sorted(FORMS_ONLY))
def test_samples_are_asked_of_forms_only(key):
    assert share(replace(COMPLETE, materials=(PROOF,)), key) == 1


def test_nothing_stated_leaves_only_what_does_not_apply():
    assert score(Guide()) == sum(ELEMENTS[key].weight for key in PER_MATERIAL)


materials = st.builds(
    Material,
    st.just("材料"),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
guides = st.builds(
    Guide,
    st.frozensets(st.sampled_from(STATED)),
    st.lists(materials, max_size=6).map(tuple),
)


@given(guides)
def test_100_means_that_nothing_is_wanted(guide):
    assert 0 <= score(guide) <= 100
    assert (score(guide) == 100) == (wanted(guide) == [])


@given(guides, st.sampled_from(STATED))
def test_stating_more_never_lowers_the_score(guide, key):
    assert score(replace(guide, stated=guide.stated | {key})) >= score(guide)

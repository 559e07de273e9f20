"""CPSV-AP 3.2: what is written is Turtle, says what was given, and fits the shapes."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyshacl import validate
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF, SH

from odoo.addons.yichuang_catalog.tools import cpsv

SHAPES = (
    Path(__file__).parents[2]
    / "addons/yichuang_catalog/tests/data/cpsv_ap_3.2_shacl.ttl"
)
CPSV = Namespace("http://purl.org/vocab/cpsv#")
CV = Namespace("http://data.europa.eu/m8g/")
BASE = "https://hall.example/services"
# What XML and RDF can hold: no surrogates, no characters that mean nothing.
WORDS = st.text(
    st.characters(blacklist_categories=("Cs",), blacklist_characters="\ufffe\uffff"),
    max_size=40,
)

FULL = cpsv.Service(
    address=f"{BASE}/11370899MB0000019M4370131005000",
    identifier="11370899MB0000019M4370131005000",
    title='食品经营许可（"示例"）',
    description="服务对象：自然人\n法定办结时限：20工作日。",
    organ=cpsv.Organ("示范县行政审批服务局", "11370899MB0000019M", "370899", "示范县"),
    kind=cpsv.Concept("item-type", "license", "行政许可"),
    audience=[cpsv.Concept("audience", "any", "自然人、法人和其他组织")],
    subjects=[cpsv.Concept("subject", "natural-1", "准营准办")],
    channels=[cpsv.Concept("channel", "window", "窗口办理")],
    laws=[cpsv.Law("《食品安全法》第三十五条"), cpsv.Law("《食品安全法》第三十五条")],
    materials=[
        cpsv.Material(
            "营业执照", cpsv.Concept("material-kind", "certificate", "证件"), "原件"
        )
    ],
    fees=[cpsv.Fee("工本费", "10 元/本")],
    conditions="具有与经营的食品品种相适应的场所。",
    procedure="申请\n受理\n决定",
    result="食品经营许可证",
    result_kind=cpsv.Concept("result-kind", "certificate", "证照"),
    duration="P20D",
)
BARE = cpsv.Service(
    address=f"{BASE}/abc",
    identifier="abc",
    title="咨询",
    description="服务对象：自然人。",
    organ=cpsv.Organ("没有代码的局"),
)


def graph(*services):
    return Graph().parse(
        data="".join(cpsv.Turtle(BASE).document(services)), format="turtle"
    )


def violations(data):
    _conforms, report, _text = validate(data, shacl_graph=Graph().parse(SHAPES))
    return {
        (
            str(report.value(found, SH.resultPath)),
            str(report.value(found, SH.focusNode)),
        )
        for found in report.subjects(RDF.type, SH.ValidationResult)
    }


def test_full_and_bare_services_fit_the_published_shapes():
    assert violations(graph(FULL, BARE)) == set()


@pytest.mark.parametrize(
    ("predicate", "object_"),
    [
        (DCTERMS.title, None),
        (DCTERMS.identifier, None),
        (DCTERMS.description, None),
        (CV.hasCompetentAuthority, None),
        (DCTERMS.identifier, Literal("a second one")),
        (DCTERMS.title, Literal("without a language")),
        (CV.hasCost, URIRef(f"{BASE}#no-cost")),
        (CV.processingTime, Literal("二十个工作日")),
    ],
)
def test_planted_errors_are_found(predicate, object_):
    data = graph(FULL)
    service = URIRef(FULL.address + "#service")
    if object_ is None:
        data.remove((service, predicate, None))
    else:
        data.add((service, predicate, object_))
    assert str(predicate) in {path for path, _node in violations(data)}


def test_an_organ_without_region_or_a_material_without_name_is_found():
    data = graph(FULL)
    organ = data.value(None, RDF.type, CV.PublicOrganisation)
    data.remove((organ, DCTERMS.spatial, None))
    evidence = data.value(None, RDF.type, CV.Evidence)
    data.remove((evidence, DCTERMS.title, None))
    assert {
        (str(DCTERMS.spatial), str(organ)),
        (str(DCTERMS.title), str(evidence)),
    } <= (violations(data))


def test_shared_resources_are_told_once():
    text = "".join(cpsv.Turtle(BASE).document([FULL, replace(FULL, address="urn:x")]))
    assert text.count("a cv:PublicOrganisation") == 1
    assert text.count("a eli:LegalResource") == 1
    assert text.count("a cpsv:PublicService") == 2


def test_a_limit_in_working_days_is_no_duration():
    assert cpsv.duration(20, "workday") is None
    assert cpsv.duration(0, "day") is None
    assert [cpsv.duration(3, unit) for unit in ("day", "month", "year", "hour")] == [
        "P3D",
        "P3M",
        "P3Y",
        "PT3H",
    ]


@settings(max_examples=150, deadline=None)
@given(WORDS, WORDS, WORDS)
def test_whatever_people_write_is_told_word_for_word(title, name, path):
    service = replace(
        FULL,
        title=title,
        address=f"{BASE}/{path}",
        materials=[cpsv.Material(name)],
    )
    data = graph(service)
    titles = {str(found) for found in data.objects(None, DCTERMS.title)}
    assert {title, name} <= titles
    (subject,) = data.subjects(RDF.type, CPSV.PublicService)
    assert " " not in str(subject)

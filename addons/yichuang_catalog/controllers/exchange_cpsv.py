"""Published services as the descriptions that ``tools/cpsv.py`` writes."""

from ..tools import cpsv, enumerations
from ..tools.catalogue_columns import APPLICANT_KINDS
from ..tools.catalogue_workbook import word


def describe(service, base):
    """A published service, with nothing but what its public guide shows.

    :param base: address of the site, such as ``https://hall.example``
    """
    version = service.current_version_id
    organ = service.department_id
    return cpsv.Service(
        address=f"{base}/services/{service._public_reference()}",
        identifier=service._public_reference(),
        title=service.name,
        description=_description(version),
        organ=cpsv.Organ(
            organ.name,
            organ.uscc or "",
            organ.region_id.code or "",
            organ.region_id.name or "",
        ),
        kind=_concept("item_type", service.item_type),
        audience=_audience(version),
        subjects=[
            cpsv.Concept("subject", f"{subject.kind}-{subject.id}", subject.name)
            for subject in service.item_id.subject_ids
        ],
        channels=[_concept("channel", channel.key) for channel in version.channel_ids],
        laws=[
            cpsv.Law(f"《{law.name}》{law.article or ''}") for law in version.law_ids
        ],
        materials=[
            cpsv.Material(
                line.material_id.name,
                _concept("material_kind", line.material_id.kind),
                line.note or "",
            )
            for line in version.material_line_ids
        ],
        fees=[
            cpsv.Fee(fee.name, fee.standard or "")
            for fee in version.fee_ids
            if version.fee_charged
        ],
        conditions=version.conditions or "",
        procedure=version.procedure or "",
        result="" if version.result_kind == "none" else version.result_name or "",
        result_kind=_concept("result_kind", version.result_kind),
        duration=cpsv.duration(version.promise_days, version.promise_unit),
    )


def _description(version):
    """What it is in a few sentences: for whom, how long by law, how long in fact."""
    sentences = [f"服务对象：{APPLICANT_KINDS[version.applicant_kind]}"]
    for title, number, unit in (
        ("法定办结时限", version.legal_days, version.legal_unit),
        ("承诺办结时限", version.promise_days, version.promise_unit),
    ):
        if number:
            sentences.append(f"{title}：{number}{word('limit_unit', unit)}")
    sentences.append(f"办件类型：{word('case_type', version.case_type)}")
    return "；".join(sentences) + "。"


def _audience(version):
    if version.applicant_type_ids:
        return [_concept("applicant", kind.key) for kind in version.applicant_type_ids]
    return [
        cpsv.Concept(
            "audience", version.applicant_kind, APPLICANT_KINDS[version.applicant_kind]
        )
    ]


def _concept(name, key):
    if not key:
        return None
    known = {entry.key for entry in enumerations.entries(name)}
    return cpsv.Concept(
        name.replace("_", "-"), key, word(name, key) if key in known else key
    )

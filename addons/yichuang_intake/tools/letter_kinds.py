"""The letters of supervision: between the hall and its organs, not for an applicant."""

from .document_kind import Kind

BASIS = "《行政许可法》第十条第一款"

LETTERS = {
    "supervision_demand": Kind(
        "督办函",
        "督",
        BASIS,
        "经电子监察，发现你单位存在下列情形，请按要求整改，并在期限内书面答复。",
        ("监察编号", "监察规则", "监察内容", "督办要求", "答复期限"),
        sealed=False,
        internal=True,
    ),
    "supervision_advice": Kind(
        "监察建议书",
        "监建",
        BASIS,
        "经电子监察，发现你单位存在下列情形，现提出监察建议，请在期限内书面答复采纳情况。",
        ("监察编号", "监察规则", "监察内容", "监察建议", "答复期限"),
        sealed=False,
        internal=True,
    ),
    "supervision_answer": Kind(
        "督办答复书",
        "督复",
        BASIS,
        "来函收悉。现将核查和整改情况答复如下。",
        ("监察编号", "来函文号", "整改情况"),
        sealed=False,
        served=False,
        internal=True,
    ),
}

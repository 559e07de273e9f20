"""What anybody who holds the code of a certificate may know of it.

The least that lets a paper be compared: of a natural person the family name alone, and
nothing by which the holder could be found elsewhere.
"""

from datetime import date

FIELDS = (
    "state",
    "title",
    "notice",
    "number",
    "identifier",
    "issuer_name",
    "holder_kind",
    "holder_name",
    "issued_on",
    "valid_until",
    "ended_on",
)
"""Of a certificate, all that has to be read for it."""

LIVE = ("valid", "suspended")
"""States in which a certificate gives its right until its last day."""


def facts(certificate: dict, today: date) -> dict:
    """The facts told on ``today``, by name.

    :param certificate: the values of ``FIELDS``

    >>> row = dict.fromkeys(FIELDS, False) | {
    ...     "state": "valid", "holder_kind": "natural", "holder_name": "示例申请人",
    ...     "valid_until": date(2026, 11, 28)}
    >>> told = facts(row, date(2026, 11, 29))
    >>> told["state"], told["holder"]
    ('expired', '示****')
    """
    until = certificate["valid_until"]
    lapsed = until and until < today
    state, name = certificate["state"], certificate["holder_name"] or ""
    if certificate["holder_kind"] == "natural":
        name = name[:1] + "*" * max(len(name) - 1, 1)
    return {
        # The job that ends certificates may run later than the page is asked for.
        "state": "expired" if lapsed and state in LIVE else state,
        "title": certificate["title"],
        "notice": certificate["notice"],
        "number": certificate["number"],
        "identifier": certificate["identifier"],
        "issuer": certificate["issuer_name"],
        "holder": name,
        "issued_on": certificate["issued_on"],
        "valid_until": until,
        "ended_on": certificate["ended_on"],
    }

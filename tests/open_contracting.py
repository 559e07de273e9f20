"""The schema of the Open Contracting Data Standard 1.1 that open data is held against.

The official one is not ours to ship; where it is not at hand, a shortened one with the
rules that bind (required members, closed code lists) is held against instead.
"""

import json
from pathlib import Path

import pytest

OFFICIAL = Path(__file__).parents[2] / "shared/data/ocds_1.1.5_release_schema.json"
TAGS = [
    "planning",
    "planningUpdate",
    "tender",
    "tenderAmendment",
    "tenderUpdate",
    "tenderCancellation",
    "award",
    "awardUpdate",
    "awardCancellation",
    "contract",
    "contractUpdate",
    "contractAmendment",
    "implementation",
    "implementationUpdate",
    "contractTermination",
    "compiled",
]
SHORT = {
    "type": "object",
    "required": ["ocid", "id", "date", "tag", "initiationType"],
    "properties": {
        "tag": {"items": {"enum": TAGS}, "minItems": 1},
        "initiationType": {"enum": ["tender"]},
        "tender": {
            "required": ["id"],
            "properties": {
                "status": {
                    "enum": [
                        "planning",
                        "planned",
                        "active",
                        "cancelled",
                        "unsuccessful",
                        "complete",
                        "withdrawn",
                    ]
                },
                "procurementMethod": {
                    "enum": ["open", "selective", "limited", "direct"]
                },
                "mainProcurementCategory": {"enum": ["goods", "works", "services"]},
            },
        },
        "awards": {
            "items": {
                "required": ["id"],
                "properties": {
                    "status": {
                        "enum": ["pending", "active", "cancelled", "unsuccessful"]
                    }
                },
            }
        },
        "contracts": {
            "items": {
                "required": ["id", "awardID"],
                "properties": {
                    "status": {"enum": ["pending", "active", "cancelled", "terminated"]}
                },
            }
        },
    },
}


def schemas():
    yield pytest.param(SHORT, id="short")
    if OFFICIAL.exists():
        yield pytest.param(json.loads(OFFICIAL.read_text("utf-8")), id="official")

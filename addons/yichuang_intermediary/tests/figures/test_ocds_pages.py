import csv
import io
import json
from pathlib import Path

import jsonschema

from odoo.tests import HttpCase, tagged

from ..common import MarketCase

SHAPE = {
    "type": "object",
    "required": ["uri", "version", "publishedDate", "publisher", "releases"],
    "properties": {
        "releases": {
            "minItems": 1,
            "items": {"required": ["ocid", "id", "date", "tag", "initiationType"]},
        }
    },
}
OFFICIAL = Path(__file__).parents[1] / "data/ocds_1.1.5_release_schema.json"
RELEASE = jsonschema.Draft4Validator(json.loads(OFFICIAL.read_text("utf-8")))


@tagged("post_install", "-at_install")
class TestOpenData(MarketCase, HttpCase):
    """The market as open data, for anybody, and no more than is public."""

    def test_package_tells_each_event_of_a_finished_notice(self):
        contract = self.accepted_contract()
        number = contract.notice_id.number
        body = self.url_open(f"/market/ocds/{number}.json").json()
        jsonschema.validate(body, SHAPE)
        tags = [release["tag"][0] for release in body["releases"]]
        self.assertEqual(set(tags), {"tender", "award", "contract", "implementation"})
        self.assertEqual(tags[0], "tender")
        record = self.url_open(f"/market/ocds/{number}/record.json").json()
        compiled = record["records"][0]["compiledRelease"]
        for release in (*body["releases"], compiled):
            RELEASE.validate(release)
        documents = compiled["contracts"][0]["implementation"]["documents"]
        digest = contract.deliverable_ids.file_ids.digest
        self.assertEqual(documents[0]["description"], f"SHA-256 {digest}")
        self.assertEqual(
            compiled["contracts"][0]["value"], {"amount": 12345.0, "currency": "CNY"}
        )

    def test_notices_in_every_state_fit_the_official_schema(self):
        contract = self.draft_contract()
        self.side(contract, "agency")._decline("人员已另有安排")
        for notice in (
            self.published_notice(),
            self.listed_notice(),
            self.drawn_notice(),
            self.opened_notice(),
            contract.notice_id,
            self.active_contract().notice_id,
        ):
            body = self.url_open(f"/market/ocds/{notice.number}.json").json()
            record = self.url_open(f"/market/ocds/{notice.number}/record.json").json()
            compiled = record["records"][0]["compiledRelease"]
            with self.subTest(state=notice.state):
                self.assertTrue(body["releases"])
                for release in (*body["releases"], compiled):
                    RELEASE.validate(release)

    def test_2_open_notice_names_nobody_and_no_number(self):
        notice = self.published_notice()
        self.sign_up(notice, self.user_a)
        text = self.url_open(f"/market/ocds/{notice.number}.json").text
        self.assertNotIn(self.agency_a.uscc, text)
        self.assertNotIn("numberOfTenderers", text)

    def test_draft_is_not_there(self):
        notice = self.draft_notice()
        for path in (f"{notice.number}.json", f"{notice.number}/record.json"):
            answer = self.url_open(f"/market/ocds/{path}")
            self.assertEqual(answer.status_code, 404)

    def test_table_has_a_row_for_each_notice_and_no_formula(self):
        notice = self.published_notice(title="=HYPERLINK(1)")
        text = self.url_open("/market/ocds.csv").text.lstrip("\ufeff")
        rows = {row["ocid"]: row for row in csv.DictReader(io.StringIO(text))}
        self.assertEqual(rows[notice._ocid()]["title"], "'=HYPERLINK(1)")
        self.assertEqual(self.url_open("/market/ocds.json").status_code, 200)

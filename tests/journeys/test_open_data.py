import jsonschema

from odoo.tests import HttpCase, tagged

from ..hall import Hall
from ..open_contracting import schemas


@tagged("post_install", "-at_install")
class TestOpenData(Hall, HttpCase):
    def test_notices_in_every_state_fit_the_schema_of_open_contracting(self):
        declined = self.draft_contract()
        self.side(declined, "agency")._decline("人员已另有安排")
        for notice in (
            self.published_notice(),
            self.listed_notice(),
            self.drawn_notice(),
            self.opened_notice(),
            declined.notice_id,
            self.active_contract().notice_id,
            self.accepted_contract().notice_id,
        ):
            address = f"/market/ocds/{notice.number}"
            releases = self.url_open(f"{address}.json").json()["releases"]
            record = self.url_open(f"{address}/record.json").json()
            self.assertTrue(releases)
            for schema in schemas():
                [schema] = schema.values
                with self.subTest(state=notice.state):
                    validator = jsonschema.Draft4Validator(schema)
                    for release in (
                        *releases,
                        record["records"][0]["compiledRelease"],
                    ):
                        validator.validate(release)

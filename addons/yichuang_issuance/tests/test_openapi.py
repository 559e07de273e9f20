import json
from pathlib import Path

from openapi_spec_validator import validate

from odoo.tests import HttpCase, tagged
from odoo.tools import file_path

from ..controllers.openapi import WRITTEN, document

SHIPPED = Path(file_path("yichuang_issuance/static/openapi.json"))


@tagged("post_install", "-at_install")
class TestOpenApi(HttpCase):
    def test_the_shipped_file_is_what_the_models_say(self):
        shipped = json.loads(SHIPPED.read_text(encoding="utf-8"))
        validate(shipped)
        current = json.loads(json.dumps(document(self.env)))
        stale = "A described model has changed: run script/openapi."
        self.assertEqual(shipped, current, stale)

    def test_no_hand_over_is_offered_and_nothing_guarded_is_writable(self):
        shipped = json.loads(SHIPPED.read_text(encoding="utf-8"))
        methods = {path.rpartition("/")[2] for path in shipped["paths"]}
        self.assertFalse({"action_hand_over", "action_recall"} & methods)
        for name in WRITTEN:
            model = self.env[name]
            guarded = getattr(model, "_lifecycle_guarded", frozenset)()
            values = shipped["components"]["schemas"][f"{name}.values"]
            self.assertFalse(guarded & set(values["properties"]), name)

    def test_everybody_may_read_it(self):
        answer = self.url_open("/issuance/openapi.json")
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.json()["openapi"][:3], "3.1")

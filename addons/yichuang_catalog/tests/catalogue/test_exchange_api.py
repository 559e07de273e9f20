"""Programs outside: the shipped description, and the interface that it describes."""

import json
from datetime import timedelta
from pathlib import Path

import jsonschema
from openapi_spec_validator import validate

from odoo import fields
from odoo.tests import HttpCase, tagged
from odoo.tools import file_path, mute_logger

from ...controllers.exchange_api import document
from ..common import CatalogueCase

SHIPPED = Path(file_path("yichuang_catalog/static/openapi.json"))


@tagged("post_install", "-at_install")
class TestOpenApiFile(CatalogueCase):
    def test_the_shipped_file_is_what_the_models_say(self):
        stale = "A described model has changed: run script/openapi."
        shipped = json.loads(SHIPPED.read_text(encoding="utf-8"))
        current = json.loads(json.dumps(document(self.env)))
        self.assertEqual(
            set(shipped["components"]["schemas"]),
            set(current["components"]["schemas"]),
            stale,
        )
        for name, schema in current["components"]["schemas"].items():
            with self.subTest(schema=name):
                self.assertEqual(shipped["components"]["schemas"][name], schema, stale)
        self.assertEqual(shipped, current, stale)

    def test_it_is_openapi_and_a_broken_one_is_not(self):
        shipped = json.loads(SHIPPED.read_text(encoding="utf-8"))
        validate(shipped)
        del shipped["info"]["title"]
        with self.assertRaises(Exception) as caught:
            validate(shipped)
        self.assertIn("title", str(caught.exception))

    def test_no_decision_is_offered_and_no_guarded_field_is_writable(self):
        shipped = json.loads(SHIPPED.read_text(encoding="utf-8"))
        methods = {path.rpartition("/")[2] for path in shipped["paths"]}
        self.assertEqual(
            methods,
            {
                "search_read",
                "search_count",
                "read",
                "create",
                "write",
                "action_submit",
                "action_new_version",
                "action_adopt_from_above",
            },
        )
        values = shipped["components"]["schemas"]["yichuang.service.version.values"]
        self.assertFalse({"state", "number", "author_ids"} & set(values["properties"]))


@tagged("post_install", "-at_install")
class TestJson2(HttpCase, CatalogueCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.document = json.loads(SHIPPED.read_text(encoding="utf-8"))
        cls.service = cls.published_service(item_name="接口测试事项")

    def key(self, user):
        """A bearer key of ``user``."""
        expiry = fields.Datetime.now() + timedelta(days=1)
        keys = self.env(user=user)["res.users.apikeys"]
        return keys._generate(None, "test", expiry)

    def call(self, model, method, user=None, key=None, **arguments):
        """Status and body of a real call over HTTP."""
        key = key or (user and self.key(user))
        headers = {"Content-Type": "application/json"}
        if key:
            headers["Authorization"] = f"bearer {key}"
        response = self.url_open(
            f"/json/2/{model}/{method}", data=json.dumps(arguments), headers=headers
        )
        return response.status_code, response.json()

    def check(self, path, status, body):
        """The answer is one that the description promises."""
        response = self.document["paths"][path]["post"]["responses"][str(status)]
        if "$ref" in response:
            response = self.document["components"]["responses"][
                response["$ref"].rpartition("/")[2]
            ]
        schema = response["content"]["application/json"]["schema"]
        jsonschema.Draft202012Validator(
            {**schema, "components": self.document["components"]}
        ).validate(body)

    def test_200_every_model_is_read_as_described(self):
        user = self.editor
        key = self.key(user)
        for path in self.document["paths"]:
            model, method = path.split("/")[3:]
            if method != "search_read":
                continue
            with self.subTest(model=model):
                status, rows = self.call(model, method, key=key, limit=5)
                self.assertEqual(status, 200, rows)
                self.check(path, status, rows)
                status, count = self.call(model, "search_count", key=key, domain=[])
                self.assertEqual(status, 200)
                self.assertGreaterEqual(count, len(rows))

    def test_200_an_editor_writes_a_version_and_submits_it(self):
        key = self.key(self.editor)
        path = "/json/2/yichuang.service.version/create"
        values = {
            "service_id": self.service.id,
            "conditions": "由接口写入。",
            "material_line_ids": [
                [0, 0, {"material_id": self.material("示例材料").id}]
            ],
        }
        status, ids = self.call(
            "yichuang.service.version", "create", key=key, vals_list=[values]
        )
        self.assertEqual(status, 200, ids)
        self.check(path, status, ids)
        status, done = self.call(
            "yichuang.service.version",
            "write",
            key=key,
            ids=ids,
            vals={"promise_days": 3},
        )
        self.assertEqual((status, done), (200, True))
        status, rows = self.call(
            "yichuang.service.version",
            "read",
            key=key,
            ids=ids,
            fields=["conditions", "promise_days", "state"],
        )
        self.assertEqual(status, 200)
        self.assertEqual(
            {name: rows[0][name] for name in ("conditions", "promise_days", "state")},
            {"conditions": "由接口写入。", "promise_days": 3, "state": "draft"},
        )

    @mute_logger("odoo.http")
    def test_401_without_a_key_or_with_a_wrong_one(self):
        path = "/json/2/yichuang.service/search_read"
        for key in (None, "0" * 40):
            with self.subTest(key=key):
                status, body = self.call("yichuang.service", "search_read", key=key)
                self.assertEqual(status, 401)
                self.check(path, status, body)

    @mute_logger("odoo.http")
    def test_403_nobody_does_by_key_what_they_may_not_do_by_hand(self):
        status, body = self.call(
            "yichuang.item",
            "create",
            user=self.supervisor,
            vals_list=[{"name": "不许"}],
        )
        self.assertEqual(status, 403)
        self.check("/json/2/yichuang.item/create", status, body)

    @mute_logger("odoo.http")
    def test_404_for_models_methods_and_private_methods_that_are_not_there(self):
        key = self.key(self.editor)
        for model, method in (
            ("yichuang.nothing", "read"),
            ("yichuang.service", "no_such_method"),
        ):
            with self.subTest(model=model, method=method):
                status, body = self.call(model, method, key=key)
                self.assertEqual(status, 404)
                self.check("/json/2/yichuang.service/read", status, body)
        status, _body = self.call("yichuang.service.version", "_transition", key=key)
        self.assertIn(status, (403, 404))

    @mute_logger("odoo.http")
    def test_422_for_wrong_arguments_and_for_what_the_law_refuses(self):
        key = self.key(self.editor)
        published = self.service.current_version_id
        for method, arguments in (
            ("search_count", {"nonsense": 1}),
            ("write", {"ids": published.ids, "vals": {"conditions": "改"}}),
            ("write", {"ids": published.ids, "vals": {"state": "draft"}}),
        ):
            with self.subTest(method=method, arguments=arguments):
                status, body = self.call(
                    "yichuang.service.version", method, key=key, **arguments
                )
                self.assertEqual(status, 422)
                self.check(f"/json/2/yichuang.service.version/{method}", status, body)
        self.assertNotEqual(published.conditions, "改")

    def test_the_file_is_served_to_everybody_and_cached(self):
        response = self.url_open("/services/openapi.json")
        self.assertEqual(response.status_code, 200)
        self.assertEqual(response.json(), self.document)
        again = self.url_open(
            "/services/openapi.json",
            headers={"If-None-Match": response.headers["ETag"]},
        )
        self.assertEqual((again.status_code, again.content), (304, b""))

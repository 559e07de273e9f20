"""Programs outside: the shipped description, and the interface that it describes."""

import json
from datetime import timedelta
from pathlib import Path

import jsonschema
from openapi_spec_validator import validate

from odoo import fields
from odoo.tests import HttpCase, tagged
from odoo.tools import file_path, mute_logger

from ...controllers.openapi import OPEN_CHOICES, WRITTEN, document
from ..common import PERSON, IntakeCase

SHIPPED = Path(file_path("yichuang_intake/static/openapi.json"))
GENERAL = {"search_read", "search_count", "read", "create", "write"}


@tagged("post_install", "-at_install")
class TestOpenApiFile(IntakeCase):
    def setUp(self):
        super().setUp()
        self.shipped = json.loads(SHIPPED.read_text(encoding="utf-8"))

    def test_the_shipped_file_is_what_the_models_say(self):
        stale = "A described model has changed: run script/openapi."
        current = json.loads(json.dumps(document(self.env)))
        for name, schema in current["components"]["schemas"].items():
            with self.subTest(schema=name):
                self.assertEqual(
                    self.shipped["components"]["schemas"].get(name), schema, stale
                )
        self.assertEqual(self.shipped, current, stale)

    def test_it_is_openapi_and_a_broken_one_is_not(self):
        validate(self.shipped)
        del self.shipped["info"]["title"]
        with self.assertRaises(Exception) as caught:
            validate(self.shipped)
        self.assertIn("title", str(caught.exception))

    def test_no_decision_is_offered_and_nothing_guarded_is_writable(self):
        methods = {path.rpartition("/")[2] for path in self.shipped["paths"]}
        steps = {method.name for row in WRITTEN.values() for method in row}
        self.assertEqual(methods, GENERAL | steps)
        self.assertFalse(
            {"action_decide", "action_review", "action_refuse", "action_void"} & methods
        )
        for name in WRITTEN:
            with self.subTest(name):
                model = self.env[name]
                guarded = getattr(model, "_lifecycle_guarded", frozenset)()
                values = self.shipped["components"]["schemas"][f"{name}.values"]
                self.assertFalse(guarded & set(values["properties"]))

    def test_no_secret_field_is_described(self):
        schemas = self.shipped["components"]["schemas"]
        for model, name in (
            ("yichuang.case", "query_code"),
            ("yichuang.case", "review_opinion"),
            ("yichuang.document", "token"),
        ):
            self.assertNotIn(name, schemas[model]["properties"])

    def test_choices_that_other_modules_add_to_are_left_open(self):
        schemas = self.shipped["components"]["schemas"]
        for model, name in OPEN_CHOICES:
            self.assertNotIn("enum", str(schemas[model]["properties"][name]))


@tagged("post_install", "-at_install")
class TestJson2(HttpCase, IntakeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.document = json.loads(SHIPPED.read_text(encoding="utf-8"))

    def key(self, user):
        """A bearer key of ``user``."""
        expiry = fields.Datetime.now() + timedelta(days=1)
        return self.env(user=user)["res.users.apikeys"]._generate(None, "test", expiry)

    def call(self, model, method, key=None, **arguments):
        """Status and body of a real call over HTTP, which fit the description."""
        headers = {"Content-Type": "application/json"}
        if key:
            headers["Authorization"] = f"bearer {key}"
        response = self.url_open(
            f"/json/2/{model}/{method}", data=json.dumps(arguments), headers=headers
        )
        self.check(f"/json/2/{model}/{method}", response.status_code, response.json())
        return response.status_code, response.json()

    def check(self, path, status, body):
        described = self.document["paths"][path]["post"]["responses"][str(status)]
        if "$ref" in described:
            name = described["$ref"].rpartition("/")[2]
            described = self.document["components"]["responses"][name]
        schema = described["content"]["application/json"].get("schema", {})
        jsonschema.Draft202012Validator(
            {**schema, "components": self.document["components"]}
        ).validate(body)

    def test_200_every_model_is_read_as_described(self):
        self.made_service()
        self.running_special()
        self.finished_case()._review_files()
        keys = {user: self.key(user) for user in (self.clerk, self.supervisor)}
        for path in self.document["paths"]:
            model, method = path.split("/")[3:]
            if method != "search_read":
                continue
            user = self.supervisor if "review" in model else self.clerk
            with self.subTest(model=model):
                status, rows = self.call(model, method, keys[user], limit=5)
                self.assertEqual(status, 200, rows)

    def test_200_a_clerk_receives_and_accepts_a_case(self):
        key = self.key(self.clerk)
        values = {
            "service_id": self.service.id,
            "applicant_kind": "natural",
            "applicant_name": "示例申请人",
            "id_number": PERSON,
            "phone": "13800000000",
        }
        status, ids = self.call("yichuang.case", "create", key, vals_list=[values])
        self.assertEqual(status, 200, ids)
        for step in ("action_receive", "action_take_all_materials", "action_accept"):
            status, done = self.call("yichuang.case", step, key, ids=ids)
            self.assertEqual(status, 200, done)
        status, [row] = self.call(
            "yichuang.case",
            "read",
            key,
            ids=ids,
            fields=["state", "receipt_number", "id_number", "due_on"],
        )
        self.assertEqual(row["state"], "accepted")
        self.assertTrue(row["receipt_number"])
        self.assertNotEqual(row["id_number"], PERSON)
        status, kinds = self.call(
            "yichuang.document",
            "search_read",
            key,
            domain=[["case_id", "in", ids]],
            fields=["kind", "number", "serve_by"],
        )
        self.assertEqual({row["kind"] for row in kinds}, {"receipt", "acceptance"})

    @mute_logger("odoo.http")
    def test_401_403_422_say_what_is_wrong(self):
        self.assertEqual(self.call("yichuang.case", "search_read")[0], 401)
        case = self.received_case()
        status, body = self.call(
            "yichuang.case", "action_accept", self.key(self.clerk), ids=case.ids
        )
        self.assertEqual(status, 422)
        self.assertIn("Art. 32(4)", body["message"])
        status, body = self.call(
            "yichuang.case",
            "write",
            self.key(self.clerk),
            ids=case.ids,
            vals={"state": "accepted"},
        )
        self.assertEqual(status, 422)
        status, body = self.call(
            "yichuang.case",
            "create",
            self.key(self.supervisor),
            vals_list=[{"service_id": self.service.id}],
        )
        self.assertEqual(status, 403)
        self.assertEqual(case.state, "received")

    def test_the_file_is_served_to_everybody_and_cached(self):
        response = self.url_open("/cases/openapi.json")
        self.assertEqual((response.status_code, response.json()), (200, self.document))
        again = self.url_open(
            "/cases/openapi.json", headers={"If-None-Match": response.headers["ETag"]}
        )
        self.assertEqual((again.status_code, again.content), (304, b""))

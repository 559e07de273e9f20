"""Nobody changes a legally relevant record but through its declared transitions.

Each attack goes through the door a client really has, ``call_kw``, as the most
powerful user there is short of the database itself, and as a portal user.
"""

from contextlib import suppress

import pytest
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.service.model import call_kw
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.yichuang_catalog.models.kernel.lifecycle import PASS_KEY

from ..hall import Hall
from .targets import TARGETS

REFUSED = (AccessError, UserError, ValidationError)
FORGED = {
    "char": "FORGED-1",
    "text": "forged",
    "html": "<p>forged</p>",
    "integer": 424242,
    "float": 4242.5,
    "monetary": 4242.0,
    "boolean": True,
    "date": "2031-01-02",
    "datetime": "2031-01-02 03:04:05",
}


@tagged("post_install", "-at_install")
class TestLifecycleAttacks(Hall):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # With every role, and a member of the organ besides.
        cls.department.member_ids = [(4, cls.almighty.id)]

    def test_every_model_with_a_lifecycle_is_attacked(self):
        inheriting = {
            name
            for name, model in self.env.items()
            if not model._abstract and hasattr(model, "_lifecycle_transitions")
        }
        self.assertEqual(inheriting, set(TARGETS))

    def test_guarded_field_cannot_be_written(self):
        for model, record in self._grown():
            for name, value in self._forgeries(record).items():
                with self.subTest(model=model, field=name):
                    self._refused(record, "write", [record.ids, {name: value}])

    def test_guarded_field_cannot_be_saved_by_the_web_client(self):
        for model, record in self._grown():
            with self.subTest(model=model):
                self._refused(
                    record,
                    "web_save",
                    [record.ids, {"state": self._final(record)}],
                    {"specification": {}},
                )

    def test_record_cannot_be_created_grown(self):
        for model, record in self._young():
            data = record.copy_data()[0]
            for name, value in self._forgeries(record).items():
                with self.subTest(model=model, field=name):
                    self._refused(record, "create", [[{**data, name: value}]])

    def test_default_in_the_context_does_not_help(self):
        for model, record in self._young():
            data = record.copy_data()[0]
            with self.subTest(model=model):
                self._refused(
                    record,
                    "create",
                    [[data]],
                    {"context": {"default_state": self._final(record)}},
                )

    def test_forged_pass_in_the_context_does_not_help(self):
        passes = (
            True,
            1,
            "yes",
            {"model": "x", "ids": [1], "field_names": ["state"]},
            [["state"]],
        )
        for model, record in self._grown():
            for forged in passes:
                with self.subTest(model=model, forged=forged):
                    self._refused(
                        record,
                        "write",
                        [record.ids, {"state": self._final(record)}],
                        {"context": {PASS_KEY: forged, "yichuang_line_pass": forged}},
                    )

    def test_import_cannot_set_the_state(self):
        for model, record in self._grown():
            with self.subTest(model=model):
                external_id = record.export_data(["id"])["datas"][0][0]
                result = self._call(
                    record,
                    "load",
                    [["id", "state"], [[external_id, self._final(record)]]],
                )
                self.assertFalse(result["ids"])
                self.assertTrue(result["messages"])

    def test_copy_is_young_again(self):
        for model, record in self._grown():
            with self.subTest(model=model):
                initial = record._lifecycle_initial_state()
                copied = []
                with (
                    suppress(*REFUSED, IntegrityError),
                    mute_logger("odoo.sql_db"),
                    self.env.cr.savepoint(),
                ):
                    copied = self._call(record, "copy", [record.ids])
                if not copied:
                    continue  # refusing the copy, or its number, is as good
                [copied] = copied
                copied = record.browse(copied)
                self.assertEqual(copied.state, initial)
                self.assertEqual(copied.revision, 0)

    def test_copy_cannot_be_given_a_state(self):
        for model, record in self._grown():
            with self.subTest(model=model):
                self._refused(
                    record, "copy", [record.ids, {"state": self._final(record)}]
                )

    def test_grown_record_cannot_be_deleted(self):
        for model, record in self._grown():
            with self.subTest(model=model):
                self._refused(record, "unlink", [record.ids])
                self.assertTrue(record.exists())

    def test_private_door_is_closed_to_rpc(self):
        doors = ("_transition", "_write_guarded", "_create_guarded", "_log_event")
        for model, record in self._grown():
            for door in doors:
                with self.subTest(model=model, door=door):
                    self._refused(record, door, [record.ids, "x"])

    def test_portal_user_cannot_act_by_rpc(self):
        for model, record in self._grown():
            for name in self._actions(record):
                with self.subTest(model=model, action=name):
                    self._refused_change(record, name, self.stranger)

    def test_staff_without_a_role_cannot_act(self):
        for model, record in self._grown():
            for name in self._actions(record) - {"action_view_events"}:
                with self.subTest(model=model, action=name):
                    self._refused_change(record, name, self.bystander)

    def test_stale_screen_is_refused(self):
        for model, record in self._grown():
            transition = next(iter(record._lifecycle_transitions().values()))
            with self.subTest(model=model), self.assertRaises(UserError):
                record._transition(
                    transition.name, expected_revision=record.revision - 1
                )

    def _young(self):
        return [(name, getattr(self, young)()) for name, (young, _) in TARGETS.items()]

    def _grown(self):
        return [(name, getattr(self, grown)()) for name, (_, grown) in TARGETS.items()]

    def _actions(self, record):
        return {
            name
            for name in dir(type(record))
            if name.startswith("action_")
            and getattr(type(record), name).__module__.startswith(
                "odoo.addons.yichuang"
            )
        }

    def _final(self, record):
        return list(dict(record._fields["state"]._description_selection(self.env)))[-1]

    def _forgeries(self, record):
        """A wrong but well-formed value for every guarded field."""
        forged = {"state": self._final(record)}
        for name in record._lifecycle_guarded() - {"state"}:
            field = record._fields[name]
            if field.type == "selection":
                values = dict(field._description_selection(self.env))
                forged[name] = next(v for v in values if v != record[name])
            elif field.type == "many2one":
                forged[name] = self.env[field.comodel_name].search([], limit=1).id or 1
            elif field.type in FORGED:
                forged[name] = FORGED[field.type]
        return forged

    def _call(self, record, method, args, kwargs=None, user=None):
        model = record.with_user(user or self.almighty).browse()
        return call_kw(model, method, args, kwargs or {})

    def _refused(self, record, method, args, kwargs=None, user=None):
        before = self._facts(record)
        with pytest.raises(REFUSED), self.env.cr.savepoint():
            self._call(record, method, args, kwargs, user)
        record.invalidate_recordset()
        self.assertEqual(self._facts(record), before)

    def _refused_change(self, record, method, user):
        """The action may open a dialog, but neither the record nor the log changes."""
        before = self._facts(record), self._event_count()
        with suppress(*REFUSED), self.env.cr.savepoint():
            self._call(record, method, [record.ids], user=user)
        record.invalidate_recordset()
        self.assertEqual((self._facts(record), self._event_count()), before)

    def _event_count(self):
        return self.env["yichuang.event"].search_count([])

    def _facts(self, record):
        names = sorted(record._lifecycle_guarded())
        return [tuple(str(line[name]) for name in names) for line in record.exists()]

"""Nobody changes a legally relevant record but through its declared transitions.

Each attack goes through the door a client really has, ``call_kw``, as the most
powerful user there is short of the database itself, and as a portal user.
"""

from contextlib import contextmanager, suppress

import pytest
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.service.model import call_kw
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.yichuang_catalog.models.kernel.lifecycle_pass import PASS_KEY

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


FORGED_PASSES = (
    True,
    1,
    "yes",
    {"model": "x", "ids": [1], "field_names": ["state"]},
    [["state"]],
)


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

    def test_grown_record_changes_only_by_its_steps(self):
        attacks = (
            self.write_of_guarded_field,
            self.save_by_the_web_client,
            self.forged_pass_in_the_context,
            self.import_of_a_state,
            self.copy_is_young_again,
            self.copy_with_a_state,
            self.deletion,
            self.private_door,
            self.action_of_a_portal_user,
            self.action_of_staff_without_a_role,
            self.stale_screen,
        )
        self._attack(attacks, {name: grown for name, (_, grown) in TARGETS.items()})

    def test_record_is_born_young(self):
        attacks = (self.creation_with_guarded_field, self.default_in_the_context)
        self._attack(attacks, {name: young for name, (young, _) in TARGETS.items()})

    def write_of_guarded_field(self, record):
        for name, value in self._forgeries(record).items():
            with self.subTest(field=name):
                self._refused(record, "write", [record.ids, {name: value}])

    def save_by_the_web_client(self, record):
        self._refused(
            record,
            "web_save",
            [record.ids, {"state": self._final(record)}],
            {"specification": {}},
        )

    def creation_with_guarded_field(self, record):
        data = record.copy_data()[0]
        for name, value in self._forgeries(record).items():
            with self.subTest(field=name):
                self._refused(record, "create", [[{**data, name: value}]])

    def default_in_the_context(self, record):
        self._refused(
            record,
            "create",
            [[record.copy_data()[0]]],
            {"context": {"default_state": self._final(record)}},
        )

    def forged_pass_in_the_context(self, record):
        for forged in FORGED_PASSES:
            with self.subTest(forged=forged):
                self._refused(
                    record,
                    "write",
                    [record.ids, {"state": self._final(record)}],
                    {"context": {PASS_KEY: forged, "yichuang_line_pass": forged}},
                )

    def import_of_a_state(self, record):
        external_id = record.export_data(["id"])["datas"][0][0]
        result = self._call(
            record, "load", [["id", "state"], [[external_id, self._final(record)]]]
        )
        self.assertFalse(result["ids"])
        self.assertTrue(result["messages"])

    def copy_is_young_again(self, record):
        copied = []
        with (
            suppress(*REFUSED, IntegrityError),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            copied = self._call(record, "copy", [record.ids])
        # Refusing the copy, or its number, is as good.
        for copied_record in record.browse(copied):
            self.assertEqual(copied_record.state, record._lifecycle_initial_state())
            self.assertEqual(copied_record.revision, 0)

    def copy_with_a_state(self, record):
        self._refused(record, "copy", [record.ids, {"state": self._final(record)}])

    def deletion(self, record):
        self._refused(record, "unlink", [record.ids])
        self.assertTrue(record.exists())

    def private_door(self, record):
        for door in ("_transition", "_write_guarded", "_create_guarded", "_log_event"):
            with self.subTest(door=door):
                self._refused(record, door, [record.ids, "x"])

    def action_of_a_portal_user(self, record):
        for name in self._actions(record):
            with self.subTest(action=name):
                self._refused_change(record, name, self.stranger)

    def action_of_staff_without_a_role(self, record):
        for name in self._actions(record) - {"action_view_events"}:
            with self.subTest(action=name):
                self._refused_change(record, name, self.bystander)

    def stale_screen(self, record):
        transition = next(iter(record._lifecycle_transitions().values()))
        with self.assertRaises(UserError):
            record._transition(transition.name, expected_revision=record.revision - 1)

    def _attack(self, attacks, builders):
        """Try each attack on a record of each model, each on what it was before."""
        for model, builder in builders.items():
            with self._undone():
                record = getattr(self, builder)()
                self.env.flush_all()
                self.env.invalidate_all()
                self.before = self._facts(record), self._event_count()
                for attack in attacks:
                    with (
                        self.subTest(model=model, attack=attack.__name__),
                        self._undone(),
                    ):
                        attack(record)

    @contextmanager
    def _undone(self):
        """Whatever happens inside is undone afterwards, also what builders keep on
        their class: no record stands in the way of the next."""
        kept = set(vars(type(self)))
        with self.env.cr.savepoint() as savepoint:
            try:
                yield
            finally:
                savepoint.rollback()
                for name in set(vars(type(self))) - kept:
                    delattr(type(self), name)

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
        with pytest.raises(REFUSED), self.env.cr.savepoint():
            self._call(record, method, args, kwargs, user)
        record.invalidate_recordset()
        self.assertEqual(self._facts(record), self.before[0])

    def _refused_change(self, record, method, user):
        """The action may open a dialog, but neither the record nor the log changes."""
        with suppress(*REFUSED), self.env.cr.savepoint():
            self._call(record, method, [record.ids], user=user)
        record.invalidate_recordset()
        self.assertEqual((self._facts(record), self._event_count()), self.before)

    def _event_count(self):
        return self.env["yichuang.event"].search_count([])

    def _facts(self, record):
        names = sorted(record._lifecycle_guarded())
        return [tuple(str(line[name]) for name in names) for line in record.exists()]

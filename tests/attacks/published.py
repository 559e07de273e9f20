"""A published version with lines of every kind, and what the database says of it."""

from collections import Counter
from contextlib import suppress
from unittest.mock import patch

from psycopg2 import Error

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.service.model import call_kw
from odoo.tools import SQL, mute_logger

from odoo.addons.yichuang_catalog.tests.guidance.situations import SituationCase

REFUSED = (AccessError, UserError, Error, ValueError)
VERSION = "yichuang.service.version"
THEME = "yichuang.theme"
GROUPS = {
    "editor": "yichuang_catalog.group_editor",
    "approver": "yichuang_catalog.group_approver",
    "manager": "yichuang_catalog.group_manager",
    "everything": "yichuang_catalog.group_manager,yichuang_catalog.group_approver,"
    "yichuang_catalog.group_supervisor,base.group_system",
}
FORGED = {
    "char": "伪造",
    "text": "伪造",
    "integer": 77,
    "float": 7.7,
    "boolean": True,
    "date": "2031-01-02",
    "datetime": "2031-01-02 03:04:05",
}
PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)


class PublishedLines(SituationCase):
    """The people who try, what they try it on, and the rows that must stay."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = {
            name: cls.make_user(f"attacker_{name}", groups)
            for name, groups in GROUPS.items()
        }
        cls.models = sorted(cls.env.registry["yichuang.version.line"]._inherit_children)
        cls.published = cls._full("食品经营许可")
        cls.published.action_submit()
        # The lines are as bare as their fields allow; what they must state is not
        # what is attacked.
        gate = patch.object(
            type(cls.published), "_publication_faults", lambda version: []
        )
        with gate:
            cls.published.with_user(cls.approver).action_publish()
        cls.draft = cls._full("药品经营许可")
        cls.theme = cls.published_theme()
        cls.draft_of_theme = cls.draft_theme(name="我要开药店")
        cls.question = cls._question()

    def setUp(self):
        super().setUp()
        self.before = self._facts()

    @classmethod
    def _full(cls, name):
        """A draft with at least two lines of every kind, a file and relations."""
        draft = cls.agent_draft(
            item_name=name,
            result_sample=PNG,
            channel_ids=[Command.set(cls.env["yichuang.channel"].search([]).ids[:2])],
            applicant_type_ids=[
                Command.set(cls.env["yichuang.applicant.type"].search([]).ids[:2])
            ],
        )
        draft.material_line_ids.material_id.sudo().filtered(
            lambda material: not material.blank_form
        ).write({"blank_form": PNG})
        for model in cls.models:
            lines = draft.env[model].search([("version_id", "=", draft.id)])
            for number in range(len(lines), 2):
                draft.env[model].create(cls._values(model, draft, number))
        steps = draft.step_ids
        steps[1].after_ids = steps[0]
        steps[1].consulted_ids = cls.department
        draft.situation_rule_ids[0].step_ids = steps[1]
        return draft

    @classmethod
    def _values(cls, model, version, number):
        """Values of a small line: its required fields."""
        values = {"version_id": version.id}
        for name, field in cls.env[model]._fields.items():
            if not field.required or field.compute or name in values or field.default:
                continue
            if field.type == "selection":
                values[name] = field.get_values(cls.env)[number]
            elif field.type in ("char", "text"):
                values[name] = f"第{number}行"
        return values

    # What is attacked

    def _frozen(self):
        """One published line of every model."""
        return [self._frozen_of(model)[0] for model in self.models]

    def _frozen_of(self, model):
        return self.env[model].search([("version_id", "=", self.published.id)])

    def _young_of(self, model):
        return self.env[model].search([("version_id", "=", self.draft.id)])

    def _young(self, line):
        return self._young_of(line._name)[-1]

    def _targets(self, model):
        if model in self.models:
            return self._frozen_of(model) | self._young_of(model)
        if model == VERSION:
            return self.published | self.draft
        return self.env[model].search([], limit=2)

    def _forgeries(self, line):
        """Another value for every stored field that holds content."""
        for name, field in line._fields.items():
            if not field.store or name in ("id", "create_uid", "create_date"):
                continue
            if name in ("write_uid", "write_date", "company_id"):
                continue
            if field.type in FORGED:
                value = FORGED[field.type]
                yield name, (not line[name] if field.type == "boolean" else value)
            elif field.type == "selection":
                values = field.get_values(self.env)
                yield name, next(one for one in values if one != line[name])
            elif field.type == "many2many":
                yield name, [Command.set(self._targets(field.comodel_name)[-1:].ids)]
                yield name, [Command.clear()]

    def _parents(self, line):
        """The sets of fields that name where a line belongs, all combinations of the
        published and the drafted parent that put it among the published ones."""
        names = [
            name
            for name, field in line._fields.items()
            if field.type == "many2one"
            and field.store
            and field.comodel_name in (*self.models, VERSION)
        ]
        return [[name] for name in names] + ([names] if len(names) > 1 else [])

    def _one2manys(self, line):
        """Records of ours whose One2many leads to the line, with that field."""
        for model, env_model in self.env.items():
            if env_model._abstract or not model.startswith("yichuang."):
                continue
            for name, field in env_model._fields.items():
                if field.type == "one2many" and field.comodel_name == line._name:
                    inverse = field.inverse_name
                    if inverse not in line._fields or not line[inverse]:
                        continue
                    yield line[inverse] | self._young(line)[inverse], name

    def _relation_tables(self):
        return {
            field.relation
            for model in (VERSION, *self.models)
            for field in self.env[model]._fields.values()
            if field.type == "many2many" and field.store
        }

    # The attack

    def _call(self, record, method, args, user, kwargs=None):
        with mute_logger("odoo.sql_db", "odoo.models", "odoo.addons.base.models"):
            return call_kw(
                self.env[record._name].with_user(user), method, args, dict(kwargs or {})
            )

    def _attack(self, record, method, args, kwargs=None, only=None):
        """Everybody tries; whether it is refused or does nothing, all stays as it was
        when the test began."""
        for person, user in self.people.items():
            if only and person != only:
                continue
            try:
                with self.env.cr.savepoint() as savepoint:
                    with suppress(*REFUSED), self.env.cr.savepoint():
                        self._call(record, method, args, user, kwargs)
                    self.env.flush_all()
                    after = self._facts()
                    savepoint.rollback()
            except REFUSED:
                after = self.before
            self.env.invalidate_all()
            lost, found = self.before - after, after - self.before
            with self.subTest(
                model=record._name, method=method, args=args, kwargs=kwargs, by=person
            ):
                self.assertFalse(lost | found)

    def _facts(self):
        """The rows of the published version and theme, as the database has them, each
        with its table or relation. One query, for it is asked after every attack."""
        self.env.flush_all()
        return Counter(self.env.execute_query(self.question))

    @classmethod
    def _question(cls):
        parts = []
        for model in (VERSION, *cls.models):
            name = "id" if model == VERSION else "version_id"
            own = cls._keys(model, name, cls.published.id)
            if model == "yichuang.situation.answer":
                asked = cls._keys("yichuang.situation", "version_id", cls.published.id)
                own = cls._keys(model, "situation_id", asked)
            parts.append(cls._rows(model, own))
            for name, field in cls.env[model]._fields.items():
                if field.type == "many2many" and field.store and name != "author_ids":
                    parts.append(cls._pairs(model, field, own))
        parts.append(cls._rows(THEME, cls.theme.id))
        members = cls._keys("yichuang.theme.line", "theme_id", cls.theme.id)
        parts.append(cls._rows("yichuang.theme.line", members))
        after = cls.env["yichuang.theme.line"]._fields["after_ids"]
        parts.append(cls._pairs("yichuang.theme.line", after, members))
        parts.append(
            SQL(
                "SELECT 'file', md5(string_agg(concat_ws(' ', res_model, res_id,"
                " res_field, checksum), ',' ORDER BY id)) FROM ir_attachment"
                " WHERE res_field IN ('result_sample', 'blank_form')"
                " AND res_model LIKE 'yichuang.%%'"
            )
        )
        return SQL(" UNION ALL ").join(parts)

    @classmethod
    def _keys(cls, model, name, value):
        return SQL(
            "SELECT id FROM %s WHERE %s IN (%s)",
            SQL.identifier(cls.env[model]._table),
            SQL.identifier(name),
            value,
        )

    @classmethod
    def _rows(cls, model, own):
        return SQL(
            "SELECT %s, (to_jsonb(t) - 'write_date' - 'write_uid')::text FROM %s t"
            " WHERE id IN (%s)",
            model,
            SQL.identifier(cls.env[model]._table),
            own,
        )

    @classmethod
    def _pairs(cls, model, field, own):
        return SQL(
            "SELECT %s, jsonb_build_array(%s, %s)::text FROM %s WHERE %s IN (%s)",
            f"{model}.{field.name}",
            SQL.identifier(field.column1),
            SQL.identifier(field.column2),
            SQL.identifier(field.relation),
            SQL.identifier(field.column1),
            own,
        )

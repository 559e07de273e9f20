"""A published version with lines of every kind, and what the database says of it."""

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
        """Everybody tries; whether it is refused or does nothing, all stays."""
        for person, user in self.people.items():
            if only and person != only:
                continue
            before = self._facts()
            try:
                with self.env.cr.savepoint() as savepoint:
                    with suppress(*REFUSED), self.env.cr.savepoint():
                        self._call(record, method, args, user, kwargs)
                    self.env.flush_all()
                    after = self._facts()
                    savepoint.rollback()
            except REFUSED:
                after = before
            self.env.invalidate_all()
            changed = {
                table: set(after[table]) ^ set(rows)
                for table, rows in before.items()
                if after[table] != rows
            }
            with self.subTest(
                model=record._name, method=method, args=args, kwargs=kwargs, by=person
            ):
                self.assertFalse(changed)

    def _facts(self):
        """The rows of the published version and theme, as the database has them."""
        self.env.flush_all()
        facts = {}
        version = self.published.id
        lines = {}
        for model in (VERSION, *self.models):
            name = "id" if model == VERSION else "version_id"
            lines[model] = self._keys(self.env[model]._table, name, version)
            if model == "yichuang.situation.answer":
                questions = lines["yichuang.situation"]
                lines[model] = self._keys(
                    self.env[model]._table, "situation_id", questions[0], *questions[1:]
                )
            facts[model] = self._rows(model, lines[model])
        for model, ids in lines.items():
            for name, field in self.env[model]._fields.items():
                if field.type == "many2many" and field.store and name != "author_ids":
                    facts[f"{model}.{name}"] = self._pairs(field, ids)
        facts[THEME] = self._rows(THEME, self.theme.ids)
        members = self._keys("yichuang_theme_line", "theme_id", self.theme.id)
        facts["theme line"] = self._rows("yichuang.theme.line", members)
        after = self.env["yichuang.theme.line"]._fields["after_ids"]
        facts["theme after"] = self._pairs(after, members)
        facts["file"] = self.env.execute_query(
            SQL(
                "SELECT res_model, res_id, res_field, checksum FROM ir_attachment"
                " WHERE res_field IN ('result_sample', 'blank_form')"
                " AND res_model LIKE 'yichuang.%%' ORDER BY id"
            )
        )
        return facts

    def _keys(self, table, name, *ids):
        rows = self.env.execute_query(
            SQL(
                "SELECT id FROM %s WHERE %s IN %s ORDER BY id",
                SQL.identifier(table),
                SQL.identifier(name),
                tuple(ids),
            )
        )
        return [row[0] for row in rows]

    def _rows(self, model, ids):
        return self.env.execute_query(
            SQL(
                "SELECT (to_jsonb(t) - 'write_date' - 'write_uid')::text FROM %s t"
                " WHERE id IN %s ORDER BY id",
                SQL.identifier(self.env[model]._table),
                tuple(ids) or (0,),
            )
        )

    def _pairs(self, field, ids):
        return self.env.execute_query(
            SQL(
                "SELECT %s, %s FROM %s WHERE %s IN %s ORDER BY 1, 2",
                SQL.identifier(field.column1),
                SQL.identifier(field.column2),
                SQL.identifier(field.relation),
                SQL.identifier(field.column1),
                tuple(ids) or (0,),
            )
        )

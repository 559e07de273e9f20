"""What was published stays word for word: no line of it changes by any door.

The line models, their relations and the relations of others that lead to them are
read from the registry, so a model that is added is attacked without being named.
"""

from contextlib import suppress
from unittest.mock import patch

from psycopg2 import Error

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.service.model import call_kw
from odoo.tests import tagged
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
OTHER_PNG = PNG.replace("DUlE", "DUlF")
CONTEXT_KEYS = {
    "yichuang_line_pass": True,
    "yichuang_lifecycle_pass": True,
    "active_test": False,
    "bin_size": True,
    "tracking_disable": True,
    "install_mode": True,
    "import_file": True,
}


@tagged("post_install", "-at_install")
class TestCatalogueLines(SituationCase):
    """Published versions and themes, their lines and what they refer to."""

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

    # Doors

    def test_lines_cannot_be_written(self):
        for line in self._frozen():
            for name, value in self._forgeries(line):
                self._attack(line, "write", [line.ids, {name: value}])
                self._attack(line, "web_save", [line.ids, {name: value}, {}])

    def test_forged_context_does_not_help(self):
        for line in self._frozen():
            name, value = next(iter(self._forgeries(line)))
            self._attack(
                line, "write", [line.ids, {name: value}], {"context": CONTEXT_KEYS}
            )
            self._attack(line, "unlink", [line.ids], {"context": CONTEXT_KEYS})

    def test_lines_cannot_be_removed(self):
        for line in self._frozen():
            self._attack(line, "unlink", [line.ids])
            if line._active_name:
                self._attack(line, "action_archive", [line.ids])
            self._attack(line, "copy", [line.ids])

    def test_lines_cannot_be_added(self):
        for line in self._frozen():
            young = self._young(line)
            for names in self._parents(line):
                values = {
                    **young.copy_data()[0],
                    **{name: line[name].id for name in names},
                }
                self._attack(line, "create", [values])
                self._attack(line, "web_save", [[], values, {}])
                elsewhere = dict.fromkeys(
                    set().union(*self._parents(line)) - set(names)
                )
                for name in elsewhere:
                    elsewhere[name] = young[name].id
                self._attack(line, "create", [{**values, **elsewhere}])
                defaults = {f"default_{name}": values.pop(name) for name in names}
                self._attack(
                    line, "create", [values], {"context": {**defaults, **CONTEXT_KEYS}}
                )

    def test_drafted_lines_cannot_be_moved_in(self):
        for line in self._frozen():
            young = self._young(line)
            for names in self._parents(line):
                self._attack(
                    line,
                    "write",
                    [young.ids, {name: line[name].id for name in names}],
                )

    def test_frozen_lines_cannot_be_moved_out(self):
        for line in self._frozen():
            young = self._young(line)
            for names in self._parents(line):
                self._attack(
                    line, "write", [line.ids, {name: young[name].id for name in names}]
                )

    def test_commands_on_a_parent_do_not_help(self):
        for line in self._frozen():
            young = self._young(line)
            name, value = next(iter(self._forgeries(line)))
            for parent, field in self._one2manys(line):
                for command in (
                    Command.update(line.id, {name: value}),
                    Command.delete(line.id),
                    Command.unlink(line.id),
                    Command.link(line.id),
                    Command.link(young.id),
                    Command.set([]),
                    Command.clear(),
                    Command.create(young.copy_data()[0]),
                ):
                    for record in parent:
                        self._attack(record, "write", [record.ids, {field: [command]}])

    def test_commands_on_the_service_do_not_help(self):
        version = self.published
        service = version.service_id
        for command in (
            Command.update(version.id, {"conditions": "伪造"}),
            Command.update(version.id, {"faq_ids": [Command.clear()]}),
            Command.delete(version.id),
            Command.unlink(version.id),
            Command.clear(),
        ):
            self._attack(service, "write", [service.ids, {"version_ids": [command]}])

    def test_relations_do_not_change_from_their_other_side(self):
        """Every Many2many that shares a table with one of a version or a line."""
        tables = self._relation_tables()
        for model, env_model in self.env.items():
            if env_model._abstract:
                continue
            for name, field in env_model._fields.items():
                if field.type != "many2many" or field.relation not in tables:
                    continue
                here = self.env[model].search([], limit=0)
                if model in self.models:
                    young = self._young_of(model)
                    frozen = self._frozen_of(model)
                    here = young | frozen
                elif model == VERSION:
                    here = self.published | self.draft
                targets = self._targets(field.comodel_name)
                for record in here:
                    for target in targets:
                        for command in (
                            Command.link(target.id),
                            Command.unlink(target.id),
                            Command.set([target.id]),
                            Command.clear(),
                        ):
                            self._attack(
                                record, "write", [record.ids, {name: [command]}]
                            )

    def test_import_does_not_help(self):
        for line in self._frozen():
            young = self._young(line)
            name, value = next(iter(self._forgeries(line)))
            known = line.export_data(["id"])["datas"][0][0]
            self._attack(line, "load", [["id", name], [[known, str(value)]]])
            self._attack(line, "load", [[".id", name], [[str(line.id), str(value)]]])
            drafted = young.export_data(["id"])["datas"][0][0]
            for names in self._parents(line):
                header = ["id", *(f"{parent}/.id" for parent in names)]
                row = [drafted, *(str(line[parent].id) for parent in names)]
                self._attack(line, "load", [header, [row]])

    def test_files_do_not_change_behind_the_record(self):
        owners = (self.published, self.published.material_line_ids.material_id[:1])
        attachments = self.env["ir.attachment"]
        mine = {}
        for owner in owners:
            [file] = attachments.search(
                [
                    ("res_model", "=", owner._name),
                    ("res_id", "=", owner.id),
                    ("res_field", "in", ["result_sample", "blank_form"]),
                ]
            )
            self._attack(file, "write", [file.ids, {"datas": OTHER_PNG}])
            self._attack(file, "write", [file.ids, {"res_id": 0}])
            self._attack(file, "write", [file.ids, {"res_field": False}])
            self._attack(file, "unlink", [file.ids])
            place = {
                "name": file.name,
                "res_model": owner._name,
                "res_id": owner.id,
                "res_field": file.res_field,
            }
            self._attack(file, "create", [{**place, "datas": OTHER_PNG}])
            for person, user in self.people.items():
                mine[person] = attachments.with_user(user).create(
                    {"name": "x", "datas": OTHER_PNG}
                )
                self._attack(file, "write", [mine[person].ids, place], only=person)

    def test_what_is_referred_to_is_not_lost(self):
        for owner in (self.published, *self._frozen()):
            for name, field in owner._fields.items():
                if (
                    field.type not in ("many2one", "many2many")
                    or not field.store
                    or not field.comodel_name.startswith("yichuang.")
                    or field.comodel_name in (*self.models, VERSION)
                ):
                    continue
                for record in owner.sudo()[name]:
                    self._attack(record, "unlink", [record.ids])
                    if record._active_name:
                        self._attack(record, "action_archive", [record.ids])

    def test_a_published_theme_keeps_its_lines(self):
        line = self.theme.line_ids[:1]
        young = self.draft_of_theme.line_ids[:1]
        theme_id = {"theme_id": self.theme.id}
        for record, method, args in (
            (line, "write", [line.ids, {"sequence": 99}]),
            (line, "write", [line.ids, {"version_id": self.published.id}]),
            (line, "write", [line.ids, {"after_ids": [Command.clear()]}]),
            (line, "write", [line.ids, {"theme_id": self.draft_of_theme.id}]),
            (line, "unlink", [line.ids]),
            (
                line,
                "create",
                [{"service_id": self.published.service_id.id, **theme_id}],
            ),
            (young, "write", [young.ids, theme_id]),
            (
                self.draft_of_theme,
                "write",
                [self.draft_of_theme.ids, {"line_ids": [Command.link(line.id)]}],
            ),
            (self.theme, "write", [self.theme.ids, {"line_ids": [Command.clear()]}]),
            (self.theme, "write", [self.theme.ids, {"promise_days": 1}]),
            (line, "load", [[".id", "sequence"], [[str(line.id), "5"]]]),
        ):
            self._attack(record, method, args)

    def test_drafts_cannot_be_planted_in_another_hall(self):
        hall = self.env["res.company"].create({"name": "邻县大厅"})
        organ = self.env["yichuang.department"].create(
            {"name": "邻县行政审批服务局", "company_id": hall.id}
        )
        service = self.env["yichuang.service"].create(
            {"item_id": self.draft.item_id.id, "department_id": organ.id}
        )
        own = self.draft.service_id
        for record, values in (
            (self.draft, {"service_id": service.id}),
            (own, {"department_id": organ.id}),
        ):
            for person, user in self.people.items():
                with self.subTest(model=record._name, by=person):
                    with suppress(*REFUSED), self.env.cr.savepoint():
                        self._call(record, "write", [record.ids, values], user)
                    record.invalidate_recordset()
                    self.assertEqual(record.company_id, self.department.company_id)

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

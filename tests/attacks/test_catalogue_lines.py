"""What was published stays word for word: no line of it changes by any door.

The line models, their relations and the relations of others that lead to them are
read from the registry, so a model that is added is attacked without being named.
"""

from contextlib import suppress

from odoo import Command
from odoo.tests import tagged
from odoo.tools import SQL

from .published import PNG, REFUSED, VERSION, PublishedLines

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
class TestCatalogueLines(PublishedLines):
    """Published versions and themes, their lines and what they refer to."""

    def test_a_change_would_be_seen(self):
        for record in (
            self.published,
            *self._frozen(),
            self.theme,
            self.theme.line_ids[0],
        ):
            with self.subTest(model=record._name):
                with self.env.cr.savepoint() as savepoint:
                    self.env.cr.execute(
                        SQL(
                            "UPDATE %s SET create_date = create_date - interval '1 day'"
                            " WHERE id = %s",
                            SQL.identifier(record._table),
                            record.id,
                        )
                    )
                    self.assertNotEqual(self._facts(), self.before)
                    savepoint.rollback()
                self.assertEqual(self._facts(), self.before)

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

"""Bringing the content of a workbook into drafts of versions."""

from collections import defaultdict
from dataclasses import dataclass, field

from odoo import Command

from ..tools import catalogue_columns as columns
from ..tools import catalogue_workbook as workbook
from ..tools.item_sheet import Defect
from .item_import_content import GivenContent
from .item_import_names import LAW, MATERIAL, Names, scalar
from .item_import_situations import LINKS, links, write_situations

MADE = (LAW, MATERIAL)

# What a draft must not claim where the workbook does not say it.
UNSAID = {"legal_days": 0, "promise_days": 0, "quantity": False}


@dataclass
class Difference:
    """How a service differs from what the workbook says: getters with their texts for
    the service, its item and its version, and the titles of sheets with other lines."""

    versions: object
    service: list = field(default_factory=list)
    version: list = field(default_factory=list)
    sheets: list = field(default_factory=list)

    def __bool__(self):
        return bool(self.service or self.version or self.sheets)

    @property
    def needs_draft(self):
        return bool(self.version or self.sheets)


class ImportContent:
    """Compares the workbook's content with the catalogue and writes what differs.

    A published version never changes: where the workbook differs from it, a new draft
    is made from it, or the draft there is goes on. What is the same is left alone, so
    the same workbook imported again does nothing.
    """

    def __init__(self, env, company, book):
        self.env = env
        self.book = GivenContent(env, book)
        self.reader = self.book.reader
        self.defects = self.book.defects
        self.names = Names(env, company, self.book.libraries)

    def compare(self, plan):
        """What keeps rows out of the catalogue, as defects, and the numbers of the
        rows whose content differs from it."""
        if not self.book.given:
            return [], set()
        self._look_up(plan.rows)
        organs = {name for name, _code in plan.scope.organ_rows}
        defects, changed = [], set()
        for row in plan.rows:
            for model, name in self._quoted(self.book.given.get(row.number)):
                known = self.names.ids(model, name) or model in MADE
                if not known and not (
                    model == "yichuang.department" and name in organs
                ):
                    defects.append(
                        Defect(row.number, "error", "unknown_name", "", name)
                    )
        for number, difference in self._differences(plan):
            changed.add(number)
            versions = difference.versions
            if difference.needs_draft and versions.waiting and not versions.draft:
                defects.append(
                    Defect(
                        number,
                        "error",
                        "version_waiting",
                        "",
                        versions.waiting.display_name,
                    )
                )
        return defects, changed

    def _differences(self, plan):
        rows = {
            row.number: plan.service(row)
            for row in plan.rows
            if row.number in self.book.given
        }
        services = self.env["yichuang.service"].union(*rows.values())
        versions = self.reader.versions(services)
        for number, service in rows.items():
            given = self.book.given[number]
            if service:
                found = self._difference(given, service, versions[service])
                if found:
                    yield number, found

    def _difference(self, given, service, versions):
        """The difference from the draft, if there is one, else from the version that
        stands; none if the workbook agrees with either."""
        found = Difference(versions)
        bases = [versions.standing, versions.waiting, versions.draft]
        for base in filter(None, bases):
            self._compare(found, given, service, base)
            if not found.needs_draft:
                return found
        if not any(bases):
            self._compare(found, given, service, versions.draft)
            # A first version takes every cell, or a default would speak for a blank.
            found.version = [
                (getter, text)
                for _index, getter in self.book.content
                if getter.root == "version"
                and (text := given.content[getter.column.header]) is not None
            ]
            if not self.book.says_something(given):
                found.version, found.sheets = [], []
        return found

    def _compare(self, found, given, service, version):
        found.service, found.version, found.sheets = [], [], []
        texts = self.reader.content_texts(service, version)
        for _index, getter in self.book.content:
            text = given.content[getter.column.header]
            if text is None or text == texts[getter.column.header]:
                continue
            target = found.version if getter.root == "version" else found.service
            target.append((getter, text))
        for sheet, _table in self.book.tables:
            lines = self.reader.line_texts(sheet, version)
            if not _same_lines(given.lines[sheet.title], lines):
                found.sheets.append(sheet)

    def perform(self, plan, digest):
        """Write what differs; the services of the plan are there by now."""
        if not self.book.given:
            return
        self._look_up(plan.rows)
        for model in MADE:
            self.names.make(model, self._all_quoted(plan.rows, model))
        differences = dict(self._differences(plan))
        rows = {row.number: row for row in plan.rows}
        for number, difference in differences.items():
            self._write_service(plan.service(rows[number]), difference.service)
        drafts = self._drafts(
            {
                number: (plan.service(rows[number]), difference)
                for number, difference in differences.items()
                if difference.needs_draft
            }
        )
        self._write_lines(drafts, differences)
        self.env["yichuang.event"]._append(
            (draft, "import", {"file": digest, "row": number})
            for number, draft in drafts.items()
        )

    def _drafts(self, wanted):
        """The draft of each row, written: the one there is, a copy of the version that
        stands, or a new one."""
        Version = self.env["yichuang.service.version"].with_context(
            tracking_disable=True, mail_create_nosubscribe=True, mail_create_nolog=True
        )
        said = {getter.field.name for _index, getter in self.book.content}
        unsaid = {name: UNSAID[name] for name in UNSAID if name not in said}
        drafts, copied, new = {}, {}, {}
        for number, (service, difference) in wanted.items():
            versions = difference.versions
            if versions.draft:
                drafts[number] = versions.draft.with_env(Version.env)
            elif versions.standing:
                copied[number] = versions.standing.id
            else:
                values = self._values(difference.version)
                new[number] = {**unsaid, **values, "service_id": service.id}
        copies = Version.browse(copied.values()).copy()
        drafts.update(zip(copied, copies, strict=True))
        for number, draft in drafts.items():
            values = self._values(wanted[number][1].version)
            if values:
                draft.write(values)
        made = Version.create(list(new.values()))
        drafts.update(zip(new, made, strict=True))
        return drafts

    def _write_service(self, service, texts):
        for root, record in (("", service), ("item", service.item_id)):
            values = self._values([pair for pair in texts if pair[0].root == root])
            if values:
                record.write(values)

    def _values(self, texts):
        """Field values for getters with their canonical texts."""
        return {
            getter.field.name: self._value(getter, text)
            for getter, text in texts
            if text is not None
        }

    def _value(self, getter, text):
        model = getter.field.comodel_name if getter.field.relational else None
        if model is None:
            return scalar(getter.column, text)
        ids = [
            id_ for name in _quotes(getter, text) for id_ in self.names.ids(model, name)
        ]
        if getter.field.type == "many2one":
            return ids[0] if ids else False
        return [Command.set(ids)]

    def _write_lines(self, drafts, differences):
        """Write the sheets that differ, then the links between their lines."""
        linked = []
        for sheet, _table in self.book.tables:
            wanted = {
                draft: self.book.given[number].lines[sheet.title]
                for number, draft in drafts.items()
                if sheet in differences[number].sheets
            }
            if sheet is columns.SITUATIONS:
                self._loosen(drafts, differences)
                linked += write_situations(self, wanted)
            else:
                linked += self._write_sheet(sheet, wanted)
        for draft, line, texts in linked:
            self._write_links(draft, line, texts)

    def _loosen(self, drafts, differences):
        """Take the answers from the conditions that are written anew afterwards, so
        that those which are gone can be removed."""
        for sheet, name in (
            (columns.SITUATIONS, "shown_if_ids"),
            (columns.RULES, "answer_ids"),
        ):
            told = [
                getter.column.kind == "answers"
                for getter in self.reader.lines[sheet.title]
            ]
            for number, draft in drafts.items():
                given = self.book.given[number].lines.get(sheet.title) or ()
                if sheet in differences[number].sheets and any(
                    is_answers and text is not None
                    for texts in given
                    for is_answers, text in zip(told, texts, strict=True)
                ):
                    draft[sheet.field].write({name: [Command.clear()]})

    def _write_sheet(self, sheet, wanted):
        """Lines are found again by the text of the first column, so that what refers
        to a line keeps it; the order is that of the sheet. Returns the lines with
        links, each with its draft and their texts."""
        getters = self.reader.lines[sheet.title]
        gone, new, found = [], [], []
        for draft, given in wanted.items():
            old = defaultdict(list)
            lines = draft[sheet.field]
            told = self.reader.line_texts(sheet, draft)
            for line, texts in zip(lines, told, strict=True):
                old[texts[0]].append(line)
            for position, texts in enumerate(given, start=1):
                pairs = list(zip(getters, texts, strict=True))
                values = self._values(
                    [pair for pair in pairs if pair[0].column.kind not in LINKS]
                )
                values["sequence"] = 10 * position
                line = old[texts[0]].pop(0) if old[texts[0]] else None
                if line:
                    line.write(values)
                else:
                    new.append({**values, "version_id": draft.id})
                found.append((draft, line, links(pairs)))
            gone += [line.id for rest in old.values() for line in rest]
        model = self.env["yichuang.service.version"]._fields[sheet.field].comodel_name
        self.env[model].browse(gone).unlink()
        made = iter(self.env[model].create(new))
        found = [(draft, line or next(made), pairs) for draft, line, pairs in found]
        return [entry for entry in found if entry[2]]

    def _write_links(self, draft, line, pairs):
        values = {}
        for getter, text in pairs:
            known = self._siblings(draft, getter)
            values[getter.field.name] = [
                Command.set(
                    [known[name] for name in workbook.names(text) if name in known]
                )
            ]
        line.write(values)

    @staticmethod
    def _siblings(draft, getter):
        if getter.column.kind == "answers":
            return {
                f"{question.name}：{answer.name}": answer.id
                for question in draft[columns.SITUATIONS.field]
                for answer in question.answer_ids
            }
        return {line.name: line.id for line in draft[getter.column.of]}

    def _look_up(self, rows):
        wanted = defaultdict(set)
        for row in rows:
            for model, name in self._quoted(self.book.given.get(row.number)):
                wanted[model].add(name)
        for model, names in wanted.items():
            self.names.look_up(model, names)

    def _all_quoted(self, rows, model):
        return [
            name
            for row in rows
            for found, name in self._quoted(self.book.given.get(row.number))
            if found == model
        ]

    def _quoted(self, given):
        """Model and name of everything that a row quotes."""
        if given is None:
            return
        for _index, getter in self.book.content:
            yield from self._names_in(getter, given.content[getter.column.header])
        for sheet, _table in self.book.tables:
            getters = self.reader.lines[sheet.title]
            for texts in given.lines[sheet.title]:
                for getter, text in zip(getters, texts, strict=True):
                    yield from self._names_in(getter, text)

    @staticmethod
    def _names_in(getter, text):
        if text and getter.field.relational and getter.column.kind not in LINKS:
            for name in _quotes(getter, text):
                yield getter.field.comodel_name, name


def _quotes(getter, text):
    """The names in a canonical text."""
    if getter.column.kind == "laws":
        return text.split("\n") if text else []
    if getter.column.kind == "keys":
        return [workbook.key(getter.column.of, name) for name in workbook.names(text)]
    if getter.column.kind == "name":
        return [text] if text else []
    return workbook.names(text)


def _same_lines(given, lines):
    """Whether the lines are the same, apart from what the workbook does not say."""
    return len(given) == len(lines) and all(
        told in (None, text)
        for told_line, line in zip(given, lines, strict=True)
        for told, text in zip(told_line, line, strict=True)
    )

"""The catalogue as the texts of its workbook, read in batches."""

from collections import namedtuple

from ..tools import catalogue_columns as columns
from ..tools import catalogue_workbook as workbook

Getter = namedtuple("Getter", "column root field")

# What a service is called where its record is the start of a path.
ROOTS = {"item": "item_id", "organ": "department_id"}


class CatalogueReader:
    """Services and versions as texts, by the table of columns.

    Columns and sheets of parts that are not installed are left out.
    """

    def __init__(self, env):
        self.env = env
        self.service = env["yichuang.service"]
        self.version = env["yichuang.service.version"]
        self.identity = self._getters(columns.IDENTITY[1:])
        self.content = self._getters(columns.CONTENT)
        self.sheets = [
            sheet for sheet in columns.LINES if sheet.field in self.version._fields
        ]
        self.lines = {sheet.title: self._line_getters(sheet) for sheet in self.sheets}

    def _getters(self, declared):
        found = []
        for column in declared:
            root, _dot, name = column.path.rpartition(".")
            field = self.model(root)._fields.get(name)
            if field:
                found.append(Getter(column, root, field))
        return found

    def _line_getters(self, sheet):
        lines = self.env[self.version._fields[sheet.field].comodel_name]
        answers = None
        if sheet is columns.SITUATIONS:
            answers = self.env[lines._fields["answer_ids"].comodel_name]
        found = []
        for column in sheet.columns:
            root, _dot, name = column.path.rpartition(".")
            field = (answers if root else lines)._fields.get(name)
            if field:
                found.append(Getter(column, root, field))
        return found

    def model(self, root):
        """The model that the first part of a path stands for."""
        if root == "version":
            return self.version
        return (
            self.env[self.service._fields[ROOTS[root]].comodel_name]
            if root
            else (self.service)
        )

    def versions(self, services):
        """For each service its :class:`Versions`."""
        found = self.version.search(
            [("service_id", "in", services.ids), ("state", "!=", "retired")],
            order="number desc",
        )
        by_service = {
            service: Versions(service, found.browse()) for service in services
        }
        for version in found:
            by_service[version.service_id].add(version)
        return by_service

    def identity_texts(self, service):
        """The cells that say which service it is."""
        return [
            service._public_reference(),
            *(
                self._text(getter, self._root(getter.root, service, None))
                for getter in self.identity
            ),
        ]

    def content_texts(self, service, version):
        """The content of a service and its version, by header."""
        return {
            getter.column.header: self._text(
                getter, self._root(getter.root, service, version)
            )
            for getter in self.content
        }

    def line_texts(self, sheet, version):
        """The lines of a sheet, in their order, each a tuple of texts."""
        getters = self.lines[sheet.title]
        lines = version[sheet.field]
        if sheet is columns.SITUATIONS:
            return [
                tuple(
                    self._text(getter, answer if getter.root else line)
                    for getter in getters
                )
                for line in lines
                for answer in line.answer_ids or [None]
            ]
        return [tuple(self._text(getter, line) for getter in getters) for line in lines]

    def library_texts(self, sheet, record):
        """One row of a shared table; ``record`` may be a pair of item and row."""
        return [
            self._text(Getter(column, "", record._fields[column.path]), record)
            for column in sheet.columns
            if column.path in record._fields
        ]

    def library_headers(self, sheet):
        fields = self.env[sheet.field]._fields
        return [column for column in sheet.columns if column.path in fields]

    @staticmethod
    def _root(root, service, version):
        if root == "version":
            return version
        return service[ROOTS[root]] if root else service

    @staticmethod
    def _text(getter, record):
        """The canonical text of one field of a record, empty without a record."""
        if not record:
            return ""
        column, value = getter.column, record[getter.field.name]
        kind = column.kind
        if kind == "flag":
            return workbook.YES if value else workbook.NO
        if kind == "number":
            return str(int(value or 0))
        if not value:
            return ""
        if kind == "choice":
            return workbook.word(column.of, value)
        if kind == "date":
            return value.isoformat()
        if kind == "keys":
            words = sorted(workbook.word(column.of, row.key) for row in value)
            return workbook.SEPARATOR.join(words)
        if kind == "laws":
            return "\n".join(sorted({law_text(law) for law in value}))
        if kind == "answers":
            return workbook.SEPARATOR.join(sorted(map(answer_text, value)))
        if kind == "name":
            return value.name or ""
        if kind in ("names", "siblings"):
            names = {row.name for row in value if row.name}
            return workbook.SEPARATOR.join(sorted(names))
        return workbook.canonical(column, value)


class Versions:
    """The versions of one service that are not retired."""

    def __init__(self, service, nothing):
        self.standing = service.current_version_id or nothing
        self.draft = self.waiting = nothing

    def add(self, version):
        if version.state == "draft":
            self.draft = self.draft or version
        elif version.state in ("review", "scheduled"):
            self.waiting = self.waiting or version
        else:
            self.standing = self.standing or version

    @property
    def shown(self):
        """The version whose content speaks for the service."""
        return self.standing or self.waiting or self.draft


def law_text(law):
    """An article as it is quoted."""
    return f"《{law.name}》{law.article or ''}"


def answer_text(answer):
    """An answer with its question."""
    return f"{answer.situation_id.name}：{answer.name}"

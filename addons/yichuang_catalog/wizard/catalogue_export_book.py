"""The catalogue as an xlsx file of any length."""

from ..tools import catalogue_columns as columns
from ..tools.catalogue_workbook import Writer
from .catalogue_reader import CatalogueReader

# Services that are read together.
WINDOW = 500


class CatalogueBook:
    """Writes services with their content, line by line, into a workbook.

    Services are read in windows and forgotten again, so that neither memory nor the
    number of queries per service grows with the catalogue.
    """

    def __init__(self, env):
        self.env = env
        self.reader = CatalogueReader(env)

    def fill(self, target, service_ids, title):
        """Write the services, in the order of ``service_ids``, into ``target``."""
        writer = Writer(target, title)
        self._add_sheets(writer)
        laws, materials, items = set(), set(), set()
        for at in range(0, len(service_ids), WINDOW):
            services = self.env["yichuang.service"].browse(
                service_ids[at : at + WINDOW]
            )
            shown = self._write_services(writer, services)
            laws.update(shown.law_ids.ids)
            materials.update(shown.material_line_ids.material_id.ids)
            items.update(services.item_id.ids)
            self.env.invalidate_all()
        self._write_library(writer, columns.LIBRARIES[0], materials)
        self._write_library(writer, columns.LIBRARIES[1], laws)
        self._write_limits(writer, columns.LIBRARIES[2], items)
        writer.close()

    def _add_sheets(self, writer):
        reader = self.reader
        first = [
            columns.IDENTITY[0],
            *(getter.column for getter in (*reader.identity, *reader.content)),
        ]
        self._add_sheet(writer, columns.SERVICES, first)
        for title, getters in reader.lines.items():
            self._add_sheet(
                writer,
                title,
                [*columns.IDENTITY[:2], *(getter.column for getter in getters)],
            )
        for sheet in columns.LIBRARIES:
            self._add_sheet(writer, sheet.title, self._library_columns(sheet))

    @staticmethod
    def _add_sheet(writer, title, declared):
        writer.add_sheet(
            title,
            [column.header for column in declared],
            [column.width for column in declared],
        )

    def _write_services(self, writer, services):
        reader = self.reader
        versions = reader.versions(services)
        shown = self.env["yichuang.service.version"].union(
            *(found.shown for found in versions.values())
        )
        for service, found in versions.items():
            version = found.shown.with_prefetch(shown.ids)
            identity = reader.identity_texts(service)
            content = reader.content_texts(service, version)
            writer.add_row(columns.SERVICES, [*identity, *content.values()])
            for sheet in reader.sheets:
                for line in reader.line_texts(sheet, version):
                    writer.add_row(sheet.title, [*identity[:2], *line])
        return shown

    def _library_columns(self, sheet):
        if sheet.title == "法定时限":
            return sheet.columns
        return self.reader.library_headers(sheet)

    def _write_library(self, writer, sheet, ids):
        model = self.env[sheet.field].with_context(active_test=False)
        for record in model.search([("id", "in", list(ids))]):
            writer.add_row(sheet.title, self.reader.library_texts(sheet, record))

    def _write_limits(self, writer, sheet, item_ids):
        model = self.env["yichuang.item"].with_context(active_test=False)
        items = model.search([("id", "in", list(item_ids)), ("limit_ids", "!=", False)])
        for item in items:
            for limit in item.limit_ids:
                texts = self.reader.library_texts(sheet, limit)
                writer.add_row(sheet.title, [item.name, *texts])

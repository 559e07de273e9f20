"""Rows that a workbook quotes by name, found in batches, made where that is allowed."""

from odoo.fields import Domain

from ..tools import catalogue_columns as columns
from ..tools import catalogue_workbook as workbook
from .item_import_plan import known_ids

LAW, MATERIAL = "yichuang.law", "yichuang.material"
LIBRARIES = {sheet.field: sheet for sheet in columns.LIBRARIES[:2]}


class Names:
    """Ids of laws, materials, organs and subjects by name.

    A law or material that is not in the catalogue yet is made from the workbook's
    shared tables, or from its name alone; nothing that is there is changed.
    """

    def __init__(self, env, company, libraries):
        self.env = env
        self.company = company
        self.libraries = libraries
        self.found = {}

    def look_up(self, model, names):
        """Find all ``names`` at once; those looked up before are not asked for."""
        known = self.found.setdefault(model, {})
        missing = [name for name in names if name not in known]
        if not missing:
            return
        rows = self.env[model].with_context(active_test=False)
        if model == LAW:
            titles = {workbook.law_parts(name)[0] for name in missing}
            found = rows.search([("id", "in", known_ids(rows, "name", titles))])
            for law in found:
                known.setdefault(_law(law.name, law.article), law.ids)
            return
        if "key" in rows._fields:
            for row in rows.search([("key", "in", missing)]):
                known[row.key] = row.ids
            return
        domain = Domain("id", "in", known_ids(rows, "name", set(missing)))
        if "company_id" in rows._fields:
            domain &= Domain("company_id", "=", self.company.id)
        for row in rows.search(domain):
            known.setdefault(row.name, []).append(row.id)

    def ids(self, model, name):
        """Ids of the rows of this name; empty where there is none."""
        return self.found.get(model, {}).get(name, [])

    def make(self, model, names):
        """Make the laws or materials that are not there yet."""
        known = self.found.setdefault(model, {})
        missing = list(dict.fromkeys(name for name in names if not known.get(name)))
        if missing:
            rows = self.env[model].create(
                [self._values(model, name) for name in missing]
            )
            known.update(
                (name, row.ids) for name, row in zip(missing, rows, strict=True)
            )

    def _values(self, model, name):
        key = workbook.law_parts(name) if model == LAW else name
        texts = self.libraries[model].get(key, {})
        values = {
            column.path: parsed
            for column in LIBRARIES[model].columns
            if (parsed := scalar(column, texts.get(column.path, "")))
        }
        if model == LAW:
            values["name"], values["article"] = key[0], key[1] or False
        else:
            values["name"] = name
        return values


def _law(name, article):
    return f"《{name}》{article or ''}"


def scalar(column, text):
    """The value that a field takes for a canonical text."""
    if column.kind == "number":
        return int(text or 0)
    if column.kind == "flag":
        return text == workbook.YES
    if column.kind == "choice":
        return workbook.key(column.of, text) if text else False
    return text or False

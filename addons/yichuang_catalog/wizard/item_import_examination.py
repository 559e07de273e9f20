"""A sheet of items looked at from end to end before any of it is imported."""

from ..tools import item_sheet
from .item_import_plan import ItemImportPlan, ItemImportScope

# Rows that are compared, written and committed together.
PART_ROWS = 1000


class ItemImportExamination:
    """The rows of a sheet, every defect of them, and what would happen to each.

    ``content`` is the content of versions that the workbook brings, by row, and
    ``digest`` the SHA-256 of the file, kept in the history of what it changes.
    """

    def __init__(self, env, company, table, columns, content, digest):
        self.env = env
        self.company = company
        self.content = content
        self.digest = digest
        self.rows = item_sheet.rows_of(table, columns)
        self.defects = [*item_sheet.examine(self.rows), *content.defects]
        self.outcomes, self.new_organs, self.new_items = {}, set(), set()

    def compare(self):
        """Compare the rows with the catalogue; what it forbids becomes a defect."""
        found = self._outcomes()
        if found:
            self.defects += found
            self._outcomes()
        self.defects.sort()

    def scope(self):
        """The rows without errors, as what is imported."""
        bad = self.bad_rows()
        return ItemImportScope([row for row in self.rows if row.number not in bad])

    def bad_rows(self):
        return {defect.row for defect in self.defects if defect.severity == "error"}

    def _outcomes(self):
        scope = self.scope()
        self.outcomes, self.new_organs, self.new_items = {}, set(), set()
        defects = []
        for rows in scope.parts(PART_ROWS):
            plan = ItemImportPlan(self.env, self.company, scope, rows)
            conflicts, changed = self.content.compare(plan)
            defects += [*plan.defects(), *conflicts]
            organs, items = plan.missing()
            self.new_organs |= organs
            self.new_items |= items
            for row in rows:
                outcome = plan.action(row)
                if outcome == "unchanged" and row.number in changed:
                    outcome = "update"
                self.outcomes[row.number] = outcome
        return defects

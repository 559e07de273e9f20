"""The content of versions that a workbook brings besides the list of services."""


class NoContent:
    """A plain list of services: it says nothing about versions."""

    defects = ()

    def conflicts(self, plan):
        return []

    def changed(self, plan):
        return frozenset()

    def perform(self, plan):
        return None

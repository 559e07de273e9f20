"""Leave to write what only a transition may write."""

PASS_KEY = "yichuang_lifecycle_pass"


class Pass:
    """Leave to write guarded fields once, on certain records.

    It is recognised by its class and compared by identity with the one the
    server holds, so nothing that travels as JSON can stand in for it.
    """

    __slots__ = ("field_names", "ids", "model")

    def __init__(self, model, ids, field_names):
        self.model = model
        self.ids = frozenset(ids)
        self.field_names = frozenset(field_names)

    def covers(self, records, field_names):
        return (
            self.model == records._name
            and self.ids.issuperset(records._ids)
            and self.field_names.issuperset(field_names)
        )

    def close(self):
        self.ids = self.field_names = frozenset()

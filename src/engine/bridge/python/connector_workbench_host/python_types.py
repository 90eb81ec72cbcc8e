"""The Python types of the values that operations are called with. The wire cannot tell `15` from `"15"`.

A look costs as much as a few rows, so there is one for each new shape, and then one a batch while a column was only None.
"""

_ROW_ARGUMENTS = ("data", "modified", "keys")


class PythonTypes:
    """`report({shape, types})` sends what is known of a shape, again when more is. The caller holds the sink's lock."""

    def __init__(self, report, column_name):
        self._report = report
        self._column_name = column_name
        self._types = {}
        self._unknown = {}
        # Shapes to look at when they are next seen: new ones at once, the others once a batch.
        self.due = set()

    def add_shape(self, shape, names):
        self._types[shape] = [None] * len(names)
        self._unknown[shape] = list(enumerate(names))
        self.due.add(shape)

    def batch_sent(self):
        if self._unknown:
            self.due.update(self._unknown)

    def look(self, shape, operation):
        """Looks at the values in the frame of the SDK's operation; one that does not show them is not asked again."""
        self.due.discard(shape)
        unknown = self._unknown[shape]
        try:
            data = self._row(operation.f_locals)
            still = [(index, name) for index, name in unknown if data.get(name) is None]
            types = self._types[shape]
            for index, name in unknown:
                value = data.get(name)
                if value is not None:
                    types[index] = type(value).__name__
        except (TypeError, AttributeError):
            still = unknown = []
        if still:
            self._unknown[shape] = still
        else:
            del self._unknown[shape]
        if len(still) < len(unknown):
            self._report({"shape": shape, "types": self._types[shape]})

    def _row(self, names):
        data = next((names[name] for name in _ROW_ARGUMENTS if name in names), None)
        if self._column_name is None or data is None:
            return data
        return {self._column_name(name): value for name, value in data.items()}

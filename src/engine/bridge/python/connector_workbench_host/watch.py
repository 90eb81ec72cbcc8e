"""Holds on to what the connector's own function raised."""


class Watch:
    """Remembers what a connector's function raised. SDK 2.x runs update() in a thread and loses everything that is not an
    `Exception`, and the oldest 2.x even one TypeError."""

    def __init__(self, connector, name, on_raised, tee=None):
        self._connector = connector
        self._name = name
        self._on_raised = on_raised
        self._tee = tee
        self._function = getattr(connector, name)
        self.raised = None
        # What `on_raised` made of it.
        self.description = None

    def __enter__(self):
        if self._function is not None:
            setattr(self._connector, self._name, self._call)
        return self

    def __exit__(self, kind, error, trace):
        setattr(self._connector, self._name, self._function)
        # What the connector raised is raised by `reraise`, in place of what the SDK made of it.
        return self.raised is not None

    def reraise(self):
        if self.raised is not None:
            raise self.raised

    def _call(self, *args, **kwargs):
        try:
            result = self._function(*args, **kwargs)
        except BaseException as error:
            self._note(error)
            raise
        if self._tee is not None:
            result = self._tee(result)
        return self._drain(result) if hasattr(result, "gi_frame") else result

    def _drain(self, generator):
        try:
            yield from generator
        except BaseException as error:
            self._note(error)
            raise

    def _note(self, error):
        self.description = self._on_raised(error)
        self.raised = error

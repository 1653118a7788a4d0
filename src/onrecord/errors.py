"""Exceptions: the caller or the program is wrong. Wrong data is a `Finding`, never an exception."""


class OnRecordError(Exception):
    """Base of every exception that OnRecord raises on purpose; its text is one line that says what to do."""


class UsageError(OnRecordError):
    """The caller asked for something that does not exist or does not fit together."""


class ReadError(OnRecordError):
    """A source cannot be read as a document: missing, empty, binary, too large, or in another language."""


class IntegrityError(OnRecordError):
    """Something that must hold does not: an anchor, a hash, a vocabulary file, the order of components."""


class StoreError(OnRecordError):
    """A store cannot be opened, read or written; what was there before is still there."""

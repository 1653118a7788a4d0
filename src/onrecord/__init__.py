"""OnRecord reads what governments and the press say about defence and diplomacy, and keeps the record.

    import onrecord

    reading = onrecord.read("article.txt", published="2025-11-04")
    for act in reading.acts:
        print(act.by, act.kind, [part.exact for part in act.undertaking])

Nothing heavy is imported until a name is used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.errors import IntegrityError, OnRecordError, ReadError, StoreError, UsageError
    from onrecord.origin import Place
    from onrecord.reader import read, read_bytes
    from onrecord.records import Act, Actor, Anchor, Document, Event, Finding, Provenance, Reading, Statement, Why
    from onrecord.store.opened import open_store
    from onrecord.targets import Target, target

_HOMES = {
    "open_store": "onrecord.store.opened",
    **dict.fromkeys(("read", "read_bytes"), "onrecord.reader"),
    "Place": "onrecord.origin",
    **dict.fromkeys(("Target", "target"), "onrecord.targets"),
    **dict.fromkeys(("IntegrityError", "OnRecordError", "ReadError", "StoreError", "UsageError"), "onrecord.errors"),
    **dict.fromkeys(
        ("Act", "Actor", "Anchor", "Document", "Event", "Finding", "Provenance", "Reading", "Statement", "Why"),
        "onrecord.records",
    ),
}

__all__ = [
    "Act",
    "Actor",
    "Anchor",
    "Document",
    "Event",
    "Finding",
    "IntegrityError",
    "OnRecordError",
    "Place",
    "Provenance",
    "ReadError",
    "Reading",
    "Statement",
    "StoreError",
    "Target",
    "UsageError",
    "Why",
    "open_store",
    "read",
    "read_bytes",
    "target",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__

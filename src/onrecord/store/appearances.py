"""Where a text appeared, and what is said of it there."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from onrecord.records import Document
from onrecord.store.rows import packed, plain, unpacked

# What is said of a text where it appeared; all else of a Document follows from the text or from where the file lay.
ABOUT = ("url", "title", "publisher", "published", "kind", "language", "series")
# What a page says beside its text of who wrote it, and whom it names as its source.
BESIDE = ("byline", "credits")


def appearance_id(given: Document) -> str:
    """The id of where a text appeared: a hash of the text and of what is said of it, not of where the file lay."""
    return appearance_of(given.id, given.source_sha256, about_of(given))


def about_of(given: Document) -> dict[str, str | None]:
    """What is said of a text where it appeared, as a row holds it."""
    credits = packed(given.credits) if given.credits else None
    return {name: plain(getattr(given, name)) for name in ABOUT} | {"byline": plain(given.byline), "credits": credits}


def said_of(row: Any) -> dict[str, Any]:
    """The fields of a Document that the row of an appearance holds."""
    credits = unpacked(row.credits, tuple[str, ...]) if row.credits else ()
    return {name: getattr(row, name) for name in ABOUT} | {"byline": row.byline, "credits": credits}


def appearance_of(document: str, source_sha256: str | None, about: Mapping[str, str | None]) -> str:
    """The id of an appearance by what it says."""
    said = [document, source_sha256, *(about[name] for name in ABOUT)]
    if any(about[name] for name in BESIDE):
        said += [about[name] for name in BESIDE]
    return hashlib.sha256(json.dumps(said, separators=(",", ":")).encode()).hexdigest()[:32]

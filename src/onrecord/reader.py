"""The one way through a document: annotate, find, and settle the records on the original text."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from onrecord import vocabulary
from onrecord.acquire.files import file_named
from onrecord.acquire.formats import from_bytes
from onrecord.acquire.given import check
from onrecord.acquire.opened import opened
from onrecord.acquire.plain import Acquired, from_text
from onrecord.annotate.model import FILES
from onrecord.annotate.office_file import checked, from_csv
from onrecord.components import Component, components
from onrecord.errors import OnRecordError
from onrecord.layers import Layers, Method
from onrecord.records import (
    Act,
    Anchor,
    Document,
    Event,
    Finding,
    Reading,
    Statement,
    document_id,
    record_id,
    text_order,
)
from onrecord.text import OffsetMap, Span, normalised
from onrecord.vocabulary.offices import Office, given
from onrecord.weights import manifest

S = TypeVar("S", bound=msgspec.Struct)
# Office-holders beside those of our table: rows, or the CSV file that has them.
Offices = str | os.PathLike[str] | tuple[Office, ...] | list[Office]


def read(
    text_or_path: str | os.PathLike[str],
    *,
    published: str | None = None,
    publisher: str | None = None,
    kind: str | None = None,
    any_language: bool = False,
    reader: Method = "trained",
    offices: Offices = (),
    allow_private: bool = False,
) -> Reading:
    """The reading of a text, or of the file or page of that name (see `file_named`). `published` is an EDTF date.

    A page is fetched by the guard; one on a local address with `allow_private` alone.
    What is given overrides the text. With `reader` "rules" the trained model is left out. `offices` are office-holders
    beside those that we know, or the CSV file that has them. Raises ReadError, in one line, for what is missing, empty,
    binary, larger than 20 MB or, unless `any_language`, not English; UsageError for a date, kind or reader that does
    not exist, and for a file of office-holders that cannot be used.
    """
    path = file_named(text_or_path)
    if path is None:
        acquired = from_text(str(text_or_path), any_language=any_language)
    else:
        page = opened(path, allow_private=allow_private)
        acquired = from_bytes(page.data, path, any_language=any_language, url=page.url, media=page.media)
    return _read_acquired(acquired, published, publisher, kind, reader, offices)


def read_bytes(
    data: bytes,
    source: str,
    *,
    published: str | None = None,
    publisher: str | None = None,
    kind: str | None = None,
    any_language: bool = False,
    reader: Method = "trained",
    offices: Offices = (),
    url: str | None = None,
    media: str | None = None,
) -> Reading:
    """The reading of a file's bytes, or of those of the page at `url`; `source` names them.

    `media` is the Content-Type that a page came with. Raises ReadError as `read` does.
    """
    acquired = from_bytes(data, source, any_language=any_language, url=url, media=media)
    return _read_acquired(acquired, published, publisher, kind, reader, offices)


def _read_acquired(
    acquired: Acquired,
    published: str | None,
    publisher: str | None,
    kind: str | None,
    reader: Method,
    offices: Offices,
) -> Reading:
    check(published, kind, reader)
    said = acquired.document
    given = msgspec.structs.replace(
        said, published=published or said.published, publisher=publisher or said.publisher, kind=kind or said.kind
    )
    reading = read_document(given, reader, held(offices))
    findings = [*acquired.findings, *reading.findings]
    if not (reading.statements or reading.events or reading.acts):
        findings.append(Finding("nothing-found", "no statement, event or act was found in it"))
    return msgspec.structs.replace(reading, findings=tuple(findings), places=acquired.places)


def read_text(
    text: str,
    *,
    published: str | None = None,
    publisher: str | None = None,
    kind: str | None = None,
    reader: Method = "trained",
    offices: Offices = (),
) -> Reading:
    """The reading of a text. `published` is an EDTF date; what is given overrides the text."""
    document = Document(document_id(text), text, published=published, publisher=publisher, kind=kind)
    return read_document(document, reader, held(offices))


def held(offices: Offices) -> tuple[Office, ...]:
    """The rows of office-holders that are given, or that stand in the CSV file of that name; see `from_csv`.

    Raises UsageError, in one line, for what is neither.
    """
    return from_csv(Path(offices)) if isinstance(offices, str | os.PathLike) else checked(offices)


def read_document(document: Document, reader: Method = "trained", offices: tuple[Office, ...] = ()) -> Reading:
    """The reading of a document. A component that raises becomes a Finding, and the others go on."""
    layers, offsets = annotated(document, components(), method=reader, offices=given(offices))
    settle = Settler(document.text, offsets)
    provenance = settle.moved(layers.provenance)
    known = msgspec.structs.replace(
        document,
        publisher=document.publisher or provenance.publisher,
        published=document.published or provenance.published,
        kind=document.kind or provenance.kind,
    )
    return Reading(
        document=known,
        provenance=provenance,
        actors=tuple(settle.moved(actor) for actor in layers.actors.values()),
        statements=settle.records(layers.statements),
        events=settle.records(layers.events),
        acts=settle.records(layers.acts),
        findings=tuple(settle.moved(finding) for finding in layers.findings),
        reader=fingerprint(reader, offices),
    )


def layers_of(
    text: str,
    published: str | None = None,
    publisher: str | None = None,
    kind: str | None = None,
    upto: Iterable[str] = (),
    reader: Method = "trained",
) -> Layers:
    """The layers of a text with every component run, or only what the layers `upto` need. Errors are raised."""
    document = Document(document_id(text), text, published=published, publisher=publisher, kind=kind)
    return annotated(document, needed(upto) if upto else components(), strict=True, method=reader)[0]


def needed(names: Iterable[str]) -> tuple[Component, ...]:
    """The components that the named layers need, in order."""
    wanted = set(names)
    chosen: list[Component] = []
    for component in reversed(components()):
        if wanted.intersection(component.gives):
            wanted.update(component.needs)
            chosen.append(component)
    return tuple(reversed(chosen))


def annotated(
    document: Document,
    steps: Iterable[Component],
    strict: bool = False,
    method: Method = "trained",
    offices: tuple[Office, ...] = (),
) -> tuple[Layers, OffsetMap]:
    """The layers after all steps, and the map from their text to the document's.

    A step that raises becomes a Finding, unless `strict`.
    """
    text, offsets = normalised(document.text)
    layers = Layers(document, text, method, offices)
    for step in steps:
        try:
            layers.add(list(step.run(layers)))
        except OnRecordError:
            raise
        except Exception as error:  # a plug-in may raise anything; the others must go on
            if strict:
                raise
            message = f"component {step.name} failed ({type(error).__name__}: {error}); its records are missing"
            layers.add([Finding("component-failed", message)])
    return layers, offsets


@lru_cache(maxsize=8)
def fingerprint(method: Method = "trained", offices: tuple[Office, ...] = ()) -> str:
    """What tells one reader from another: 16 hexadecimal digits over components, vocabulary, models and method.

    Office-holders that the caller gives are part of it.
    """
    weights = sorted(manifest().files.values()) if method == "trained" else []
    parts = [f"{component.name} {component.version}" for component in components()]
    given = [msgspec.json.encode(row).decode() for row in offices]
    parts += [vocabulary.digest(), *FILES.values(), *weights, *given]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


class Settler:
    """Carries records from the annotators' text back to the original, and gives them ids by content."""

    def __init__(self, original: str, offsets: OffsetMap):
        self.original = original
        self.offsets = offsets
        self.ids: dict[str, str] = {}

    def moved(self, value: S) -> S:
        """The same struct with every anchor on the original text."""
        if self.offsets.is_identity:
            return value
        moved: S = self._moved(value)
        return moved

    def _moved(self, value: Any) -> Any:
        if isinstance(value, Anchor):
            span = self.offsets.to_original(Span(value.start, value.end))
            return Anchor(span.start, span.end, self.original[span.start : span.end])
        if isinstance(value, msgspec.Struct):
            return type(value)(*(self._moved(getattr(value, field)) for field in value.__struct_fields__))
        if isinstance(value, tuple):
            return tuple(self._moved(item) for item in value)
        if isinstance(value, dict):
            return {key: self._moved(item) for key, item in value.items()}
        return value

    def records(self, drafts: Sequence[Statement] | Sequence[Event] | Sequence[Act]) -> tuple[Any, ...]:
        """The records in text order with their final ids; equal records are kept once."""
        settled: dict[str, Any] = {}
        for draft in _outer_first(drafts):
            record: Any = self.moved(draft)
            for field in ("within", "via"):
                if getattr(record, field, None):
                    record = msgspec.structs.replace(record, **{field: self.ids.get(getattr(record, field))})
            final = record_id(record)
            self.ids[draft.id] = final
            settled.setdefault(final, msgspec.structs.replace(record, id=final))
        return tuple(sorted(settled.values(), key=text_order))


def _outer_first(drafts: Sequence[Statement] | Sequence[Event] | Sequence[Act]) -> Iterator[Any]:
    """The drafts so that a statement comes before those reported inside it, whose ids depend on its own."""
    waiting: dict[str, Any] = {draft.id: draft for draft in drafts}
    while waiting:
        free = [draft for draft in waiting.values() if getattr(draft, "within", None) not in waiting]
        for draft in free or list(waiting.values()):
            del waiting[draft.id]
            yield draft

"""A document under reading: its text as the annotators see it, its parse, marks, actors and records so far.

Components read from here and yield what they add; only the reader adds it.
"""

from bisect import bisect_left
from collections.abc import Callable
from copy import copy
from typing import Any, Literal, TypeVar

from onrecord.errors import IntegrityError
from onrecord.parse import Parse
from onrecord.records import Act, Actor, Anchor, Document, Event, Finding, Mark, Provenance, Statement
from onrecord.seen import Seen
from onrecord.text import Span
from onrecord.vocabulary.offices import Office

T = TypeVar("T")
# How statements and acts are found: by the rules and the trained network together, or by the rules alone.
Method = Literal["trained", "rules"]

Item = Parse | Mark | Actor | Provenance | Seen | Statement | Event | Act | Finding


class Layers:
    """What is known of a document so far. Offsets count code points of `text`, the document's normalised text.

    `marks[layer]` is in text order. `actors` is by name, `statement` by provisional id. Records carry provisional ids
    ("s3", "e1", "a7"), to which `within` and `via` refer; the reader replaces them by ids of content once the anchors
    are carried back. The layer "content" marks what each statement says, with the statement's id as value.
    `offices` are office-holders that the caller knows, beside those of our table.
    """

    def __init__(self, document: Document, text: str, method: Method = "trained", offices: tuple[Office, ...] = ()):
        self.document = document
        self.method = method
        self.offices = offices
        self.text = text
        self.parse = Parse(text)
        self.marks: dict[str, list[Mark]] = {}
        self.actors: dict[str, Actor] = {}
        self.provenance = Provenance()
        self.seen = Seen()
        self.statements: list[Statement] = []
        self.statement: dict[str, Statement] = {}
        self.events: list[Event] = []
        self.acts: list[Act] = []
        self.findings: list[Finding] = []
        self._starts: dict[str, list[int]] = {}
        self._longest: dict[str, int] = {}
        self._derived: dict[Callable[[Layers], Any], Any] = {}

    def with_statements(self, statements: list[Statement]) -> "Layers":
        """A copy that has these statements and no others; this one stays as it is."""
        other = copy(self)
        other.statements, other.statement = [], {}
        other.marks = {name: marks for name, marks in self.marks.items() if name != "content"}
        other._starts, other._longest = dict(self._starts), dict(self._longest)
        other.add([*statements])
        return other

    def anchor(self, start: int, end: int) -> Anchor:
        """The anchor of a span of the text; surrounding white space is left out. An empty span is an IntegrityError."""
        exact = self.text[start:end]
        stripped = exact.strip()
        if not stripped:
            raise IntegrityError(f"span {start}:{end} holds no words")
        start += len(exact) - len(exact.lstrip())
        return Anchor(start, start + len(stripped), stripped)

    def anchor_if(self, span: Span | None) -> Anchor | None:
        """The anchor of a span of the text; None where there is no span."""
        return self.anchor(*span) if span else None

    def layer(self, name: str) -> list[Mark]:
        """The marks of a layer in text order; an empty list if nothing was marked."""
        return self.marks.get(name, [])

    def within(self, name: str, start: int, end: int) -> list[Mark]:
        """The marks of a layer that share a character with the span, in text order."""
        marks = self.layer(name)
        if not marks:
            return []
        starts = self._starts[name]
        first = bisect_left(starts, start - self._longest[name])
        stop = bisect_left(starts, end)
        return [mark for mark in marks[first:stop] if mark.end > start]

    def covering(self, name: str, start: int, end: int) -> Mark | None:
        """The shortest mark of a layer that covers the span."""
        found = [mark for mark in self.within(name, start, end) if mark.start <= start and end <= mark.end]
        return min(found, key=lambda mark: mark.end - mark.start, default=None)

    def once(self, derived: Callable[["Layers"], T]) -> T:
        """What the function derives from these layers; asked again, the same value, until something is added."""
        if derived not in self._derived:
            self._derived[derived] = derived(self)
        found: T = self._derived[derived]
        return found

    def add(self, items: list[Item]) -> None:
        """Returns nothing: puts what one component yielded in its places."""
        self._derived = {}
        marks: dict[str, list[Mark]] = {}
        for item in items:
            match item:
                case Mark():
                    marks.setdefault(item.layer, []).append(item)
                case Statement():
                    self.statements.append(item)
                    self.statement[item.id] = item
                    said = [Mark("content", piece.start, piece.end, item.mode, item.id) for piece in item.content]
                    marks.setdefault("content", []).extend(said)
                case Event():
                    self.events.append(item)
                case Act():
                    self.acts.append(item)
                case Actor():
                    self.actors[item.name] = item
                case Finding():
                    self.findings.append(item)
                case Parse():
                    self.parse = item
                case Seen():
                    self.seen = item
                case Provenance():
                    self.provenance = item
        for name, added in marks.items():
            merged = sorted((*self.layer(name), *added), key=lambda mark: (mark.start, -mark.end))
            self.marks[name] = merged
            self._starts[name] = [mark.start for mark in merged]
            self._longest[name] = max(mark.end - mark.start for mark in merged)

"""The records of a reading, as READING.md defines them, and the ids they have by content.

Everything here is frozen. Names of fields are the field's own words. A record's id is a hash of what is asserted
where (kind, document, spans, values), never of a confidence, a rule, a time of run or a version.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec

from onrecord.errors import IntegrityError
from onrecord.origin import Place
from onrecord.text import Span

Mode = Literal["direct", "indirect", "mixed"]
Factuality = Literal["actual", "planned", "possible", "negated", "denied"]
ActKind = Literal[
    "consider", "request", "propose", "discuss", "plan", "pledge", "approve", "agree", "reaffirm", "advance",
    "complete", "delay", "refuse", "withdraw", "breach", "endorse", "object",
]  # fmt: skip
ActorKind = Literal["person", "state", "body", "group"]
# PLOVER's codes of those whose deeds are their state's, or their organisation's of states.
OF_STATES = frozenset(("GOV", "MIL", "COP", "LEG", "JUD", "SPY", "IGO"))
# Kinds of documents that speak as a whole, by their issuers or a speaker; the other kind is news.
OFFICIAL = frozenset(("communique", "factsheet", "readout", "speech", "transcript"))


class Frozen(msgspec.Struct, frozen=True, omit_defaults=True):
    """Base of the records: immutable, compared by value, defaults left out of the JSON."""


class Anchor(Frozen, frozen=True):
    """The exact characters that carry something: code points `start` to `end`, and the words themselves.

    The document is the one named by the record that holds the anchor.
    """

    start: int
    end: int
    exact: str

    @property
    def span(self) -> Span:
        """The range without the words."""
        return Span(self.start, self.end)

    def check(self, text: str) -> None:
        """Returns nothing; raises IntegrityError unless `text[start:end]` is exactly these words."""
        if not self.exact or text[self.start : self.end] != self.exact:
            raise IntegrityError(f"anchor {self.start}:{self.end} does not hold: expected {self.exact[:40]!r}")


class Why(Frozen, frozen=True, omit_defaults=True):
    """The rule that made a record, the words that it went by, and how sure the model is (0 to 1), if one was asked."""

    rule: str
    words: tuple[Anchor, ...] = ()
    sure: float | None = None


class Mark(Frozen, frozen=True, omit_defaults=True):
    """What an annotator adds to a span: a label, and a value where there is one (a date, a name, an id)."""

    layer: str
    start: int
    end: int
    label: str
    value: str | tuple[str, ...] | None = None

    @property
    def span(self) -> Span:
        """The marked range."""
        return Span(self.start, self.end)


class Document(Frozen, frozen=True):
    """One exact text and where it came from. `id` is the SHA-256 of the text in UTF-8.

    `byline` and `credits` are what its page says beside the text: who wrote it, and outlets named as author or source.
    """

    id: str
    text: str
    source: str | None = None
    source_sha256: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    kind: str | None = None
    language: str | None = None
    series: str | None = None
    byline: str | None = None
    credits: tuple[str, ...] = ()


class Provenance(Frozen, frozen=True):
    """Who publishes the document, who wrote it, whom it credits, and who speaks where it speaks as a whole.

    `kind` is news, readout, communique, factsheet, transcript or speech. `published` is EDTF; parts that nobody
    says are X. `sourcing` is primary (the document's own reporting, or its issuers' own words) or secondary.
    `issuers` are names of actors. `anchors` says where the text carries a field; a field given by the caller has none.
    """

    kind: str = "news"
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    place: str | None = None
    credits: tuple[str, ...] = ()
    sourcing: Literal["primary", "secondary"] = "primary"
    issuers: tuple[str, ...] = ()
    anchors: dict[str, tuple[Anchor, ...]] = {}


class Actor(Frozen, frozen=True):
    """A person, body, state or group of the document, named by the fullest form found.

    `states` are the names of the states that it is of, `code` is ISO 3166-1 alpha-2 where it is a state. `country` is
    that of where it is at home (EU and UN, as the standard reserves them, for these two), `sector` PLOVER's code of
    agents, `body` the name of a body of our tables that it is or serves, `wikidata` an id there of a state or body.
    """

    id: str
    name: str
    kind: ActorKind
    states: tuple[str, ...] = ()
    code: str | None = None
    office: str | None = None
    mentions: tuple[Anchor, ...] = ()
    country: str | None = None
    sector: str | None = None
    body: str | None = None
    wikidata: str | None = None

    @property
    def acts_for(self) -> tuple[str, ...]:
        """The states whose deeds its own are: none where it is a company, a party, a private person or the like."""
        return self.states if self.kind == "state" or self.sector is None or self.sector in OF_STATES else ()


class Statement(Frozen, frozen=True):
    """Somebody says something. `actor` holds names (none if unnamed), `within` the id of the outer statement."""

    id: str
    document: str
    content: tuple[Anchor, ...]
    mode: Mode
    speaker: Anchor | None = None
    actor: tuple[str, ...] = ()
    cue: Anchor | None = None
    addressee: Anchor | None = None
    place: Anchor | None = None
    date: Anchor | None = None
    date_value: str | None = None
    occasion: Anchor | None = None
    within: str | None = None
    why: Why | None = None


class Event(Frozen, frozen=True):
    """Something happened, happens or is to happen between actors; `type` and `mode` are PLOVER 2.0's."""

    id: str
    document: str
    type: str
    trigger: Anchor
    mode: str | None = None
    mentions: tuple[Anchor, ...] = ()
    actors: tuple[str, ...] = ()
    actor_spans: tuple[Anchor, ...] = ()
    recipients: tuple[str, ...] = ()
    recipient_spans: tuple[Anchor, ...] = ()
    place: Anchor | None = None
    country: str | None = None
    date: Anchor | None = None
    date_value: str | None = None
    factuality: Factuality = "actual"
    why: Why | None = None


class Act(Frozen, frozen=True):
    """A party's relation to an undertaking changes or is restated. `via` is the id of the statement that carries it."""

    id: str
    document: str
    kind: ActKind
    trigger: Anchor
    undertaking: tuple[Anchor, ...]
    by: tuple[str, ...] = ()
    by_spans: tuple[Anchor, ...] = ()
    to: tuple[str, ...] = ()
    to_spans: tuple[Anchor, ...] = ()
    due: Anchor | None = None
    due_value: str | None = None
    amount: Anchor | None = None
    condition: Anchor | None = None
    date: Anchor | None = None
    date_value: str | None = None
    via: str | None = None
    why: Why | None = None


class Finding(Frozen, frozen=True):
    """A problem with the data, as a value: a stable code, one line, and where."""

    code: str
    message: str
    anchor: Anchor | None = None


LinkKind = Literal[
    "same-actor", "same-story", "same-statement", "same-commitment", "different-commitment", "not-measurable",
    "disputed", "retracts",
]  # fmt: skip


class Link(Frozen, frozen=True):
    """A judgement about records: that two are the same, or that an earlier link does not hold.

    Links are only ever added. `by` names the rule or the user who made it; `score` (0 to 1) and `why` say how sure and
    on what grounds. A user's has no score, and decides: acts of the "same-commitment" stand in one, those of a
    "different-commitment" never do. "retracts" takes back the link `subject`; retracted itself, it restores it. `id` is
    a hash of kind, subject, object and `turn`, which counts how often that was judged before.
    """

    id: str
    kind: LinkKind
    subject: str
    object: str = ""
    by: str = ""
    score: float | None = None
    why: str | None = None
    turn: int = 0


Record = Statement | Event | Act
if TYPE_CHECKING:
    AnyRecord = Record
else:  # a field of an answer: a description of JSON has no union of shapes that nothing in them tells apart
    AnyRecord = Annotated[
        Any, msgspec.Meta(extra_json_schema={"anyOf": [{"$ref": f"#/components/schemas/{one}"} for one in
                                                       ("Statement", "Event", "Act")]})
    ]  # fmt: skip
Verdict = Literal["accepted", "rejected", "edited", "added"]


class Decision(Frozen, frozen=True):
    """What a reviewer decided on a record: that it `was` right or wrong, what it is `now`, or that it was missing.

    `actors` are those that the record names as it is now. The record itself, as the reader made it, is not changed.
    `before` is what it had been, the last first, ahead of edits that were undone since.
    """

    verdict: Verdict
    was: Record
    now: Record | None = None
    actors: tuple[Actor, ...] = ()
    before: tuple[Record, ...] = ()


class Reading(Frozen, frozen=True):
    """What one document says, in records. `reader` is the fingerprint of the components and vocabulary that made it.

    `places` say where the stretches of the text stand in its source, where that is a page or a paper.
    """

    document: Document
    provenance: Provenance
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    acts: tuple[Act, ...] = ()
    findings: tuple[Finding, ...] = ()
    reader: str = ""
    places: tuple[Place, ...] = ()

    def check(self) -> None:
        """Returns nothing; raises IntegrityError if any anchor of any record does not hold."""
        for holder in (*self.statements, *self.events, *self.acts, *self.actors, self.provenance, *self.findings):
            for anchor in anchors_of(holder):
                anchor.check(self.document.text)


def anchors_of(value: Any) -> Iterator[Anchor]:
    """Every anchor in a record, field by field, at any depth."""
    if isinstance(value, Anchor):
        yield value
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from anchors_of(getattr(value, field))
    elif isinstance(value, tuple):
        for item in value:
            yield from anchors_of(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from anchors_of(item)


def stand_off(record: Record) -> dict[str, Any]:
    """The fields of a record that have a value, with anchors as [start, end] in code points: no words of its text."""
    fields = ((name, getattr(record, name)) for name in record.__struct_fields__ if name not in ("document", "why"))
    return {name: _offsets(value) for name, value in fields if value is not None and value != ()}


def _offsets(value: Any) -> Any:
    if isinstance(value, Anchor):
        return [value.start, value.end]
    return [_offsets(one) for one in value] if isinstance(value, tuple) else msgspec.to_builtins(value)


def text_order(record: Record) -> tuple[int, int, str]:
    """Where a record stands in its document, as a key by which the records of a reading are sorted."""
    match record:
        case Statement():
            spans = [
                *record.content,
                *([record.cue] if record.cue else []),
                *([record.speaker] if record.speaker else []),
            ]
        case Event():
            spans = [record.trigger]
        case Act():
            spans = [record.trigger, *record.undertaking]
    return min(span.start for span in spans), max(span.end for span in spans), record.id


def document_id(text: str) -> str:
    """The SHA-256 of the text in UTF-8, in hexadecimal; lone surrogates are hashed as `surrogatepass` writes them."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def record_id(record: Record) -> str:
    """The id of a record: its kind's letter and 16 hexadecimal digits of the hash of what it asserts, and where."""
    asserted = {name: getattr(record, name) for name in record.__struct_fields__ if name not in ("id", "why")}
    kind = type(record).__name__
    # Not msgspec's encoder, which refuses lone surrogates.
    packed = json.dumps([kind, msgspec.to_builtins(asserted)], ensure_ascii=False, separators=(",", ":"))
    return kind[0].lower() + hashlib.sha256(packed.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def link_id(kind: LinkKind, subject: str, object: str = "", turn: int = 0) -> str:
    """The id of a link: "l" and 16 hexadecimal digits of the hash of what it judges."""
    packed = json.dumps([kind, subject, object, turn], separators=(",", ":"))
    return "l" + hashlib.sha256(packed.encode()).hexdigest()[:16]


@lru_cache(maxsize=20_000)
def slug(name: str) -> str:
    """A stable id made of a name: lower-case ASCII letters and digits joined by hyphens; a hash where none are left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
    return made or "x" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]

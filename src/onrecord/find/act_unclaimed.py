"""Acts of a "we" or "I" whom the text does not tell: they name nobody, and a finding says so."""

from collections.abc import Iterable, Iterator

from onrecord.find.act_drafts import Draft
from onrecord.find.act_judgement import Found
from onrecord.find.act_parties import subject_of
from onrecord.find.parties import FIRST_PERSON
from onrecord.layers import Layers
from onrecord.parse import Parse
from onrecord.records import Finding

CODE = "speaker-unknown"


def unclaimed(layers: Layers, found: Iterable[Found]) -> Iterator[Finding]:
    """A finding for the document where acts of a first person name nobody; it stands at the first of these words."""
    parse = layers.parse
    words = [word for one in found if not one.by for word in _first_persons(parse, one.draft)]
    if not words:
        return
    first = min(words)
    number = "1 act names" if len(words) == 1 else f"{len(words)} acts name"
    anchor = layers.anchor(parse.start[first], parse.end[first])
    said = f"nothing tells who “{anchor.exact}” is, so {number} nobody; say above it who speaks, or give --publisher"
    yield Finding(CODE, said, anchor)


def _first_persons(parse: Parse, draft: Draft) -> Iterator[int]:
    """The word for the first person whose act it is; nothing where another word, or none, says whose."""
    doer = draft.doer if draft.doer is not None else subject_of(parse, draft)
    if doer is None and parse.tag[draft.token][:2] == "NN":
        doer = parse.child(draft.token, "poss")
    if doer is not None and parse.lower[doer] in FIRST_PERSON:
        yield doer

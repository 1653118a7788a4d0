"""Whether acts of two texts concern one undertaking, and how alike its words are."""

from typing import NamedTuple

from onrecord.ledger import wordings
from onrecord.ledger.pairing import Pair
from onrecord.ledger.parties import Cast, Party, meet
from onrecord.ledger.sharing import sharing
from onrecord.ledger.wordings import Common, Wording, likeness, wording
from onrecord.records import Act, ActKind, Reading
from onrecord.store.rows import words_of

# How alike two undertakings must be to be one (see `wordings.likeness`), and where one of them names no party. Judged
# on twelve pairs of neighbouring communiqués of eight series (Quad, US-EU, US-ROK, US-Japan-ROK, US-UK, Australia with
# the US, New Zealand and Japan): of pairs in other words from .4 to .5 a third are one undertaking, from .5 to .6 three
# quarters, above .6 nine tenths.
ALIKE, ALIKE_UNNAMED = 0.5, 0.8
# What two undertakings in other words must share, in nats: "strengthen cooperation" tells no two of them apart. And how
# many stems: by one rare word ("twin goals", "digital twins") two undertakings are not one.
SAYS, STEMS = 8.0, 2
# What counts of their likeness where one speaks of its own doing and the other of another's, where nobody acts in both,
# and where they name other states.
UNLIKE = 0.85
_REACTIONS: frozenset[ActKind] = frozenset(("endorse", "object"))


class Side(NamedTuple):
    """An act as it is compared: its undertaking's words, who acts, and who acts or is acted for."""

    act: Act
    wording: Wording
    by: Party
    all: Party


def sides(reading: Reading) -> list[Side]:
    """The acts of a reading as they are compared, in text order."""
    cast = Cast(reading)
    return [
        Side(act, wording(words_of(act)), cast.party(act.by), cast.party((*act.by, *act.to))) for act in reading.acts
    ]


def counts_between(one: Reading, other: Reading) -> Common:
    """How much each stem counts between the undertakings of two readings."""
    return wordings.common([words_of(act) for act in reading.acts] for reading in (one, other))


def near(before: list[Side], after: list[Side]) -> list[Pair]:
    """The pairs of two texts' acts whose undertakings share enough words to be one; all that are one are among them."""
    return sharing([one.wording for one in before], [one.wording for one in after], SAYS, STEMS)


def alike(one: Side, other: Side, counts: Common) -> float | None:
    """How alike two undertakings are (0 to 1) if they are one; None if they are not, or no party meets another."""
    if not meet(one.all, other.all):
        return None
    if same_words(one, other):
        found = 1.0
    elif says_enough(one.wording, other.wording):
        found = likeness(one.wording, other.wording, counts)
    else:
        return None
    if _class(one.act.kind) != _class(other.act.kind) or not meet(one.by, other.by):
        found *= UNLIKE
    if one.wording.states and other.wording.states and not one.wording.states & other.wording.states:
        found *= UNLIKE
    return found if found >= (ALIKE if one.all and other.all else ALIKE_UNNAMED) else None


def same_words(one: Side, other: Side) -> bool:
    """True if the same party undertakes it in practically the same words."""
    return meet(one.by, other.by) and wordings.same(one.wording, other.wording)


def says_enough(one: Wording, other: Wording) -> bool:
    """True if what two undertakings share says enough to tell them from others."""
    both = [value for stem, value in one.weights.items() if stem in other.weights]
    return len(both) >= STEMS and sum(both) >= SAYS


def _class(kind: ActKind) -> str:
    return kind if kind in _REACTIONS or kind == "request" else "own"

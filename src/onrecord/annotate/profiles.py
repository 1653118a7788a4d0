"""The country, sector, body and Wikidata id of each actor of a document, by its name, its titles and the tables."""

from collections.abc import Iterable, Mapping
from functools import cache

import msgspec

from onrecord.annotate.agents import code_of, sectors
from onrecord.annotate.lexicon import split
from onrecord.annotate.sectors import Described, described_as, is_known
from onrecord.layers import Layers
from onrecord.records import Actor, Mark
from onrecord.vocabulary.states import states


@cache
def peoples() -> frozenset[str]:
    """The words for the people of a state, and for one of them."""
    return frozenset(form for state in states().values() for form in split(state.people))


def titles_of(layers: Layers) -> dict[str, list[str]]:
    """The titles with which the text names each person, by the person's name; longer ones first."""
    found: dict[str, list[str]] = {}
    for mark in layers.layer("name"):
        if mark.label == "title" and isinstance(mark.value, tuple) and len(mark.value) == 1:
            found.setdefault(mark.value[0], []).append(_title(layers, mark))
    return {name: sorted(dict.fromkeys(said), key=len, reverse=True) for name, said in found.items()}


def _title(layers: Layers, mark: Mark) -> str:
    """The words of a title mark before the name."""
    words = layers.text[mark.start : mark.end].split()
    name = mark.value[0].split() if isinstance(mark.value, tuple) else []
    while words and words[-1].strip(",") in name:
        words.pop()
    return " ".join(words)


def profiled(actor: Actor, said: Mapping[str, Iterable[str]], layers: Layers, described: bool) -> Actor:
    """The actor with what is known of it; `said` are titles by name, `described` is true if only words describe it."""
    if actor.kind == "state":
        state = states().get(actor.name)
        return msgspec.structs.replace(actor, country=actor.code, wikidata=(state.wikidata if state else "") or None)
    day = layers.document.published or layers.provenance.published
    about = actor.states[0] if len(actor.states) == 1 else ""
    if actor.kind == "person" and not described:
        found = _person(actor, said.get(actor.name, ()), layers, day, about)
    else:
        found = described_as(actor.name, day, about, layers.offices)
        if found.sector == "CVL" and actor.name.removeprefix("the ") in peoples():
            found = found._replace(sector="")  # what "the Norwegians" proposed may be their government's proposal
    itself = actor.kind != "person" and not described
    return msgspec.structs.replace(
        actor,
        country=(code_of(about) or found.country if len(actor.states) < 2 else "") or None,
        sector=found.sector or None,
        body=found.body or None,
        wikidata=(found.wikidata if itself else "") or None,
    )


def _person(actor: Actor, titles: Iterable[str], layers: Layers, day: str | None, about: str) -> Described:
    """What the titles of a person tell, or else the tables by the day, or else the office that the text tells."""
    told = [described_as(title, day, about, layers.offices) for title in titles]
    best = next((one for one in told if one.sector), None)
    # A family name alone is whose the text says, by the title that it gives.
    whole = " " in actor.name and is_known(actor.name, day, layers.offices)
    known = described_as(actor.name, day, about, layers.offices) if whole else Described()
    by_office = sectors().plain_offices.get(actor.office or "", "")
    if best is not None:
        sector = by_office if by_office and best.sector == "CVL" else best.sector
        return best._replace(country=best.country or known.country, sector=sector)
    if known.sector:
        return known
    return Described(known.country, by_office, next((one.body for one in told if one.body), ""))

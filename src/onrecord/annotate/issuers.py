"""In whose name an official text speaks: the states and bodies behind it."""

import re

from onrecord.layers import Layers
from onrecord.records import Mark
from onrecord.text import Span

# How far into the text its issuers are sought, in code points.
HEAD = 900

_LEADERS_OF = re.compile(
    r"\b(?:[Ww]e,?\s*(?:[–—-]\s*)?the\s+(?:\w+\s+){0,4}?(?:of|from)\b|"
    r"(?:[Tt]he )?(?:[Ll]eaders|[Mm]inisters|[Gg]overnments|[Pp]residents|[Hh]eads of [SG]\w+|[Rr]epresentatives) of\b)"
)
_JOINT = re.compile(r"\b(?:joint|jointly|trilateral|quadrilateral|bilateral|both (?:countries|sides|nations))\b", re.I)


def issuers(layers: Layers, kind: str, publisher_state: str) -> tuple[tuple[str, ...], list[Span]]:
    """The names of the issuers, and the spans that name them; the publisher's state where the text names nobody.

    A text that says "we, the leaders of …" or opens with states as one subject is theirs together; a readout,
    a fact sheet or a speech is its publisher's, or of those whose officials it names without their country.
    """
    names = [mark for mark in layers.layer("name") if mark.start < HEAD]
    if kind == "communique" or (kind in ("readout", "transcript") and not publisher_state):
        listed = _listed(layers, names)
        if listed:
            return _unique(layers, listed)
    if kind in ("communique",):
        together = _opening(layers, names)
        if len(together) > 1:
            return _unique(layers, together)
    if publisher_state:
        return (publisher_state,), []
    home = _home(layers, names)
    return home if home[0] else _unique(layers, _opening(layers, names)[:1])


def _listed(layers: Layers, names: list[Mark]) -> list[Mark]:
    """The states and bodies listed after "we, the leaders of"."""
    found = _LEADERS_OF.search(layers.text, 0, HEAD)
    if found is None:
        return []
    listed: list[Mark] = []
    at = found.end()
    for mark in names:
        if mark.start < found.end() or not _is_state(layers, mark):
            continue
        between = layers.text[at : mark.start]
        if len(between) > 24 or "." in between or re.search(r"\b(?:met|have|are|with|on|in)\b", between):
            break
        listed.append(mark)
        at = mark.end
    return listed if len(listed) > 1 else []


def _opening(layers: Layers, names: list[Mark]) -> list[Mark]:
    """The states and bodies that the first sentence names as its subject, coordinated."""
    parse = layers.parse
    for first, stop in parse.sentences[:4]:
        inside = [mark for mark in names if parse.start[first] <= mark.start < parse.end[stop - 1]]
        heads = {parse.root_of(mark.start, mark.end): mark for mark in inside if _is_state(layers, mark)}
        subjects = [token for token in range(first, stop) if parse.dep[token] in ("nsubj", "nsubjpass")]
        for subject in subjects:
            members = [heads[token] for token in parse.conjuncts(subject) if token in heads]
            if members:
                return members
    return []


def _home(layers: Layers, names: list[Mark]) -> tuple[tuple[str, ...], list[Span]]:
    """The state of the first official whose title names no country: at home a country goes without saying."""
    for mark in names:
        actor = layers.actors.get(mark.value[0]) if mark.value else None
        if actor is None or actor.kind != "person" or not actor.states:
            continue
        nested = [other for other in layers.within("name", mark.start, mark.end) if other != mark]
        if not nested:
            return actor.states[:1], [mark.span]
    return (), []


def _is_state(layers: Layers, mark: Mark) -> bool:
    actor = layers.actors.get(mark.value[0]) if mark.value else None
    return actor is not None and actor.kind in ("state", "body") and mark.label == "name"


def _unique(layers: Layers, marks: list[Mark]) -> tuple[tuple[str, ...], list[Span]]:
    found: dict[str, Span] = {}
    for mark in marks:
        found.setdefault(str(mark.value[0]) if mark.value else "", mark.span)
    return tuple(found), list(found.values())

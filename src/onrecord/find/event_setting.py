"""Where and when an event takes place, as far as the words around its own word say it."""

from onrecord.find.event_sightings import Sighting
from onrecord.find.event_slots import holder
from onrecord.layers import Layers
from onrecord.records import Mark
from onrecord.text import Span

_PLACED = frozenset(("in", "at", "near", "off", "outside", "aboard", "inside", "on", "over"))
_REACHED = frozenset(("to", "for"))
_WHERE = frozenset(("GPE", "LOC", "FAC"))


def set_around(layers: Layers, found: Sighting) -> None:
    """Returns nothing: gives the mention its place, country and date."""
    parse = layers.parse
    heads = [found.token]
    verb = holder(parse, found.token) if found.noun else None
    if verb is not None:
        heads.append(verb)
    for head in heads:
        if found.place is None:
            found.place = _place(layers, head, found)
        if found.date is None:
            mark = _date(layers, head)
            if mark is not None:
                found.date = mark.span
                found.date_value = mark.value if isinstance(mark.value, str) else None
    if found.place is not None:
        found.country = _country(layers, found.place)


def _place(layers: Layers, head: int, found: Sighting) -> Span | None:
    parse = layers.parse
    visit = found.frame.mode == "visit"
    for kid in parse.children[head]:
        span = None
        if parse.dep[kid] == "prep":
            if parse.lower[kid] in _PLACED or (visit and parse.lower[kid] in _REACHED):
                span = _after(layers, kid)
        elif parse.dep[kid] == "dobj" and not found.noun:
            if visit and kid == found.slots.get("object"):
                span = _named_place(layers, kid)
            inside = (inner for inner in parse.children[kid] if parse.lower[inner] in ("in", "at"))
            span = span or next((after for inner in inside if (after := _after(layers, inner))), None)
        if span is not None:
            return span
    return None


def _after(layers: Layers, preposition: int) -> Span | None:
    head = layers.parse.child(preposition, "pobj")
    return _named_place(layers, head) if head is not None else None


def _named_place(layers: Layers, head: int) -> Span | None:
    """The place named by the noun phrase, the whole of it where a larger one follows ("Tokyo, Japan")."""
    parse = layers.parse
    marks = [m for m in layers.within("place", *parse.span(head, head)) if m.start <= parse.start[head] < m.end]
    if marks:
        return max(marks, key=lambda mark: mark.end - mark.start).span
    if parse.entity[head] not in _WHERE:
        return None
    first = last = head
    while first > 0 and parse.entity[first] and not parse.entity_start[first]:
        first -= 1
    while last + 1 < len(parse) and parse.entity[last + 1] == parse.entity[head] and not parse.entity_start[last + 1]:
        last += 1
    return parse.span(first, last)


def _country(layers: Layers, place: Span) -> str | None:
    """The code of the country that the place lies in, where it is clear."""
    for mark in layers.within("place", *place):
        if isinstance(mark.value, tuple) and mark.value and mark.value[0]:
            return mark.value[0]
    return None


def _date(layers: Layers, head: int) -> Mark | None:
    parse = layers.parse
    for kid in parse.children[head]:
        if parse.dep[kid] in (
            "prep",
            "npadvmod",
            "advmod",
            "tmod",
            "nmod",
            "compound",
            "amod",
            "poss",
            "acl",
            "relcl",
            "dobj",
        ):
            span = parse.subtree(kid)
            if parse.dep[kid] in ("dobj", "acl", "relcl"):
                inner = [_direct(layers, sub) for sub in parse.children[kid]]
                mark = next((one for one in inner if one is not None), None)
            else:
                mark = _direct(layers, kid)
            if mark is not None and span.start <= mark.start:
                return mark
    return None


def _direct(layers: Layers, kid: int) -> Mark | None:
    parse = layers.parse
    if parse.dep[kid] not in ("prep", "npadvmod", "advmod", "tmod", "nmod", "compound", "amod", "poss"):
        return None
    for mark in layers.within("date", *parse.subtree(kid)):
        if mark.label == "DURATION" or (parse.token_at(mark.start) - kid > 3 and parse.dep[kid] == "prep"):
            continue
        return mark
    return None

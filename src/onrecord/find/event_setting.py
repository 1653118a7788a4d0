"""Where an event takes place, as far as the words around its own word say it."""

from collections.abc import Iterator

from onrecord.find import event_dates
from onrecord.find.event_sightings import Sighting
from onrecord.find.event_slots import holder
from onrecord.find.event_words import event_words
from onrecord.layers import Layers
from onrecord.parse import Parse
from onrecord.text import Span

_PLACED = frozenset(("in", "at", "near", "off", "outside", "aboard", "inside", "over"))
_REACHED = frozenset(("to", "for"))
_WHERE = frozenset(("GPE", "LOC", "FAC"))
_WIDE = frozenset(("country", "region"))
_CLAUSES = frozenset(("acl", "relcl"))
# Clauses above a clause in which its day is sought.
_FURTHEST = 4


def set_around(layers: Layers, found: Sighting) -> None:
    """Returns nothing: gives the mention its place, country and date."""
    heads = list(_heads(layers, found))
    for head in heads:
        if found.place is None and found.frame.type != "SANCTION":
            found.place = _place(layers, head, found)
    if found.place is None and found.noun and found.frame.type == "CONSULT":
        found.place = (
            _named_after(layers, found.token) or _journey(layers, found.token) or _gone_to(layers, found.token)
        )
    if found.place is None and not found.noun and found.frame.type != "SANCTION":
        found.place = _opening(layers, found.token)
    mark = event_dates.when(layers, found, (*heads, *_dated_with(layers, found)))
    if mark is not None:
        event_dates.set_date(layers, found, mark)
    if found.place is not None:
        found.country = _country(layers, found.place)


def _heads(layers: Layers, found: Sighting) -> Iterator[int]:
    """The words that may say it: the event's own, clauses on it, its holding verb, the talks that a verb is for."""
    parse = layers.parse
    yield found.token
    if found.noun:
        yield from (kid for kid in parse.children[found.token] if parse.dep[kid] in _CLAUSES)
        verb = holder(parse, found.token)
        if verb is not None:
            yield verb
        yield from _beside_what(layers, found.token)
        return
    for kid in parse.children[found.token]:
        purpose = parse.child(kid, "pobj") if parse.lower[kid] == "for" else None
        if purpose is not None and parse.lemma[purpose].lower() in event_words().nouns:
            yield purpose
    yield from _beside_what(layers, found.token)


def _dated_with(layers: Layers, found: Sighting) -> Iterator[int]:
    """The words whose day is that of the event too, though not their place: what it is listed under, or done during.

    "Talks this year, including the first meeting of"; "will travel on Monday to attend the summit"; "today it ended its
    drill while shelling the hills".
    """
    parse, at = layers.parse, found.token
    if not found.noun:
        if parse.tag[at] == "VBG" and any(parse.dep[kid] == "mark" for kid in parse.children[at]):
            yield from _clauses_above(parse, at)
        return
    while parse.dep[at] in ("conj", "appos") and parse.head[at] < at:
        at = parse.head[at]
    above = parse.head[at]
    if parse.dep[at] == "pobj" and parse.lower[above] in ("including", "as"):
        whole = parse.head[above]
        yield whole
        if (verb := holder(parse, whole)) is not None:
            yield verb
        return
    aim = parse.dep[at] == "dobj" and parse.tag[above] == "VB" and parse.dep[above] in ("advcl", "xcomp")
    if aim and parse.lemma[parse.head[above]] in event_words().words["going"]:
        yield parse.head[above]


def _clauses_above(parse: Parse, verb: int) -> Iterator[int]:
    """The verbs of the clauses that a clause without a tense of its own hangs on."""
    for _ in range(_FURTHEST):
        if parse.dep[verb] != "advcl" or parse.tag[parse.head[verb]][:2] != "VB":
            return
        verb = parse.head[verb]
        yield verb


def _beside_what(layers: Layers, head: int) -> Iterator[int]:
    """The gathering beside which a meeting is held: "met on the sidelines of the summit in Oslo on Sunday"."""
    parse = layers.parse
    for margin in range(head + 1, parse.edges[head][1] + 1):
        if parse.lemma[margin] not in event_words().words["margins"] or parse.dep[margin] != "pobj":
            if parse.tag[margin][:2] == "VB" and parse.lemma[margin] in event_words().verbs:
                return  # what another verb tells
            continue
        of = next((one for one in parse.children[margin] if parse.lower[one] == "of"), None)
        gathering = parse.child(of, "pobj") if of is not None else None
        if gathering is not None:
            yield gathering


def _place(layers: Layers, head: int, found: Sighting) -> Span | None:
    parse = layers.parse
    visit = found.frame.mode == "visit"
    for kid in parse.children[head]:
        span = None
        if parse.lower[kid] in ("here", "there"):
            spans = (_after(layers, inner) for inner in parse.children[kid] if parse.dep[inner] == "prep")
            span = next((one for one in spans if one is not None), None)
        elif parse.dep[kid] in ("prep", "dative"):
            if parse.lower[kid] in _PLACED or (visit and parse.lower[kid] in _REACHED):
                span = _after(layers, kid)
        elif parse.dep[kid] == "dobj" and head == found.token:
            if visit and kid == found.slots.get("object"):
                span = _named_place(layers, kid)
            inside = (inner for inner in parse.children[kid] if parse.lower[inner] in ("in", "at"))
            span = span or next((after for inner in inside if (after := _after(layers, inner))), None)
        if span is not None:
            return span
    return _beside_target(layers, found)


def _beside_target(layers: Layers, found: Sighting) -> Span | None:
    """The place of those whom somebody meets, or whom an attack hits; for an attack also a place that is hit."""
    parse, hit = layers.parse, found.frame.type == "ASSAULT"
    beside = ("with",) if found.frame.equals else ("on", "against", "of", "object", "into") if hit else ()
    for slot in beside:
        if slot not in found.slots:
            continue
        last = parse.conjuncts(found.slots[slot])[-1]
        of = [parse.child(kid, "pobj") for kid in parse.children[last] if parse.lower[kid] == "of"]
        kids = [kid for one in (last, *of) if one is not None for kid in parse.children[one]]
        places = (_after(layers, kid) for kid in kids if parse.lower[kid] in ("in", "at"))
        place = next((place for place in places if place is not None), None)
        if place is None and hit:
            place = _named_place(layers, found.slots[slot])
        if place is not None:
            return place
    return None


def _after(layers: Layers, preposition: int) -> Span | None:
    """The place after a preposition; after "at" also a named house that no list knows."""
    parse = layers.parse
    head = parse.child(preposition, "pobj")
    if head is None:
        return None
    span = _named_place(layers, head)
    if span is None and parse.tag[head] in ("NN", "NNS"):  # "to the air base at Bergen", "in the capital Oslo"
        inner = next((kid for kid in parse.children[head] if kid > head and parse.lower[kid] in _PLACED), None)
        named = parse.child(inner, "pobj") if inner is not None else parse.child(head, "appos")
        span = _named_place(layers, named) if named is not None else None
    if span is None and parse.lower[preposition] == "at" and parse.tag[head] == "NNP":
        words = event_words()
        if parse.lemma[head].lower() not in words.nouns and parse.entity[head] != "PERSON":
            return parse.span(parse.edges[head][0], head)
    return span


def _named_place(layers: Layers, head: int) -> Span | None:
    """The place named by the noun phrase, the whole of it where a larger or a second one follows."""
    parse = layers.parse
    marks = [m for m in layers.within("place", *parse.span(head, head)) if m.start <= parse.start[head] < m.end]
    if marks:
        span = max(marks, key=lambda mark: mark.end - mark.start).span
        also = parse.child(head, "conj")
        second = _named_place(layers, also) if also is not None and also > head else None
        return Span(span.start, second.end) if second is not None and second.start - span.end < 12 else span
    if parse.entity[head] not in _WHERE:
        return None
    first = last = head
    while first > 0 and parse.entity[first] and not parse.entity_start[first]:
        first -= 1
    while last + 1 < len(parse) and parse.entity[last + 1] == parse.entity[head] and not parse.entity_start[last + 1]:
        last += 1
    return parse.span(first, last)


def _named_after(layers: Layers, noun: int) -> Span | None:
    """The city or house that a gathering is named after ("the Camp David summit")."""
    start = layers.parse.start[layers.parse.edges[noun][0]]
    marks = layers.within("place", start, layers.parse.start[noun])
    return next((mark.span for mark in marks if mark.label not in _WIDE and mark.start >= start), None)


def _journey(layers: Layers, noun: int) -> Span | None:
    """Where somebody goes in order to take part ("will travel to Delhi to attend the summit")."""
    parse = layers.parse
    verb = holder(parse, noun)
    if verb is None or parse.dep[verb] not in ("advcl", "xcomp"):
        return None
    above = parse.head[verb]
    senses = event_words().verbs.get(parse.lemma[above], ())
    if not any(sense.frame.mode == "visit" for sense in senses):
        return None
    spans = (_after(layers, kid) for kid in parse.children[above] if parse.lower[kid] in ("to", "in"))
    return next((span for span in spans if span is not None), None)


def _gone_to(layers: Layers, noun: int) -> Span | None:
    """Where somebody is for what the noun names: "will be in Turku for the summit", "led a team to Delhi for talks"."""
    parse = layers.parse
    above = parse.head[noun]
    if parse.dep[noun] != "pobj" or parse.lower[above] != "for":
        return None
    for head in (parse.head[above], parse.head[parse.head[above]]):
        if parse.tag[head][:2] == "VB":
            kids = [kid for one in (head, parse.child(head, "dobj")) if one is not None for kid in parse.children[one]]
            places = (_after(layers, kid) for kid in kids if kid < noun and parse.lower[kid] in ("in", "at", "to"))
            return next((place for place in places if place is not None), None)
    return None


def _opening(layers: Layers, verb: int) -> Span | None:
    """The place that opens the clause of coordinated verbs: "In Oslo, they signed one treaty and concluded another"."""
    parse = layers.parse
    first = parse.head[verb]
    if parse.dep[verb] != "conj" or parse.tag[first][:2] != "VB":
        return None
    places = (_after(layers, kid) for kid in parse.children[first] if kid < first and parse.lower[kid] in ("in", "at"))
    return next((place for place in places if place is not None), None)


def _country(layers: Layers, place: Span) -> str | None:
    """The code of the country that the place lies in; none where it is not clear or where there are several."""
    codes = {
        mark.value[0] for mark in layers.within("place", *place) if isinstance(mark.value, tuple) and mark.value[0]
    }
    return codes.pop() if len(codes) == 1 else None

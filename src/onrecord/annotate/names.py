"""The names in a text: persons with their titles, states, bodies; each with the actor that it names."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from onrecord.annotate.cast import FAINT
from onrecord.annotate.firms import alone, firms, named_alone, unlisted, whole_names
from onrecord.annotate.gazetteer import place_names
from onrecord.annotate.identity import (
    ALIKE,
    Person,
    acts_for,
    folded,
    gathered,
    merged,
    office_row,
    person_name,
    states_behind,
)
from onrecord.annotate.lexicon import Hit, bodies, hits, trie
from onrecord.annotate.namesakes import tell_apart
from onrecord.annotate.organisations import gave_name, no_person, organisations, storm
from onrecord.annotate.persons import Named, named_persons
from onrecord.annotate.standing import standing, without_names
from onrecord.annotate.titles import has_year, honorifics, in_office, office_in, titles
from onrecord.components import Component
from onrecord.layers import Item, Layers
from onrecord.parse import Parse
from onrecord.records import Actor, Mark, slug
from onrecord.text import Span
from onrecord.vocabulary.offices import Office
from onrecord.vocabulary.states import states

# Words up to so many letters are small in a headline, too; what is taken for a name before one: "Said Example".
_SMALL = 4
_SAID = frozenset(
    ("said", "says", "stated", "states", "added", "asked", "told", "replied", "wrote", "endorsed",
     "will", "would", "can", "could", "should", "does", "did", "has", "is", "was", "why", "how", "when", "watch")
)  # fmt: skip
# A short name in brackets.
_SHORT = re.compile(r"\s?\(([A-Z][A-Za-z0-9&-]{1,9})(?:[’']s?)?\)")
_LABELS = {"state": "name", "body": "name", "demonym": "demonym", "capital": "metonym", "metonym": "metonym"}


def run(layers: Layers) -> Iterable[Item]:
    """The `name` marks, valued with names of actors, and the actors themselves, mentions still to come."""
    parse = layers.parse
    own = layers.offices
    known = without_names(parse, hits(parse, trie(own)))
    day = layers.document.published
    head = {token for mark in layers.layer("block") if mark.label == "dateline" for token in parse.tokens(*mark.span)}
    every = list(firms(parse))
    companies = unlisted(every, known)
    whole = whole_names(parse, every, known)
    listed = {one.whole for one in every} - {one.whole for one in companies} | {Span(*hit[:2]) for hit in whole}
    forms = {token for hit, plain in zip(whole, known, strict=True) for token in parse.tokens(plain.end, hit.end)}
    called_alone = alone(parse, companies)
    firm = {token for one in companies for token in parse.tokens(*one.whole)}
    places = _within(parse, named_persons(parse, known))
    places = [
        named
        for named in _of_persons(parse, places)
        if named.first not in head and named.last not in firm | forms and named.words[-1] not in called_alone
    ]
    people = gathered(parse, places)
    tell_apart(parse, people, known, day, own)
    people = merged(people, day, own)
    bare = {at: person for at, person in _bare(parse, people, places, known).items() if at not in firm}
    taken = _taken(parse, places)
    for token in bare:
        taken[token] = 1
    standing_hits = [hit for hit in standing(parse, known) if hit.entry.sort != "person"]
    standing_hits = _bracketed(parse, [hit for hit in standing_hits if not _held(parse, hit, taken)])
    called = _called(parse.text, standing_hits)
    standing_hits = whole_names(parse, every, standing_hits)
    for token in firm:
        taken[token] = 1
    others = [
        span
        for span in organisations(parse, known, taken)
        if _plain(parse.text[span.start : span.end]) not in place_names()
        and parse.token_at(span.start) not in head
        and parse.text[span.start : span.end] not in called_alone
        and span not in listed
    ]
    yield from _people(parse, people, bare, day, own)
    for hit in standing_hits:
        first = parse.token_at(hit.start)
        if first < len(parse) and taken[first] and not (first in firm and hit.entry.sort in ("state", "demonym")):
            continue
        yield Mark("name", hit.start, hit.end, _LABELS[hit.entry.sort], (called[hit.entry.name],))
    yield from _joined(parse.text, standing_hits, called)
    yield from _known_actors(called)
    yield from _companies(parse, sorted([*others, *(one.whole for one in companies)]), standing_hits, taken)
    yield from named_alone(parse, called_alone, firm)


def _within(parse: Parse, found: list[Named]) -> list[Named]:
    """The places, those with other capitalised words in them cut to the name that the text has elsewhere.

    Headlines are such ("Example Wins In Court"), and verbs before a name ("Said Example").
    """
    told = [(named, _headed(parse, named)) for named in found]
    known = {tuple(word.lower() for word in named.words) for named, headed in told if not headed}
    known |= {(words[-1],) for words in known if len(words) > 1}
    return [_cut(parse, named, known) if headed and len(named.words) > 1 else named for named, headed in told]


def _headed(parse: Parse, named: Named) -> bool:
    """True if the name stands among capitalised words only, or begins with a verb of saying."""
    first, stop = parse.sentences[parse.sentence[named.first]]
    words = [word for word in parse.word[first:stop] if len(word) > _SMALL and word[0].isalpha()]
    return all(word[0].isupper() for word in words) or parse.lower[named.first] in _SAID


def _cut(parse: Parse, named: Named, known: set[tuple[str, ...]]) -> Named:
    """The place cut to the longest known name within, the first of several; as it is where none is.

    Not to a family name that is said first: "Yoon Suk Yeol" is whole.
    """
    tokens = range(named.first, named.last + 1)
    leads = parse.lower[named.first] in titles().families
    for size in range(len(tokens), 0, -1):
        for first in range(named.first, named.last + 2 - size):
            words = tuple(parse.lower[first : first + size])
            given = size == 1 and first > named.first and parse.lower[first - 1] not in _SAID
            if words in known and not given and (size > 1 or not leads):
                if size == len(tokens):
                    return named
                last = first + size - 1
                left = named.left if first == named.first else first
                right = named.right if last == named.last else last
                return named._replace(
                    first=first, last=last, left=left, right=right, words=tuple(parse.word[first : last + 1])
                )
    verb = next((at for at in tokens[1:] if parse.lower[at] in _SAID), None)
    if verb is not None:  # "Example Says Ships Are Ready", of nobody who is named elsewhere
        return named._replace(last=verb - 1, right=verb - 1, words=tuple(parse.word[named.first : verb]))
    return named


def _plain(name: str) -> str:
    """The name in ordinary letters, where a line before a story has it in capitals ("BERGEN")."""
    return name.title() if name.isupper() and len(name) > 4 else name


def _of_persons(parse: Parse, found: list[Named]) -> Iterator[Named]:
    """The names without those of institutes named after people, of places that the model took for some, and of pairs.

    "Trump-Xi" is two persons, if both are named in full.
    """
    families = {named.words[-1] for named in found if len(named.words) > 1}
    ends = families | {named.words[0] for named in found if len(named.words) > 1}
    for named in found:
        name = parse.text[parse.start[named.first] : parse.end[named.last]]
        place = named.left == named.first and name in place_names() and name not in families
        pair = len(named.words) == 1 and "-" in name and all(part in ends for part in name.split("-"))
        plain = named.left == named.first or named.first == named.last
        thing = plain and no_person(parse, named.first, named.last)
        if not (place or pair or thing or gave_name(parse, named.right) or storm(parse, named.first)):
            yield named


def _taken(parse: Parse, places: list[Named]) -> bytearray:
    """For each token 1 if it belongs to a person's name."""
    taken = bytearray(len(parse))
    for named in places:
        for token in range(named.first, named.last + 1):
            taken[token] = 1
    return taken


def _held(parse: Parse, hit: Hit, taken: bytearray) -> bool:
    """True for a known name within a person's: "Israel Example" names no state."""
    first = parse.token_at(hit.start)
    return first < len(parse) and bool(taken[first])


def _bare(parse: Parse, people: list[Person], places: list[Named], known: list[Hit]) -> dict[int, Person]:
    """The tokens at which a family name alone, met in full elsewhere, names a person; the nearest before wins."""
    by_key: dict[str, list[Person]] = {}
    for rank in (0, 1):
        for person in people:
            for key in (person.ends()[rank], *(sorted(person.spellings) if rank == 0 else ())):
                if key and (rank == 0 or key not in by_key):
                    by_key.setdefault(key, []).append(person)
    covered = _taken(parse, places)
    for hit in known:
        for token in parse.tokens(hit.start, hit.end):
            covered[token] = 1
    parts = {key.split("-")[0]: key for key in by_key}
    likeliest = {key: _likeliest(persons) for key, persons in by_key.items()}
    misspelt: dict[str, Person] = {}
    for person in sorted(people, key=lambda person: (person.full, bool(person.office), len(person.places))):
        if len(person.ends()[0]) > ALIKE:
            misspelt[folded(person.ends()[0])] = person
    for person in people:
        for word in person.between():
            misspelt.setdefault(word, person)
    found: dict[int, Person] = {}
    for token, lower in enumerate(parse.lower):
        if covered[token] or not parse.word[token][0].isupper():
            continue
        if lower not in parts:
            if parse.tag[token] == "NNP" and len(lower) > ALIKE and folded(lower) in misspelt:
                found[token] = misspelt[folded(lower)]
            continue
        key = lower if lower in by_key else parts[lower]
        whole = parse.text[parse.start[token] : parse.start[token] + len(key)].lower() == key
        if whole and parse.tag[token].startswith(("NN", "JJ", "VB", "FW", "MD", "RB")):
            found[token] = likeliest[key]
    return found


def _likeliest(persons: list[Person]) -> Person:
    """Who of several namesakes is meant: the one most often named in full, the first of equals."""
    return max(persons, key=lambda person: (bool(person.office), len(person.places)))


def _people(
    parse: Parse, people: list[Person], bare: dict[int, Person], day: str | None, own: tuple[Office, ...]
) -> Iterator[Item]:
    names: dict[int, str] = {}
    for person in people:
        row = office_row(person, day, own)
        name = person_name(parse, person)
        names[id(person)] = name
        yield _person_actor(parse, name, person, row, day)
        for named in person.places:
            label = "title" if named.left < named.first else "name"
            left = named.left if label == "title" else _with_particles(parse, named.left, person)
            start, end = parse.start[left], parse.end[named.right]
            yield Mark("name", start, end, label, (name,))
    for token, person in bare.items():
        span = _with_title(parse, _with_particles(parse, token, person), token)
        tail = next((key for key in person.ends() if key.startswith(parse.lower[token] + "-")), "")
        yield Mark("name", span.start, max(span.end, parse.start[token] + len(tail)), "name", (names[id(person)],))


def _with_particles(parse: Parse, first: int, person: Person) -> int:
    """The first token of a family name with what belongs to it: "von der" before "Leyen"."""
    while first > 0 and parse.lower[first - 1] in titles().particles and parse.lower[first - 1] in person.words:
        first -= 1
    return first


def _with_title(parse: Parse, left: int, token: int) -> Span:
    while left > 0 and parse.lower[left - 1] in honorifics() and parse.word[left - 1][0].isupper():
        left -= 1
    return parse.span(left, token)


def _person_actor(parse: Parse, name: str, person: Person, row: Office | None, day: str | None) -> Actor:
    current = row is not None and (in_office(row, day) or not has_year(day))
    seat = person.office in FAINT and all(_by_letters(parse, named) for named in person.places)
    office = row.office if row and ((current and seat) or not person.office) else person.office
    return Actor(slug(name), name, "person", states_behind(parse, person, row), None, office or None)


def _by_letters(parse: Parse, named: Named) -> bool:
    """True unless a title before the name says the office: the letters of "Ann Example MP" do not hide another."""
    return not office_in(parse.lower[named.left : named.first])


def _bracketed(parse: Parse, found: list[Hit]) -> list[Hit]:
    """The hits, a body's short name in brackets right behind it standing for that body everywhere: "(JCS)"."""
    short: dict[str, Hit] = {}
    for hit in found:
        follows = _SHORT.match(parse.text, hit.end) if hit.entry.sort == "body" else None
        if follows:
            short.setdefault(follows.group(1), hit)
    if not short:
        return found
    kept = [hit for hit in found if parse.text[hit.start : hit.end] not in short]
    again = [
        Hit(parse.start[token], parse.end[token], short[word].entry)
        for token, word in enumerate(parse.word)
        if word in short
    ]
    return sorted([*kept, *again])


def _called(text: str, found: list[Hit]) -> dict[str, str]:
    """What each state and body is called in this document: a state by its short name, a body by its fullest form."""
    called: dict[str, str] = {}
    for hit in found:
        name = hit.entry.name
        body = bodies().get(name)
        if name in states() or hit.entry.sort == "metonym" or (body and body.states == name):
            called.setdefault(name, name)
            continue
        form = " ".join(text[hit.start : hit.end].split())
        if len(form) > len(called.get(name, "")) or (called[name] == name and name not in text):
            called[name] = form
    return called


def _joined(text: str, found: list[Hit], called: dict[str, str]) -> Iterator[Mark]:
    """A mark over states that a hyphen or dash joins ("the U.S.-ROK alliance"), valued with all of them."""
    run: list[Hit] = []
    for hit in [*found, None]:
        if hit is not None and run and text[run[-1].end : hit.start] in ("-", "–", "—", "/"):
            run.append(hit)
            continue
        if len(run) > 1:
            names = tuple(dict.fromkeys(called[one.entry.name] for one in run))
            yield Mark("name", run[0].start, run[-1].end, "group", names)
        run = [hit] if hit is not None else []


def _companies(parse: Parse, spans: list[Span], known: list[Hit], taken: bytearray) -> Iterator[Item]:
    """Names of organisations and their actors; an abbreviation in brackets right after a name means the same."""
    short: dict[str, str] = {}
    names = {span: " ".join(parse.text[span.start : span.end].split()) for span in spans}
    for span, name in names.items():
        follows = _SHORT.match(parse.text, span.end)
        if follows:
            short.setdefault(follows.group(1), name)
    short = {form: _last(short, form) for form in short}
    starts = [hit.start for hit in known]
    for span, name in names.items():
        full = short.get(name, name)
        inside = known[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        yield Mark("name", span.start, span.end, "name", (full,))
        yield Actor(slug(full), full, "body", acts_for(tuple(hit.entry.name for hit in inside[:1])))
    held = {token for span in (*spans, *(Span(hit.start, hit.end) for hit in known)) for token in parse.tokens(*span)}
    for token, word in enumerate(parse.word):
        if word in short and token not in held and not taken[token]:
            yield Mark("name", parse.start[token], parse.end[token], "name", (short[word],))


def _last(short: dict[str, str], form: str) -> str:
    """What an abbreviation stands for in the end, where its name is one too ("The FBBF (DGGE) … the FECE (FBBF)")."""
    seen = {form}
    while (name := short[form]) in short and name not in seen:
        seen.add(name)
        form = name
    return name


def _known_actors(called: dict[str, str]) -> Iterator[Actor]:
    for name, form in called.items():
        state, body = states().get(name), bodies().get(name)
        if state:
            yield Actor(slug(name), name, "state", (name,), state.code)
        elif body:
            yield Actor(slug(form), form, body.kind, tuple(filter(None, body.states.split(";"))))


component = Component("names", "3", ("parse", "block"), ("name",), run)

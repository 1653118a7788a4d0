"""Who only bears the name of an office-holder: what the text says of a person comes before the table of holders."""

from collections.abc import Iterator
from functools import cache

from onrecord.annotate.agents import sectors
from onrecord.annotate.identity import Person, acts_for
from onrecord.annotate.lexicon import Hit, split
from onrecord.annotate.persons import Named
from onrecord.annotate.sectors import Described, described_as
from onrecord.annotate.terms import terms_of
from onrecord.annotate.titles import fits, holders_known, in_office, office_in
from onrecord.parse import Parse
from onrecord.vocabulary.offices import Office
from onrecord.vocabulary.states import states

# Longest phrase behind a name that is looked at, in tokens, and what ends it.
LONGEST = 14
_CLOSING = frozenset((",", ".", ";", ":", ")", "–", "—", "who", "whose"))
# Forms of address that everybody bears.
_POLITE = frozenset(("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "mister"))
# What leads from a noun to what it is of, for or against.
_LEADS = frozenset(("of", "from", "to", "in", "at", "for", "on", "with", "by", "against", "under"))
# Livings that no office-holder is named by while another office is known of him.
_LIVINGS = frozenset(("MED", "AGR", "EDU", "LAB"))
# Short names of states that stand before a noun as a people's name does: "a UK nurse".
_SHORT = frozenset(("US", "U.S.", "UK", "U.K."))


def tell_apart(parse: Parse, people: list[Person], known: list[Hit], day: str | None, own: tuple[Office, ...]) -> None:
    """Returns nothing: notes of whom the table of holders may not be asked, and of whom only for states of the text."""
    near: frozenset[str] | None = None
    for person in people:
        if person.full:
            person.namesake = _told_otherwise(parse, person, day, own)
        elif not person.office and not person.states and _polite(parse, person):
            if near is None:
                named = tuple(hit.entry.name for hit in known if hit.entry.sort != "person")
                near = frozenset((*named, *acts_for(named)))
            person.near = near


def _polite(parse: Parse, person: Person) -> bool:
    """True if the text calls the person by a form of address: "Mr. Example" may be anybody."""
    return any(place.first > 0 and parse.lower[place.first - 1] in _POLITE for place in person.places)


def _told_otherwise(parse: Parse, person: Person, day: str | None, own: tuple[Office, ...]) -> bool:
    """True if the text says of the bearer of a holder's name what that holder is not: "…, the mayor of Leeds,"."""
    by_name = holders_known(own).by_name
    rows = [row for name in person.names for row in by_name.get(name.lower().replace(",", ""), ())]
    if not rows or person.office:
        return False
    return any(
        _is_another(words, rows, day, own) for place in person.places for words in [_behind(parse, place)] if words
    )


def _behind(parse: Parse, place: Named) -> list[str]:
    """The words of the phrase between commas behind a name; none where it is one of a list."""
    first = place.right + 2
    if first >= len(parse) or parse.word[first - 1] not in (",", "(", "–", "—"):
        return []
    stop = parse.sentences[parse.sentence[place.right]][1]
    end = next((at for at in range(first, min(stop, first + LONGEST)) if parse.lower[at] in _CLOSING), None)
    if end is None or (parse.word[end] == "," and parse.lower[end + 1 : end + 2] in (["and"], ["or"])):
        return []
    verbs = any(parse.tag[at] in ("VBD", "VBZ", "VBP", "MD") for at in range(first, end))
    return [] if verbs or "and" in parse.lower[first:end] else parse.word[first:end]


def _is_another(words: list[str], rows: list[Office], day: str | None, own: tuple[Office, ...]) -> bool:
    """True if the words say another country than the holder's, or what he is not while out of office."""
    lower = [word.lower() for word in words]
    if not sectors().past.isdisjoint(lower):
        return False
    lead = next((at for at, word in enumerate(lower) if word in _LEADS), len(words))
    office = office_in(lower)
    whole = described_as(" ".join(words), day, "", own)
    if not (office or whole.sector):
        return False
    known = {term.code for row in rows for term in terms_of(row.name, own)}
    if any(code and code not in known for code in _countries(words, lead, office, day, own)):
        return True
    current = any(in_office(row, day) for row in rows)
    other = office == "governor" and not any(fits(office, row.office) for row in rows)
    return not current and (other or _lives_by(whole, lead, words))


def _countries(words: list[str], lead: int, office: str, day: str | None, own: tuple[Office, ...]) -> Iterator[str]:
    """The countries that the words say somebody is of; "a critic of Russia" is not of it."""
    if any(word in _SHORT or word in _peoples() for word in words[:lead]):
        yield described_as(" ".join(words[:lead]), day, "", own).country
    behind = words[lead : lead + 1]
    if behind == ["from"] or (behind == ["of"] and office not in ("", "official")):
        yield described_as(" ".join(words[lead + 1 :]), day, "", own).country


def _lives_by(told: Described, lead: int, words: list[str]) -> bool:
    """True for a living and no more: "a nurse"."""
    return told.sector in _LIVINGS and lead == len(words) and words[0] in ("a", "an")


@cache
def _peoples() -> frozenset[str]:
    return frozenset(form for state in states().values() for form in split(state.people))

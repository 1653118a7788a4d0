"""The terms of the people whom our tables know: of which country and sector somebody is on a day."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from onrecord.annotate.agents import Item, code_of, home, people_named, sectors
from onrecord.annotate.lexicon import bodies, split
from onrecord.annotate.titles import fits, has_begun, holders_known, in_term, offices
from onrecord.vocabulary.offices import Office, holders
from onrecord.vocabulary.states import states


class Term(NamedTuple):
    """What somebody is: of which country and sector, by which office if by one, from when until when."""

    code: str
    sector: str
    office: str
    since: str
    until: str


def dated(item: Item, before: Sequence[Item], day: str | None, own: tuple[Office, ...]) -> Item:
    """The item; of a person with what the tables say of the day, or of the last known where no day is."""
    if item.sort != "person":
        return item
    terms = terms_of(item.name, own)
    current = [term for term in terms if day is None or in_term(term.since, term.until, day)]
    title = next((offices()[one.name] for one in reversed(before) if one.name in offices()), "")
    said = [term for term in current if title and term.office and fits(title, term.office)]
    if said or current:
        last = (said or current)[-1]
        return item._replace(code=last.code, sector=last.sector)
    if not terms:
        return item  # under another form of the name the caller says who that is
    begun = [term for term in terms if has_begun(term.since, day)]
    left = begun and begun[-1].sector in sectors().left
    return item._replace(code=(begun or terms)[-1].code, sector="ELI" if left else begun[-1].sector if begun else "")


@lru_cache(maxsize=2000)
def terms_of(name: str, own: tuple[Office, ...]) -> tuple[Term, ...]:
    """The terms of a person by the tables, in the order of time."""
    rows = holders_known(own).by_name.get(name.lower().replace(",", ""), [])
    terms = [Term(*_of_office(row), row.office, row.since, row.until) for row in rows]
    people = () if own and _told(name, own) else people_named().get(name, ())
    terms += [Term(_code(one.of), one.sector, "", one.since, one.until) for one in people]
    return tuple(sorted(terms, key=lambda term: term.since))


def _told(name: str, own: tuple[Office, ...]) -> bool:
    """True if the caller says, under any form of the name, who that is."""
    forms = {name, *(form for row in holders() if row.name == name for form in split(row.also))}
    forms.update(form for one in people_named().get(name, ()) for form in split(one.also))
    return any(form in forms for row in own for form in (row.name, *split(row.also)))


def _of_office(row: Office) -> tuple[str, str]:
    """The country and the sector of an office: those of its body if it is of one, else the sector of such offices."""
    body = bodies().get(row.of)
    if body is None or row.of in states():
        return code_of(row.of), sectors().offices.get(row.office, "GOV")
    return _code(row.of), body.sector


def _code(of: str) -> str:
    """The country of a state or a body of our tables."""
    return code_of(of) or (home(bodies()[of]) if of in bodies() else "")

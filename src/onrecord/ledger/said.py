"""Who said what: the statements of an actor under any of its names, the latest first."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, select

from onrecord.annotate.lexicon import trie
from onrecord.annotate.titles import honorifics, title_words
from onrecord.edtf import told
from onrecord.errors import UsageError
from onrecord.ledger.cited import linked
from onrecord.ledger.origins import Known, known, traced
from onrecord.ledger.search import matching
from onrecord.records import Actor, Frozen, Statement, slug
from onrecord.resolve.actors import same_person
from onrecord.store import tables as t
from onrecord.store.dialect import begins
from onrecord.store.links import cut, held
from onrecord.store.rows import unpacked
from onrecord.targets import extent
from onrecord.vocabulary.states import states as known_states

# Records of an actor that are asked for which states he acts.
RECORDS = 2_000
# Letters of which capitals alone are an acronym.
_ACRONYM = 5


class Said(Frozen, frozen=True):
    """A statement with the document that reports it; `day` is of the statement where it is known, else of the document.

    `also` names the other documents that carry the same statement; `origins` says how many independent origins they all
    go back to, copies of one story and reports that credit one outlet counted once. `link` opens the page at the words.
    """

    statement: Statement
    day: str | None
    document: str
    title: str
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    also: tuple[str, ...] = ()
    origins: int = 1
    link: str | None = None

    @property
    def when(self) -> str | None:
        """The day as precisely as the statement tells it: its month or year, where no more is known (EDTF)."""
        return told(self.statement.date_value, self.day)


def said(
    connection: Connection, who: str, about: str | None = None, since: str | None = None, until: str | None = None,
    limit: int = 50, offset: int = 0, officials: bool = False,
) -> list[Said]:  # fmt: skip
    """The statements of whoever goes by the name, the latest first; `about` are words that must stand in them.

    With `officials` those of the officials and bodies of the state of that name, instead of what it is quoted with
    itself. Raises UsageError if nobody of that name has said anything, or no state is called so.
    """
    s, r = t.statement.c, t.reading.c
    m = t.statement_state.c if officials else t.statement_actor.c
    by = m.state.in_(states_named(who)) if officials else m.actor.in_(_speaking(connection, who))
    wheres = [by, r.active]
    if about:
        wheres.append(m.statement.in_(matching(connection, "statement_words", about)))
    if since:
        wheres.append(m.day >= since)
    if until:
        wheres.append(m.day <= until)
    # Distinct, since two of the names may speak together.
    of = select(m.statement, m.day).join(t.reading, r.no == m.reading).where(*wheres).distinct()
    last_first = of.order_by(m.day.desc().nulls_last(), m.statement).limit(limit).offset(offset).subquery()
    query = (
        select(s.id, s.day, s.start, s.body, r.document, r.title, r.publisher, r.published, t.appearance.c.url)
        .join(last_first, last_first.c.statement == s.no)
        .join(t.reading, r.no == s.reading)
        .join(t.appearance, t.appearance.c.id == r.appearance)
        .order_by(s.day.desc().nulls_last(), s.no)
    )
    rows = connection.execute(query).all()
    also = _also(connection, [row.id for row in rows])
    there = known(connection, {one for row in rows if row.id in also for one in (row.document, *also[row.id])})
    found = [
        Said(
            unpacked(row.body, Statement), row.day, row.document, row.title, row.publisher, row.published, row.url,
            also.get(row.id, ()), _origins(connection, there, row, also.get(row.id, ())),
        )
        for row in rows
    ]  # fmt: skip
    return linked(connection, found, lambda one, text: extent(one.statement, text), lambda one: hash(one.statement))


def _speaking(connection: Connection, who: str) -> list[str]:
    names = actors_named(connection, who)
    if not names:
        raise UsageError(
            f"nobody called {who!r} says anything in this store; try the family name, or `onrecord search`"
        )
    return names


def states_named(who: str) -> list[str]:
    """The ids of the states that a name means; raises UsageError for none."""
    found = _states() & {slug(who), *map(slug, known_as(who))}
    if not found:
        raise UsageError(f"officials of {who!r}: no state is called so; give one, such as Japan")
    return sorted(found)


def has_officials(connection: Connection, who: str) -> bool:
    """True if it is a state of which an official or body says something in this store."""
    known = _states() & {slug(who), *map(slug, known_as(who))}
    some = select(t.statement_state.c.state).where(t.statement_state.c.state.in_(sorted(known))).limit(1)
    return connection.execute(some).first() is not None


def _origins(connection: Connection, of: Known, row: Any, also: Sequence[str]) -> int:
    if not also:
        return 1
    return len(traced(connection, of, sorted({row.document, *also}), {row.document: [row.start]}))


def actors_named(connection: Connection, who: str) -> list[str]:
    """The ids of the actors that a name may mean: in full, by family name or a known short form, and by links.

    Where nobody goes by it, the title before it is left out: "President Yoon", "Gen. Xavier Brunson".
    """
    bare = _without_title(who)
    return _called(connection, who) or (_persons(connection, _called(connection, bare)) if bare else [])


def _persons(connection: Connection, ids: Sequence[str]) -> list[str]:
    a = t.actor.c
    query = select(a.id).where(a.kind == "person").distinct()
    return sorted(
        {name for some in cut(ids) for name in connection.execute(query.where(a.id.in_(some))).scalars().all()}
    )


def names_of(connection: Connection, ids: Sequence[str]) -> list[str]:
    """The names under which actors stand in documents, sorted."""
    a = t.actor.c
    query = select(a.name).distinct()
    return sorted(
        {name for some in cut(ids) for name in connection.execute(query.where(a.id.in_(some))).scalars().all()}
    )


def _without_title(who: str) -> str:
    """The name without the title words and forms of address that it begins with; "" if it has none, or nothing else."""
    words = who.split()
    first = next((at for at, word in enumerate(words) if word.lower().rstrip(".") not in _titles()), len(words))
    return " ".join(words[first:]) if first else ""


@cache
def _titles() -> frozenset[str]:
    return frozenset(word.rstrip(".") for word in title_words() | honorifics()) | {"of", "for"}


def _called(connection: Connection, who: str) -> list[str]:
    name = slug(who)
    a = t.actor.c
    exact = select(a.id).where(a.id.in_(sorted({name, *map(slug, known_as(who))}))).distinct()
    found = set(connection.execute(exact).scalars())
    if not found & _states():  # "Jordan" is the state, where there is one, and nobody's family name
        found |= _bearers(connection, name)
    fresh = found
    while fresh:
        linked = {name for link in held(connection, "same-actor", fresh) for name in (link.subject, link.object)}
        fresh = linked - found
        found |= fresh
    return sorted(found)


@cache
def _states() -> frozenset[str]:
    return frozenset(map(slug, known_states()))


def _bearers(connection: Connection, name: str) -> set[str]:
    """The ids of persons whose family name it is, or who go by another form of it."""
    a = t.actor.c
    family = select(a.id).where(a.family.in_(name.split("-"))).distinct()
    bearers = connection.execute(family).scalars().all()
    found = {one for one in bearers if "-" not in name or same_person(name, one)}
    if "-" not in name:  # a family name means all who bear it, and in Korea and China stands first
        first = select(a.id).where(begins(connection, a.id, f"{name}-"), a.family.is_not(None)).distinct()
        found.update(connection.execute(first).scalars())
    return found


def acting_for(connection: Connection, who: str) -> list[str]:
    """The states that the actors of that name act for, in any of the last RECORDS documents that name them; sorted.

    None for an acronym: "UN" is no family name.
    """
    if who.isupper() and len(who) <= _ACRONYM:
        return []
    a = t.actor.c
    found: set[str] = set()
    for some in cut(actors_named(connection, who)):
        # The latest are chosen by the numbers alone: whoever is in the news is named by tens of thousands of documents.
        latest = select(a.reading, a.id).where(a.id.in_(some)).order_by(a.reading.desc()).limit(RECORDS).subquery()
        of = select(a.body).join(latest, (latest.c.reading == a.reading) & (latest.c.id == a.id))
        for body in connection.execute(of).scalars().all():
            found.update(unpacked(body, Actor).acts_for)
    return sorted(found)


def known_as(who: str) -> list[str]:
    """The names of the actors that go by a short form which the vocabulary knows ("ROK", "the Pentagon", "Seoul")."""
    form = re.sub(r"^the\s+", "", " ".join(who.split()), flags=re.I)
    known = trie().get(form.split()[0].lower() if form.split() else "", [])
    return [entry.name for plain, entry in known if plain.lower() == form.lower() and entry.sort != "none"]


def _also(connection: Connection, statements: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """For each statement the documents in which links say that it stands too."""
    links = held(connection, "same-statement", statements)
    ends = {name for link in links for name in (link.subject, link.object)}
    s, r = t.statement.c, t.reading.c
    query = select(s.id, r.document).join(t.reading, r.no == s.reading).where(r.active)
    home: dict[str, str] = {
        row.id: row.document
        for some in cut(sorted(ends))
        for row in connection.execute(query.where(s.id.in_(some))).all()
    }
    found: dict[str, set[str]] = {}
    for link in links:
        for one, other in ((link.subject, link.object), (link.object, link.subject)):
            if one in home and other in home:
                found.setdefault(one, set()).add(home[other])
    return {name: tuple(sorted(documents)) for name, documents in found.items()}

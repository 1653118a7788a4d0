"""How long questions take over a million statements in SQLite.

    python -m bench.scale [--statements N] [--questions N] [--keep FILE]

The rows are made of real readings (of the data folder's corpus, else of the samples): each is repeated with other
dates, other persons and other numbers, straight into the tables, since reading a million statements would take days.
"""

import argparse
import datetime
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace
from sqlalchemy import Connection, Table, insert, select

from bench import data
from onrecord.commitment import Turn, folded
from onrecord.edtf import last_day
from onrecord.errors import UsageError
from onrecord.ledger.commitments import Asked, commitments
from onrecord.ledger.history import history
from onrecord.ledger.said import said
from onrecord.ledger.search import search
from onrecord.reader import read_text
from onrecord.records import Act, ActKind, Actor, Event, LinkKind, Reading, slug
from onrecord.samples import samples
from onrecord.store import tables as t
from onrecord.store.facets import facets
from onrecord.store.links import pair
from onrecord.store.opened import Store, open_store
from onrecord.store.rows import by_name, packed, start_of, states_of, words_of
from onrecord.store.threads import anew, days_of, last_named
from onrecord.store.words import Words, put

STATEMENTS, QUESTIONS, READINGS = 1_000_000, 100, 150
# Rows that are written at once.
_BATCH = 20_000
_FAMILIES = ("Adler", "Brandt", "Costa", "Duval", "Endo", "Farkas", "Gomez", "Haas", "Ito", "Jensen", "Kovac", "Lund")
# What acts do to a commitment that another act began, one in _TURNS of them.
_KINDS: tuple[ActKind, ...] = ("plan", "pledge", "agree", "reaffirm", "advance", "complete", "delay", "withdraw")
_TURNS = 3
# One in so many texts is the edit of an earlier one at its address; one is a copy of another outlet's.
_EDITED, _COPIED = 50, 20
_DAYS = [datetime.date(2004, 1, 1) + datetime.timedelta(days=number) for number in range(8000)]


def measured(statements: int, questions: int, keep: Path | None = None) -> dict[str, float]:
    """The 95th percentile of each question in milliseconds, and what the store holds and takes."""
    with tempfile.TemporaryDirectory() as folder:
        path = keep or Path(folder) / "scale.db"
        with open_store(path) as store:
            if _statements(store) < statements:
                fill(store, statements, bases(data.shared()))
            figures = {"statements": float(_statements(store)), "store MB": path.stat().st_size / 1e6}
            for name, questions_of in _QUESTIONS.items():
                taken = _timed(store, questions_of, questions)
                figures[f"{name} p95 ms"] = statistics.quantiles(taken, n=20)[-1]
                figures[f"{name} median ms"] = statistics.median(taken)
    return figures


def _statements(store: Store) -> int:
    with store.reading() as connection:
        return len(connection.execute(select(t.statement.c.no).limit(1)).all()) and int(
            connection.exec_driver_sql("SELECT max(no) FROM statement").scalar_one()
        )


class Base(NamedTuple):
    """A real reading made ready to be repeated; in the JSON of its records its document's id, and the names of actors,
    wait to be replaced.
    """

    reading: Reading
    text: bytes
    actors: list[tuple[Actor, str]]
    statements: list[tuple[int, str, tuple[str, ...], str]]
    acts: list[tuple[Act, int, str, tuple[str, ...], str]]
    events: list[tuple[Event, int, str]]


def bases(shared: Path | None) -> list[Base]:
    """Real readings to repeat: of the corpus in the data folder where that is there, else of the samples."""
    if shared is None:
        return [_base(read_text(one.data.decode(), published=one.published, reader="rules")) for one in samples()]
    paths = sorted((shared / "corpus").glob("*/*.txt"))
    random.Random(3).shuffle(paths)
    texts = (path.read_text("utf-8") for path in paths if 1_000 < path.stat().st_size < 12_000)
    return [_base(read_text(text, reader="rules")) for text, _ in zip(texts, range(READINGS), strict=False)]


def _base(reading: Reading) -> Base:
    actors = by_name(reading)
    return Base(
        reading,
        reading.document.text.encode("utf-8", "surrogatepass"),
        [(one, packed(one)) for one in reading.actors],
        [
            (start_of(one), packed(one), one.actor, " ".join([*one.actor, *(piece.exact for piece in one.content)]))
            for one in reading.statements
        ],
        [(one, start_of(one), packed(one), states_of(one.by, actors), words_of(one)) for one in reading.acts],
        [(one, start_of(one), packed(one)) for one in reading.events],
    )


class _Rows:
    """Rows on their way into the tables, written in batches."""

    def __init__(self, connection: Connection):
        self.connection = connection
        self.waiting: dict[str, tuple[Table, list[dict[str, Any]]]] = {}
        self.words: dict[str, list[Words]] = {"statement_words": [], "reading_words": []}
        self.many = 0
        # By base the last text made of it: its document, and the first of its statements.
        self.last: dict[str, tuple[str, int]] = {}

    def add(self, table: Table, **row: Any) -> None:
        """Returns nothing: the row will be written."""
        self.waiting.setdefault(table.name, (table, []))[1].append(row)
        self.many += 1

    def link(self, kind: LinkKind, one: str, other: str) -> None:
        """Returns nothing: the link will be written."""
        made = pair(kind, one, other, "scale", 0.9)
        self.add(t.link, id=made.id, kind=kind, subject=made.subject, object=made.object, score=0.9, by="scale",
                 turn=0, made="2026-01-01")  # fmt: skip

    def write(self) -> None:
        """Returns nothing: all that waits is written."""
        for table in t.metadata.sorted_tables:
            if table.name in self.waiting:
                self.connection.execute(insert(table), self.waiting[table.name][1])
        for name, words in self.words.items():
            put(self.connection, name, words)
            words.clear()
        self.waiting.clear()
        self.many = 0


def fill(store: Store, statements: int, base: Sequence[Base]) -> None:
    """Returns nothing: the store holds so many statements, in threads of one to forty acts."""
    chance = random.Random(5)
    threads: dict[str, list[Turned]] = {}
    numbers, reading_numbers = count(1), count(1)
    made = 0
    with store.writing() as connection:
        rows = _Rows(connection)
        while made < statements:
            made += _repeat(rows, chance.choice(base), reading_numbers, numbers, chance, threads)
            if rows.many > _BATCH:
                rows.write()
                print(f"\r{made:,} statements", end="", file=sys.stderr, flush=True)
        rows.write()
        for name, turns in threads.items():
            _thread(rows, name, turns)
            if rows.many > _BATCH:
                rows.write()
        rows.write()
    print(file=sys.stderr)


class Turned(NamedTuple):
    """An act on its way into a thread."""

    turn: Turn
    number: int
    words: str
    due: str | None
    amount: str | None


def _repeat(
    rows: _Rows,
    of: Base,
    reading_numbers: "Iterator[int]",
    numbers: "Iterator[int]",
    chance: random.Random,
    threads: dict[str, list[Turned]],
) -> int:
    """How many statements were added: the reading once more, on another day and of other persons."""
    day, number = chance.choice(_DAYS).isoformat(), next(reading_numbers)
    document = f"{number:064x}"
    other = f"{chance.choice(_FAMILIES)}{chance.randrange(400)}"
    reading = of.reading
    _text(rows, of, number, document, day)
    called = {one.name: f"{one.name} {other}" if one.kind == "person" else one.name for one in reading.actors}
    names = {name: slug(now) for name, now in called.items()}
    by_names = {one.name: one for one, _ in of.actors}
    for actor, body in {names[one.name]: (one, body) for one, body in of.actors}.values():
        known, now = names[actor.name], called[actor.name]
        family = known.rpartition("-")[2] if actor.kind == "person" else None
        own = _renamed(body, (("id", actor.id, known), ("name", actor.name, now)))
        rows.add(t.actor, reading=number, id=known, name=now, kind=actor.kind, family=family, body=own)
    first = None
    for start, body, actors, words in of.statements:
        no = next(numbers)
        first = first or no
        now_by = [called.get(name, name) for name in actors]
        said = _renamed(body.replace(reading.document.id, document), (("actor", actors, now_by),))
        rows.add(t.statement, no=no, reading=number, id=f"s{no:016x}", start=start, day=day, body=said)
        for who in dict.fromkeys(names[name] for name in actors if name in names):
            rows.add(t.statement_actor, reading=number, actor=who, day=day, statement=no)
        speaking = [by_names[name] for name in actors if name in by_names and by_names[name].kind != "state"]
        for state in sorted({slug(state) for one in speaking for state in one.acts_for}):
            rows.add(t.statement_state, reading=number, state=state, day=day, statement=no)
        rows.words["statement_words"].append(Words(no, words))
    rows.words["reading_words"].append(Words(number, reading.document.text))
    _acts(rows, of, number, day, chance, threads, called)
    _events(rows, of, number, day, called)
    if number % _EDITED == 0:
        _edited(rows, of, next(reading_numbers), number, day)
    if number % _COPIED == 0 and reading.document.id in rows.last and first is not None:
        copied, from_ = rows.last[reading.document.id]
        rows.link("same-story", copied, document)
        for at in range(min(5, len(of.statements))):
            rows.link("same-statement", f"s{from_ + at:016x}", f"s{first + at:016x}")
    rows.last[reading.document.id] = (document, first or 0)
    return len(of.statements)


def _text(rows: _Rows, of: Base, number: int, document: str, day: str, instead: int | None = None) -> None:
    """Returns nothing: adds a text with its reading; one `instead` of which another stands there counts no longer."""
    here = instead or number
    paper, address = f"Paper {here % 300}", f"https://paper-{here % 300}.example/{day[:4]}/{here}"
    provenance = packed(replace(of.reading.provenance, publisher=paper, published=day))
    rows.add(t.blob, sha256=document, bytes=of.text)
    rows.add(t.document, id=document, added=day)
    about = {"document": document, "source": address, "url": address, "publisher": paper, "added": day}
    rows.add(t.appearance, id=document[-32:], **about)
    at = f"{day}T{'06' if instead else '18'}:00:00.000+00:00"
    rows.add(t.version, address=address, seen=at, appearance=document[-32:], added=at)
    rows.add(t.reading, no=number, document=document, reader="scale", appearance=document[-32:],
             active=instead is None, published=day, day=day, publisher=paper, title=of.reading.document.text[:60],
             made=day, body=provenance)  # fmt: skip


def _edited(rows: _Rows, of: Base, number: int, instead: int, day: str) -> None:
    """Returns nothing: adds the text that stood there before, in which the first act was not yet said so."""
    text = of.text.decode("utf-8", "surrogatepass")
    document = f"{number:064x}"
    if of.acts:
        start = of.acts[0][1]
        end = text.find("\n", start) % (len(text) + 1)
        text = text[:start] + text[start:end].swapcase() + text[end:]
    _text(rows, of._replace(text=text.encode("utf-8", "surrogatepass")), number, document, day, instead)
    for at, (act, start, body, by, words) in enumerate(of.acts[1:], 1):
        name = f"a{number:012x}{at:04x}"
        said = body.replace(of.reading.document.id, document).replace(act.id, name)
        rows.add(t.act, reading=number, id=name, start=start, kind=act.kind, day=day, words=words,
                 by_states=packed(by), to_states="[]", body=said, due=last_day(act.due_value),
                 amount=act.amount.exact if act.amount else None)  # fmt: skip


def _events(rows: _Rows, of: Base, number: int, day: str, called: dict[str, str]) -> None:
    document = f"{number:064x}"
    for at, (event, start, body) in enumerate(of.events):
        name = f"e{number:012x}{at:04x}"
        said = body.replace(of.reading.document.id, document).replace(event.id, name)
        parties = (("actors", event.actors), ("recipients", event.recipients))
        said = _renamed(said, [(field, was, [called.get(one, one) for one in was]) for field, was in parties])
        rows.add(t.event, reading=number, id=name, start=start, type=event.type, day=day, country=event.country,
                 body=said)  # fmt: skip


def _renamed(body: str, changed: "Sequence[tuple[str, object, object]]") -> str:
    """The JSON of a record with other values of some of its fields."""
    for field, old, new in changed:
        body = body.replace(f'"{field}":{packed(old)}', f'"{field}":{packed(new)}', 1)
    return body


def _acts(
    rows: _Rows, of: Base, number: int, day: str, chance: random.Random, threads: dict[str, list[Turned]],
    called: dict[str, str],
) -> None:  # fmt: skip
    document = f"{number:064x}"
    for at, (act, start, body, by, words) in enumerate(of.acts):
        name = f"a{number:012x}{at:04x}"
        said = body.replace(of.reading.document.id, document).replace(act.id, name)
        parties = (("by", act.by), ("to", act.to))
        kind = chance.choice(_KINDS) if chance.randrange(_TURNS) == 0 else act.kind
        said = _renamed(said, [
            ("kind", act.kind, kind), *((field, was, [called.get(one, one) for one in was]) for field, was in parties)
        ])  # fmt: skip
        due, amount = last_day(act.due_value), act.amount.exact if act.amount else None
        rows.add(t.act, reading=number, id=name, start=start, kind=kind, day=day, words=words,
                 by_states=packed(by), to_states="[]", body=said, due=due, amount=amount)  # fmt: skip
        # The repetitions of an act are forty commitments at most.
        thread = f"{slug(words)[:48]}-{act.id[1:5]}{chance.randrange(40):04x}"
        turned = Turned(Turn(name, document, kind, day, start, by), number, words, due, amount)
        threads.setdefault(thread, []).append(turned)


def _thread(rows: _Rows, name: str, turns: Sequence[Turned]) -> None:
    of = {one.turn.act: one for one in turns}
    states = sorted({state for one in turns for state in one.turn.states})
    rows.add(t.thread, id=name, label=turns[0].words, states=packed(states), to_states="[]", acts=len(turns),
             measurable=True)  # fmt: skip
    dossiers = ["exercises", "sanctions", "energy", "cyber"][len(name) % 4 :][:1] if len(name) % 3 else []
    for dossier in dossiers:
        rows.add(t.thread_dossier, thread=name, dossier=dossier)
    steps = folded(one.turn for one in turns)
    days = days_of(steps)
    named = [of[step.turn.act] for step in steps]
    dues, terms = last_named(one.due for one in named), anew((one.due, one.amount) for one in named)
    for seq, step in enumerate(steps):
        row = {"thread": name, "seq": seq, "kind": step.turn.kind, "day": days[seq], "until": days[seq + 1]}
        row["stage"], row["due"] = step.stage, dues[seq]
        row["terms"] = packed(terms[seq]) if terms[seq] else None
        row["softened"] = packed(step.softened) if step.softened else None
        rows.add(t.step, act=step.turn.act, reading=of[step.turn.act].number, before=step.before, **row)
        if seq:
            rows.link("same-commitment", steps[seq - 1].turn.act, step.turn.act)
        for facet in facets(row, states, dossiers, turns[0].words):
            rows.add(t.facet, **facet)


def _timed(store: Store, ask: "Callable[[Connection, random.Random], object]", questions: int) -> list[float]:
    """How long each of so many questions took, in milliseconds, each over a connection of its own."""
    chance = random.Random(7)
    taken = []
    for _ in range(questions):
        with store.reading() as connection:
            start = time.perf_counter()
            ask(connection, chance)
            taken.append((time.perf_counter() - start) * 1000)
    return taken


_STATES = (
    "United States",
    "South Korea",
    "Japan",
    "Russia",
    "China",
    "Ukraine",
    "Australia",
    "Iran",
    "Chile",
    "Norway",
)
_WORDS = ("missile", "submarine talks", "trade agreement", '"prime minister"', "ceasefire", "tariffs steel", "nuclear",
          "visit", "security cooperation", "earthquake", "president", "climate finance")  # fmt: skip


def _ledger(connection: Connection, chance: random.Random) -> object:
    year = chance.randrange(2006, 2025)
    return commitments(connection, chance.choice((
        Asked(), Asked(party=chance.choice(_STATES)), Asked(stage=chance.choice(("pledged", "completed", "delayed"))),
        Asked(dossier=chance.choice(("exercises", "sanctions", "energy"))), Asked(as_of=f"{year}-06-30"),
        Asked(party=chance.choice(_STATES), stage="agreed", as_of=f"{year}-06-30"), Asked(kind="withdraw"),
        Asked(text=chance.choice(("submarines", "energy security", "humanitarian"))), Asked(since="2025-10-01"),
    )))  # fmt: skip


def _said(connection: Connection, chance: random.Random) -> object:
    who = chance.choice((*_STATES, "the Pentagon", f"{chance.choice(_FAMILIES)}{chance.randrange(400)}"))
    about = chance.choice((None, None, "trade", "missile"))
    try:
        return said(connection, who, about, since=chance.choice((None, "2015")))
    except UsageError as error:  # nobody of that name: the answer is that
        return error


def _search(connection: Connection, chance: random.Random) -> object:
    return search(connection, chance.choice(_WORDS), of=chance.choice(("statements", "both")))


def _show(connection: Connection, chance: random.Random) -> object:
    first = connection.execute(
        select(t.thread.c.id).where(t.thread.c.id > chance.choice("abcdefghilmnoprstw")).limit(1)
    )
    return history(connection, first.scalar_one())


_QUESTIONS = {"ledger": _ledger, "said": _said, "search": _search, "show": _show}


def main() -> int:
    """The exit code, after the figures were printed."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--statements", type=int, default=STATEMENTS)
    asked.add_argument("--questions", type=int, default=QUESTIONS)
    asked.add_argument("--keep", type=Path, help="make the store here, or use the one that is here")
    given = asked.parse_args()
    for name, value in measured(given.statements, given.questions, given.keep).items():
        print(f"{name:<20}{value:>14,.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The threads of acts that follow from the links that hold, and the stage after each act. Derived, never typed in."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, delete, insert, select

from onrecord.commitment import Step, Turn, folded, in_order
from onrecord.edtf import last_day
from onrecord.records import Act, ActKind, Actor, slug
from onrecord.resolve.commitments import REACTIONS, Subject, measurable, threads
from onrecord.resolve.dossiers import Dossier, after_each
from onrecord.resolve.quantities import same_amount
from onrecord.store import tables as t
from onrecord.store.catalogue import catalogue
from onrecord.store.facets import facets
from onrecord.store.links import cut, marks, retracted, scores
from onrecord.store.rethreading import Standing
from onrecord.store.rows import act_day, names_in, packed, plain, start_of, states_of, words_of

# The day of what has none, before all days, and the day until which the last step holds, after all days.
UNDATED, EVER = "", "9999-99-99"
# Letters of a thread's id that come from its first act's words.
_NAMED = 48


class Member(NamedTuple):
    """An act of an active reading as threads take it. `number` is its reading's, `judged` what users say of it:
    "not-measurable", "disputed"; `due` is the last day that its deadline may mean, `amount` the words of its amount.
    """

    turn: Turn
    number: int
    words: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    judged: frozenset[str] = frozenset()
    due: str | None = None
    amount: str | None = None

    @property
    def subject(self) -> Subject:
        """The act as it is compared with others."""
        return Subject(self.turn.act, self.turn.document, self.turn.kind, self.words, self.by, self.to)


def member_of(act: Act, number: int, published: str | None, actors: Mapping[str, Actor]) -> Member:
    """An act as threads take it, of the reading with this number, whose document was published then."""
    by, to = states_of(act.by, actors), states_of(act.to, actors)
    turn = Turn(act.id, act.document, act.kind, act_day(act, published), start_of(act), by)
    amount = plain(" ".join(act.amount.exact.split())) if act.amount else None
    return Member(turn, number, plain(words_of(act)) or "", by, to, due=last_day(act.due_value), amount=amount)


def rethread(connection: Connection, acts: Iterable[str]) -> None:
    """Returns nothing: the acts, which are new, gone or linked otherwise, and all others stand where they belong."""
    standing = Standing(connection)
    standing.settle(acts)
    _forget(connection, standing.gone())
    made = list(standing.threads())
    known = members(connection, {act for thread in made for act in thread})
    _keep(connection, [[known[act] for act in thread] for thread in made])


def reached(connection: Connection, acts: Iterable[str]) -> set[str]:
    """The acts, and all that links and threads lead to from them: those whose threads may follow from theirs."""
    found = fresh = set(acts)
    not_held = retracted(connection)
    while fresh:
        here = scores(connection, fresh, not_held)
        near = {act for pair in here for act in pair} | _beside(connection, fresh)
        fresh = near - found
        found = found | fresh
    return found


def sizes(connection: Connection, acts: set[str]) -> Counter[str]:
    """How many of the acts stand in which thread."""
    found: Counter[str] = Counter()
    for some in cut(sorted(acts)):
        found.update(connection.execute(select(t.step.c.thread).where(t.step.c.act.in_(some))).scalars())
    return found


def gathered(known: Mapping[str, Member], links: Mapping[tuple[str, str], float]) -> list[list[Member]]:
    """The threads of acts, each in the order of time; links to acts that are not known are left out."""
    order = [turn.act for turn in in_order(one.turn for one in known.values())]
    made = threads(order, {pair: score for pair, score in links.items() if pair[0] in known and pair[1] in known})
    return [[known[act] for act in thread] for thread in made]


def in_one_thread(connection: Connection, one: str, other: str) -> str | None:
    """The id of the thread in which both acts stand; None if there is none."""
    mine, theirs = t.step.alias(), t.step.alias()
    both = select(mine.c.thread).join(theirs, theirs.c.thread == mine.c.thread)
    found: str | None = connection.execute(both.where(mine.c.act == one, theirs.c.act == other)).scalar()
    return found


def _beside(connection: Connection, acts: set[str]) -> set[str]:
    """The acts that now stand in one thread with any of these."""
    found: set[str] = set()
    for some in cut(sorted(acts)):
        of = select(t.step.c.thread).where(t.step.c.act.in_(some)).distinct()
        found.update(connection.execute(select(t.step.c.act).where(t.step.c.thread.in_(of))).scalars())
    return found


def _forget(connection: Connection, threads: Sequence[str]) -> None:
    """Returns nothing: the threads are gone."""
    for names in cut(threads):
        for table in (t.step, t.facet, t.thread_dossier):
            connection.execute(delete(table).where(table.c.thread.in_(names)))
        connection.execute(delete(t.thread).where(t.thread.c.id.in_(names)))


def members(connection: Connection, acts: set[str]) -> dict[str, Member]:
    """The acts that stand in active readings, by their ids."""
    a, r = t.act.c, t.reading.c
    of = select(
        a.id, a.kind, a.day, a.start, a.words, a.by_states, a.to_states, a.due, a.amount, r.no, r.document
    ).join(t.reading, r.no == a.reading)  # fmt: skip
    found: dict[str, Member] = {}
    said = marks(connection)
    for some in cut(sorted(acts)):
        for row in connection.execute(of.where(a.id.in_(some), r.active)).all():
            by, to = names_in(row.by_states), names_in(row.to_states)
            kind: ActKind = row.kind
            turn = Turn(row.id, row.document, kind, row.day, row.start, by)
            found[row.id] = Member(
                turn, row.no, row.words, by, to, frozenset(said.get(row.id, ())), row.due, row.amount
            )
    return found


def _keep(connection: Connection, made: Sequence[Sequence[Member]]) -> None:
    known = catalogue(connection)
    derived = [rows_of(thread, known) for thread in made]
    for table in TABLES:
        rows = [row for one in derived for row in one[table.name]]
        if rows:
            connection.execute(insert(table), rows)


# What is derived of a thread, in the order in which it is written.
TABLES: tuple[Table, ...] = (t.thread, t.thread_dossier, t.step, t.facet)


def rows_of(thread: Sequence[Member], known: Sequence[Dossier]) -> dict[str, list[dict[str, Any]]]:
    """The rows of a thread in each of TABLES, by the table's name, given the dossiers that there are."""
    name = thread_id(thread[0].turn.act, thread[0].words)
    steps = _steps(name, thread)
    then = called(thread, known)
    now = then[-1]
    row = {
        "id": name, "label": now.label, "states": packed(now.by), "to_states": packed(now.to), "acts": len(thread),
        "measurable": now.measurable, "disputed": any("disputed" in one.judged for one in thread),
    }  # fmt: skip
    return {
        "thread": [row],
        "thread_dossier": [{"thread": name, "dossier": one} for one in now.dossiers],
        "step": steps,
        "facet": [
            row
            for step, by_then in zip(steps, then, strict=True)
            for row in facets(step, by_then.states, by_then.dossiers, by_then.label)
        ],
    }


class Called(NamedTuple):
    """What a thread is called by: its words, the states whose it is and to whom it is made, its dossiers.

    `states` are all that act in it or are acted for, those too who only asked for it, welcomed or criticised it.
    """

    label: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    measurable: bool
    dossiers: tuple[str, ...]
    states: tuple[str, ...] = ()


def called(thread: Sequence[Member], known: Sequence[Dossier]) -> list[Called]:
    """How a thread was called after each of its acts, in the order of time: later acts tell nothing of days before."""
    found: list[Called] = []
    first: Member | None = None
    sides = _Sides()
    can_be_measured, judged_not = False, any("not-measurable" in one.judged for one in thread)
    for one, dossiers in zip(thread, after_each((one.words for one in thread), known), strict=True):
        can_be_measured = not judged_not and (can_be_measured or measurable(one.words))
        if first is None or (first.turn.kind in REACTIONS and one.turn.kind not in REACTIONS):
            first = one
        sides.take(one)
        found.append(Called(first.words, *sides.parties(), can_be_measured, dossiers, sides.everybody()))
    return found


def thread_id(act: str, words: str) -> str:
    """The id of the commitment that begins with an act: a few of its words, and the act's own hash."""
    named = slug(words)
    if len(named) > _NAMED:
        named = named[:_NAMED].rpartition("-")[0] or named[:_NAMED]
    return f"{named}-{act[1:9]}"


class _Sides:
    """The states whose commitment a thread is, and those to whom it is made.

    Who requests, welcomes or criticises does not commit itself; where nobody else acts, who was asked does.
    """

    def __init__(self) -> None:
        self.by: set[str] = set()
        self.to: set[str] = set()
        self.asked: set[str] = set()
        self.all: set[str] = set()

    def take(self, one: Member) -> None:
        """Returns nothing: an act of the thread is taken into account."""
        self.all.update(one.by)
        if one.turn.kind == "request" or one.turn.kind in REACTIONS:
            self.asked.update(one.to)
        else:
            self.by.update(one.by)
            self.to.update(one.to)

    def everybody(self) -> tuple[str, ...]:
        """All who act or are acted for."""
        return tuple(sorted({*self.all, *self.to, *self.asked}))

    def parties(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Those whose commitment it is, and to whom."""
        by, to = (self.by, self.to) if self.by else (self.asked, self.all)
        return tuple(sorted(by)), tuple(sorted(to - by))


def days_of(steps: Sequence[Step]) -> list[str]:
    """The day of each step, and after the last the day until which it holds."""
    return [*(step.turn.at or UNDATED for step in steps), EVER]


def _steps(name: str, thread: Sequence[Member]) -> list[dict[str, Any]]:
    of = {one.turn.act: one for one in thread}
    steps = folded(one.turn for one in thread)
    days = days_of(steps)
    named = [of[step.turn.act] for step in steps]
    dues = last_named(one.due for one in named)
    terms = anew([(one.due, one.amount) for one in named])
    return [
        {"thread": name, "seq": seq, "act": step.turn.act, "reading": of[step.turn.act].number,
         "kind": step.turn.kind, "day": days[seq], "until": days[seq + 1], "before": step.before, "stage": step.stage,
         "softened": packed(step.softened) if step.softened else None, "due": dues[seq],
         "terms": packed(terms[seq]) if terms[seq] else None}
        for seq, step in enumerate(steps)
    ]  # fmt: skip


def last_named(dues: Iterable[str | None]) -> list[str | None]:
    """After each act the deadline that was named last, given those that the acts name, in the order of time."""
    found: list[str | None] = []
    for due in dues:
        found.append(due or (found[-1] if found else None))
    return found


def anew(named: Iterable[tuple[str | None, str | None]]) -> list[tuple[str, ...]]:
    """Of each act which terms it names that none before it named, "due" and "amount"; of the first none, all is new.

    Given the deadline and the amount of each, in the order of time.
    """
    found: list[tuple[str, ...]] = []
    dues: set[str] = set()
    amounts: list[str] = []
    for due, amount in named:
        terms = ["due"] if due is not None and due not in dues else []
        if amount is not None and not any(same_amount(amount, other) for other in amounts):
            terms.append("amount")
        found.append(tuple(terms) if found else ())
        dues |= {due} if due is not None else set()
        amounts += [amount] if amount is not None else []
    return found

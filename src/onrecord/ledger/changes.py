"""What has changed since a day: commitments new, moved, softened, amended, dropped or reaffirmed, and edited pages."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, Literal, get_args

from msgspec.structs import replace
from sqlalchemy import ColumnElement, Connection, select

from onrecord.commitment import CARRIED, Stage
from onrecord.edtf import told as told_date
from onrecord.ledger.cited import linked
from onrecord.ledger.commitments import Asked, called_after, called_by, filters
from onrecord.ledger.edits import How, Replacement, act_of, edit_of, how, replacements
from onrecord.ledger.told import TOLD, told
from onrecord.records import Act, ActKind, Frozen
from onrecord.resolve.commitments import alike
from onrecord.store import tables as t
from onrecord.store.links import cut, held
from onrecord.store.rows import unpacked, words_of
from onrecord.targets import extent
from onrecord.text import Span

What = Literal["new", "moved", "softened", "amended", "dropped", "reaffirmed", "edited"]
WHATS: tuple[What, ...] = get_args(What)
# From so alike words on a text may well carry a commitment that it is not linked with: it is not said to drop it.
NEAR = 0.3
# Edits that are told at once, the last: both texts of each are compared.
EDITS = 25


class Change(Frozen, frozen=True):
    """What a document changed about a commitment.

    `by` are the states whose commitment it was after that, `softened` those whose words became weaker. `act` is None
    where a text of a series dropped the commitment. `link`, by `with_links`, opens the page at the act's words. `terms`
    are those that the act names as none before it did: "due", "amount". "amended" is what has new ones alone.

    "edited" is what an edit of a page did (`edit`) to what it says, with the act as it was before it (`was`); `day` is
    the day on which that was seen. `thread` is empty where no text says it any more.
    """

    what: What
    day: str | None
    thread: str
    label: str
    by: tuple[str, ...]
    before: Stage | None
    stage: Stage | None
    document: str
    title: str
    act: Act | None = None
    kind: ActKind | None = None
    softened: tuple[str, ...] = ()
    publisher: str | None = None
    url: str | None = None
    edit: How | None = None
    was: Act | None = None
    link: str | None = None
    terms: tuple[str, ...] = ()

    @property
    def when(self) -> str | None:
        """The day as precisely as the act tells it: its month or year, where no more is known (EDTF)."""
        return told_date(self.act.date_value, self.day) if self.act and self.edit is None else self.day


def changes(
    connection: Connection,
    since: str,
    until: str | None = None,
    asked: Asked | None = None,
    whats: Sequence[What] = WHATS,
    documents: Collection[str] | None = None,
    replaced: Sequence[Replacement] | None = None,
) -> list[Change]:
    """The changes from the day `since` to `until`, in the order of time, to the commitments that are asked for.

    With `documents` only those that acts in these made. With `replaced` what these edits did, and no others.

    With "softened" those edits are told too that made an undertaking weaker.

    An act is told once: as new where it begins its commitment, else as softened, moved, amended or reaffirmed; acts
    that changed nothing are left out. Where the text that begins a commitment moves it on the same day, it is new at
    the later stage, and what that text says of its terms is new with it.
    """
    wanted = asked or Asked()
    no_edits = documents is not None and replaced is None
    by_edits = [] if no_edits else [what for what in ("edited", "softened") if what in whats]
    if replaced is None and by_edits:
        replaced = replacements(connection, since, until)
    found = [
        *(_steps(connection, since, until, wanted, whats, documents) if set(whats) & set(TOLD) else ()),
        *(_dropped(connection, since, until, wanted, documents) if "dropped" in whats else ()),
        *(_edited(connection, replaced, wanted) if by_edits else ()),
    ]
    chosen = [
        one
        for one in found
        if (one.what in whats or one.edit in by_edits)
        and (documents is None or one.what == "edited" or one.document in documents)
    ]
    return sorted(
        chosen, key=lambda one: (one.day or "", one.document, one.act.trigger.start if one.act else -1, one.thread)
    )


def with_links(connection: Connection, found: Sequence[Change]) -> list[Change]:
    """The same changes, each with the link to its act's words; for those that are shown, as it takes their texts."""
    return linked(connection, found, _words, lambda one: one.act and hash(one.act))


def _words(one: Change, text: str) -> Span | None:
    return extent(one.act, text) if one.act and one.act.document == one.document else None


def _steps(
    connection: Connection, since: str, until: str | None, asked: Asked, whats: Sequence[What],
    documents: Collection[str] | None,
) -> list[Change]:  # fmt: skip
    s, a, r = t.step.c, t.act.c, t.reading.c
    days = [s.day >= since, *([s.day <= until] if until else [])]
    steps = told(connection, asked, whats, since, until)
    wanted = {(row.thread, row.seq) for some in _readings(connection, documents)
              for row in connection.execute(steps.where(*some))}  # fmt: skip
    names = sorted({thread for thread, _ in wanted})
    query = (
        select(s.thread, s.seq, s.day, s.before, s.stage, s.softened, s.terms, s.kind, a.body, r.document, r.title,
               r.publisher, t.appearance.c.url)
        .join(t.act, (a.id == s.act) & (a.reading == s.reading))
        .join(t.reading, r.no == s.reading)
        .join(t.appearance, t.appearance.c.id == r.appearance)
        .where(*days)
        .order_by(s.thread, s.seq)
    )  # fmt: skip
    called = called_after(connection, select(s.thread, s.act).order_by(s.thread, s.seq), names)
    found: list[Change] = []
    asked_for: list[bool] = []
    begun: dict[tuple[str, str, str], int] = {}
    for row in (row for some in cut(names) for row in connection.execute(query.where(s.thread.in_(some)))):
        what = _what(row)
        begin = begun.get((row.thread, row.document, row.day))
        then = called[row.thread][row.seq]
        if what == "moved" and begin is not None:
            found[begin] = replace(found[begin], stage=row.stage, by=then.by, label=then.label)
            asked_for[begin] |= (row.thread, row.seq) in wanted
        elif what is not None and not (what == "amended" and begin is not None):
            if what == "new":
                begun[row.thread, row.document, row.day] = len(found)
            asked_for.append((row.thread, row.seq) in wanted)
            found.append(
                Change(
                    what, row.day, row.thread, then.label, then.by, row.before, row.stage, row.document, row.title,
                    unpacked(row.body, Act), row.kind,
                    unpacked(row.softened, tuple[str, ...]) if row.softened else (), row.publisher, row.url,
                    terms=unpacked(row.terms, tuple[str, ...]) if row.terms else (),
                )
            )  # fmt: skip
    return [one for one, was in zip(found, asked_for, strict=True) if was]


def _readings(connection: Connection, documents: Collection[str] | None) -> Iterator[list[ColumnElement[bool]]]:
    """Conditions on steps by their readings, one after the other: none, or that they are of some of the documents."""
    if documents is None:
        yield []
        return
    r = t.reading.c
    for some in cut(sorted(documents)):
        numbers = connection.execute(select(r.no).where(r.document.in_(some), r.active)).scalars().all()
        yield [t.step.c.reading.in_(numbers)]


def _what(row: Any) -> What | None:
    if row.seq == 0:
        return "new"
    if row.softened:
        return "softened"
    if row.before != row.stage:
        return "moved"
    if row.terms:
        return "amended"
    return "reaffirmed" if row.kind == "reaffirm" else None


def _dropped(
    connection: Connection, since: str, until: str | None, asked: Asked, documents: Collection[str] | None
) -> list[Change]:
    """The commitments that texts of a series no longer carry, though each of those just before did."""
    r = t.reading.c
    of_series = select(r.series).where(r.series.is_not(None), r.day >= since, r.active).distinct()
    parts = [[]] if documents is None else [[r.document.in_(some)] for some in cut(sorted(documents))]
    latest = {one for some in parts for one in connection.execute(of_series.where(*some)).scalars()}
    query = select(r.no, r.series, r.document, r.title, r.day, r.publisher, t.appearance.c.url).join(
        t.appearance, t.appearance.c.id == r.appearance
    )
    of = query.where(r.active, r.day.is_not(None)).order_by(r.series, r.day, r.document)
    rows = [row for some in cut(sorted(latest)) for row in connection.execute(of.where(r.series.in_(some)))]
    found = []
    for at, row in enumerate(rows):
        before = rows[max(0, at - CARRIED) : at]
        late = row.day >= since and (until is None or row.day <= until)
        late &= documents is None or row.document in documents
        if late and len(before) == CARRIED and all(one.series == row.series for one in before):
            found += _lost(connection, row, [one.no for one in before], asked)
    return found


def _lost(connection: Connection, row: Any, before: list[int], asked: Asked) -> list[Change]:
    s = t.step.c
    carried = [set(connection.execute(select(s.thread).where(s.reading == number)).scalars()) for number in before]
    now = set(connection.execute(select(s.thread).where(s.reading == row.no)).scalars())
    gone = sorted(set.intersection(*carried) - now)
    held = select(s.thread, s.stage).where(s.thread.in_(gone), s.day <= row.day, s.until > row.day)
    for where in filters(connection, asked):
        held = held.where(where)
    stages = {one.thread: one.stage for one in connection.execute(held)}
    return [
        Change(
            "dropped", row.day, name, then.label, then.by, stages[name], stages[name], row.document, row.title,
            publisher=row.publisher, url=row.url,
        )
        for name, then in sorted(called_by(connection, sorted(stages), row.day).items())
        if not carried_on(connection, row.no, then.label)
    ]  # fmt: skip


def _edited(connection: Connection, replaced: Sequence[Replacement] | None, asked: Asked) -> Iterator[Change]:
    """What edits did to the commitments that are asked for; what no text says any more is in no dossier."""
    every = asked == Asked()
    near = replaced or () if every else touching(connection, replaced or (), asked)
    for edit in (edit_of(connection, one) for one in near):
        threads = _threads_of(connection, [act_of(one).id for one in edit.changes])
        kept = set(threads.values()) if every else _asked_for(connection, set(threads.values()), asked)
        of = select(t.act.c.id, t.act.c.by_states).where(t.act.c.id.in_([act_of(one).id for one in edit.changes]))
        by = {row[0]: row[1] for row in connection.execute(of)} if edit.changes else {}
        for one in edit.changes:
            act = act_of(one)
            thread = threads.get(act.id, "")
            if thread in kept or (every and not thread):
                yield Change(
                    "edited", edit.seen[:10], thread, words_of(act), unpacked(by[act.id], tuple[str, ...]), None, None,
                    edit.document, edit.title, one.new, act.kind, publisher=edit.publisher, url=edit.url,
                    edit=how(one), was=one.old,
                )  # fmt: skip


def touching(connection: Connection, replaced: Sequence[Replacement], asked: Asked) -> list[Replacement]:
    """The edits that may have changed a commitment that is asked for: one of the acts in either text belongs to it.

    To compare two texts takes longer than to ask this of all of them at once.
    """
    a, r = t.act.c, t.reading.c
    documents = {document for one in replaced for document in (one.document, one.earlier)}
    of = select(a.id, r.document).join(t.reading, r.no == a.reading)
    found = [row for some in cut(sorted(documents)) for row in connection.execute(of.where(r.document.in_(some)))]
    threads = _threads_of(connection, sorted({row.id for row in found}))
    kept = _asked_for(connection, set(threads.values()), asked)
    near = {row.document for row in found if threads.get(row.id) in kept}
    return [one for one in replaced if near & {one.document, one.earlier}]


def _threads_of(connection: Connection, acts: list[str]) -> dict[str, str]:
    """The threads in which acts stand, or acts that are linked with them: those of a text that was replaced do not."""
    s = t.step.c
    near = {act: {act} for act in acts}
    for link in held(connection, "same-commitment", acts) if acts else ():
        for one, other in ((link.subject, link.object), (link.object, link.subject)):
            if one in near:
                near[one].add(other)
    every = sorted({other for some in near.values() for other in some})
    threads = {
        row.act: row.thread
        for some in cut(every)
        for row in connection.execute(select(s.act, s.thread).where(s.act.in_(some)))
    }
    firsts = {act: [act, *sorted(some)] for act, some in near.items()}
    found = {act: next((threads[one] for one in some if one in threads), None) for act, some in firsts.items()}
    return {act: thread for act, thread in found.items() if thread is not None}


def _asked_for(connection: Connection, threads: set[str], asked: Asked) -> set[str]:
    query = select(t.step.c.thread).distinct()
    for where in filters(connection, asked):
        query = query.where(where)
    parts = cut(sorted(threads))
    return {one for some in parts for one in connection.execute(query.where(t.step.c.thread.in_(some))).scalars()}


def carried_on(connection: Connection, number: int, words: str) -> bool:
    """True if a reading has an act whose undertaking comes near those words, though not near enough to be linked."""
    of = select(t.act.c.words).where(t.act.c.reading == number)
    return any(alike(words, other) >= NEAR for other in connection.execute(of).scalars())

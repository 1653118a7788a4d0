"""What reviewers decide: it counts, survives every reader, never changes what a reader made, and can be undone."""

import random
from collections import Counter
from collections.abc import Iterator
from typing import TypeVar

import msgspec
import pytest
from sqlalchemy import select

from onrecord.errors import IntegrityError, UsageError
from onrecord.ledger.decisions import training
from onrecord.ledger.verify import verify
from onrecord.records import Act, Actor, Anchor, Reading, Record, Statement, record_id
from onrecord.resolve.editing import FIELDS, added, edited, given, new_actors
from onrecord.store import reviewing
from onrecord.store import tables as t
from onrecord.store.kept import reading_kept
from onrecord.store.opened import Store
from onrecord.store.reviewing import accept, edit, mark, merge, record_named, reject, split, undo
from onrecord.store.unit import add
from tests.store.given import AGREED, DOZEN, PLEDGED, Piece, filled
from tests.store.test_links import threads_of
from tests.store.test_unit import digest_of

ME, YOU = "ann", "bo"


def kept(store: Store, piece: Piece = AGREED, *, own: bool = False) -> Reading:
    """What counts of a piece, or what its reader made of it."""
    with store.reading() as connection:
        return reading_kept(connection, piece.document.id, own=own)


def anew(store: Store, piece: Piece, reading: Reading, reader: str) -> None:
    """Returns nothing: the piece was read by another reader, which made this of it."""
    with store.writing() as connection:
        add(connection, piece.document, piece.document, msgspec.structs.replace(reading, reader=reader), piece.data)


def named(store: Store) -> dict[str, str]:
    """The commitments, by the first words of what is undertaken."""
    with store.reading() as connection:
        return {row.label: row.id for row in connection.execute(select(t.thread.c.label, t.thread.c.id))}


@pytest.fixture
def full(store: Store) -> Iterator[Store]:
    """A store with a dozen documents, in which all holds before and after."""
    yield filled(store, *DOZEN)
    digest_of(store)


T = TypeVar("T", Act, Statement)


def changed(record: T, **fields: object) -> T:
    """The record with other values."""
    new = msgspec.structs.replace(record, **fields)
    return msgspec.structs.replace(new, id=record_id(new))


def test_what_is_accepted_changes_nothing(full: Store) -> None:
    """But that it is known who accepted it; twice is no error."""
    said, acts = digest_of(full), kept(full).acts
    with full.writing() as connection:
        first = accept(connection, [one.id for one in acts], ME)
        accept(connection, [acts[0].id], YOU)
    assert digest_of(full) == said
    with full.writing() as connection:
        assert {one.batch for one in undo(connection, ME)} == {first}
        with pytest.raises(UsageError, match="nothing to undo"):
            undo(connection, ME)


def test_what_is_rejected_counts_no_longer(full: Store) -> None:
    """It is in no thread; what the reader made stays as it was; undone, all is as before."""
    said, before = digest_of(full), kept(full)
    act = before.acts[0]
    with full.writing() as connection:
        batch = reject(connection, act.id, ME, "it was a draft")
    assert [one.id for one in kept(full).acts] == [one.id for one in before.acts[1:]]
    assert kept(full, own=True) == before
    assert act.id not in {one for some in threads_of(full) for one in some}
    with full.writing() as connection, pytest.raises(UsageError, match="no such record counts"):
        record_named(connection, act.id)
    assert digest_of(full) != said
    with full.writing() as connection:
        assert [(one.note, one.undone_by) for one in undo(connection, YOU, batch)] == [("it was a draft", YOU)]
    assert digest_of(full) == said


def test_what_is_edited_counts_as_it_is_now(full: Store) -> None:
    """In the ledger too; edited again, and each edit undone by itself."""
    said, before = digest_of(full), kept(full)
    act = before.acts[0]
    plan = changed(act, kind="consider")
    with full.writing() as connection:
        edit(connection, act.id, plan, before.actors, ME)
    between = digest_of(full)
    delay = changed(plan, kind="delay")
    with full.writing() as connection:
        edit(connection, plan.id, delay, before.actors, ME)
        with pytest.raises(UsageError, match="nothing was changed"):
            edit(connection, delay.id, delay, before.actors, ME)
    assert kept(full).acts[0] == delay
    assert kept(full, own=True) == before
    with full.writing() as connection:
        undo(connection, ME)
    assert digest_of(full) == between
    with full.writing() as connection:
        undo(connection, ME)
    assert digest_of(full) == said


def test_what_is_added_counts_whatever_reads_the_document(full: Store) -> None:
    """As a record beside the others; once; and until it is undone."""
    before, said = kept(full), digest_of(full)
    act = before.acts[0]
    fields = {"kind": "refuse", "trigger": act.trigger.exact, "undertaking": act.trigger.exact, "by": "; ".join(act.by)}
    new = added("act", fields, 0, before.document.id, before.document.text, before.actors)
    with full.writing() as connection:
        reviewing.add(connection, new, new_actors(new, before.actors), ME)
        with pytest.raises(UsageError, match="is there already"):
            reviewing.add(connection, new, (), YOU)
    assert {one.id for one in kept(full).acts} == {one.id for one in before.acts} | {new.id}
    anew(full, AGREED, msgspec.structs.replace(before, acts=(), statements=(), events=()), "later")
    assert [one.id for one in kept(full).acts] == [new.id]
    with full.reading() as connection:
        assert list(verify(connection)) == []
        (line,) = training(connection)
    assert (len(line.acts), line.rejected, line.complete) == (1, (), True)
    anew(full, AGREED, before, before.reader)
    with full.writing() as connection:
        undo(connection, ME)
    assert digest_of(full) == said


def ids(store: Store, piece: Piece = AGREED) -> set[str]:
    """The ids of all records that count."""
    reading = kept(store, piece)
    return {one.id for some in (reading.statements, reading.events, reading.acts) for one in some}


def shorter(reading: Reading) -> tuple[Statement, Statement]:
    """A statement of a reading, and one by the same of most of its words."""
    one = next(one for one in reading.statements if one.actor and len(one.content[0].exact.split()) > 5)
    words = " ".join(one.content[0].exact.split()[:-1])
    fields = given(one) | {"content": words}
    text = reading.document.text
    near = len(" ".join(text[: one.content[0].start].split()))
    new = added("statement", fields, near, reading.document.id, text, reading.actors)
    assert isinstance(new, Statement)
    return one, new


def talking(store: Store) -> Piece:
    """A document of the dozen in which somebody says something of some length."""
    return next(
        piece
        for piece in DOZEN
        if any(one.actor and len(one.content[0].exact.split()) > 5 for one in kept(store, piece).statements)
    )


def test_what_is_added_stands_beside_all_others(full: Store) -> None:
    """Also one that another accepted, by the same, with most of its words; and that one stands beside it."""
    piece = talking(full)
    reading, before = kept(full, piece), ids(full, piece)
    one, new = shorter(reading)
    with full.writing() as connection:
        accept(connection, [one.id], YOU)
        reviewing.add(connection, new, new_actors(new, reading.actors), ME)
    assert ids(full, piece) == before | {new.id}
    with full.reading() as connection:
        assert list(verify(connection)) == []
        (line,) = training(connection)
    assert [said["id"] for said in line.statements] == [one.id, new.id]
    with full.writing() as connection:
        third = changed(new, mode="mixed" if new.mode != "mixed" else "direct")
        reviewing.add(connection, third, new_actors(third, reading.actors), ME)
    assert ids(full, piece) == before | {new.id, third.id}


def test_a_later_reader_finds_what_was_added(full: Store) -> None:
    """It is the added one if it says all that this does, of the same words; else it stands beside it."""
    piece = talking(full)
    reading = kept(full, piece)
    one = shorter(reading)[0]
    less = msgspec.structs.replace(one, cue=None, speaker=None, date=None, date_value=None, why=None)
    less = msgspec.structs.replace(less, id=record_id(less))
    with full.writing() as connection, pytest.raises(UsageError, match="is there already, and says all this"):
        reviewing.add(connection, less, reading.actors, ME)
    anew(full, piece, msgspec.structs.replace(reading, statements=(), events=(), acts=()), "blind")
    with full.writing() as connection:
        reviewing.add(connection, less, new_actors(less, reading.actors), ME)
    other = changed(one, mode="mixed" if one.mode != "mixed" else "direct")
    anew(full, piece, msgspec.structs.replace(reading, statements=(one, other), events=(), acts=()), "later")
    assert ids(full, piece) == {less.id, other.id}
    with full.writing() as connection:
        undo(connection, ME)
    assert ids(full, piece) == {one.id, other.id}


def test_what_was_decided_on_is_nobodys_heir(full: Store) -> None:
    """A decision on what a later reader does not find takes nothing that another decision is about."""
    piece = talking(full)
    reading = kept(full, piece)
    one, new = shorter(reading)
    both = msgspec.structs.replace(reading, statements=(one, new), events=(), acts=())
    anew(full, piece, both, "both")
    with full.writing() as connection:
        reject(connection, new.id, ME)
        accept(connection, [one.id], YOU)
    anew(full, piece, msgspec.structs.replace(both, statements=(one,)), "one")
    assert ids(full, piece) == {one.id}


def test_with_an_addition_all_that_stands_on_it_is_undone(full: Store) -> None:
    """What it was edited to, and what was decided on that; no other record is touched."""
    piece = talking(full)
    reading, before = kept(full, piece), ids(full, piece)
    new = shorter(reading)[1]
    other = changed(new, actor=tuple(one.name for one in reading.actors if one.name not in new.actor)[:1])
    mixed = changed(other, mode="mixed" if other.mode != "mixed" else "direct")
    with full.writing() as connection:
        batch = reviewing.add(connection, other, new_actors(other, reading.actors), ME)
        edit(connection, other.id, mixed, new_actors(mixed, reading.actors), YOU)
        kept_of = [one.id for one in reading.statements][:1]
        accept(connection, [mixed.id, *kept_of], YOU)
    assert ids(full, piece) == before | {mixed.id}
    with full.reading() as connection:
        (line,) = training(connection)
    assert line.rejected == ()
    with full.writing() as connection:
        assert [one.verdict for one in undo(connection, ME, batch)] == ["added", "edited", "accepted"]
    assert ids(full, piece) == before
    with full.reading() as connection:
        (line,) = training(connection)
    assert ([one["id"] for one in line.statements], line.rejected) == (kept_of, ())


def test_an_edit_stays_where_the_one_before_it_is_undone(full: Store) -> None:
    """In the place of what was found or added, whatever words that had."""
    piece = talking(full)
    reading, before = kept(full, piece), ids(full, piece)
    new = shorter(reading)[1]
    words = reading.document.text.split()[0]
    with full.writing() as connection:
        reviewing.add(connection, new, new_actors(new, reading.actors), ME)
    for one in (new, reading.statements[0]):
        first = edited(one, {"content": words, "addressee": words}, reading.document.text, reading.actors)
        then = edited(first, {"addressee": ""}, reading.document.text, reading.actors)
        with full.writing() as connection:
            batch = edit(connection, one.id, first, new_actors(first, reading.actors), ME)
            edit(connection, first.id, then, new_actors(then, reading.actors), ME)
        there = ids(full, piece)
        with full.writing() as connection:
            undo(connection, ME, batch)
        assert ids(full, piece) == there
    assert {name for name in before - there if name[0] == "s"} == {reading.statements[0].id}


def test_no_two_actors_have_one_id(full: Store) -> None:
    """Whatever a decision says: who is known stays who he is, and is found by every spelling of his name."""
    reading = kept(full)
    known = next(one for one in reading.actors if any(one.name in act.by for act in reading.acts))
    act = next(act for act in reading.acts if known.name in act.by)
    other = Actor(known.id, f"{known.name},", "group")
    new = changed(act, by=(other.name,), kind="refuse")
    with full.writing() as connection:
        edit(connection, act.id, new, (other,), ME)
    assert [one for one in kept(full).actors if one.id == known.id] == [known]
    digest_of(full)


def test_an_anchor_that_does_not_hold_is_refused(full: Store) -> None:
    """And nothing of it is kept."""
    said, act = digest_of(full), kept(full).acts[0]
    wrong = changed(act, trigger=Anchor(act.trigger.start, act.trigger.end, "nonsense"))
    with pytest.raises(IntegrityError), full.writing() as connection:
        edit(connection, act.id, wrong, (), ME)
    assert digest_of(full) == said


def test_another_reader_changes_nothing_that_was_decided(full: Store) -> None:
    """One that finds the same, one that finds it with other words and kind, one that finds nothing."""
    own = kept(full)
    one, other = own.acts[0], own.acts[-1]
    assert one.id != other.id
    plan = changed(one, kind="plan")
    with full.writing() as connection:
        edit(connection, one.id, plan, own.actors, ME)
        reject(connection, other.id, ME)
        accept(connection, [own.statements[0].id] if own.statements else [], ME)
    decided = {act.id for act in kept(full).acts}
    last = one.undertaking[-1]
    shorter = Anchor(last.start, last.end - 1, last.exact[:-1])
    near = changed(one, undertaking=(*one.undertaking[:-1], shorter), amount=None)
    same = [changed(other, due=None, due_value=None)] if other.due else [other]
    for number, acts in enumerate(([near, *own.acts[1:-1], *same], [], own.acts)):
        anew(full, AGREED, msgspec.structs.replace(own, acts=tuple(acts)), f"reader {number}")
        assert plan.id in {act.id for act in kept(full).acts}
        assert not {act.id for act in kept(full).acts} & {other.id, *(act.id for act in same), near.id}
        digest_of(full)
    assert {act.id for act in kept(full).acts} == decided
    with full.writing() as connection:
        undo(connection, ME)
        undo(connection, ME)
        if own.statements:
            undo(connection, ME)
    assert {act.id for act in kept(full).acts} == {act.id for act in own.acts}


def test_what_counts_follows_from_the_reader_that_counts(full: Store) -> None:
    """Not from the one that read last: a document may be given back to an earlier reader."""
    own = kept(full)
    anew(full, AGREED, msgspec.structs.replace(own, acts=()), "another")
    anew(full, AGREED, own, own.reader)
    said = digest_of(full)
    with full.writing() as connection:
        reject(connection, own.acts[0].id, ME)
    assert [one.id for one in kept(full).acts] == [one.id for one in own.acts[1:]]
    assert kept(full, own=True) == own
    digest_of(full)
    with full.writing() as connection:
        undo(connection, ME)
    assert digest_of(full) == said


def test_what_names_a_record_follows_it(full: Store) -> None:
    """An act that a statement carries, where that is edited or rejected."""
    reading = next(one for piece in DOZEN for one in [kept(full, piece)] if any(act.via for act in one.acts))
    act = next(one for one in reading.acts if one.via)
    statement = next(one for one in reading.statements if one.id == act.via)
    new = msgspec.structs.replace(statement, mode="mixed")
    new = msgspec.structs.replace(new, id=record_id(new))
    piece = next(one for one in DOZEN if one.document.id == reading.document.id)
    with full.writing() as connection:
        edit(connection, statement.id, new, reading.actors, ME)
    via = {one.via for one in kept(full, piece).acts if one.trigger == act.trigger}
    assert via == {new.id}
    digest_of(full)
    with full.writing() as connection:
        reject(connection, new.id, ME)
    assert {one.via for one in kept(full, piece).acts if one.trigger == act.trigger} == {None}


def test_merged_and_split(full: Store) -> None:
    """Whatever the rules say of them; a merger is parted again by a split, and each is undone."""
    said, before = digest_of(full), threads_of(full)
    (first, second), *_ = [(a, b) for a in named(full).values() for b in named(full).values() if a < b]
    with full.writing() as connection:
        merge(connection, first, second, ME, "one budget")
    merged = digest_of(full)
    after = threads_of(full)
    whole = next(one for one in after if one not in before)
    assert len(after) == len(before) - 1
    parts = [one for one in before if set(one) < set(whole)]
    assert sorted(act for one in parts for act in one) == sorted(whole)
    thread = next(name for name in named(full).values() if name.endswith(whole[0][1:9]))
    with full.writing() as connection:
        split(connection, thread, parts[1], ME)
    assert threads_of(full) == before
    with full.writing() as connection:
        undo(connection, ME)
    assert digest_of(full) == merged
    with full.writing() as connection:
        undo(connection, ME)
    assert digest_of(full) == said


def test_a_merger_and_its_split_are_undone_in_any_order(full: Store) -> None:
    """What the one took back of the other does not come back once that is undone."""
    said = digest_of(full)
    for turn in (0, 1):
        (first, second), *_ = [(a, b) for a in named(full).values() for b in named(full).values() if a < b]
        before = threads_of(full)
        with full.writing() as connection:
            merger = merge(connection, first, second, ME)
        whole = next(one for one in threads_of(full) if one not in before)
        part = [one for one in before if set(one) < set(whole)][1]
        thread = next(name for name in named(full).values() if name.endswith(whole[0][1:9]))
        with full.writing() as connection:
            parted = split(connection, thread, part, ME)
        for batch in (merger, parted) if turn else (parted, merger):
            with full.writing() as connection:
                undo(connection, ME, batch)
        assert digest_of(full) == said


def test_a_split_survives_another_reader(full: Store) -> None:
    """Whose acts have other ids; undone, what holds for those is undone too."""
    pledged, agreed = kept(full, PLEDGED), kept(full, AGREED)
    both = next(one for one in threads_of(full) if set(one) & {a.id for a in pledged.acts} and
                set(one) & {a.id for a in agreed.acts})  # fmt: skip
    thread = next(name for name in named(full).values() if name.endswith(both[0][1:9]))
    mine = [one for one in both if one in {a.id for a in agreed.acts}]
    with full.writing() as connection:
        split(connection, thread, mine, ME)
    acts = tuple(changed(one, due=None, due_value=None, amount=None, to=()) for one in agreed.acts)
    assert {one.id for one in acts}.isdisjoint(mine)
    anew(full, AGREED, msgspec.structs.replace(agreed, acts=acts), "another")
    for one in threads_of(full):
        assert not (set(one) & {a.id for a in pledged.acts} and set(one) & {a.id for a in acts})
    with full.writing() as connection:
        undo(connection, ME)
    assert any(set(one) & {a.id for a in pledged.acts} and set(one) & {a.id for a in acts} for one in threads_of(full))


def test_marked(full: Store) -> None:
    """A commitment is disputed, or cannot be measured, by a mark on one of its acts; with a note."""
    said, act = digest_of(full), kept(full).acts[0].id

    def flags() -> tuple[bool, bool]:
        with full.reading() as connection:
            of = select(t.thread.c.measurable, t.thread.c.disputed).join(t.step, t.step.c.thread == t.thread.c.id)
            row = connection.execute(of.where(t.step.c.act == act)).one()
            return row.measurable, row.disputed

    assert flags() == (True, False)
    with full.writing() as connection:
        mark(connection, act, "disputed", ME, "Seoul denies it")
        mark(connection, act, "not-measurable", ME, "no figure")
        with pytest.raises(UsageError, match="disputed already"):
            mark(connection, act, "disputed", YOU, "again")
        with pytest.raises(UsageError, match="takes a note"):
            mark(connection, act, "disputed", YOU, "")
    assert flags() == (False, True)
    digest_of(full)
    with full.writing() as connection:
        undo(connection, ME)
        undo(connection, ME)
    assert flags() == (True, False)
    assert digest_of(full) == said


def any_change(chance: random.Random, reading: Reading, one: Record) -> tuple[Record, tuple[Actor, ...]]:
    """The record with another value of some field, or one that stands for a part of its words, and whom it names."""
    text, actors = reading.document.text, reading.actors
    fields = given(one)
    words = text.split()
    for field in chance.sample(FIELDS[type(one)], 2):
        match field.how:
            case "choice":
                fields[field.name] = chance.choice(field.choices)
            case "names":
                fields[field.name] = chance.choice([*(actor.name for actor in actors), words[0]])
            case "date":
                fields[field.name] = chance.choice(["2025-03", "2025-03-04", ""])
            case _ if " " in fields[field.name]:
                fields[field.name] = fields[field.name].rpartition(" ")[0]
            case _:
                fields[field.name] = chance.choice(words)
    new = edited(one, fields, text, actors)
    return new, new_actors(new, actors)


def test_anything_decided_and_undone_is_as_if_it_never_was(store: Store) -> None:
    """In any order of decisions, undone in any order; with an addition goes what stands on it."""
    filled(store, *DOZEN)
    said = digest_of(store)
    chance = random.Random(5)  # noqa: S311 - the same each time
    done: Counter[str] = Counter()
    for _ in range(6):
        batches = []
        pieces = chance.sample(DOZEN, 2)
        for _ in range(7):
            reading = kept(store, chance.choice(pieces))
            records = [one for some in (reading.acts, reading.statements, reading.events) for one in some]
            if not records:
                continue
            one = chance.choice(records)
            threads = sorted(named(store).values())
            what = chance.choice(["reject", "accept", "merge", "split", "mark", "add", "add", "edit", "edit", "edit"])
            try:
                with store.writing() as connection:
                    match what:
                        case "reject":
                            batches.append(reject(connection, one.id, ME))
                        case "accept":
                            batches.append(accept(connection, [one.id], ME))
                        case "merge":
                            first, second = chance.sample(threads, 2)
                            batches.append(merge(connection, first, second, ME))
                        case "split":
                            thread = chance.choice(threads)
                            of = select(t.step.c.act).where(t.step.c.thread == thread)
                            batches.append(split(connection, thread, connection.execute(of).scalars().all()[1:], ME))
                        case "mark":
                            batches.append(mark(connection, one.id, "disputed", ME, str(chance.random())))
                        case "add":
                            batches.append(reviewing.add(connection, *any_change(chance, reading, one), ME))
                        case _:
                            batches.append(edit(connection, one.id, *any_change(chance, reading, one), ME))
                done[what] += 1
            except UsageError:
                continue  # such words are not there, or nothing would be changed by it
            with store.reading() as connection:
                assert list(verify(connection)) == []
        chance.shuffle(batches)
        while batches:
            with store.writing() as connection:
                undo(connection, ME, batches[0])
            held = select(t.review.c.batch).where(t.review.c.undone.is_(None))
            with store.reading() as connection:
                left = set(connection.execute(held).scalars())
            batches = [batch for batch in batches if batch in left]
        assert digest_of(store) == said
    assert min(done[what] for what in ("reject", "accept", "merge", "split", "mark", "add", "edit")) > 0


def test_what_is_not_there(full: Store) -> None:
    """A clear line for each."""
    with full.writing() as connection:
        for wrong in ("", "x", "a0000", "s" * 70, "'"):
            with pytest.raises(UsageError, match="no such record counts"):
                reject(connection, wrong, ME)
            with pytest.raises(UsageError, match="no such commitment"):
                merge(connection, wrong, "y", ME)
        with pytest.raises(UsageError, match="none, or undone already"):
            undo(connection, ME, "nonsense")
        thread = next(iter(named(full).values()))
        with pytest.raises(UsageError, match="has no act zzz"):
            split(connection, thread, ["zzz"], ME)
        with pytest.raises(UsageError, match="but not all"):
            split(connection, thread, [], ME)

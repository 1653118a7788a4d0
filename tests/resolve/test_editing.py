"""A record as a reviewer wants it: its fields as words, and what follows from them."""

import msgspec
import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.reader import read
from onrecord.records import Act, Reading, Record, Statement, record_id
from onrecord.resolve import editing
from onrecord.resolve.corrections import heir
from onrecord.resolve.editing import FIELDS, MANY, SHAPES, Kind, added, edited, given, new_actors

TEXT = (
    "SEOUL, March 3 -- South Korea pledged to raise its defence spending to 3.5 percent of GDP by 2030. "
    "“We shall raise it,” Defence Minister Ahn Gyu-back said,\n“and we shall\nraise it soon.” South Korea pledged to "
    "buy 20 patrol boats."
)


@pytest.fixture(scope="module")
def reading() -> Reading:
    """The reading of the text."""
    return read(TEXT, reader="rules", published="2025-03-03")


def records(reading: Reading) -> list[Record]:
    """All that it says."""
    return [*reading.statements, *reading.events, *reading.acts]


def test_what_is_given_back_unchanged_is_the_same(reading: Reading) -> None:
    """Whatever blanks a form makes of line breaks."""
    assert records(reading)
    for one in records(reading):
        assert edited(one, given(one), TEXT, reading.actors) == one
        assert edited(one, {}, TEXT, reading.actors) == one


def test_each_field_can_be_changed(reading: Reading) -> None:
    """The anchors hold, the id follows, no rule made it, and all else stays."""
    act = reading.acts[0]
    new = edited(act, {"kind": "plan", "due": "by 2030", "to": "South Korea; Ahn Gyu-back", "date_value": "2025-03"},
                 TEXT, reading.actors)  # fmt: skip
    assert isinstance(new, Act)
    assert (new.kind, new.to, new.date_value) == ("plan", ("South Korea", "Ahn Gyu-back"), "2025-03")
    assert new.due is not None
    assert TEXT[new.due.start : new.due.end] == "by 2030"
    assert new.id == record_id(new) != act.id
    assert act.why is not None
    assert new.why is None
    assert new.undertaking == act.undertaking


def test_words_are_found_nearest_to_where_they_stood(reading: Reading) -> None:
    """Of two places; over line breaks; in pieces, in the order of the text."""
    first, last = reading.acts[0], reading.acts[-1]
    for one in (first, last):
        assert isinstance(one, Act)
        new = edited(one, {"trigger": "pledged to"}, TEXT, reading.actors)
        assert isinstance(new, Act)
        assert abs(new.trigger.start - one.trigger.start) < 20
    statement = reading.statements[0]
    new = edited(statement, {"content": "and we shall raise it soon … We shall raise it"}, TEXT, reading.actors)
    assert isinstance(new, Statement)
    assert [one.exact for one in new.content] == ["We shall raise it", "and we shall\nraise it soon"]


@pytest.mark.parametrize(
    ("field", "said", "told"),
    [
        ("trigger", "promised", "the text has no"),
        ("trigger", "", "cannot be left out"),
        ("undertaking", "…", "pieces must be words"),
        ("undertaking", "raise its defence … its defence spending", "do not overlap"),
        ("kind", "promise", "is one of consider"),
        ("due_value", "2030 or so", "is a date of"),
        ("due_value", "soon", "is a date of"),
        ("due_value", "2026-02-29", "is a date of"),
        ("date_value", "0000", "is a date of"),
        ("date_value", "99999", "is a date of"),
        ("to", "Atlantis", "the text has no"),
        ("to", "; ".join(f"x{one}" for one in range(51)), "at most 50 names"),
        ("undertaking", "e…" * 9_990, "at most 50 pieces"),
        ("undertaking", "e… " * 51, "at most 50 pieces"),
        ("condition", "x" * 30_000, "at most 20,000"),
    ],
)
def test_what_cannot_be(reading: Reading, field: str, said: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        edited(reading.acts[0], {field: said}, TEXT, reading.actors)


def test_a_name_of_which_nothing_is_known_is_an_actor(reading: Reading) -> None:
    """Where the text has it; those that are known stay who they are."""
    act = edited(reading.acts[0], {"by": "SEOUL; South Korea"}, TEXT, reading.actors)
    seoul, korea = new_actors(act, reading.actors)
    assert (seoul.name, seoul.kind, korea in reading.actors) == ("SEOUL", "group", True)


@pytest.mark.parametrize("said", ["South Korea,", "SOUTH KOREA", "south korea; South Korea", "“South Korea”"])
def test_an_actor_that_is_known_is_that_in_whatever_spelling(reading: Reading, said: str) -> None:
    """No second actor of its id is made, whatever the record names it."""
    act = edited(reading.acts[0], {"to": said}, TEXT, reading.actors)
    assert isinstance(act, Act)
    assert act.to == ("South Korea",)
    spelt = msgspec.structs.replace(act, to=("South Korea,", "SEOUL", "Seoul,"))
    assert [one.name for one in new_actors(spelt, reading.actors)] == ["South Korea", "SEOUL"]


@for_all(st.text("ab \n", max_size=30), st.text("ab ", max_size=4), st.integers(0, 40))
def test_the_nearest_is_that_of_all(text: str, words: str, near: int) -> None:
    """Also where they overlap; of two that are as near, the first."""
    found, wanted = [], words.split()
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            piece = text[start:end]
            if piece.split() == wanted and piece == piece.strip():
                found.append((abs(start - near), start, piece))
    one = editing._Text(text).nearest(words, near)
    assert (one and (abs(one.start - near), one.start, one.exact)) == (min(found) if found else None)


def test_the_text_is_gone_through_once(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """For however many words it is looked through."""
    made, usual = [], editing._Text

    def counted(whole: str) -> editing._Text:
        made.append(whole)
        return usual(whole)

    monkeypatch.setattr(editing, "_Text", counted)
    fields = {"mode": "direct", "content": " … ".join("abcdefghij" * 5), "actor": "SEOUL; Minister"}
    text = "x".join("abcdefghij" * MANY) + "SEOUL Minister"
    new = added("statement", fields, 0, "d", text, reading.actors)
    assert isinstance(new, Statement)
    assert len(new.content) == MANY
    assert len(made) == 1


def test_every_field_is_one_of_the_record() -> None:
    for shape, fields in FIELDS.items():
        assert {one.name for one in fields} <= set(shape.__struct_fields__)


def test_an_heir_has_most_of_the_characters(reading: Reading) -> None:
    """Of its kind; where it must say the same, no other is."""
    act = reading.acts[0]
    other = edited(act, {"kind": "consider"}, TEXT, reading.actors)
    assert heir(act, [other]) == other
    assert heir(act, [other], strict=True) is None
    assert heir(act, [act, other]) in (act, other)
    assert heir(act, reading.statements) is None
    assert heir(act, [reading.acts[-1]]) is None


def test_what_no_reader_found_is_added_by_its_fields(reading: Reading) -> None:
    """Each record of a reading can be given as it is found, and is the same but for what no form has."""
    for one in records(reading):
        kind = next(name for name, shape in SHAPES.items() if isinstance(one, shape))
        start = one.content[0].start if isinstance(one, Statement) else one.trigger.start
        new = added(kind, given(one), len(" ".join(TEXT[:start].split())), one.document, TEXT, reading.actors)
        assert given(new) == given(one)
        assert new.id == record_id(new)
        assert new.why is None


@pytest.mark.parametrize(("near", "start"), [(0, 0), (10**8, 1), (len(TEXT) // 2, 1)])
def test_of_words_that_stand_twice_the_nearest_are_meant(reading: Reading, near: int, start: int) -> None:
    """Its other pieces are those nearest to its words."""
    at = [TEXT.index("South Korea pledged"), TEXT.rindex("South Korea pledged")][start]
    fields = {"kind": "pledge", "trigger": "pledged", "undertaking": "South Korea pledged", "by": "South Korea"}
    new = added("act", fields, near, "d", TEXT, reading.actors)
    assert isinstance(new, Act)
    assert (new.undertaking[0].start, new.trigger.start) == (at, at + len("South Korea "))


@pytest.mark.parametrize(
    ("kind", "fields", "why"),
    [
        ("act", {}, "kind: is needed"),
        ("act", {"kind": "pledge", "trigger": "pledged", "undertaking": " "}, "undertaking: is needed"),
        ("act", {"kind": "oath", "trigger": "pledged", "undertaking": "buy"}, "kind: is one of"),
        ("act", {"kind": "pledge", "trigger": "vowed", "undertaking": "buy"}, "trigger: the text has no “vowed”"),
        ("event", {"type": "AGREE", "factuality": "actual"}, "trigger: is needed"),
        ("statement", {"mode": "direct", "content": "no such words"}, "content: the text has no"),
    ],
)
def test_what_cannot_be_added(reading: Reading, kind: Kind, fields: dict[str, str], why: str) -> None:
    with pytest.raises(UsageError, match=why):
        added(kind, fields, 0, "d", TEXT, reading.actors)

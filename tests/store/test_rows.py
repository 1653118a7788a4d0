"""Records as rows: the same characters for the same values, and the same values again."""

import json
import pickle

import msgspec
import pytest

from onrecord.records import Event, Link, Provenance, Reading
from onrecord.store.rows import packed, unpacked
from tests.store.given import DOZEN, reading_of


@pytest.mark.parametrize("number", range(len(DOZEN)))
def test_a_reading_of_another_process_is_packed_the_same(number: int) -> None:
    """Whether a record was made here, came from another process or from JSON: its row is the same."""
    reading = reading_of(DOZEN[number].document)
    sent = pickle.loads(pickle.dumps(reading))  # noqa: S301 - our own
    stored = msgspec.json.decode(msgspec.json.encode(reading), type=Reading)
    assert packed(sent) == packed(stored) == packed(reading)
    assert unpacked(packed(reading), Reading) == reading


def test_defaults_are_left_out() -> None:
    """As they are in the JSON of a reading; a value that differs from its default stays."""
    assert packed(Provenance("".join(("ne", "ws")), sourcing="secondary")) == '{"sourcing":"secondary"}'
    assert json.loads(packed(Link("l1", "retracts", "l0", turn=1))) == {
        "id": "l1", "kind": "retracts", "subject": "l0", "turn": 1,
    }  # fmt: skip
    event = next(one for piece in DOZEN for one in reading_of(piece.document).events)
    assert packed(event) == json.dumps(msgspec.to_builtins(event), separators=(",", ":"))
    assert unpacked(packed(event), Event) == event


@pytest.mark.parametrize("text", ["\x00", "\ud83d", "🚢", "\u200f", "\r\n", "가"])
def test_any_characters(text: str) -> None:
    """In ASCII, and back as they were."""
    assert packed(Provenance(place=text)).isascii()
    assert unpacked(packed(Provenance(place=text)), Provenance).place == text

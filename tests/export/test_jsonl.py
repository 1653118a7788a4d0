"""JSON: every record a line, every character safe."""

import json

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.jsonl import json_text, reading_json, record_lines
from onrecord.records import Reading
from tests.export.readings import TEXT, reading


def test_each_record_is_a_line_with_its_kind_its_document_and_its_anchors() -> None:
    made = reading()
    lines = [json.loads(line) for line in record_lines(made)]
    assert [line["record"] for line in lines] == ["document", "actor", "statement", "event", "act", "act", "finding"]
    assert {line["document"] for line in lines} == {made.document.id}
    cue = lines[2]["cue"]
    assert cue == {"start": TEXT.index("said"), "end": TEXT.index("said") + 4, "exact": "said"}
    assert lines[0]["provenance"]["publisher"] == "The Example"
    assert "text" not in lines[0]


def test_a_whole_reading_comes_back_from_its_json() -> None:
    assert msgspec.json.decode(reading_json(reading()), type=Reading) == reading()


@given(st.text(alphabet=st.characters()))
def test_any_text_is_one_line_of_safe_json_that_comes_back(text: str) -> None:
    line = json_text({"exact": text})
    assert json.loads(line) == {"exact": text}
    assert len(line.splitlines()) == 1
    assert line.encode("utf-8").decode("utf-8") == line


def test_controls_directions_and_lone_surrogates_are_escaped() -> None:
    hard = "a\x1b[31m\x9b\u202e\u2028\ud800\x85b\x7f"
    line = json_text(hard)
    assert json.loads(line) == hard
    assert line.isascii()
    assert not any(character < " " or character == "\x7f" for character in line)

"""The labelled sentences of speeches, that nothing is trained on them, and how acts are counted against them."""

import hashlib
import json
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest
from bench import data, speeches, speeches_drawn
from bench.speeches import Spoken
from training import readings

from onrecord.records import ActKind
from tests.conftest import marked

FIELDS = {"document", "sha256", "start", "end", "acts", "doubt"}
ACT_FIELDS = {"kind", "trigger", "undertaking", "by"}


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return data.rows(data.SPEECHES)


def act(kind: str, *undertaking: tuple[int, int]) -> dict[str, Any]:
    """An act as labels and readers write it; its trigger is its undertaking's first character."""
    start = undertaking[0][0]
    return {"kind": kind, "trigger": [start, start + 1], "undertaking": [list(span) for span in undertaking]}


def test_the_labels_are_of_300_sentences_and_hold_no_words_of_them(rows: list[dict[str, Any]]) -> None:
    assert len(rows) == speeches_drawn.MANY
    for row in rows:
        assert set(row) == FIELDS
        assert all(set(one) == ACT_FIELDS for one in row["acts"])
        assert all(one["by"] and all(len(name) < 60 for name in one["by"]) for one in row["acts"])
    assert {one["kind"] for row in rows for one in row["acts"]} <= set(get_args(ActKind))


def test_drawn_sentences_are_in_order_and_apart(rows: list[dict[str, Any]]) -> None:
    for one, other in pairwise(rows):
        assert one["document"] <= other["document"]
        assert one["document"] < other["document"] or one["end"] <= other["start"]


def test_each_labelled_act_has_words_in_its_sentence(rows: list[dict[str, Any]], shared: Path) -> None:
    for row in rows:
        text = (shared / speeches_drawn.CORPUS / row["document"]).read_bytes().decode("utf-8")
        for one in row["acts"]:
            assert any(start < row["end"] and row["start"] < end for start, end in one["undertaking"])
            for start, end in (one["trigger"], *one["undertaking"]):
                assert text[start:end].strip() == text[start:end] != ""


def test_no_text_that_is_labelled_for_training_is_among_them(rows: list[dict[str, Any]], shared: Path) -> None:
    drawn = {row[field] for row in rows for field in ("document", "sha256")}
    for one in readings.labelled(shared):
        digest = hashlib.sha256(one.text.encode()).hexdigest()
        assert not drawn & {one.name, digest}, one.name


def test_a_reading_of_a_measured_speech_is_not_for_training(rows: list[dict[str, Any]], shared: Path) -> None:
    row = rows[0]
    place = shared / speeches_drawn.CORPUS / row["document"]
    reading = {"document": row["document"], "sha256": row["sha256"], "kind": "official", "acts": []}
    found = readings._labelled(Path("new.json"), reading, {place.name: place}, {})
    assert found.use == "measure"


def test_measured_speeches_are_known_by_name_and_by_text(rows: list[dict[str, Any]]) -> None:
    assert readings.measured_only(rows[0]["document"], "another")
    assert readings.measured_only("a copy.txt", rows[0]["sha256"])
    assert not readings.measured_only("another.txt", "another")


TEXT, SPANS = marked("[[[[We will build ten ships]] and [[sell the old ones]].]] We will [[train forty pilots]].")
WHOLE, BUILD, SELL, TRAIN = SPANS
ROW = {"start": WHOLE[0], "end": WHOLE[1], "doubt": False, "acts": [act("pledge", BUILD), act("plan", SELL)]}


@pytest.mark.parametrize(
    ("found", "right", "kind", "at_all"),
    [
        ([act("pledge", BUILD), act("plan", SELL)], 2, 2, 2),
        ([act("pledge", BUILD), act("agree", SELL)], 2, 1, 2),
        ([act("pledge", BUILD), act("plan", BUILD)], 1, 1, 2),  # one to one
        ([act("pledge", (BUILD[0], BUILD[0] + 7))], 0, 0, 1),  # a third of it: right at all only
        ([act("pledge", WHOLE)], 1, 1, 1),
        ([act("pledge", TRAIN)], 0, 0, 0),
    ],
)  # fmt: skip
def test_acts_are_right_by_the_scorers_strict_rule(
    found: list[dict[str, Any]], right: int, kind: int, at_all: int, tmp_path: Path, shared: Path
) -> None:
    assert shared
    counted = speeches.figures([Spoken("a.txt", TEXT, [ROW], found)], tmp_path)
    assert counted["precision of acts"] == pytest.approx(right / len(found), abs=1e-4)
    assert counted["recall of acts"] == pytest.approx(right / 2, abs=1e-4)
    assert counted["precision of acts with their kind"] == pytest.approx(kind / len(found), abs=1e-4)
    assert counted["precision, right at all"] == pytest.approx(at_all / len(found))
    assert (counted["found"], counted["labelled"]) == (len(found), 2)


def test_only_acts_of_drawn_sentences_are_judged() -> None:
    assert speeches._touches(act("plan", TRAIN, SELL), ROW)
    assert not speeches._touches(act("plan", TRAIN), ROW)
    unsure = ROW | {"doubt": True}
    (sure,) = speeches.without_doubt([Spoken("a.txt", TEXT, [unsure], [act("plan", SELL)])])
    assert sure.rows == sure.found == []


@pytest.mark.parametrize(("share", "of", "low", "high"), [(0.8, 50, 0.67, 0.89), (1.0, 10, 0.72, 1.0), (0.0, 0, 0, 1)])
def test_the_interval_is_wilsons(share: float, of: int, low: float, high: float) -> None:
    assert speeches.interval(share, of) == pytest.approx((low, high), abs=0.01)


def test_sentences_of_six_words_are_kept_where_they_stand() -> None:
    text, expected = marked(
        "Yes. [[We will build ten new ships.]]\r\n\r\nThank you. [[They said that we will sell them.]]\r\n"
    )
    assert [(span.start, span.end) for span in speeches_drawn.sentences(text)] == expected


def test_speeches_are_told_by_kind_and_title(tmp_path: Path) -> None:
    about = {
        "a": ("transcript", "Joint visit"),
        "b": ("speech", "Address to the Ship Builders' Dinner"),
        "c": ("speech", "North Sea Treaty"),
        "d": ("communique", "Remarks"),
        "e": ("speech", "STATEMENT TO THE PARLIAMENT ON SHIPS"),
    }
    folder = tmp_path / speeches_drawn.CORPUS
    for name, (kind, title) in about.items():
        data.write_text(folder / f"{name}.txt", "We will build ships.")
        data.write_text(folder / f"{name}.json", json.dumps({"kind": kind, "title": title}))
    assert [path.stem for path in speeches_drawn.speeches(tmp_path)] == ["a", "b", "e"]

"""Predictions: their shape, their errors, and that no gold reaches them. The texts are ours."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from bench import accuracy, data, floors, predict, reading, robust, scoreboard
from bench.accuracy import SeedLine
from bench.scoreboard import Line

from onrecord.acquire.given import edtf_date
from onrecord.reader import read_text

TEXT = (
    "Minister Ann Reed said on Monday that Canada will build ten ships by 2030.\n\n"
    "“We agreed to share fuel,” Reed told reporters in Ottawa.\n"
)
ROWS: dict[str, dict[str, Any]] = {
    "statements": {"id": "a", "text": TEXT},
    "timex": {"id": "a", "text": TEXT, "dct": "2024-05-07"},
    "geo": {"id": "a", "text": TEXT},
    "commitments": {"id": "a", "year": 2024, "text": "We will build ten ships by 2030."},
}
GARBAGE = {"attributions": "wrong", "toponyms": 7, "acts": [{"kind": "pledge"}], "average": "x", "scores": None}


def written(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of predictions."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def run(layer: str, tmp_path: Path, *lines: str | bytes) -> tuple[int, Path]:
    """The exit code of a prediction of these lines, and the file that it was to write."""
    source, target = tmp_path / "in.jsonl", tmp_path / "made" / "out.jsonl"
    source.write_bytes(b"\n".join(line.encode() if isinstance(line, str) else line for line in lines))
    return predict.main([layer, str(source), str(target)]), target


@pytest.mark.parametrize("layer", ROWS)
def test_rows_gain_what_the_layer_adds(layer: str, tmp_path: Path) -> None:
    code, target = run(layer, tmp_path, json.dumps(ROWS[layer]), "")
    (row,) = written(target)
    assert code == predict.OK
    assert row["id"] == "a"
    assert isinstance(row[predict.LINES[layer].adds], list)


@pytest.mark.parametrize("layer", ROWS)
def test_gold_in_the_input_changes_nothing(layer: str, tmp_path: Path) -> None:
    added = predict.LINES[layer].adds
    _, target = run(layer, tmp_path, json.dumps(ROWS[layer]))
    (clean,) = written(target)
    _, target = run(layer, tmp_path, json.dumps(ROWS[layer] | GARBAGE))
    (dirty,) = written(target)
    assert dirty[added] == clean[added]


@pytest.mark.parametrize("layer", ROWS)
def test_spans_of_predictions_lie_in_the_text(layer: str, tmp_path: Path) -> None:
    _, target = run(layer, tmp_path, json.dumps(ROWS[layer]))
    text = ROWS[layer]["text"]
    (row,) = written(target)
    for item in row[predict.LINES[layer].adds]:
        spans = [[item["start"], item["end"]]] if layer in ("timex", "geo") else [
            span for field in ("source", "cue", "content", "undertaking") for span in item.get(field) or []
        ]  # fmt: skip
        assert spans
        assert all(0 <= start < end <= len(text) for start, end in spans)


def test_actors_tell_country_sector_and_body(tmp_path: Path) -> None:
    asked = {"id": "a", "text": "a spokesman for the defence ministry", "context": "Norwegian", "date": "2024-05-01"}
    _, target = run("actors", tmp_path, json.dumps(asked), json.dumps({"id": "b", "text": "the EU", "sector": "CVL"}))
    assert written(target) == [
        {"id": "a", "country": "NOR", "sector": "GOV", "body": ""},
        {"id": "b", "country": "EUR", "sector": "IGO", "body": "European Union"},
    ]


@pytest.mark.parametrize(
    ("expected", "country", "sector"),
    [
        ({"country": "NOR", "code_1": "MIL"}, 1, 1),
        ({"cc": "NOR", "code_1": ""}, 1, 0),
        ({"country": {"op": "in", "value": ["SWE", "NOR"]}, "code_1": {"op": "!=", "value": "MIL"}}, 1, 0),
        ({"country": "", "code_1": {"op": "in", "value": ["MIL"]}}, 0, 1),
        # Rows that do not say a field are no part of its figure.
        ({"country": {"op": "?"}, "pattern": "x"}, 0, 0),
    ],
)
def test_actors_are_scored_field_by_field(expected: data.Row, country: float, sector: float) -> None:
    row = {"id": "a", "text": "soldiers", "extra": {"args": ["Norwegian"]}, "date": None, "expected": expected}
    assert accuracy.actors([row]) == {"country accuracy": country, "sector accuracy": sector}


def test_commitments_keep_the_row_around_the_acts(tmp_path: Path) -> None:
    _, target = run("commitments", tmp_path, json.dumps(ROWS["commitments"] | {"issue": "Ships"}))
    (row,) = written(target)
    assert row.items() >= (ROWS["commitments"] | {"issue": "Ships"}).items()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{not json", "not JSON"),
        ("[1, 2]", "not a JSON object"),
        ('{"id": "b"}', 'no field "text"'),
        ('{"id": "b", "text": 5}', 'no field "text"'),
        (b'{"id": "b", "text": "\xff"}', "not JSON in UTF-8"),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_predicted(
    line: str | bytes, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, target = run("timex", tmp_path, json.dumps(ROWS["timex"]), "", line)
    told = [row for row in capsys.readouterr().err.splitlines() if row.startswith("bench.predict")]
    assert code == predict.PARTIAL
    assert len(written(target)) == 1
    assert len(told) == 1
    assert "line 3" in told[0]
    assert why in told[0]


def test_nothing_is_written_where_no_row_is_good(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, target = run("timex", tmp_path, "{", "nonsense")
    assert code == predict.FAILED
    assert not target.exists()
    assert "line 2" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["poems", "a", "b"], ["timex", "a"], ["reading", "a", "b", "c"]])
def test_wrong_usage_gets_one_line_with_the_layers(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert predict.main(arguments) == predict.USAGE
    (line,) = capsys.readouterr().err.splitlines()
    assert all(layer in line for layer in predict.LAYERS)


@pytest.mark.parametrize("layer", predict.LAYERS)
def test_a_missing_input_gets_one_line(layer: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert predict.main([layer, str(tmp_path / "nowhere"), str(tmp_path / "out")]) == predict.FAILED
    (line,) = capsys.readouterr().err.splitlines()
    assert "nowhere" in line


def test_a_folder_of_texts_becomes_gold_shaped_files(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "2024-05-07_ships.txt").write_text(TEXT, encoding="utf-8")
    (folder / "2024-05-07_ships.gold.json").write_text("{garbage", encoding="utf-8")
    assert predict.main(["reading", str(folder), str(tmp_path / "out")]) == predict.OK
    (path,) = (tmp_path / "out").iterdir()
    shape = json.loads(path.read_text(encoding="utf-8"))
    assert path.name == "2024-05-07_ships.gold.json"
    assert shape["document"] == "2024-05-07_ships.txt"
    assert shape["published"] == "2024-05-07"
    assert {"kind", "actors", "statements", "events", "acts"} <= shape.keys()
    assert all(isinstance(mentions, list) for mentions in shape["actors"].values())


def test_a_text_in_another_encoding_is_named_and_the_others_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    assert predict.main(["reading", str(tmp_path), str(tmp_path / "out")]) == predict.PARTIAL
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["b.gold.json"]
    assert "a.txt" in capsys.readouterr().err


def test_the_shape_has_no_anchor_left_and_every_reference_resolves() -> None:
    shape = reading.gold_shape(read_text(TEXT, published="2024-05-07"), "x.txt")
    names = {record["id"] for kind in ("statements", "events", "acts") for record in shape[kind]}
    for statement in shape["statements"]:
        assert isinstance(statement.get("actor", ""), str) or len(statement["actor"]) > 1
        assert all(isinstance(span, list) and len(span) == 2 for span in statement["content"])
        assert statement.get("within", "S1") in names
    for act in shape["acts"]:
        assert isinstance(act.get("by", []), list)
        assert all(len(span) == 2 for span in act["undertaking"])
    assert "exact" not in json.dumps(shape)


@pytest.mark.parametrize(
    ("given", "date"),
    [
        ("2024-07-20 22:35:50", "2024-07-20"),
        ("2026-01-03T21:11:31+00:00", "2026-01-03"),
        ("2024-07-20", "2024-07-20"),
        ("1998", "1998"),
        ("2025-11", "2025-11"),
        ("XXXX-11-04", "XXXX-11-04"),
        ("2026-01-03T21Z", None),
        ("2025-11-04garbage", None),
        ("2025-11-041", None),
        ("2025-13", None),
        ("2004/2005", None),
        ("Tue, 02 Aug 2022 17:11:42 +0000", "2022-08-02"),
        ("yesterday", None),
        ("", None),
        (None, None),
        (2024, None),
    ],
)
def test_published_dates_become_edtf(given: object, date: str | None) -> None:
    assert edtf_date(given) == date


@pytest.mark.parametrize(
    ("name", "sidecar", "date"),
    [
        ("2024-05-07_ships.txt", None, "2024-05-07"),
        ("2024-05-07_ships.txt", {"published": "2023-01-02 03:04:05"}, "2023-01-02"),
        ("2024-05-07_ships.txt", {"published": None}, "2024-05-07"),
        ("ships.txt", None, None),
        ("2024-05-07_caliber_ships.txt", None, None),
        ("2024-05-07_caliber_ships.txt", {"published": "2023-01-02"}, None),
    ],
)
def test_the_date_comes_from_the_sidecar_or_the_name(
    name: str, sidecar: dict[str, Any] | None, date: str | None, tmp_path: Path
) -> None:
    if sidecar is not None:
        (tmp_path / name).with_suffix(".json").write_text(json.dumps(sidecar), encoding="utf-8")
    assert reading.published(tmp_path / name) == date


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    data.write_text(path, "old")
    with pytest.raises(UnicodeEncodeError):
        data.write_text(path, "new \ud800")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_digest_changes_with_names_and_contents_only(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("1", encoding="utf-8")
    two.write_text("2", encoding="utf-8")
    before = data.digest([one, two])
    assert data.digest([two, one]) == before
    two.write_text("3", encoding="utf-8")
    assert data.digest([one, two]) != before


def test_floors_stand_just_under_the_figures() -> None:
    made = floors.floors_for({"a F1": 0.7654, "b F1": 0.001, "acts found": 15.0, "actor": 0.9})
    assert made == {"a F1": 0.756, "b F1": 0.0, "acts found": 15.0}
    assert floors.below({"a F1": 0.7559}, {"a F1": 0.756, "b F1": 0.1}) == [
        "a F1: 0.7559 is below the floor 0.7560",
        "b F1: 0.0000 is below the floor 0.1000",
    ]


def test_the_reason_for_lower_floors_goes_into_the_first_section(tmp_path: Path) -> None:
    changelog = tmp_path / "CHANGELOG.md"
    changelog.write_text("# Changelog\n\n## 0.2\n- New\n\n## 0.1\n- First\n", encoding="utf-8")
    floors.add_reason(changelog, "the gold\nwas corrected")
    said = "# Changelog\n\n## 0.2\n- New\n- Accuracy floors lowered: the gold was corrected\n\n## 0.1\n- First\n"
    assert changelog.read_text(encoding="utf-8") == said


def test_lowering_floors_needs_a_reason(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        floors.main(["--lower"])
    assert "--because" in capsys.readouterr().err


def test_without_data_the_board_says_so_and_succeeds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ONRECORD_SHARED", str(tmp_path))
    assert scoreboard.main([]) == 0
    assert floors.main([]) == 0
    assert capsys.readouterr().out.count("is not here") == 2


def test_the_table_tells_what_is_reached() -> None:
    lines = [Line("a", "F1", 0.81, 0.8), Line("b", "s", 6.0, 5, upper=True), Line("c", "n", None, 1), Line("d", "n", 3)]
    assert [line.verdict for line in lines] == ["yes", "no", "not measured", ""]
    assert "| a | F1 | 0.810 | ≥ 0.800 | yes |  |" in list(scoreboard.table(lines))


def test_the_seed_table_shows_no_words_of_the_article() -> None:
    made = "\n".join(scoreboard.seed_table([SeedLine("A1", "secret words", True, {"kind": True, "by": False})]))
    assert "| A1 | yes | kind | by |" in made
    assert "secret" not in made


@pytest.mark.parametrize("case", robust.HARD)
def test_hard_texts_are_about_as_long_as_asked(case: str) -> None:
    assert 0.7 * 3_000 <= len(robust.HARD[case](3_000)) <= 1.5 * 3_000
    assert not re.search(r"[\ud800-\udfff]", robust.HARD[case](300))


def test_what_was_measured_of_the_same_sources_is_not_measured_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that was stopped goes on; after a change of the sources, or where it is said, all is measured anew."""
    monkeypatch.setattr(scoreboard, "KEPT", tmp_path / "out")
    sources = scoreboard._sources()
    kept = tmp_path / "out" / f"actors-{sources}.json"
    data.write_text(kept, '[[["a set", "a figure", 0.5, 0.4, false, 3, ""]], ["- a note"]]')
    shown = scoreboard.board(tmp_path, False, names=["actors"])
    assert "| a set | a figure | 0.500 | ≥ 0.400 | yes |  |" in shown
    assert "1 of 1 targets are reached." in shown
    assert shown.endswith("- a note\n")
    for quick, anew in ((True, False), (False, True)):
        assert "NGEC actors dev was not measured" in scoreboard.board(tmp_path, quick, anew, ["actors"])
    assert [one.name for one in (tmp_path / "out").iterdir()] == [kept.name]
    (tmp_path / "more.py").write_text("", "utf-8")
    monkeypatch.setattr(scoreboard, "SOURCE", tmp_path)
    monkeypatch.setattr(data, "ROOT", Path("/"))
    assert scoreboard._sources() != sources


def test_parts_that_there_are_not_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        scoreboard.main(["actors", "speeed"])
    assert "no such part: speeed; there are readings, " in capsys.readouterr().err

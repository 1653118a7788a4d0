"""`onrecord diff` and `onrecord compare`, each in its own process."""

import csv
import io
import json
from pathlib import Path

import pytest

from onrecord.store.opened import open_store
from tests.cli.command import run, spans
from tests.ledger.test_edits import FIRST, SECOND
from tests.store.test_versions import WHERE, Capture, at, put

HEAD = "Joint statement of the Republic of Korea and the Republic of Peru\n\n"
OLD = (
    f"{HEAD}The two sides will build a joint shipyard near Callao. South Korea will provide $20 million for harbour "
    "radars. The two sides will train helicopter pilots in Busan.\n"
)
NEW = (
    f"{HEAD}The two sides could build a large joint shipyard near Callao. South Korea will provide $35 million for "
    "harbour radars. Peru will open a museum of fishing at Paita.\n"
)


@pytest.fixture
def texts(tmp_path: Path) -> tuple[str, str]:
    """Two communiqués of a series, each with a sidecar."""
    for name, text, published in (("old", OLD, "2024-03-05"), ("new", NEW, "2025-03-05")):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
        about = {"title": f"=The {name} statement", "published": published, "kind": "communique", "series": "Callao"}
        (tmp_path / f"{name}.json").write_text(json.dumps(about), "utf-8")
    return str(tmp_path / "old.txt"), str(tmp_path / "new.txt")


def test_the_table_shows_kinds_before_and_after_and_changed_terms(texts: tuple[str, str]) -> None:
    done = run("diff", *texts, "--table", COLUMNS="160")
    assert done.returncode == 0, done.stderr
    assert "Before: =The old statement" in done.stdout
    assert "communique · 2025-03-05" in done.stdout
    assert done.stderr == ""
    for heading in ("Reworded (2)", "New (1)", "Dropped (1)"):
        assert heading in done.stdout
    assert "(softened)" in done.stdout
    assert "amount: $20 million →" in done.stdout


def test_new_words_are_marked_on_a_terminal_only(texts: tuple[str, str]) -> None:
    assert "\x1b[" not in run("diff", *texts, "--table").stdout
    shown = run("diff", *texts, "--table", FORCE_COLOR="1", COLUMNS="160").stdout
    assert "\x1b[1;4mlarge\x1b[0m" in shown


def test_json_is_one_object_with_anchors_that_hold(texts: tuple[str, str]) -> None:
    done = run("diff", *texts, "--json")
    whole = json.loads(done.stdout)
    assert whole["counts"] == {"reworded": 2, "new": 1, "dropped": 1, "kept": 0}
    assert whole["old"]["series"] == "Callao"
    assert "text" not in whole["old"]
    for side, text in (("old", OLD), ("new", NEW)):
        anchors = spans([change[side] for change in whole["changes"] if side in change])
        assert anchors
        for anchor in anchors:
            assert text[int(str(anchor["start"])) : int(str(anchor["end"]))] == anchor["exact"]
    assert run("diff", *texts, "--json", PYTHONHASHSEED="7").stdout == done.stdout


def test_csv_has_a_row_for_each_undertaking(texts: tuple[str, str]) -> None:
    done = run("diff", *texts, "--csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout, newline="")))
    assert sorted(row["status"] for row in rows) == ["dropped", "new", "reworded", "reworded"]
    (moved,) = [row for row in rows if row["firmness"] == "softened"]
    assert (moved["kind_before"], moved["kind_after"]) == ("agree", "consider")
    assert OLD[int(moved["start_before"]) : int(moved["end_before"])] == moved["words_before"]


def test_compare_says_what_is_told_differently(texts: tuple[str, str]) -> None:
    done = run("compare", *texts, "--table", COLUMNS="160")
    assert done.returncode == 0, done.stderr
    for heading in ("Told differently (", "In both (", "Only in A (", "Only in B ("):
        assert heading in done.stdout
    whole = json.loads(run("compare", *texts, "--json").stdout)
    assert "amount: $20 million against $35 million" in [account.get("reason") for account in whole["accounts"]]
    rows = list(csv.DictReader(io.StringIO(run("compare", *texts, "--csv").stdout, newline="")))
    assert len(rows) == len(whole["accounts"])
    assert OLD[int(rows[0]["start_a"]) : int(rows[0]["end_a"])] == rows[0]["words_a"]


@pytest.mark.parametrize("command", ["diff", "compare"])
def test_wrong_usage_and_missing_files_are_one_line(command: str, texts: tuple[str, str], tmp_path: Path) -> None:
    for arguments, code, said in (
        ([*texts, "--json", "--csv"], 2, "give one of --json, --csv and --table"),
        (["-", "-"], 2, "standard input (-) can be read once"),
        ([texts[0], str(tmp_path / "none.txt")], 1, "no such file"),
        ([texts[0]], 2, "give the later text too" if command == "diff" else "compare --help)"),
    ):
        done = run(command, *arguments)
        assert done.returncode == code
        assert done.stdout == ""
        assert said in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_one_of_the_two_may_come_from_standard_input(texts: tuple[str, str]) -> None:
    done = run("diff", texts[0], "-", "--json", given=NEW.encode())
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["new"]["source"] == "standard input"


def test_a_page_has_versions_and_its_last_edit_is_compared(tmp_path: Path) -> None:
    """By its address, or by a document of it; a page that was seen once has nothing to be compared with."""
    once = "https://post.example/radars"
    with open_store(tmp_path / "my.db") as store:
        texts = (
            Capture(FIRST, at(1)),
            Capture(SECOND, at(9)),
            Capture("Denmark pledged to buy ten radars.", at(1), once),
        )
        put(store, list(texts))
    store_ = ("--db", str(tmp_path / "my.db"))
    lines = [json.loads(line) for line in run("documents", "--versions", WHERE, *store_).stdout.splitlines()]
    assert [one["counts"] for one in lines] == [False, True]
    for name in (WHERE, lines[0]["document"]):
        found = json.loads(run("diff", name, *store_, "--json").stdout)
        assert [found["old"]["id"], found["new"]["id"]] == [one["document"] for one in lines]
    assert "only one text is known to have stood there" in run("diff", once, *store_).stderr
    assert "2026-03-03 09:09 UTC" in run("documents", "--versions", WHERE, *store_, "--table").stdout
    softened = run("changes", "--since", "2026-03", "--what", "softened", *store_, "--table", COLUMNS="200").stdout
    assert "edited: softened" in softened
    assert "pledge → consider" in softened

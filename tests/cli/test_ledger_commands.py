"""The questions to a store, each in its own process."""

import csv
import io
import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.cli.command import Run, on_terminal, run, spans

CONTROL = ("--text", "transfer wartime operational control", "--stage", "agreed")
# Each question with a heading of its table.
QUESTIONS = [
    (["ledger", "--dossier", "nuclear-powered-submarines", "--party", "ROK", "--as-of", "2025-11"], "Undertaking"),
    (["ledger", "--overdue", "--as-of", "2025-05"], "Due"),
    (["show", "CONTROL", "--as-of", "2014", "--links"], "Quote"),
    (["said", "Lee", "--about", "submarines", "--since", "2025", "--until", "2025"], "What is said"),
    (["said", "South Korea", "--officials"], "Lee Jae"),
    (["timeline", "--dossier", "wartime-operational-control"], "Stage"),
    (["search", "operational control"], "Words"),
    (["changes", "--since", "2025-06", "--what", "moved", "--what", "softened"], "Undertaking"),
    (["dossiers"], "What belongs here"),
    (["documents"], "Publisher"),
    (["doctor"], "Found"),
]


@pytest.fixture(scope="module")
def control(ledger_file: Path) -> str:
    """The id of the commitment on wartime control."""
    done = run("ledger", *CONTROL, "--json", "--db", str(ledger_file))
    (one,) = json.loads(done.stdout)
    return str(one["id"])


@pytest.mark.parametrize(("arguments", "heading"), QUESTIONS, ids=[" ".join(row[0]) for row in QUESTIONS])
def test_a_question_is_answered_in_every_form(
    ledger_file: Path, control: str, arguments: list[str], heading: str
) -> None:
    asked = [control if one == "CONTROL" else one for one in arguments]
    forms = ("--json", "--csv", "--table")
    as_json, as_csv, as_table = (run(*asked, form, ONRECORD_DB=str(ledger_file)) for form in forms)
    for done in (as_json, as_csv, as_table):
        assert (done.returncode, done.stderr) == (0, "")
        assert "\x1b" not in done.stdout
    values = json.loads(as_json.stdout)
    assert values
    rows = list(csv.reader(io.StringIO(as_csv.stdout, newline="")))
    number = len(values[0]["entries"]) if asked[0] == "show" else len(values)
    assert len(rows) == number + 1
    assert {len(row) for row in rows} == {len(rows[0])}
    assert heading in as_table.stdout
    if asked[0] in ("show", "said", "search", "timeline"):
        assert spans(values)


def test_into_a_pipe_goes_one_value_a_line(ledger_file: Path) -> None:
    piped, whole = (run("ledger", *form, "--db", str(ledger_file)).stdout for form in ([], ["--json"]))
    assert [json.loads(line) for line in piped.splitlines()] == json.loads(whole)


def test_nothing_wrong_is_an_empty_answer(ledger_file: Path) -> None:
    where = ("--db", str(ledger_file))
    for arguments, said in (
        (["verify"], "everything holds"),
        (["findings"], "No finding."),
        (["ledger", "--stage", "breached"], "No commitment is known that fits."),
        (["search", "unicorns"], "Nothing holds all these words."),
        (["changes", "--since", "2031"], "Nothing has changed since 2031."),
    ):
        done = run(*arguments, "--table", *where)
        assert (done.returncode, done.stderr) == (0, "")
        assert said in " ".join(done.stdout.split())
    assert run("findings", "--json", *where).stdout == "[]\n"
    assert run("findings", *where).stdout == ""


WRONG = [
    ["ledger", "--json", "--csv"],
    ["ledger", "--as-of", "2023-02-29"],
    ["ledger", "--stage", "nearly"],
    ["ledger", "--kind", "promise"],
    ["ledger", "--party", "Ruritania"],
    ["ledger", "--dossier", "fish"],
    ["ledger", "--documents", "0"],
    ["ledger", "--party", "\udcff"],
    ["show", "nothing"],
    ["said", "Nobody At All"],
    ["timeline", "--until", "12/24"],
    ["search", "a", "--in", "books"],
    ["changes", "--since", "2024", "--what", "better"],
    ["changes", "--since", "2025", "--until", "2024"],
    ["dossiers", "--use", "missing.yaml"],
    ["retract", "l0"],
]


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_what_cannot_be_asked_is_one_line_and_2(ledger_file: Path, arguments: list[str]) -> None:
    done = run(*arguments, ONRECORD_DB=str(ledger_file))
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    if "--kind" in arguments or "--stage" in arguments:
        assert "pledge" in done.stderr


def test_where_there_is_no_store_one_line_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("this is no database, whatever it is called", "utf-8")
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE mine (id)")
    other.close()
    for command, where, said in (
        (["ledger"], "missing.db", "make one with `onrecord add FILE…`"),
        (["verify"], ".", "is a folder"),
        (["doctor", "--mend"], "text.db", "is no OnRecord store"),
        (["retract", "l0"], "other.db", "--db"),
        (["search", "a"], "no/such/folder.db", "make one with"),
    ):
        done = run(*command, "--db", str(tmp_path / where))
        assert (done.returncode, done.stdout) == (1, ""), done.stderr
        assert said in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert run("ledger", "--db", "mysql://here/x").returncode == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.db", "text.db"]


def test_retract_parts_and_restore_joins_again(ledger_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.db"
    shutil.copy(ledger_file, path)

    def asked(*arguments: str, code: int = 0) -> Run:
        done = run(*arguments, "--db", str(path))
        assert done.returncode == code, done.stderr
        return done

    before = asked("ledger", "--limit", "500").stdout
    name = next(one["id"] for one in map(json.loads, before.splitlines()) if one["acts"] == 2)
    (found,) = json.loads(asked("show", name, "--json").stdout)
    (link,) = found["links"]
    done = asked("retract", link["id"], "--why", "another matter")
    assert done.stdout == f"retracted {link['id']} (same-commitment); `onrecord restore {link['id']}` undoes it\n"
    assert done.stderr.startswith(f"onrecord: commitments and their acts: before {name} (2); now ")
    (parted,) = json.loads(asked("show", name, "--json").stdout)
    assert [one["act"] for one in parted["entries"]] == [found["entries"][0]["act"]]
    assert "does not hold anyway" in asked("retract", link["id"], code=2).stderr
    assert asked("verify").stdout == ""
    assert asked("restore", link["id"], "--by", "A. Reader").stdout.startswith(f"restored {link['id']}")
    assert asked("ledger", "--limit", "500").stdout == before
    assert "was not retracted" in asked("restore", link["id"], code=2).stderr


def test_acts_that_other_links_hold_together_are_told_of(ledger_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.db"
    shutil.copy(ledger_file, path)
    (found,) = json.loads(run("ledger", *CONTROL, "--json", "--db", str(path)).stdout)
    (whole,) = json.loads(run("show", found["id"], "--json", "--db", str(path)).stdout)
    done = run("retract", whole["links"][0]["id"], "--db", str(path))
    assert done.returncode == 0
    assert f"still stand in commitment {found['id']} by other links" in done.stderr


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        (
            "Norway will give NOK 2 billion to Kenya by the end of 2027 if Finland agrees.",
            "due by the end of 2027 (2027-12); amount NOK 2 billion; if Finland agrees",
        ),
        ("Norway will send boats to Kenya.", ""),
    ],
)
def test_show_tells_by_when_how_much_and_on_what_condition(tmp_path: Path, text: str, terms: str) -> None:
    where = ("--db", str(tmp_path / "own.db"))
    (tmp_path / "text.txt").write_text(f"{text}\n\nThe weather was fine on the coast.\n", "utf-8")
    assert run("add", str(tmp_path / "text.txt"), "--reader", "rules", *where).returncode == 0
    (found,) = json.loads(run("ledger", "--json", *where).stdout)
    (row,) = csv.DictReader(io.StringIO(run("show", found["id"], "--csv", *where).stdout, newline=""))
    assert row["Terms"] == terms
    shown = run("show", found["id"], "--table", *where).stdout
    assert [word in shown for word in ("Terms", "due", "amount")] == [bool(terms)] * 3


def test_the_ledger_of_what_several_documents_carry(ledger_file: Path) -> None:
    where = ("--json", "--limit", "500", "--db", str(ledger_file))
    every = json.loads(run("ledger", *where).stdout)
    for number in (1, 2, 3):
        some = json.loads(run("ledger", "--documents", str(number), *where).stdout)
        assert some == [one for one in every if one["documents"] >= number]
    assert 0 < len(some) < len(every)
    (early,) = json.loads(run("ledger", *CONTROL[:2], "--as-of", "2014", "--documents", "1", *where).stdout)
    assert early["documents"] == 1
    assert json.loads(run("ledger", *CONTROL[:2], "--as-of", "2014", "--documents", "2", *where).stdout) == []


def test_what_cannot_be_answered_from_a_damaged_store_is_one_line(ledger_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.db"
    shutil.copy(ledger_file, path)
    with sqlite3.connect(path) as store:
        store.execute("UPDATE act SET body = '{'")
        store.execute("UPDATE thread SET states = '{'")
    store.close()
    for asked in (["ledger"], ["timeline"], ["changes", "--since", "2000"]):
        done = run(*asked, "--db", str(path))
        assert (done.returncode, done.stdout) == (1, "")
        assert len(done.stderr.splitlines()) == 1
        assert "onrecord verify" in done.stderr
    assert run("verify", "--db", str(path)).returncode == 1


def test_damage_is_found_said_and_mended(ledger_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.db"
    shutil.copy(ledger_file, path)
    with sqlite3.connect(path) as store:
        store.execute("UPDATE step SET stage = 'completed' WHERE stage = 'delayed'")
    store.close()
    done = run("verify", "--table", "--db", str(path))
    assert done.returncode == 1
    assert "onrecord doctor --mend" in " ".join(done.stdout.split())
    assert "do not hold" in done.stderr
    assert run("doctor", "--mend", "--db", str(path)).returncode == 0
    assert run("verify", "--db", str(path)).returncode == 0
    with sqlite3.connect(path) as store:
        store.execute("UPDATE blob SET bytes = CAST(replace(CAST(bytes AS TEXT), 'Ukraine', 'Utopia!') AS BLOB)")
    store.close()
    broken = run("verify", "--json", "--db", str(path))
    assert broken.returncode == 1
    assert {one["kind"] for one in json.loads(broken.stdout)} == {"blob"}


def test_ones_own_dossiers(ledger_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.db"
    shutil.copy(ledger_file, path)
    (tmp_path / "mine.yaml").write_text("- {title: My jets, about: '=1+1', words: [fighter jet]}\n", "utf-8")
    done = run("dossiers", "--use", str(tmp_path / "mine.yaml"), "--csv", "--db", str(path))
    (mine,) = [row for row in csv.DictReader(io.StringIO(done.stdout, newline="")) if row["Dossier"] == "my-jets"]
    assert mine["What belongs here"] == "'=1+1"
    found = json.loads(run("ledger", "--dossier", "my-jets", "--json", "--db", str(path)).stdout)
    assert len(found) == int(mine["Commitments"]) > 0
    (tmp_path / "bad.yaml").write_text("- {title: [", "utf-8")
    assert run("dossiers", "--use", str(tmp_path / "bad.yaml"), "--db", str(path)).returncode == 2


def test_a_terminal_gets_colours_unless_they_are_refused(ledger_file: Path) -> None:
    where = {"ONRECORD_DB": str(ledger_file)}
    assert "\x1b[36m" in on_terminal("ledger", **where)
    assert "\x1b[3" not in on_terminal("ledger", "--no-color", **where)
    assert "\x1b[3" not in on_terminal("ledger", NO_COLOR="1", **where)


def test_a_person_is_a_party_as_the_state_for_which_he_acts(ledger_file: Path) -> None:
    where = ("--json", "--limit", "500", "--db", str(ledger_file))
    person = run("ledger", "--party", "Lloyd Austin", *where)
    assert person.stdout == run("ledger", "--party", "United States", *where).stdout
    assert "Lloyd Austin acts for United States" in person.stderr


def test_nothing_of_what_was_asked_for_is_not_nothing_at_all(ledger_file: Path) -> None:
    done = run("changes", "--since", "2025-11-20", "--what", "dropped", "--what", "softened", "--table", "--db",
               str(ledger_file))  # fmt: skip
    assert done.stdout == "Nothing dropped or softened since 2025-11-20.\n"


def test_a_path_that_names_nothing_is_no_finding(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Norway approved the sale of the radars.", "utf-8")
    done = run("add", str(tmp_path / "a.txt"), str(tmp_path / "none.txt"), "--db", str(tmp_path / "a.db"))
    assert done.returncode == 3
    assert done.stdout.startswith("added 1 document, 1 failed: ")


def test_acts_without_a_date_are_told_of_as_of_a_day(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Norway approved the sale of the radars.", "utf-8")
    db = ("--db", str(tmp_path / "a.db"))
    assert run("add", str(tmp_path / "a.txt"), *db).returncode == 0
    assert "acts without a date count on every day" in run("ledger", "--as-of", "1900", *db).stderr
    assert run("ledger", *db).stderr == ""

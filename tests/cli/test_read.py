"""The real command, in its own process: what it prints where, and how it ends."""

import json
import shlex
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.command import ARTICLE, COMMAND, environment, loaded, on_terminal, run, spans


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A short article in a file."""
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


def test_a_pipe_gets_one_record_a_line_with_anchors_that_hold(article: Path) -> None:
    done = run("read", str(article), "--published", "2024-03-05")
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert {line["record"] for line in lines} >= {"document", "actor", "statement", "event", "act"}
    assert len({line["document"] for line in lines}) == 1
    anchors = spans(lines)
    assert len(anchors) > 10
    for anchor in anchors:
        assert ARTICLE[int(str(anchor["start"])) : int(str(anchor["end"]))] == anchor["exact"]
    assert lines[0]["published"] == "2024-03-05"
    assert done.stderr == ""


def test_the_same_input_gives_the_same_bytes(article: Path) -> None:
    assert run("read", str(article)).stdout == run("read", str(article), PYTHONHASHSEED="7").stdout


def test_json_is_one_object_with_the_text(article: Path) -> None:
    done = run("read", str(article), "--json", "--publisher", "The Example", "--kind", "news")
    whole = json.loads(done.stdout)
    assert whole["document"]["text"] == ARTICLE
    assert whole["document"]["publisher"] == "The Example"
    assert whole["document"]["source"] == str(article)
    assert whole["acts"]


def test_the_rules_alone_say_nothing_of_how_sure_a_model_is(article: Path) -> None:
    trained, ruled = (run("read", str(article), "--reader", reader) for reader in ("trained", "rules"))
    assert '"sure":' in trained.stdout
    assert '"sure":' not in ruled.stdout
    assert '"record":"act"' in ruled.stdout


def test_tables_and_their_reasons(article: Path) -> None:
    plain, explained = run("read", "--table", str(article)), run("read", "--explain", str(article))
    assert plain.stdout.startswith("Seoul promises two ships to Lima\n")
    assert "Acts" in plain.stdout
    assert "\x1b" not in plain.stdout
    assert "Why" in explained.stdout
    assert "Why" not in plain.stdout


def test_standard_input_is_read() -> None:
    done = run("read", "-", given=ARTICLE.encode())
    assert done.returncode == 0
    assert json.loads(done.stdout.splitlines()[0])["source"] == "standard input"


def test_a_page_is_written_whole_and_says_so(article: Path, tmp_path: Path) -> None:
    done = run("read", str(article), "--html", str(tmp_path / "page.html"))
    assert (done.returncode, done.stdout) == (0, "")
    assert "wrote" in done.stderr
    written = (tmp_path / "page.html").read_text("utf-8")
    assert written.startswith("<!DOCTYPE html>")
    assert written.endswith("</html>\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["article.txt", "page.html"]
    assert run("read", str(article), "--html", "-").stdout == written


def test_several_files_of_which_some_fail(article: Path, tmp_path: Path) -> None:
    done = run("read", str(article), str(tmp_path / "missing.txt"), str(tmp_path))
    assert done.returncode == 3
    assert json.loads(done.stdout.splitlines()[0])["record"] == "document"
    assert [line.startswith("onrecord: ") for line in done.stderr.splitlines()] == [True, True]
    assert run("read", str(article), str(article)).returncode == 0
    assert run("read", "missing.txt", "missing too.txt").returncode == 1


BAD: list[tuple[str, bytes, str]] = [
    ("empty", b"", "holds no text"),
    ("white", b" \n\t\r\n ", "holds no text"),
    ("binary", bytes(range(256)) * 4, "is binary"),
    ("pdf", b"%PDF-1.4", "is a damaged PDF file"),
    ("page", b"<!doctype html><title>x</title>", "is a page without text"),
    ("korean", "국방부 장관은 화요일에 말했다. ".encode() * 5, "is written in Korean"),
    ("russian", "Министр сказал, что правительство купит самолёты. ".encode() * 5, "is written in Russian"),
    (
        "german",
        b"Der Minister sagte, dass die Regierung neue Flugzeuge kaufen wird. " * 9,
        "is written in German",
    ),
    (
        "french",
        b"Le ministre a dit que le gouvernement allait acheter des avions. " * 9,
        "is written in French",
    ),
]


@pytest.mark.parametrize(("data", "reason"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_what_cannot_be_read_is_one_line_and_a_failure(data: bytes, reason: str) -> None:
    done = run("read", "-", given=data)
    assert (done.returncode, done.stdout) == (1, "")
    assert reason in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("source", ["missing.txt", "http://127.0.0.1:9/news", ".", "", "a\nb\x1b[31m.txt"])
def test_what_is_not_there_is_one_line_and_a_failure(source: str) -> None:
    done = run("read", source)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert "\x1b" not in done.stderr


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with open(tmp_path / "huge.txt", "wb") as file:
        file.truncate(10_000_000_000)
    done = run("read", str(tmp_path / "huge.txt"))
    assert done.returncode == 1
    assert "larger than 20 MB" in done.stderr


WRONG = [
    ["read"],
    ["read", "a.txt", "--nonsense"],
    ["write", "a.txt"],
    ["read", "a.txt", "--json", "--jsonl"],
    ["read", "a.txt", "--json", "--html", "b.html"],
    ["read", "a.txt", "b.txt", "--html", "c.html"],
    ["read", "-", "-"],
    ["read", "a.txt", "--published", "yesterday"],
    ["read", "a.txt", "--published", "2023-02-29"],
    ["read", "a.txt", "--published", "2024-13"],
    ["read", "a.txt", "--kind", "poem"],
]


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_wrong_usage_is_one_line_and_2(arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("onrecord: ")


def test_a_page_does_not_overwrite_its_document(article: Path) -> None:
    assert run("read", str(article), "--html", str(article)).returncode == 2
    assert article.read_text("utf-8") == ARTICLE


def test_a_page_does_not_overwrite_what_comes_on_standard_input(article: Path) -> None:
    with article.open("rb") as given:
        done = subprocess.run(
            [*COMMAND, "read", "-", "--html", str(article)], stdin=given, capture_output=True, timeout=60, check=False
        )
    assert done.returncode == 2
    assert article.read_text("utf-8") == ARTICLE


def test_a_page_goes_where_a_link_leads(article: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.html"
    link.symlink_to(tmp_path / "page.html")
    assert run("read", str(article), "--html", str(link)).returncode == 0
    assert link.is_symlink()
    assert "</html>" in (tmp_path / "page.html").read_text("utf-8")


def test_closed_standard_input_is_one_line() -> None:
    done = subprocess.run(  # noqa: S602
        f"{shlex.join(COMMAND)} read - <&-", shell=True, capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (1, b"onrecord: standard input is closed; name a file\n")


@pytest.mark.parametrize("columns", ["0", "1", "-5", "abc"])
def test_no_width_makes_an_empty_success(article: Path, columns: str) -> None:
    done = run("read", "--table", str(article), COLUMNS=columns)
    assert done.returncode == 0
    assert "Statements" in done.stdout


def test_a_page_that_cannot_be_written_is_a_failure(article: Path, tmp_path: Path) -> None:
    for target in (tmp_path / "no" / "such.html", tmp_path, tmp_path / ("a" * 300)):
        done = run("read", str(article), "--html", str(target))
        assert done.returncode == 1
        assert "cannot be written" in done.stderr


def test_odd_names_and_hostile_text_do_not_reach_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "-odd\n\x1b[31m 'name' \udcff.txt"
    path.write_text("\x1b]0;owned\x07Evil\x9b31m headline [red]here[/red]\n\n" + ARTICLE, "utf-8")
    for form in ("--table", "--jsonl", "--json"):
        done = run("read", form, str(path))
        assert done.returncode == 0, done.stderr
        for stream in (done.stdout, done.stderr):
            assert not any(character in stream for character in "\x1b\x07\x9b\udcff")


def shell(script: str, *arguments: str, command: Sequence[str] = COMMAND) -> subprocess.CompletedProcess[bytes]:
    """The finished shell script, in which `onrecord` is the command and $1… are the arguments."""
    whole = f'onrecord() {{ {shlex.join(command)} "$@"; }}; {script}'
    return subprocess.run(
        ["bash", "-c", whole, "bash", *arguments],  # noqa: S607
        capture_output=True,
        timeout=120,
        env=environment(),
    )


@pytest.mark.parametrize("form", ["--jsonl", "--json", "--table", "--html=-"])
@pytest.mark.parametrize("reader", ["head -c 40 >&2", "true"])
def test_a_reader_that_stops_early_is_no_error(article: Path, form: str, reader: str) -> None:
    script = f'(sleep 0.3; onrecord read "$1" "$2") | {reader}; exit ${{PIPESTATUS[0]}}'
    done = shell(script, form, str(article), command=loaded())
    assert done.returncode == 0
    assert len(done.stderr) <= 40
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("where", ["/dev/full", "&-"])
def test_output_that_cannot_be_written_is_one_line_and_a_failure(article: Path, where: str) -> None:
    if where == "/dev/full" and not Path(where).exists():
        pytest.skip("needs the device /dev/full, which is not here")
    done = shell(f'onrecord read "$1" >{where}', str(article))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


def test_an_interrupt_is_one_line_and_130() -> None:
    with subprocess.Popen(
        [*COMMAND, "read", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as running:
        assert running.stdin is not None
        running.stdin.write(b"The minister spoke.\n" * 10_000)  # more than a pipe holds: ends when the command reads
        running.stdin.flush()
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert (running.returncode, out) == (130, b"")
    assert err == b"onrecord: interrupted\n"


COLOURLESS: list[tuple[list[str], dict[str, str]]] = [([], {"NO_COLOR": "1"}), (["--no-color"], {})]


def test_a_terminal_gets_coloured_tables(article: Path) -> None:
    text = on_terminal("read", str(article))
    assert "Statements" in text
    assert "\x1b[36m" in text


@pytest.mark.parametrize(("arguments", "more"), COLOURLESS)
def test_colours_can_be_refused(article: Path, arguments: list[str], more: dict[str, str]) -> None:
    text = on_terminal("read", str(article), *arguments, **more)
    assert "Statements" in text
    assert "\x1b[3" not in text


def test_version_and_help() -> None:
    assert run().stdout == run("--help").stdout
    assert run("--version").stdout.startswith("onrecord 0.")
    for arguments in (["--help"], ["read", "--help"], ["demo", "-h"]):
        assert run(*arguments).returncode == 0


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "onrecord", "--help"], capture_output=True, timeout=60
    )
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.decode().splitlines()}
    assert not loaded & {"spacy", "numpy", "rich.console", "rich.table", "yaml", "py3langid", "onrecord.reader"}


def test_a_users_office_holders_are_known(article: Path, tmp_path: Path) -> None:
    holders = tmp_path / "holders.csv"
    holders.write_text("name,office,state,from,to\nAna Torres,defence minister,Peru,2023-05,\n", "utf-8")
    plain = run("read", str(article), "--published", "2024-03-05", "--reader", "rules", "--json")
    known = run(
        "read", str(article), "--published", "2024-03-05", "--reader", "rules", "--json", "--offices", str(holders)
    )
    assert known.returncode == 0, known.stderr
    before, after = (json.loads(done.stdout) for done in (plain, known))
    (actor,) = (one for one in after["actors"] if one["name"] == "Ana Torres")
    assert (actor["office"], actor["states"], actor["country"], actor["sector"]) == (
        "defence minister", ["Peru"], "PE", "GOV",
    )  # fmt: skip
    assert before["reader"] != after["reader"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,office,state,from,to\nAnn Example,president,Atlantis,2023,\n", "line 2: 'Atlantis' is no state"),
        ("who,what\n", "line 1 does not name the columns"),
    ],
)
def test_office_holders_that_cannot_be_used_are_one_line(text: str, said: str, article: Path, tmp_path: Path) -> None:
    holders = tmp_path / "holders.csv"
    holders.write_text(text, "utf-8")
    done = run("read", str(article), "--offices", str(holders))
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1

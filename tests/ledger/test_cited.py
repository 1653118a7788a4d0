"""Answers of the ledger link to their words in the pages that they stand in."""

import csv
import io
import json
from typing import Any
from urllib.parse import unquote

import pytest
from rich.console import Console

from onrecord.cli.shown import page
from onrecord.ledger.changes import changes, with_links
from onrecord.ledger.commitments import Asked, commitments
from onrecord.ledger.history import history
from onrecord.ledger.said import said
from onrecord.ledger.search import search
from onrecord.ledger.timeline import timeline
from tests.cli.command import run
from tests.ledger.conftest import Made

URL = "https://news.example/ships"
TEXT = (
    "OSLO – Norway's Defence Minister Ann Roe said on Monday that Norway will build five frigates for Ukraine.\n\n"
    "Sweden agreed to train the crews, and the two ministers signed an agreement in Oslo.\n"
)


def of(url: str) -> dict[str, str]:
    return {"text": TEXT, "published": "2025-11-04", "publisher": "The Example", "url": url}


def test_every_answer_links_to_its_words(made: Made) -> None:
    with made(of(URL)).reading() as connection:
        (standing, *_) = commitments(connection, Asked(text="frigates"))
        answers: list[Any] = [
            *said(connection, "Roe"),
            *search(connection, "frigates"),
            *timeline(connection, Asked()),
            *with_links(connection, changes(connection, "2025-01-01")),
            *history(connection, standing.id).entries,
        ]
        assert len({type(one) for one in answers}) == 5
        for one in answers:
            assert one.link
            assert one.link.startswith(f"{URL}#:~:text=")
            words = [part.strip("-") for part in one.link.split(":~:text=")[1].split(",")]
            assert all(unquote(part) in TEXT for part in words)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///a.txt", "news.example/a"])
def test_what_is_no_page_of_the_web_is_not_linked_to(made: Made, url: str) -> None:
    with made(of(url)).reading() as connection:
        answers: list[Any] = [*said(connection, "Roe"), *search(connection, "frigates")]
        assert [one.link for one in answers] == [None] * 3


def test_the_commands_give_the_links(made: Made) -> None:
    with made(of(URL)) as store:
        name = store.name
    lines = run("said", "Roe", "--db", name).stdout.splitlines()
    assert json.loads(lines[0])["link"].startswith(URL)
    for command in (("said", "Roe"), ("search", "frigates"), ("timeline",), ("changes", "--since", "2025")):
        printed = run(*command, "--csv", "--db", name).stdout
        rows = list(csv.DictReader(io.StringIO(printed, newline="")))
        assert rows
        assert all(row["Link"].startswith(f"{row['Url']}#:~:text=") for row in rows)
    assert "Link" not in run("documents", "--csv", "--db", name).stdout.splitlines()[0]


def test_on_a_terminal_that_follows_links_quotes_and_titles_lead_to_the_page(made: Made) -> None:
    with made(of(URL)).reading() as connection:
        (standing, *_) = commitments(connection, Asked(text="frigates"))
        parts = page(history(connection, standing.id))
    for terminal in (True, False):
        screen = Console(file=io.StringIO(), force_terminal=terminal, width=120)
        with screen.capture() as shown:
            for part in parts:
                screen.print(part)
        assert (shown.get().count(f";{URL}#:~:text=") >= 2) == terminal

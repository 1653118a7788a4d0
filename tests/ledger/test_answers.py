"""What the ledger of the samples answers, line by line; `python -m tests.ledger.test_answers` renews the answers."""

import tempfile
from collections.abc import Callable, Iterable
from importlib.resources import files
from pathlib import Path

import pytest
from sqlalchemy import Connection

from onrecord.acquire.sources import items
from onrecord.ledger.changes import Change, changes
from onrecord.ledger.commitments import Asked, Standing, commitments
from onrecord.ledger.documents import documents
from onrecord.ledger.history import history
from onrecord.ledger.said import said
from onrecord.ledger.search import search
from onrecord.ledger.subjects import subjects
from onrecord.ledger.timeline import Moment, timeline
from onrecord.records import Act
from onrecord.store.adding import How, added
from onrecord.store.opened import open_store

ANSWERS = Path(__file__).parent / "answers"
Question = Callable[[Connection], Iterable[str]]


def _standing(one: Standing) -> str:
    whose = f"{', '.join(one.by)} → {', '.join(one.to)}"
    marks = f"{one.stage}{' softened' * one.softened}{' unmeasurable' * (not one.measurable)}"
    return f"{one.last} | {whose} | {one.label} | {marks} | {one.acts}/{one.documents} | {' '.join(one.dossiers)}"


def _ledger(asked: Asked) -> Question:
    return lambda connection: map(_standing, commitments(connection, asked, 500))


def _moment(one: Moment) -> str:
    of = one.record
    said = f"{', '.join(of.by)} | {of.kind}" if isinstance(of, Act) else f"{', '.join(of.actors)} | {of.type}"
    return f"{one.day} | {said} | {of.trigger.exact} | {one.stage} | {one.title}"


def _change(one: Change) -> str:
    return (
        f"{one.day} | {one.what} | {one.label} | {one.before} → {one.stage} | {', '.join(one.softened)} | {one.title}"
    )


def _said(who: str, about: str | None = None) -> Question:
    return lambda connection: (
        f"{one.day} | {', '.join(one.statement.actor)} | {' … '.join(piece.exact for piece in one.statement.content)}"
        for one in said(connection, who, about)
    )


def _found(words: str) -> Question:
    return lambda connection: (
        f"{one.kind} | {one.day} | {one.title} | {' '.join(mark.exact for mark in one.marks)}"
        for one in search(connection, words)
    )


def _shown(words: str) -> Question:
    def answer(connection: Connection) -> Iterable[str]:
        (thread,) = (one.id for one in commitments(connection, Asked(text=words)) if one.documents > 1)
        found = history(connection, thread)
        yield _standing(found.standing)
        for one in found.entries:
            yield f"{one.day} | {one.act.kind} | {one.before} → {one.stage} | {one.softened} | {one.quote.exact}"
        yield from (f"{one.name}: {len(one.documents)}" for one in found.origins)

    return answer


QUESTIONS: dict[str, Question] = {
    "ledger": _ledger(Asked()),
    "ledger as of 2014": _ledger(Asked(as_of="2014-12-31")),
    "ledger submarines": _ledger(Asked(dossier="nuclear-powered-submarines")),
    "show wartime control": _shown("transfer wartime control"),
    "show F-16 fighters": _shown("give Ukraine fighter"),
    "said Austin": _said("Austin"),
    "said South Korea about transfer": _said("South Korea", "transfer"),
    "timeline wartime control": lambda connection: map(
        _moment, timeline(connection, Asked(dossier="wartime-operational-control"))
    ),
    "search wartime control": _found('"wartime operational control"'),
    "search maintaining force": _found("maintaining force"),
    "changes since June 2025": lambda connection: map(_change, changes(connection, "2025-06-01")),
    "documents": lambda connection: (
        f"{one.published} | {one.title} | {one.publisher} | {one.kind} | {one.series} | {one.statements} {one.events} "
        f"{one.acts}"
        for one in documents(connection)
    ),
    "dossiers": lambda connection: (f"{one.id} | {one.commitments} | {one.last}" for one in subjects(connection)),
}


def _lines(question: Question, connection: Connection) -> list[str]:
    return [" ".join(line.split()) for line in question(connection)]


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_ledger_of_the_samples_answers(name: str, samples: Connection) -> None:
    expected = (ANSWERS / f"{name}.txt").read_text("utf-8").splitlines()
    assert _lines(QUESTIONS[name], samples) == expected


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "samples.db") as made:
        added(made, items([str(files("onrecord.samples"))]), How("rules"), lambda _: None)
        with made.reading() as reading:
            for title, asked in QUESTIONS.items():
                (ANSWERS / f"{title}.txt").write_text("\n".join([*_lines(asked, reading), ""]), "utf-8")

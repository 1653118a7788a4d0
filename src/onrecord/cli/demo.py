"""`onrecord demo`: what one sample document commits whom to, and the ledger of all of them."""

import tempfile
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

from rich.console import RenderableType
from rich.text import Text
from sqlalchemy import Connection, func, select

from onrecord.acquire.sources import items
from onrecord.cli import exits, streams
from onrecord.cli.answers import STANDING
from onrecord.cli.form import table
from onrecord.cli.shown import page
from onrecord.export.table import about, commitments, title
from onrecord.ledger.changes import changes
from onrecord.ledger.commitments import Asked
from onrecord.ledger.commitments import commitments as standings
from onrecord.ledger.history import history
from onrecord.reader import read_bytes
from onrecord.records import Reading
from onrecord.samples import Sample, samples
from onrecord.store import tables as t
from onrecord.store.adding import Done, How, added
from onrecord.store.opened import open_store
from onrecord.text import counted

# The sample that is shown by itself, and words of the commitment whose history is.
ALONE, FOLLOWED = "news-fighter-jets.txt", "transfer wartime control"
# Rows of the ledger that are looked through for commitments carried by several documents.
_ROWS = 500


def demo(color: bool = True) -> int:
    """The exit code after the samples were read, kept in a store of their own for as long as it takes, and shown."""
    screen = streams.console(color)
    failures: list[Done] = []
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "demo.db") as store:
        sample = next(one for one in samples() if one.name == ALONE)
        streams.show(screen, *_alone(_reading(sample)))
        with as_file(files("onrecord.samples")) as place:
            added(store, items([str(place)]), How(), lambda one: failures.append(one) if one.what == "failed" else None)
        with store.reading() as connection:
            streams.show(screen, *_ledger(connection))
    for failure in failures:
        exits.say(failure.message or failure.name)
    hint = "Your own:  onrecord read FILE    onrecord add FOLDER    onrecord ledger    onrecord show ID"
    streams.show(screen, Text(f"\n{hint}"))
    return exits.PARTIAL if failures else exits.DONE


def _reading(sample: Sample) -> Reading:
    return read_bytes(
        sample.data, sample.name, published=sample.published, publisher=sample.publisher, kind=sample.kind
    )


def _alone(reading: Reading) -> Iterator[RenderableType]:
    yield Text("One document: whom it commits to what", style="bold")
    yield Text(f"\n{title(reading)}", style="bold")
    yield Text(f"{' · '.join(about(reading))}\n", style="dim")
    for party, acts in commitments(reading):
        yield party
        yield acts


def _ledger(connection: Connection) -> Iterator[RenderableType]:
    numbers = [
        connection.execute(select(func.count()).select_from(one)).scalar_one()
        for one in (t.document, t.statement, t.event, t.act)
    ]
    said = [
        counted(number, noun) for number, noun in zip(numbers, ("document", "statement", "event", "act"), strict=True)
    ]
    yield Text(f"\nThe ledger: {', '.join(said)}; the commitments that several documents carry\n", style="bold")
    rows = standings(connection, Asked(), _ROWS)
    yield table([one for one in rows if one.documents > 1], STANDING)
    weaker = changes(connection, "2000-01-01", whats=("softened",))
    yield Text("\nWords that became weaker\n", style="bold")
    for one in weaker:
        yield Text(f"{one.day}  {', '.join(one.softened)}: {one.kind} {one.label}", style="yellow")
    yield Text("\nOne commitment from act to act\n", style="bold")
    followed = max(standings(connection, Asked(text=FOLLOWED), _ROWS), key=lambda one: (one.documents, one.id))
    yield from page(history(connection, followed.id))

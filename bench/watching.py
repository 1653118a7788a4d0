"""`onrecord watch` on a site whose servers fail, redirect, change and lie: what is missed, and what is kept twice.

    python -m bench.watching [--polls N]

Time goes by in steps of a quarter of an hour. Missed are versions of articles that are not in the store, and articles
whose last version does not count; doubled are texts that were never there, further documents that count for an
article, and edits that were none.
"""

import argparse
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select

from bench.newsroom import STEP, Newsroom
from onrecord.acquire.guard import Fetched, Guard, Limits
from onrecord.ledger.edits import edits
from onrecord.ledger.verify import verify
from onrecord.store import tables as t
from onrecord.store.adding import How
from onrecord.store.opened import Store, open_store
from onrecord.watch.plan import plan_of
from onrecord.watch.rounds import Round, Told

POLLS = 200


class Watched(NamedTuple):
    """What came of watching: the articles and versions that there were, those missed and doubled, what was told."""

    articles: int
    versions: int
    missed: tuple[str, ...]
    doubled: tuple[str, ...]
    broken: int
    asked: int
    told: Counter[str]
    seconds: float


def polled(room: Newsroom, store: Store, polls: int, recheck: tuple[str, ...] = ("1h", "6h", "1d")) -> Counter[str]:
    """What was told, after so many polls of the newsroom from its present step on."""
    plan = plan_of({"watch": room.lists_of(), "every": "15m", "recheck": list(recheck)})
    heard: Counter[str] = Counter()

    def ask(url: str, local: bool, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        return guard.fetch(url, allow_private=local, etag=etag, modified=modified)

    def tell(one: Told) -> None:
        heard[one.what] += 1

    for _ in range(polls):
        # A guard keeps the time of the machine, and would still be waiting for what was asked of it an hour ago.
        guard = Guard(Limits(pause=0.0, total=5.0, connect=2.0))
        Round(store, plan, How("rules"), ask, room.now).go(tell)
        room.step += 1
    room.step -= 1  # at which the last poll was
    return heard


def compared(room: Newsroom, store: Store) -> tuple[list[str], list[str]]:
    """What was missed and what doubled, a line each."""
    with store.reading() as connection:
        b, d, r = t.blob.c, t.document.c, t.reading.c
        rows = connection.execute(select(d.id, b.bytes).join(t.blob, b.sha256 == d.id)).all()
        words = {row.id: " ".join(row.bytes.decode().split()) for row in rows}
        counting = set(connection.execute(select(r.document).where(r.active)).scalars())
        seen = edits(connection)
    missed, doubled = [], []
    known: set[str] = set()
    changed = 0
    for article, versions in room.expected():
        found = {}
        for version in versions:
            of_it = " ".join(article.text(version).split())
            here = [name for name, text in words.items() if of_it in text]
            known.update(here)
            found[version] = here
            if not here:
                missed.append(f"{article.name}: version {version} of {versions[-1]}, which appeared at {article.since}")
            doubled += [f"{article.name}: version {version} is {len(here)} documents"] if len(here) > 1 else []
        stands = [version for version, here in found.items() if counting & set(here)]
        if stands != [versions[-1]]:
            missed += [f"{article.name}: the last version does not count"] if versions[-1] not in stands else []
            doubled += [f"{article.name}: version {one} still counts" for one in stands if one != versions[-1]]
        changed += len(versions) - 1
    doubled += [f"a text that never was: {words[name][:80]}" for name in words.keys() - known]
    if len(seen) > changed:
        doubled.append(f"{len(seen)} edits were seen, and {changed} made")
    return missed, doubled


def watched(polls: int = POLLS, each: int = 12, number: int = 1) -> Watched:
    """What came of so many polls of a newsroom."""
    room = Newsroom(polls, each, number)
    began = time.process_time()
    with room.site, tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "watched.db") as store:
        told = polled(room, store, polls)
        missed, doubled = compared(room, store)
        with store.reading() as connection:
            broken = sum(1 for _ in verify(connection))
    expected = list(room.expected())
    return Watched(
        len(expected), sum(len(versions) for _, versions in expected), tuple(missed), tuple(doubled), broken,
        len(room.site.requests), told, time.process_time() - began,
    )  # fmt: skip


def main() -> None:
    """Prints what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polls", type=int, default=POLLS)
    parser.add_argument("--number", type=int, default=1, help="of the newsroom: another makes other chances")
    asked = parser.parse_args()
    found = watched(asked.polls, number=asked.number)
    for line in (*(f"missed: {one}" for one in found.missed), *(f"doubled: {one}" for one in found.doubled)):
        print(line)
    print(
        f"{asked.polls} polls of 20 lists, {STEP} apart: {found.articles} articles, {found.versions} versions; missed "
        f"{len(found.missed)}, doubled {len(found.doubled)}; verify {found.broken}; {found.asked} requests; "
        f"{dict(found.told)}; {found.seconds:.0f} CPU-seconds"
    )


if __name__ == "__main__":
    main()

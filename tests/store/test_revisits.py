"""What archives captured again, unchanged: it stands as if they had it twice, in whatever order they are added."""

import base64
import hashlib
import itertools
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from bench.crawl import answer, record
from sqlalchemy import select

from onrecord.acquire.sources import items
from onrecord.store import tables as t
from onrecord.store.adding import Done, How, added
from onrecord.store.opened import Store, open_store
from tests.cli.command import run
from tests.store.test_unit import digest_of
from tests.store.test_versions import FIRM, OTHER, SOFT, opening, standing

WHERE = "https://gov.example/ships"
MIRROR = "https://www.gov.example/ships"


def page(text: str) -> bytes:
    """A page that holds the text."""
    return f"<!doctype html><html><head><title>Ships</title></head><body><article><p>{text}</p></article>".encode()


def digest(text: str) -> str:
    """The digest of the page, as an archive has it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(page(text), usedforsecurity=False).digest()).decode()


def on(day: int) -> str:
    """Noon of a day."""
    return f"2025-03-{day:02}T12:00:00Z"


def whole(text: str, day: int, url: str = WHERE) -> bytes:
    """A capture with its page."""
    return record(answer(page(text)), url, date=on(day), more={"WARC-Payload-Digest": digest(text)})


def again(
    day: int, of: int | None = None, text: str | None = None, url: str = WHERE, of_url: str | None = None
) -> bytes:
    """A capture without its page, which is that of a day, or that of the text."""
    more = {} if of is None else {"WARC-Refers-To-Date": on(of)}
    more |= {} if text is None else {"WARC-Payload-Digest": digest(text)}
    more |= {} if of_url is None else {"WARC-Refers-To-Target-URI": of_url}
    return record(answer(b""), url, "revisit", on(day), more=more)


def put(store: Store, folder: Path, records: Sequence[bytes], how: How | None = None, apart: bool = False) -> list[str]:
    """What became of the records of an archive, or of as many archives."""
    heard: list[Done] = []
    names = []
    for number, one in enumerate(records if apart else [b"".join(records)]):
        names.append(str(folder / f"{number}.warc"))
        Path(names[-1]).write_bytes(one)
    added(store, items(names), how or How("rules"), heard.append)
    return [one.what for one in heard]


@cache
def in_full(*records: bytes) -> str:
    """The digest of a store to which they came in order; many are compared with the same."""
    with TemporaryDirectory() as folder, open_store(Path(folder) / "full.db") as store:
        put(store, Path(folder), records)
        return digest_of(store)


FULL = [whole(FIRM, 1), whole(SOFT, 2), whole(FIRM, 3)]
# What the third of these is, told in some way.
WAYS = {
    "by its day": again(3, of=1),
    "by its address and day": again(3, of=1, of_url=WHERE + "#top"),
    "by its digest": again(3, text=FIRM),
    "by all of it": again(3, 1, FIRM, of_url=WHERE),
    "by its digest, the day being wrong": again(3, 2, FIRM),
    "by its digest, nothing being known of the day": again(3, 9, FIRM, of_url="https://other.example/"),
}


@pytest.mark.parametrize("name", WAYS)
def test_what_came_back_counts_again(name: str, store: Store, tmp_path: Path) -> None:
    """A, B, and A once more: A stands."""
    records = [*FULL[:2], WAYS[name]]
    assert put(store, tmp_path, records) == ["added", "edited", "edited"]
    assert standing(store) == opening(FIRM)
    said = digest_of(store)
    assert put(store, tmp_path, records) == ["known"] * 3
    assert digest_of(store) == said
    if name != "by its day":  # of which no digest is kept
        assert said == in_full(*FULL)


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
@pytest.mark.parametrize("name", ["by all of it", "by its digest", "by its digest, the day being wrong"])
def test_the_order_of_archives_does_not_matter(name: str, order: tuple[int, ...], store: Store, tmp_path: Path) -> None:
    """What comes before that which it repeats waits for it; of what repeats a repetition, too."""
    records = [*FULL[:2], WAYS[name], again(4, 3, FIRM)]
    put(store, tmp_path, [records[number] for number in order], apart=True)
    assert standing(store) == opening(FIRM)
    assert digest_of(store) == in_full(*FULL, whole(FIRM, 4))
    with store.reading() as connection:
        assert connection.execute(select(t.revisit)).all() == []


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_what_stands_at_another_address_too(order: tuple[int, ...], store: Store, tmp_path: Path) -> None:
    """It has an appearance there, as if its page were in the archive; what is edited at the one stands at the other."""
    records = [whole(FIRM, 1), whole(SOFT, 3), again(2, 1, FIRM, MIRROR, WHERE)]
    put(store, tmp_path, [records[number] for number in order], apart=True)
    assert standing(store) == opening(FIRM, SOFT)
    assert digest_of(store) == in_full(whole(FIRM, 1), whole(SOFT, 3), whole(FIRM, 2, MIRROR))


def test_several_processes_read_what_is_repeated_first(store: Store, tmp_path: Path) -> None:
    """What a process still reads is waited for: else it would be told that its page is not there."""
    records = [*FULL[:2], again(3, 1, FIRM), whole(OTHER, 4, MIRROR), again(5, 4, OTHER, MIRROR)]
    told = put(store, tmp_path, records, How("rules", workers=2))
    assert (len(told), "waiting" in told, "known" in told) == (5, False, True)
    assert standing(store) == opening(FIRM, OTHER)
    digest_of(store)


def test_several_processes_tell_the_same_as_one(store: Store, tmp_path: Path) -> None:
    """What is given last is read soonest; yet what is given before it is what it edits."""
    long = FIRM + " The fleet sailed north, and its crews wrote home." * 300
    records = [whole(long, 1), whole(SOFT, 2), whole(OTHER, 1, MIRROR), whole(OTHER.replace(" ", "  "), 2, MIRROR)]
    alone, told = in_full(*records), put(store, tmp_path, records, How("rules", workers=2))
    assert sorted(told) == ["added", "added", "edited", "known"]
    assert digest_of(store) == alone


def test_what_it_repeats_is_not_there(store: Store, tmp_path: Path) -> None:
    """Another page that is named by mistake is not taken for it; it waits, is told, and a page of then settles it."""
    records = [whole(SOFT, 1), again(2, 1, FIRM), again(3, of=9), again(4, of=4)]
    assert put(store, tmp_path, records) == ["added", "waiting", "waiting", "waiting"]
    assert put(store, tmp_path, records) == ["known", "waiting", "waiting", "waiting"]
    assert standing(store) == opening(SOFT)
    assert put(store, tmp_path, [whole(FIRM, 2)]) == ["edited"]
    assert put(store, tmp_path, [again(2, 1, FIRM)]) == ["known"]
    with store.reading() as connection:
        assert len(connection.execute(select(t.revisit)).all()) == 2
    digest_of(store)


def test_a_dry_run_and_a_limit(store: Store, tmp_path: Path) -> None:
    """The first writes nothing; what the other leaves is taken when it is gone on with."""
    records = [*FULL[:2], WAYS["by all of it"]]
    assert put(store, tmp_path, records, How("rules", dry_run=True)) == ["added", "added", "waiting"]
    with store.reading() as connection:
        assert connection.execute(select(t.revisit)).all() == []
    assert put(store, tmp_path, records, How("rules", limit=2)) == ["added", "edited"]
    assert put(store, tmp_path, records, How("rules", dry_run=True)) == ["known", "known", "edited"]
    assert put(store, tmp_path, records, How("rules", limit=2)) == ["known", "known", "edited"]
    assert standing(store) == opening(FIRM)


def test_the_command_tells_what_waits(tmp_path: Path) -> None:
    """Beside what was added; it is no failure."""
    path, store = tmp_path / "a.warc", tmp_path / "my.db"
    path.write_bytes(b"".join([*FULL[:2], WAYS["by all of it"], again(5, of=4)]))
    done = run("add", str(path), "--reader", "rules", "--db", str(store))
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(run("add", str(path), "--reader", "rules", "--db", str(store), "--json").stdout)["waiting"] == 1
    assert done.stdout == (
        f"added 1 document, 2 new versions of pages, 1 captured again, kept until what came before is added: {store}\n"
    )
    assert run("verify", "--db", str(store)).returncode == 0

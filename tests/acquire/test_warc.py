"""Web archives, whole and broken: what is read of them, what is told, and that they take little memory and time."""

import base64
import gzip
import hashlib
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import brotli
import pytest
from bench.crawl import answer, chunked, record
from fastwarc.stream_io import ZstdWriter
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.acquire import warc
from onrecord.acquire.again import Again
from onrecord.acquire.framing import PATIENCE
from onrecord.acquire.warc import Captured, counted, is_archive, pages

PAGE = b"<!DOCTYPE html><html><body><p>Norland will build two ships for Sudland.</p></body></html>"
FIRST, LAST = "https://example.org/first", "https://example.org/last"
MB = 1_000_000


def zstd(data: bytes, folder: Path) -> bytes:
    """The data as a frame of its own."""
    path = folder / "frame.zst"
    with path.open("wb") as file, ZstdWriter(file) as packed:
        packed.write(data)
    return path.read_bytes()


def noise(size: int) -> bytes:
    """So many bytes that do not pack, always the same."""
    return hashlib.shake_128(b"noise").digest(size)


def found(path: Path, *parts: bytes) -> list[Captured]:
    """What the archive of these parts gives; as many things as are counted before."""
    path.write_bytes(b"".join(parts))
    given = list(pages(str(path)))
    assert counted(str(path)).pages == len(given)
    assert all("\n" not in (one.problem or "") for one in given)
    return given


def urls(given: Iterable[Captured]) -> list[str | None]:
    """The addresses of pages; None for what failed."""
    return [one.page.url if one.page else None for one in given]


def around(*parts: bytes) -> list[bytes]:
    """The parts with a page before and one behind them."""
    return [record(answer(PAGE), FIRST), *parts, record(answer(PAGE), LAST)]


@pytest.mark.parametrize("packed", ["plain", "gzip", "gzip as a whole", "zstd"])
def test_a_page_has_its_bytes_its_address_and_its_time(packed: str, tmp_path: Path) -> None:
    parts = [record(b"software: ours\r\n", None, "warcinfo"), *around(record(b"GET /", kind="request"))]
    packs: dict[str, Callable[[], list[bytes]]] = {
        "plain": lambda: parts,
        "gzip": lambda: [gzip.compress(part) for part in parts],
        "gzip as a whole": lambda: [gzip.compress(b"".join(parts))],
        "zstd": lambda: [zstd(part, tmp_path) for part in parts],
    }
    data = b"".join(packs[packed]())
    given = found(tmp_path / "a.warc", data)
    assert urls(given) == [FIRST, LAST]
    assert [one.page.data for one in given if one.page] == [PAGE, PAGE]
    assert {one.page.when for one in given if one.page} == {"2025-03-04T10:20:30+00:00"}
    assert {one.page.media for one in given if one.page} == {"text/html; charset=utf-8"}
    assert len({one.name for one in given}) == 2
    assert is_archive(data[: warc.HEAD])
    assert counted(str(tmp_path / "a.warc")).passed == {"records of type warcinfo": 1, "records of type request": 1}


def test_a_name_says_where_the_record_begins(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    parts = [gzip.compress(part) for part in around()]
    assert [one.name for one in found(path, *parts)] == [f"{path}#0", f"{path}#{len(parts[0])}"]
    assert [one.name for one in found(path, *around())] == [f"{path}#0", f"{path}#{len(around()[0])}"]


@pytest.mark.parametrize(
    "head", [b"", b"WARC", b"WARC/x", b"\x1f\x8b", gzip.compress(b"a text", mtime=0), b"PK\x03\x04", PAGE]
)
def test_other_files_are_no_archives(head: bytes) -> None:
    assert not is_archive(head)


PACKED = {
    "as it is": answer(PAGE),
    "in chunks": answer(chunked(PAGE, 7), Transfer_Encoding="chunked"),
    "in chunks with more in their lines": answer(
        b"5;a=b\r\n" + PAGE[:5] + b"\r\n 0%x\n" % len(PAGE[5:]) + PAGE[5:] + b"\n0\r\nX: y\r\n\r\n",
        Transfer_Encoding="chunked",
    ),
    "as chunks, though joined": answer(PAGE, Transfer_Encoding="chunked"),
    "gzip": answer(gzip.compress(PAGE), Content_Encoding="gzip"),
    "gzip, in chunks": answer(chunked(gzip.compress(PAGE), 9), Content_Encoding="gzip", Transfer_Encoding="chunked"),
    "as gzip, though unpacked": answer(PAGE, Content_Encoding="gzip"),
    "deflate": answer(zlib.compress(PAGE), Content_Encoding="deflate"),
    "br": answer(brotli.compress(PAGE), Content_Encoding="br"),
    "two": answer(brotli.compress(gzip.compress(PAGE)), Content_Encoding="gzip, br"),
    "line feeds alone": answer(PAGE).replace(b"\r\n", b"\n"),
    "a wrong length": answer(PAGE, Content_Length="3"),
    "no phrase": answer(PAGE).replace(b"200 OK", b"200"),
    "HTTP/2": answer(PAGE).replace(b"HTTP/1.1", b"HTTP/2"),
    "many headers": answer(PAGE, **{f"X_{number}": "y" * 900 for number in range(100)}),
}


@pytest.mark.parametrize("name", PACKED)
def test_what_was_sent_is_unpacked(name: str, tmp_path: Path) -> None:
    (given,) = found(tmp_path / "a.warc", record(PACKED[name]))
    assert given.page, given.problem
    assert given.page.data == PAGE


def test_what_is_no_page_is_passed_over_and_counted(tmp_path: Path) -> None:
    parts = {
        "captured again, without saying as what": record(answer(PAGE), kind="revisit"),
        "answers with another status than 200": record(answer(PAGE, status="404 Not Found")),
        "of types that are not read": record(answer(b"\x89PNG", "image/png")),
        "empty": record(answer(b"")),
        "robots.txt": record(answer(b"User-agent: *", "text/plain"), "https://example.org/robots.txt"),
        "answers of other protocols": record(b"example.org 60 IN A 192.0.2.1", "dns:example.org", media="text/dns"),
        "records of type conversion": record(b"Norland will build.", kind="conversion", media="text/plain"),
        "records of type metadata": record(b"a: b", kind="metadata"),
        "records of other types": record(b"a: b", kind="x" * 50),
    }
    other = record(answer(b"two", "text/plain"), "https://example.org/2", media="text/html")
    assert urls(found(tmp_path / "a.warc", *around(*parts.values(), other))) == [FIRST, LAST]
    assert counted(str(tmp_path / "a.warc")).passed == dict.fromkeys(parts, 1) | {"answers of other protocols": 2}


def test_papers_texts_and_what_was_kept_without_an_answer_are_pages(tmp_path: Path) -> None:
    given = found(
        tmp_path / "a.warc",
        record(answer(b"%PDF-1.4", "application/pdf")),
        record(answer(b"%PDF-1.4", None), more={"WARC-Identified-Payload-Type": "application/pdf"}),
        record(answer(b"Norland will build.", "TEXT/PLAIN;charset=utf-8")),
        record(PAGE, kind="resource", media="text/html"),
    )
    assert [one.page and one.page.media for one in given] == [
        "application/pdf", "application/pdf", "TEXT/PLAIN;charset=utf-8", "text/html"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("2025-03-04T10:20:30Z", "2025-03-04T10:20:30+00:00"),
        ("2025-03-04T10:20:30.123456789Z", "2025-03-04T10:20:30+00:00"),
        ("20250304102030", "2025-03-04T10:20:30+00:00"),
        ("2025-13-04T10:20:30Z", None),
        ("yesterday", None),
        ("2025", None),
        (None, None),
    ],
)
def test_the_time_of_a_capture(said: str | None, when: str | None, tmp_path: Path) -> None:
    (given,) = found(tmp_path / "a.warc", record(answer(PAGE), date=said))
    assert given.page
    assert given.page.when == when


def test_one_address_at_two_times_is_two_pages(tmp_path: Path) -> None:
    parts = [record(answer(PAGE + end), date=f"2025-03-0{day}T00:00:00Z") for day, end in ((4, b" "), (5, b""))]
    given = found(tmp_path / "a.warc", *parts)
    assert urls(given) == ["https://example.org/"] * 2
    assert [one.page.when for one in given if one.page] == ["2025-03-04T00:00:00+00:00", "2025-03-05T00:00:00+00:00"]


A_DIGEST = "sha1:" + base64.b32encode(hashlib.sha1(PAGE, usedforsecurity=False).digest()).decode()
IN_HEX = "sha1:" + hashlib.sha1(PAGE, usedforsecurity=False).hexdigest()
MARCH = {"WARC-Refers-To-Date": "2025-03-01T00:00:00Z"}


@pytest.mark.parametrize(
    ("block", "more", "of"),
    [
        (answer(b""), MARCH, ("https://example.org/", "2025-03-01T00:00:00+00:00", None)),
        (b"", {"WARC-Payload-Digest": A_DIGEST}, ("https://example.org/", None, IN_HEX)),
        (b"", {"WARC-Payload-Digest": IN_HEX.replace("sha1", "SHA-1")}, ("https://example.org/", None, IN_HEX)),
        (answer(b"", None, "304 Not Modified"), MARCH | {"WARC-Payload-Digest": A_DIGEST},
         ("https://example.org/", "2025-03-01T00:00:00+00:00", None)),
        (answer(b""), MARCH | {"WARC-Refers-To-Target-URI": "<http://example.org/a>", "WARC-Payload-Digest": A_DIGEST},
         ("http://example.org/a", "2025-03-01T00:00:00+00:00", IN_HEX)),
        (answer(b""), {}, "captured again, without saying as what"),
        (answer(b""), {"WARC-Payload-Digest": "sha1:none", "WARC-Refers-To-Date": "then"},
         "captured again, without saying as what"),
        (answer(b""), MARCH | {"WARC-Refers-To-Target-URI": "x" * 5000}, "captured again, without saying as what"),
        (answer(b"", "image/png"), MARCH, "of types that are not read"),
        (b"", MARCH | {"WARC-Identified-Payload-Type": "image/png"}, "of types that are not read"),
        (answer(b"", status="404 Not Found"), MARCH, "answers with another status than 200"),
    ],
)  # fmt: skip
def test_what_was_captured_again_says_as_what(
    block: bytes, more: dict[str, str], of: tuple[str, str | None, str | None] | str, tmp_path: Path
) -> None:
    given = found(tmp_path / "a.warc", *around(record(block, kind="revisit", more=more)))
    if isinstance(of, str):
        assert urls(given) == [FIRST, LAST]
        assert counted(str(tmp_path / "a.warc")).passed == {of: 1}
        return
    assert given[1].again == Again("https://example.org/", "2025-03-04T10:20:30+00:00", *of)
    assert (given[1].page, given[1].problem) == (None, None)


def test_a_page_has_the_digest_that_its_record_says_if_it_is_right(tmp_path: Path) -> None:
    """Of what was sent, packed or not, as programs differ in that; a wrong one is not passed on."""
    packed = gzip.compress(PAGE, mtime=0)
    of_packed = "sha1:" + hashlib.sha1(packed, usedforsecurity=False).hexdigest()
    given = found(
        tmp_path / "a.warc",
        record(answer(PAGE), more={"WARC-Payload-Digest": A_DIGEST}),
        record(answer(packed, Content_Encoding="gzip"), more={"WARC-Payload-Digest": A_DIGEST}),
        record(answer(packed, Content_Encoding="gzip"), more={"WARC-Payload-Digest": of_packed}),
        record(answer(PAGE), more={"WARC-Payload-Digest": of_packed}),
        record(answer(PAGE)),
    )
    assert [one.page and one.page.payload for one in given] == [IN_HEX, IN_HEX, of_packed, None, None]


def test_a_break_in_what_was_captured_again_is_told(tmp_path: Path) -> None:
    parts = [*around(), record(answer(b"", X="y" * 99), kind="revisit", more=MARCH)]
    given = found(tmp_path / "a.warc", b"".join(parts)[:-90])
    assert given[-2].again
    assert "breaks off in the record" in (given[-1].problem or "")


def bomb(size: int) -> bytes:
    """So many zeros, in gzip."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([*(packer.compress(bytes(MB)) for _ in range(size // MB)), packer.flush()])


# A record that fails by itself, and what is told of it.
FAILING: dict[str, tuple[Callable[[], bytes], str]] = {
    "a wrong digest": (lambda: record(answer(PAGE), digest="A" * 32), "is not what was captured"),
    "a wrong digest of the page": (
        lambda: record(answer(PAGE), digest=None, more={"WARC-Payload-Digest": "sha256:" + "0" * 64}),
        "is not what was captured",
    ),
    "no address": (lambda: record(answer(PAGE), None), "does not say which address"),
    "an address that is none": (lambda: record(answer(PAGE), "http://a b/"), "is no address"),
    "an address with a name": (lambda: record(answer(PAGE), "http://me@example.org/"), "has a user's name"),
    "a part": (lambda: record(answer(PAGE), more={"WARC-Truncated": "length"}), "in part only"),
    "a piece": (lambda: record(answer(PAGE), more={"WARC-Segment-Number": "1"}), "several pieces"),
    "headers without an end": (lambda: record(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 300_000), "headers without an end"),
    "a page of 21 MB": (lambda: record(answer(bytes(21 * MB))), "is larger than 20 MB"),
    "a bomb": (lambda: record(answer(bomb(60 * MB), Content_Encoding="gzip")), "over 100 times its size"),
    "a bomb in a bomb": (
        lambda: record(answer(gzip.compress(bomb(60 * MB)), Content_Encoding="gzip, gzip")), "over 100 times its size"
    ),
    "packed too often": (lambda: record(answer(b"x", "text/plain", Content_Encoding="br,br,br")), "3 times over"),
    "packed as nobody knows": (lambda: record(answer(b"x", "text/plain", Content_Encoding="rot13")), "rot13"),
    "packing that breaks off": (
        lambda: record(answer(gzip.compress(PAGE)[:-9], Content_Encoding="gzip")), "breaks off in the middle"
    ),
    "chunks that break off": (
        lambda: record(answer(chunked(PAGE)[:-9], Transfer_Encoding="chunked")), "in chunks, which break off"
    ),
    "a chunk of any size": (
        lambda: record(answer(b"ffffffff\r\n" + PAGE, Transfer_Encoding="chunked")), "in chunks, which break off"
    ),
}  # fmt: skip


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", FAILING)
def test_a_record_that_fails_is_told_and_the_others_are_read(name: str, packed: bool, tmp_path: Path) -> None:
    make, said = FAILING[name]
    parts = around(make())
    given = found(tmp_path / "a.warc", *(map(gzip.compress, parts) if packed else parts))
    assert urls(given) == [FIRST, None, LAST]
    problem = given[1].problem or ""
    assert said in problem
    assert problem.startswith(f"{given[1].name}: ")


# What stands between two records, and how many things are told of it. Plain, then with each record in gzip.
BROKEN: dict[str, tuple[Callable[[], bytes], int, int]] = {
    "garbage": (lambda: b"some garbage\r\n\r\n", 1, 1),
    "bytes": (lambda: noise(70_000) + b"\n", 1, 1),
    "zeros": (lambda: bytes(5_000) + b"\n", 1, 1),
    "a record longer than it says": (lambda: record(answer(PAGE * 9), length=120, digest=None), 2, 2),
    "a record shorter than it says": (lambda: record(answer(PAGE), length=222, digest=None) + bytes(200) + b"\n", 2, 2),
    "a length that is none": (lambda: record(answer(PAGE), length="many"), 1, 1),
    "a length below nothing": (lambda: record(answer(PAGE), length=-1), 1, 1),
    "headers of a megabyte": (lambda: record(answer(PAGE), more={"X": "y" * MB}), 1, 1),
    "headers without number": (lambda: record(answer(PAGE), more={f"X{number}": "" for number in range(9999)}), 1, 1),
    "another version": (lambda: record(answer(PAGE)).replace(b"WARC/1.1", b"WORK/1.1"), 1, 1),
}


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", BROKEN)
def test_an_archive_that_is_broken_is_read_on(name: str, packed: bool, tmp_path: Path) -> None:
    make, plain, members = BROKEN[name]
    parts = around(make())
    given = found(tmp_path / "a.warc", *(map(gzip.compress, parts) if packed else parts))
    assert urls(given) == [FIRST, *[None] * (members if packed else plain), LAST]
    assert f"{tmp_path / 'a.warc'}: is broken behind byte " in (given[-2].problem or "")


def test_members_that_are_damaged_are_passed_over(tmp_path: Path) -> None:
    """Between the members garbage; in one a bit that was turned; one that holds something else."""
    large = record(answer(b"<html>" + noise(300_000)), "https://example.org/large")
    first, middle, last = map(gzip.compress, around(large))
    turned = bytearray(middle)
    turned[150_000] ^= 0xFF
    path = tmp_path / "a.warc.gz"
    assert urls(found(path, first, bytes(turned), last)) == [FIRST, None, LAST]
    assert urls(found(path, first, b"garbage" * 999, last)) == [FIRST, None, LAST]
    assert urls(found(path, first, gzip.compress(b"He said so."), last)) == [FIRST, None, LAST]
    assert urls(found(path, first, middle[:-8] + bytes(8), last)) == [FIRST, None, LAST]


@pytest.mark.parametrize("left_out", [1, 30, 290_000])
@pytest.mark.parametrize("packed", [False, True])
def test_of_a_truncated_archive_what_is_whole_is_read(packed: bool, left_out: int, tmp_path: Path) -> None:
    large = record(answer(b"<html>" + noise(300_000)), "https://example.org/large")
    parts = [*map(gzip.compress, around()), gzip.compress(large)] if packed else [*around(), large[:-4]]
    data = b"".join(parts)[:-left_out]
    given = found(tmp_path / "a.warc", data)
    if packed and left_out < 9:  # only the sum of the last member is gone
        assert urls(given) == [FIRST, LAST, "https://example.org/large"]
        return
    assert urls(given) == [FIRST, LAST, None]
    at = len(b"".join(parts[:2]))
    assert given[-1].problem == f"{tmp_path / 'a.warc'}#{at}: the archive breaks off in it; it is left out"


def test_a_record_that_is_passed_over_breaks_off_too(tmp_path: Path) -> None:
    parts = [*around(), record(answer(bytes(9999), "image/png"))]
    (*_, last) = found(tmp_path / "a.warc", b"".join(parts)[:-500])
    at = len(b"".join(parts[:2]))
    assert last.problem == f"{tmp_path / 'a.warc'}: breaks off in the record at byte {at}; the others are read"


def test_a_length_beyond_the_end_loses_only_what_it_claims(tmp_path: Path) -> None:
    """A page might hold a record of its own: within the bytes of a record none is looked for."""
    lying = record(answer(PAGE + b"\n" + record(answer(PAGE), "https://forged.example/")), length=10**9)
    given = found(tmp_path / "a.warc", *around(lying))
    assert urls(given) == [FIRST, None]
    packed = found(tmp_path / "a.warc", *map(gzip.compress, around(lying)))
    assert urls(packed) == [FIRST, None, LAST]


def test_what_proves_where_a_record_ends(tmp_path: Path) -> None:
    """A page before garbage is read if its digest, its length or its chunks say that it is whole."""
    digest = base64.b32encode(hashlib.sha1(PAGE, usedforsecurity=False).digest()).decode()
    proofs = {
        "a digest": record(answer(PAGE)),
        "a digest of the page": record(answer(PAGE), digest=None, more={"WARC-Payload-Digest": f"sha1:{digest}"}),
        "a length": record(answer(PAGE, Content_Length=str(len(PAGE))), digest=None),
        "chunks": record(answer(chunked(PAGE), Transfer_Encoding="chunked"), digest=None),
    }
    for name, one in proofs.items():
        assert urls(found(tmp_path / "a.warc", one, b"garbage")) == ["https://example.org/", None], name
    assert urls(found(tmp_path / "a.warc", record(answer(PAGE), digest=None), b"garbage")) == [None, None]
    assert urls(found(tmp_path / "a.warc", record(answer(PAGE), digest=None, more={"WARC-Block-Digest": "md9:x"}))) == [
        "https://example.org/"
    ]


def test_a_file_that_is_none_is_one_failure(tmp_path: Path) -> None:
    (given,) = found(tmp_path / "a.warc", b"He said so.")
    assert given.problem == f"{tmp_path / 'a.warc'}: is no web archive (.warc, .warc.gz or .warc.zst); check the file"
    (given,) = found(tmp_path / "a.wacz", b"PK\x03\x04" + bytes(90))
    assert "unpack it and add the folder archive/" in (given.problem or "")
    (given,) = found(tmp_path / "a.warc.lz4", b"\x04\x22\x4d\x18" + bytes(90))
    assert "is packed with lz4; unpack it" in (given.problem or "")
    (missing,) = pages(str(tmp_path / "b.warc"))
    assert "cannot be read (No such file" in (missing.problem or "")
    (empty,) = found(tmp_path / "a.warc", b"")
    assert "is no web archive" in (empty.problem or "")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 60), st.binary(max_size=60)), max_size=3), st.booleans())
def test_whatever_is_in_it_nothing_is_raised(changes: list[tuple[int, int, bytes]], packed: bool) -> None:
    parts = around(record(answer(chunked(PAGE), Transfer_Encoding="chunked"), digest=None))
    data = b"".join(map(gzip.compress, parts) if packed else parts)
    for at, taken, put in changes:
        data = data[:at] + put + data[at + taken :]
    with TemporaryDirectory() as folder:
        pieces = found(Path(folder) / "a.warc", data)
    names = [one.name for one in pieces if one.page]
    assert len(set(names)) == len(names)


# Run in a process of its own: what was had before must not hide what an archive takes. It tells the megabytes that
# memory grew by, the seconds of work, and how many pages and failures there were.
_MEASURE = """
import sys, time
from bench.memory import peak
from onrecord.acquire.warc import counted, pages
list(pages(sys.argv[1]))
before, began = peak(), time.process_time()
many = counted(sys.argv[2]).pages
given = [one.page is None for one in pages(sys.argv[2])]
assert len(given) == many
print((peak() - before) / 1e3, time.process_time() - began, given.count(False), given.count(True))
"""


def taken(folder: Path, path: Path) -> tuple[float, float, int, int]:
    """Megabytes by which memory grew, seconds of work, pages and failures."""
    small = folder / "small.warc"
    small.write_bytes(b"".join(around()))
    done = subprocess.run(
        [sys.executable, "-c", _MEASURE, str(small), str(path)], capture_output=True, text=True, check=True
    )
    grown, seconds, *counts = map(float, done.stdout.split())
    return grown, seconds, int(counts[0]), int(counts[1])


def test_a_large_archive_takes_little_memory(tmp_path: Path) -> None:
    """300 MB in pages of 3 MB, among them one record of 60 MB and many that are no pages."""
    path, body = tmp_path / "a.warc", b"<html>" + noise(3 * MB)
    with path.open("wb") as file:
        for number in range(60):
            file.write(record(answer(body), f"https://example.org/{number}"))
            file.write(record(answer(body[: MB // 2], "image/jpeg")) * 2)
        file.write(record(answer(body * 20)))
    assert path.stat().st_size > 300 * MB - 1
    grown, seconds, read, failed = taken(tmp_path, path)
    assert (read, failed) == (60, 1)
    assert grown < 60
    assert seconds < 10


def giant(size: int) -> bytes:
    """A record of so many zeros, in gzip: a page that is none, in a thousandth of its size."""
    head = answer(b"")
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    begun = packer.compress(record(head, length=len(head) + size, digest=None)[: -len(b"\r\n\r\n")])
    return b"".join([begun, *(packer.compress(bytes(MB)) for _ in range(size // MB)), packer.flush()])


def test_records_without_measure_take_little(tmp_path: Path) -> None:
    """A record of 400 MB in a thousandth of that, line feeds without an end, and headers without one."""
    path = tmp_path / "a.warc.gz"
    feeds = gzip.compress(b"\r\n" * (5 * MB))
    parts = [
        *map(gzip.compress, around()),
        giant(400 * MB),
        feeds,
        gzip.compress(b"WARC/1.1\r\nX: " + b"y" * (90 * MB)),
    ]
    path.write_bytes(b"".join([*parts, gzip.compress(around()[0])]))
    grown, seconds, read, failed = taken(tmp_path, path)
    assert (read, failed) == (3, 2)
    assert grown < 60
    assert seconds < PATIENCE


def test_attempts_to_read_on_come_to_an_end(tmp_path: Path) -> None:
    """A file full of what looks like the beginning of members."""
    path = tmp_path / "a.warc.gz"
    began = time.process_time()
    given = found(path, gzip.compress(around()[0]), b"\x1f\x8b\x08\0" * 200_000)
    assert urls(given) == [FIRST, None]
    assert time.process_time() - began < 10

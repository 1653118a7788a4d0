"""What servers packed, unpacked piece by piece."""

import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.acquire.decoding import unpacked
from onrecord.acquire.limits import Call, FetchError, Limits

Pack = Callable[[bytes], bytes]


def bare(data: bytes) -> bytes:
    """Deflate without zlib's wrapping."""
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


PACKS: dict[str, tuple[str, Pack]] = {
    "gzip": ("gzip", gzip.compress),
    "X-GZip": ("X-GZip", gzip.compress),
    "deflate": ("deflate", zlib.compress),
    "deflate, bare": ("deflate", bare),
    "br": ("br", brotli.compress),
    "two": ("gzip, br", lambda data: bytes(brotli.compress(gzip.compress(data)))),
    "two files in one": ("gzip", lambda data: gzip.compress(data[:5]) + gzip.compress(data[5:])),
    "and something after it": ("gzip", lambda data: gzip.compress(data) + b"\r\n"),
    "identity": ("identity", bytes),
    "none": ("", bytes),
}


def whole(data: bytes, encoding: str, step: int = 1000, limits: Limits | None = None) -> bytes:
    """The data unpacked, given in parts."""
    parts = [data[at : at + step] for at in range(0, len(data), step)]
    return b"".join(unpacked(parts, encoding, Call("page", limits or Limits(), False)))


@pytest.mark.parametrize("name", PACKS)
@given(st.binary(max_size=2000), st.integers(1, 3000), st.integers(1, 300))
def test_what_was_packed_comes_out_as_it_was(name: str, data: bytes, step: int, times: int) -> None:
    encoding, pack = PACKS[name]
    assert whole(pack(data * times), encoding, step, Limits(ratio=100_000)) == data * times


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_nothing_is_nothing_and_a_part_breaks_off(encoding: str) -> None:
    assert whole(b"", encoding) == b""
    packed = PACKS[encoding][1](bytes(range(256)) * 4)
    with pytest.raises(FetchError, match="breaks off"):
        whole(packed[:-9], encoding)


@pytest.mark.parametrize(
    ("data", "encoding", "reason"),
    [
        (gzip.compress(bytes(1_000_000), mtime=0), "gzip", "over 100 times its size"),
        (bytes(brotli.compress(bytes(1_000_000))), "br", "over 100 times its size"),
        (gzip.compress(gzip.compress(bytes(30_000_000), mtime=0), mtime=0), "gzip, gzip", "over 100 times its size"),
        (b"x", "gzip, gzip, gzip", "packed 3 times"),
        (b"x", "zstd", "packed as zstd"),
        (b"no gzip at all", "gzip", "cannot be unpacked"),
        (gzip.compress(b"", mtime=0) * 100, "gzip", "more than 64"),
    ],
)
def test_bombs_are_not_unpacked(data: bytes, encoding: str, reason: str) -> None:
    with pytest.raises(FetchError, match=reason):
        whole(data, encoding)


def test_the_size_is_limited_below_the_ratio_too() -> None:
    data = bytes(range(256)) * 10_000
    with pytest.raises(FetchError, match="larger than 1 MB when it is unpacked"):
        whole(gzip.compress(data), "gzip", limits=Limits(decoded=1_000_000, ratio=10_000))


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
@pytest.mark.parametrize("step", [1, 7, 100_000])
def test_much_that_comes_of_little_comes_whole(encoding: str, step: int) -> None:
    data = bytes(3_000_000)
    assert whole(PACKS[encoding][1](data), encoding, step, Limits(ratio=10**9)) == data


def test_a_short_page_of_blanks_is_no_bomb() -> None:
    assert whole(gzip.compress(b" " * 200_000), "gzip") == b" " * 200_000

"""What a server packed (Content-Encoding), unpacked piece by piece, so that no bomb is larger in here than a piece."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

try:
    import brotli
except ImportError:  # it comes with a package that others of ours need; without it, br is not asked for
    brotli = None

from onrecord.acquire.limits import Call

# Bytes that are unpacked at once.
PIECE = 65_536
# The ratio is judged from so many unpacked bytes on: a short page of blanks is no bomb.
SMALL = 262_144
# Encodings that may be laid around each other, and members that a gzip file may have.
NESTED = 2
MEMBERS = 64


class Coding(Protocol):
    """Something packed; `pieces` gives what more of it unpacks to, `whole` says whether its end was seen."""

    whole: bool

    def pieces(self, data: bytes) -> Iterator[bytes]: ...


class Gzip:
    """Gzip, of up to MEMBERS members (RFC 1952); what follows the last and is none is passed over, as browsers do."""

    def __init__(self) -> None:
        self.whole = False
        self._members = 0
        self._open = zlib.decompressobj(31)
        self._over = b""

    def pieces(self, data: bytes) -> Iterator[bytes]:
        data, self._over = self._over + data, b""
        while data:
            if self.whole:
                if len(data) == 1 and data == b"\x1f":
                    self._over = data
                    return
                if not data.startswith(b"\x1f\x8b"):
                    return
                self._next()
            yield self._open.decompress(data, PIECE)
            self.whole = self._open.eof
            data = self._open.unused_data if self.whole else self._open.unconsumed_tail
        if not self.whole:
            yield from _rest(self._open)
            self.whole = self._open.eof

    def _next(self) -> None:
        self._members += 1
        if self._members >= MEMBERS:
            raise ValueError(f"more than {MEMBERS} gzip files in one")
        self._open = zlib.decompressobj(31)
        self.whole = False


class Deflate:
    """Deflate as the standard has it, in zlib's wrapping (RFC 1950), and bare, as many servers send it (RFC 1951)."""

    def __init__(self) -> None:
        self.whole = False
        self._head = b""
        self._open: Any = None

    def pieces(self, data: bytes) -> Iterator[bytes]:
        if self.whole:
            return
        if self._open is None:
            data = self._head + data
            if len(data) < 2:
                self._head = data
                return
            wrapped = data[0] & 15 == 8 and (data[0] << 8 | data[1]) % 31 == 0
            self._open = zlib.decompressobj(15 if wrapped else -15)
        while data and not self._open.eof:
            yield self._open.decompress(data, PIECE)
            data = self._open.unconsumed_tail
        yield from _rest(self._open)
        self.whole = self._open.eof


def _rest(opened: Any) -> Iterator[bytes]:
    """What zlib still holds of input that it took whole, because a piece was full."""
    while not opened.eof and (piece := opened.decompress(opened.unconsumed_tail, PIECE)):
        yield piece


class Brotli:
    """Brotli (RFC 7932)."""

    def __init__(self) -> None:
        self._open: Any = brotli.Decompressor()

    @property
    def whole(self) -> bool:
        return bool(self._open.is_finished())

    def pieces(self, data: bytes) -> Iterator[bytes]:
        if self.whole:
            return
        piece = self._open.process(data, output_buffer_limit=PIECE)
        # It may take more data before it has given all that it made of these.
        while piece or not self._open.can_accept_more_data():
            yield piece
            piece = self._open.process(b"", output_buffer_limit=PIECE)


CODINGS: dict[str, Callable[[], Any]] = {"gzip": Gzip, "deflate": Deflate}
if brotli is not None:
    CODINGS["br"] = Brotli
ACCEPTED = ", ".join(CODINGS)
_BROKEN: tuple[type[Exception], ...] = (zlib.error, ValueError, *((brotli.error,) if brotli is not None else ()))


def unpacked(parts: Iterable[bytes], encoding: str, call: Call) -> Iterator[bytes]:
    """The bytes of a response, unpacked; `encoding` is its header's value.

    Raises FetchError for an encoding that is not known, one too many, what is broken or breaks off, and for more than
    the call may take.
    """
    names = [name for word in encoding.lower().split(",") if (name := word.strip().removeprefix("x-"))]
    names = [name for name in names if name != "identity"]
    if len(names) > NESTED:
        raise call.refusal(f"is packed {len(names)} times over; save its text in a file and read that")
    for name in names:
        if name not in CODINGS:
            raise call.refusal(f"is packed as {name:.40}, which was not asked for; save its text in a file")
    sent = _Sent(parts, call)
    pieces: Iterator[bytes] = iter(sent)
    for name in reversed(names):
        pieces = _unpacked(pieces, CODINGS[name](), sent, call)
    yield from pieces


class _Sent:
    """What arrives, counted."""

    def __init__(self, parts: Iterable[bytes], call: Call):
        self.parts = parts
        self.call = call
        self.bytes = 0

    def __iter__(self) -> Iterator[bytes]:
        for part in self.parts:
            self.call.left()
            self.bytes += len(part)
            # A part may be as large as a server's chunk; what is unpacked at once is not.
            yield from (part[at : at + PIECE] for at in range(0, len(part), PIECE))


def _unpacked(parts: Iterator[bytes], coding: Coding, sent: _Sent, call: Call) -> Iterator[bytes]:
    made = 0
    limits = call.limits
    try:
        for part in parts:
            for piece in coding.pieces(part):
                made += len(piece)
                call.left()
                if made > limits.decoded:
                    raise call.too_large(limits.decoded, "when it is unpacked")
                if made > SMALL and made > limits.ratio * sent.bytes:
                    raise call.refusal(f"unpacks to over {limits.ratio} times its size; it is not read")
                if piece:
                    yield piece
    except _BROKEN as error:
        raise call.refusal(f"is packed, and cannot be unpacked ({error}); try again, or save the page") from None
    if sent.bytes and not coding.whole:
        raise call.refusal("breaks off in the middle of what is packed; try again")

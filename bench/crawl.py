"""Web archives to measure and to test on: records as a crawler writes them, and what is wrong with some."""

import base64
import hashlib
import uuid
from collections.abc import Mapping

DATE = "2025-03-04T10:20:30Z"


def record(
    block: bytes,
    url: str | None = "https://example.org/",
    kind: str = "response",
    date: str | None = DATE,
    media: str = "application/http; msgtype=response",
    length: object = None,
    digest: str | None = "right",
    more: Mapping[str, str] | None = None,
) -> bytes:
    """A record with the block. Its length is told as `length`, if that is given, its digest as `digest`."""
    known = uuid.uuid5(uuid.NAMESPACE_URL, f"{kind} {url} {date} {hashlib.sha256(block).hexdigest()}")
    fields = {"WARC-Type": kind, "WARC-Record-ID": f"<urn:uuid:{known}>"}
    if url is not None:
        fields["WARC-Target-URI"] = url
    if date is not None:
        fields["WARC-Date"] = date
    if digest is not None:
        sha1 = base64.b32encode(hashlib.sha1(block, usedforsecurity=False).digest()).decode()
        fields["WARC-Block-Digest"] = f"sha1:{sha1 if digest == 'right' else digest}"
    fields |= {"Content-Type": media, "Content-Length": str(len(block) if length is None else length), **(more or {})}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return b"WARC/1.1\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"


def answer(body: bytes, media: str | None = "text/html; charset=utf-8", status: str = "200 OK", **more: str) -> bytes:
    """What a server sent: status, headers (underscores stand for hyphens) and body."""
    fields = ({} if media is None else {"Content-Type": media}) | more
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def chunked(body: bytes, size: int = 1000) -> bytes:
    """The body as it is sent in chunks."""
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in (*parts, b""))

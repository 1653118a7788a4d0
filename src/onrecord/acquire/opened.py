"""What a user names, opened: a page of the web by way of the guard, a file or standard input directly."""

from typing import NamedTuple

from onrecord.acquire.files import bytes_of, is_url
from onrecord.acquire.guard import fetch


class Opened(NamedTuple):
    """The bytes of a source. Those of a page have the address where it was in the end, its Content-Type, and when that
    was (ISO 8601, in UTC); `local` is true for one from a local address, and `moved` are addresses that led there for
    good. `payload` is the digest of what was sent, as an archive has it.
    """

    data: bytes
    url: str | None = None
    media: str | None = None
    when: str | None = None
    local: bool = False
    moved: tuple[str, ...] = ()
    payload: str | None = None


def opened(source: str, *, allow_private: bool = False) -> Opened:
    """The bytes of the page, the file or, for "-", of standard input; raises ReadError, in one line, where it cannot.

    A page on a local address is fetched with `allow_private` alone.
    """
    if not is_url(source):
        return Opened(bytes_of(source))
    page = fetch(source, allow_private=allow_private)
    return Opened(page.body, page.url, page.headers.get("content-type"), page.when, page.local, page.moved)

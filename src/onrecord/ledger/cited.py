"""Links from the rows of an answer to their words in the pages that they stand in."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from threading import Lock
from typing import Protocol, TypeVar

from msgspec.structs import replace
from sqlalchemy import Connection

from onrecord.acquire.fragment import page_link, web_address
from onrecord.records import Frozen, Record
from onrecord.store.texts import text_of
from onrecord.targets import extent
from onrecord.text import Span


class Cited(Protocol):
    """A row of an answer: the document whose words it shows, and that document's address."""

    @property
    def document(self) -> str: ...
    @property
    def url(self) -> str | None: ...


R = TypeVar("R", bound=Cited)


class _Known:
    """Links that were made, by what they lead to; the oldest go when there are too many.

    A document is named by its contents, and a record is what its fields are (somebody may have corrected it under its
    name), so what once led to its words always does.
    """

    def __init__(self, most: int):
        self.most, self.lock = most, Lock()
        self.links: dict[Hashable, str | None] = {}

    def get(self, what: Hashable, made: Callable[[], str | None]) -> str | None:
        """The link to that, which is made where it is not known."""
        try:
            return self.links[what]
        except KeyError:
            link = made()
        with self.lock:
            self.links[what] = link
            if len(self.links) > self.most:
                del self.links[next(iter(self.links))]
        return link


_KNOWN = _Known(20_000)


def link_to(record: Record, text: str, url: str | None) -> str | None:
    """The link that opens a record's page at its words, which is made once; `text` is that of its document."""
    if web_address(url) is None:
        return None
    return _KNOWN.get((record.document, url, hash(record)), lambda: page_link(text, extent(record, text), url))


def linked(
    connection: Connection,
    found: Sequence[R],
    words: Callable[[R, str], Span | None],
    name: Callable[[R], Hashable] | None = None,
) -> list[R]:
    """The same rows, each with `link`, where its document is a page of the web.

    `words` says which words of the document's text a row shows, if any. `name` gives what tells them from others of
    that document, such as the hash of a record; a link to what has a name is made once. Texts are taken from the store
    one by one, each once: give the rows that are shown, not all that there are.
    """
    texts: dict[str, str] = {}

    def link(one: R) -> str | None:
        if one.document not in texts:
            texts[one.document] = text_of(connection, one.document)
        text = texts[one.document]
        span = words(one, text)
        return None if span is None else page_link(text, span, one.url)

    made = []
    for one in found:
        if web_address(one.url) is not None and isinstance(one, Frozen):
            of = name(one) if name is not None else None
            to = link(one) if of is None else _KNOWN.get((one.document, one.url, of), partial(link, one))
            if to is not None:
                one = replace(one, link=to)
        made.append(one)
    return made

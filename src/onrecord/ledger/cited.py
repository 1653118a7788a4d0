"""Links from the rows of an answer to their words in the pages that they stand in."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Protocol, TypeVar

from msgspec.structs import replace
from sqlalchemy import Connection

from onrecord.acquire.fragment import page_link, web_address
from onrecord.records import Frozen, Record
from onrecord.store.remembering import Remembered
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


# Links that were made, by the document, its address, and the record or row whose words they open. A document is named
# by its contents, and a record is what its fields are (somebody may have corrected it under its name).
_LINKS = Remembered[str | None](20_000)


def link_to(record: Record, text: str, url: str | None) -> str | None:
    """The link that opens a record's page at its words, which is made once; `text` is that of its document."""
    if web_address(url) is None:
        return None
    return _LINKS.get((record.document, url, hash(record)), lambda: page_link(text, extent(record, text), url))


def link_at(document: str, text: str, span: Span, url: str | None) -> str | None:
    """The link that opens a page at a span of its document, which is made once; `text` is that of the document."""
    if web_address(url) is None:
        return None
    return _LINKS.get((document, url, span), lambda: page_link(text, span, url))


def linked(
    connection: Connection,
    found: Sequence[R],
    words: Callable[[R, str], Span | None],
    name: Callable[[R], Hashable] | None = None,
) -> list[R]:
    """The same rows, each with `link`, where its document is a page of the web.

    `words` says which words of the document's text a row shows, if any. `name` gives what tells them from others of
    that document, such as the hash of a record; else that of the row does. A link to what has a name is made once.
    Texts are taken from the store one by one, each once: give the rows that are shown, not all that there are.
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
            of = hash(one) if name is None else name(one)
            to = link(one) if of is None else _LINKS.get((one.document, one.url, of), partial(link, one))
            if to is not None:
                one = replace(one, link=to)
        made.append(one)
    return made

"""Links from the rows of an answer to their words in the pages that they stand in."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from msgspec.structs import replace
from sqlalchemy import Connection

from onrecord.acquire.fragment import page_link, web_address
from onrecord.records import Frozen
from onrecord.store.texts import text_of
from onrecord.text import Span


class Cited(Protocol):
    """A row of an answer: the document whose words it shows, and that document's address."""

    @property
    def document(self) -> str: ...
    @property
    def url(self) -> str | None: ...


R = TypeVar("R", bound=Cited)


def linked(connection: Connection, found: Sequence[R], words: Callable[[R, str], Span | None]) -> list[R]:
    """The same rows, each with `link`, where its document is a page of the web.

    `words` says which words of the document's text a row shows, if any. Texts are taken from the store one by one, each
    once: give the rows that are shown, not all that there are.
    """
    texts: dict[str, str] = {}
    made = []
    for one in found:
        if web_address(one.url) is not None:
            if one.document not in texts:
                texts[one.document] = text_of(connection, one.document)
            text = texts[one.document]
            if (span := words(one, text)) is not None and isinstance(one, Frozen):
                one = replace(one, link=page_link(text, span, one.url))
        made.append(one)
    return made

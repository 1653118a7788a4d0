"""Texts of our own, their readings by the real reader, and short ways to put them into a store."""

import hashlib
from functools import cache
from typing import NamedTuple

from sqlalchemy import func, select, table, text

from onrecord.reader import read_document
from onrecord.records import Document, Reading, document_id
from onrecord.store import tables as t
from onrecord.store.opened import Store
from onrecord.store.unit import Added, add, wanted


class Piece(NamedTuple):
    """A text and where it appeared."""

    text: str
    published: str | None
    publisher: str | None = "Example News"
    url: str | None = None
    series: str | None = None

    @property
    def document(self) -> Document:
        """The piece as it is given to a store."""
        source = f"{self.publisher or 'nobody'}-{self.published}.txt"
        hashed = hashlib.sha256(self.data).hexdigest()
        return Document(
            document_id(self.text), self.text, source, hashed, None, self.url, self.publisher, self.published,
            series=self.series,
        )  # fmt: skip

    @property
    def data(self) -> bytes:
        """The bytes that the text is read from."""
        return self.text.encode("utf-8", "surrogatepass")


_QUOTED = (
    "“Every battery we station along the northern coast answers a launch that nobody provoked, and we shall keep them "
    "there until the launches cease,” Joseph R. Biden said."
)
PLEDGED = Piece(
    "SEOUL, March 3 -- South Korea pledged to raise its defence spending to 3.5 percent of GDP by 2030. "
    "Defence Minister Ahn Gyu-back said that the ministry would write the increase into the next budget.",
    "2025-03-03",
)
AGREED = Piece(
    "SEOUL, May 9 -- South Korea and the United States agreed to raise South Korea's defence spending to 3.5 percent "
    "of GDP. The two sides also agreed to transfer wartime operational control to South Korea before 2030.",
    "2025-05-09",
)
DELAYED = Piece(
    "SEOUL, July 21 -- South Korea postponed its plan to raise defence spending to 3.5 percent of GDP. "
    "Minister Ahn said the budget left no room for it this year.",
    "2025-07-21",
    "Harbour Post",
)
REAFFIRMED = Piece(
    "WASHINGTON, Sept 2 -- The United States reaffirmed that it would transfer wartime operational control to South "
    "Korea. President Joe Biden said that the terms had been met.",
    "2025-09-02",
)
STORY = Piece(
    "TOKYO, June 1 -- Japan approved the sale of 20 patrol boats to the Philippines on Sunday. The boats are to be "
    "built in Kobe and handed over in three lots, the coast guard said. Manila has asked for them since last spring. "
    + _QUOTED,
    "2025-06-01",
)  # fmt: skip
RETOLD = Piece(
    "TOKYO, June 2 -- Japan approved the sale of 20 patrol boats to the Philippines on Sunday. The boats are to be "
    "built in Kobe and handed over in three lots, the coast guard said. Critics called the price too high. "
    + _QUOTED.replace("Joseph R. Biden", "Joe Biden"),
    "2025-06-02",
    "Harbour Post",
)
DOZEN = (
    PLEDGED, AGREED, DELAYED, REAFFIRMED, STORY, RETOLD,
    Piece("MANILA, Aug 4 -- The Philippines requested 20 patrol boats from Japan. Japan would consider selling 20 "
          "patrol boats to the Philippines, Foreign Minister Iwaya Takeshi said.", "2025-01-04", None),
    Piece("CANBERRA -- Australia will buy five frigates from Japan, Defence Minister Richard Marles said. Australia "
          "pledged to build a naval base at Darwin.", "2025-04-11", series="marles"),
    Piece("CANBERRA -- Australia began to build a naval base at Darwin. Richard Marles welcomed the work on Darwin's "
          "naval base.", "2025-10-11", series="marles"),
    Piece("CANBERRA -- Australia completed the naval base at Darwin, two years late.", None, series="marles"),
    Piece("OSLO -- Norway refused to station allied bombers at Bodo. “We shall not station bombers in peace,” said "
          "Prime Minister Jonas Gahr Store.", "2025-02-02"),
    Piece("Nothing is promised here, and nobody says a word.", "2025-02-03"),
)  # fmt: skip


@cache
def reading_of(document: Document) -> Reading:
    """The reading of a document, made once a session."""
    return read_document(document, "rules")


def put(store: Store, piece: Piece) -> Added:
    """What adding a piece wrote."""
    given = piece.document
    with store.writing() as connection:
        need = wanted(connection, given, reading_of(given).reader)
        reading = None if need.read is None else reading_of(need.read)
        return add(connection, given, need.read, reading, piece.data)


def filled(store: Store, *pieces: Piece) -> Store:
    """The same store, with the pieces in it."""
    for piece in pieces:
        put(store, piece)
    return store


def rows_of(store: Store) -> dict[str, int]:
    """How many rows each table holds, those of words and of revisions included."""
    named = [*t.metadata.tables, "reading_words", "statement_words", "alembic_version"]
    with store.reading() as connection:
        return {name: connection.execute(select(func.count()).select_from(table(name))).scalar_one() for name in named}


def run(store: Store, *commands: str) -> int:
    """How many rows some commands of SQL changed, in one transaction."""
    with store.writing() as connection:
        return sum(connection.execute(text(command)).rowcount for command in commands)

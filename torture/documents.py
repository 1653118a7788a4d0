"""Short synthetic texts of our own, and their readings by the real rules, made once and kept as JSON."""

import hashlib
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection

from onrecord.records import Document, Reading, document_id
from onrecord.store.appearances import appearance_id
from onrecord.store.opened import Store
from onrecord.store.unit import StaleError, add, wanted

_STATES = ("Japan", "Australia", "Norway", "Poland", "Canada", "Italy", "Greece", "Chile")
_ACTS = (
    "pledged to",
    "agreed to",
    "will",
    "refused to",
    "plans to",
    "began to",
    "postponed plans to",
    "reaffirmed that it would",
)
_DEEDS = ("build {n} frigates", "buy {n} patrol boats", "station {n} bombers", "share missile warning data",
          "raise defence spending to {n} percent of GDP", "open a naval base at Port {place}", "sell {n} tanks",
          "withdraw {n} troops from {place}")  # fmt: skip
_PLACES = ("Alder", "Birch", "Cedar", "Elm", "Hazel", "Maple", "Rowan")
# How many documents are read in one go: fewer are the first of them.
_CACHED = (40, 1000)
_PERSONS = ("Joe Marlow", "Joseph R. Marlow", "Ann Hale", "Ann B. Hale", "Peter Quist")


class Piece(NamedTuple):
    """A document as it is given, with its reading."""

    document: Document
    reading: Reading

    @property
    def data(self) -> bytes:
        """The bytes that its text was read from."""
        return self.document.text.encode()


def texts(count: int) -> list[Document]:
    """So many documents, the same every time; each tenth is the text of the one before, in an earlier paper."""
    chance = random.Random(1)
    made: list[Document] = []
    for number in range(count):
        day = f"20{chance.randrange(10, 26)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        again = number % 10 == 9
        text = made[-1].text if again else _text(chance, number)
        day = f"2009-01-{chance.randrange(1, 29):02}" if again else day
        hashed = hashlib.sha256(text.encode()).hexdigest()
        made.append(
            Document(document_id(text), text, f"{number}.txt", hashed, publisher=f"Paper {number % 7}", published=day)
        )
    return made


def _text(chance: random.Random, number: int) -> str:
    said = []
    for _ in range(2):
        deed = chance.choice(_DEEDS).format(n=chance.randrange(2, 60), place=chance.choice(_PLACES))
        said.append(
            f"{chance.choice(_STATES)} {chance.choice(_ACTS)} {deed}, {chance.choice(_PERSONS)} said on Monday."
        )
    return f"PORT {chance.choice(_PLACES).upper()} -- {' '.join(said)} It was report {number} of the year."


def pieces(count: int) -> list[Piece]:
    """The first so many documents with their readings, from the cache, which is filled where it has to be."""
    given = texts(count)
    of = next(size for size in _CACHED if size >= count)
    path = _cache(of)
    if not path.exists():
        # In a process of its own: this one forks, and must stay small.
        subprocess.run([sys.executable, "-m", "torture.documents", str(of)], check=True)  # noqa: S603
    lines = path.read_bytes().splitlines()[:count]
    read = [msgspec.json.decode(line, type=Reading) for line in lines]
    return [Piece(document, reading) for document, reading in zip(given, read, strict=True)]


def _cache(count: int) -> Path:
    digest = hashlib.sha256(msgspec.json.encode(texts(count))).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"onrecord-torture-{digest}.jsonl"


def _fill(count: int) -> None:
    """Returns nothing: the readings stand in the cache, whole or not at all."""
    from onrecord.reader import read_document  # slow to load, and not for those who fork

    path = _cache(count)
    beside = path.with_suffix(f".{os.getpid()}")
    with beside.open("wb") as file:
        for document in texts(count):
            file.write(msgspec.json.encode(read_document(document, "rules")) + b"\n")
    beside.rename(path)


class Adding:
    """Adds pieces as `onrecord add` does, with their readings at hand."""

    def __init__(self, given: list[Piece]):
        self.given = given
        self.by_appearance = {appearance_id(piece.document): piece for piece in given}

    def put(self, store: Store, piece: Piece) -> bool:
        """True if the piece was not there before."""
        while True:
            with store.reading() as connection:
                need = wanted(connection, piece.document, piece.reading.reader)
            if need.read is None and not need.appearance:
                return False
            try:
                with store.writing() as connection:
                    self._add(connection, piece, need.read)
                return True
            except StaleError:
                continue

    def _add(self, connection: Connection, piece: Piece, asked: Document | None) -> None:
        reading = None if asked is None else self.by_appearance[appearance_id(asked)].reading
        add(connection, piece.document, asked, reading, piece.data)


if __name__ == "__main__":
    _fill(int(sys.argv[1]))

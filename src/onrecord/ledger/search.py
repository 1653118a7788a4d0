"""Statements and texts that hold given words, the most fitting first, with the words marked."""

import re
import unicodedata
from functools import lru_cache
from itertools import takewhile
from typing import Any

from sqlalchemy import Connection, Select, column, func, literal_column, select, table, text

from onrecord.edtf import told
from onrecord.errors import UsageError
from onrecord.ledger.cited import linked
from onrecord.records import Anchor, Frozen, Statement
from onrecord.resolve.wording import stem_of
from onrecord.store import tables as t
from onrecord.store.rows import unpacked
from onrecord.store.texts import text_of

_TOKEN = re.compile(r'"([^"]+)"|(\S+)')
_WORD = re.compile(r"\w+")
# Code points of a text shown around the first words found in it.
_BEFORE, _AFTER = 80, 200


class Hit(Frozen, frozen=True):
    """A statement or a text with the words; `quote` is the passage, `marks` the words found, both in the document.

    `statement` is None where the hit is a text; the marks of a statement may stand in other pieces of it than `quote`.
    `link` opens the page at the passage.
    """

    kind: str
    document: str
    title: str
    quote: Anchor
    marks: tuple[Anchor, ...]
    statement: Statement | None = None
    day: str | None = None
    publisher: str | None = None
    url: str | None = None
    link: str | None = None

    @property
    def when(self) -> str | None:
        """The day as precisely as a statement tells it: its month or year, where no more is known (EDTF)."""
        return told(self.statement.date_value, self.day) if self.statement else self.day


def search(connection: Connection, words: str, limit: int = 20, offset: int = 0, of: str = "both") -> list[Hit]:
    """The statements, then the texts, that hold all the words (in whatever form; "…" for a phrase), the best first.

    Raises UsageError where there is nothing to look for.
    """
    found: list[Hit] = []
    if of in ("both", "statements"):
        found += _statements(connection, words, limit, offset)
    if of == "both" and len(found) < limit:
        every = matching(connection, "statement_words", words).subquery()
        before = int(connection.execute(select(func.count()).select_from(every)).scalar_one())
        found += _texts(connection, words, limit - len(found), max(0, offset - before))
    if of == "texts":
        found += _texts(connection, words, limit, offset)
    return linked(connection, found, lambda one, _: one.quote.span, lambda one: one.quote.span)


def matching(connection: Connection, name: str, words: str, last: int | None = None) -> "Select[Any]":
    """A query for the numbers of the statements or readings ("statement_words", "reading_words") with the words.

    With `last` no more than so many: those that came into the store last.
    """
    of, where, (found, _) = _found(connection, name, words)
    query = select(of).select_from(found).where(where)
    return query if last is None else query.order_by(of.desc()).limit(last)


def _found(connection: Connection, name: str, words: str) -> tuple[Any, Any, Any]:
    """The column with the number, the condition, and the order in which the best come first."""
    parts = [" ".join(_WORD.findall(phrase or word)) for phrase, word in _TOKEN.findall(words)]
    asked = " ".join(f'"{part}"' for part in parts if part)
    if not asked:
        raise UsageError("give words to search for")
    if connection.dialect.name == "sqlite":
        of: Any = literal_column(f"{name}.rowid")
        found = table(name, column("said"))
        return of, text(f"{name} MATCH :asked").bindparams(asked=asked), (found, literal_column(f"{name}.rank"))
    found = table(name, column("no"), column("said"))
    query = func.websearch_to_tsquery("english", asked)
    return found.c.no, found.c.said.bool_op("@@")(query), (found, -func.ts_rank_cd(found.c.said, query))


def _statements(connection: Connection, words: str, limit: int, offset: int) -> list[Hit]:
    of, where, (found, order) = _found(connection, "statement_words", words)
    best = select(of.label("no"), order.label("rank")).select_from(found).where(where)
    best_first = best.order_by("rank", "no").limit(limit).offset(offset).subquery()
    s, r = t.statement.c, t.reading.c
    query = (
        select(s.body, s.day, r.document, r.title, r.publisher, t.appearance.c.url)
        .join(best_first, best_first.c.no == s.no)
        .join(t.reading, r.no == s.reading)
        .join(t.appearance, t.appearance.c.id == r.appearance)
        .order_by(best_first.c.rank, s.no)
    )  # fmt: skip
    hits = []
    for row in connection.execute(query):
        statement = unpacked(row.body, Statement)
        quote = max(statement.content, key=lambda piece: len(_marks(piece, words)))
        marks = tuple(mark for piece in statement.content for mark in _marks(piece, words))
        hits.append(Hit("statement", row.document, row.title, quote, marks, statement, row.day, row.publisher, row.url))
    return hits


def _texts(connection: Connection, words: str, limit: int, offset: int) -> list[Hit]:
    of, where, (found, order) = _found(connection, "reading_words", words)
    best = select(of.label("no"), order.label("rank")).select_from(found).where(where)
    best_first = best.order_by("rank", "no").limit(limit).offset(offset).subquery()
    r = t.reading.c
    query = (
        select(r.document, r.title, r.day, r.publisher, t.appearance.c.url)
        .join(best_first, best_first.c.no == r.no)
        .join(t.appearance, t.appearance.c.id == r.appearance)
        .order_by(best_first.c.rank, r.no)
    )  # fmt: skip
    hits = []
    for row in connection.execute(query):
        quote = _passage(text_of(connection, row.document), words)
        hits.append(Hit("text", row.document, row.title, quote, _marks(quote, words), None, row.day, row.publisher,
                        row.url))  # fmt: skip
    return hits


def _passage(whole: str, words: str) -> Anchor:
    """The passage of a text with the most of the words in it, on whole words."""
    marks = _marks(Anchor(0, len(whole), whole), words)
    if not marks:
        end = min(len(whole), _BEFORE + _AFTER)
        return Anchor(0, end, whole[:end])
    kinds = [_stem(mark.exact) for mark in marks]

    def held(at: int) -> int:
        near = takewhile(lambda one: marks[one].end <= marks[at].start + _AFTER, range(at, len(marks)))
        return len({kinds[one] for one in near})

    first = marks[max(range(len(marks)), key=lambda at: (held(at), -at))].start
    start, end = max(0, first - _BEFORE), min(len(whole), first + _AFTER)
    while start > 0 and start < first and not whole[start - 1].isspace():
        start += 1
    while end < min(len(whole), first + 2 * _AFTER) and not whole[end].isspace():
        end += 1
    return Anchor(start, end, whole[start:end])


def _marks(piece: Anchor, words: str) -> tuple[Anchor, ...]:
    """The words in a piece of text that are forms of the words searched for."""
    wanted = {_stem(word) for word in _WORD.findall(words)}
    return tuple(
        Anchor(piece.start + match.start(), piece.start + match.end(), match.group())
        for match in _WORD.finditer(piece.exact)
        if _stem(match.group()) in wanted
    )


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    """The stem of a word in lower case and without accents, as the databases take it."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(one))
    return stem_of(plain)

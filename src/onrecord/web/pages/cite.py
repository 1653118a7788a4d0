"""A record's citation: as a line of text, as BibTeX and as CSL-JSON, to be copied, or had as files."""

from typing import Any

from sqlalchemy import Connection

from onrecord.export.citation import Citation, bibtex, citation, csl, text
from onrecord.export.jsonl import json_text
from onrecord.ledger.citing import cited
from onrecord.records import Frozen
from onrecord.web.page import Body, File, Page


class Cite(Frozen, frozen=True):
    """A citation in each of its forms."""

    citation: Citation
    record: str
    text: str
    bibtex: str
    csl: dict[str, Any]

    @property
    def json(self) -> str:
        """CSL-JSON as reference managers take it: a list of items."""
        return json_text([self.csl])


def cite(connection: Connection, id: str, record: str) -> Cite:
    """The citation of a record's words: quotation, speaker, outlet, date and a link that opens its page there."""
    found = cited(connection, id, record)
    made = citation(found.reading, found.record, found.quote, found.link, found.taken)
    return Cite(made, found.record.id, text(made), bibtex(made), csl(made))


def cite_text(connection: Connection, id: str, record: str) -> Body:
    """The citation as a line of text."""
    return Body(f"{cite(connection, id, record).text}\n".encode("utf-8", "replace"), "text/plain; charset=utf-8")


def cite_bibtex(connection: Connection, id: str, record: str) -> Body:
    """The citation as an entry of BibTeX."""
    made = cite(connection, id, record)
    named = {"content-disposition": f'attachment; filename="{made.citation.key}.bib"'}
    return Body(made.bibtex.encode("utf-8", "replace"), "application/x-bibtex; charset=utf-8", named)


PAGE = Page(
    "/documents/{id}/cite/{record}", "cite.html", cite, json=lambda made: [made.csl], shape=list[dict[str, Any]]
)
FILES = (
    File("/documents/{id}/cite/{record}.txt", cite_text),
    File("/documents/{id}/cite/{record}.bib", cite_bibtex),
)

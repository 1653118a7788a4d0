"""Citations of the words that carry a record: as a line of text, as BibTeX, and as CSL-JSON (schema 1.0.2).

Names of authors are taken as they stand, for nothing tells a family name from others in every language.
"""

import re
from typing import Any, Literal

from onrecord.acquire.fragment import web_address
from onrecord.export.markup import shown
from onrecord.export.terminal import one_line
from onrecord.records import OFFICIAL, Anchor, Frozen, Reading, Record, Statement, slug
from onrecord.targets import hash_name
from onrecord.text import shortened

Kind = Literal["article-newspaper", "speech", "report", "webpage", "document"]

# Kinds of documents as CSL calls them; news that stands in no newspaper is none of these.
_KINDS: dict[str, Kind] = {
    "news": "article-newspaper", "speech": "speech", "transcript": "speech", "communique": "report",
    "factsheet": "report",
}  # fmt: skip
# What BibTeX calls them, and in which field it has who publishes.
_ENTRIES: dict[Kind, tuple[str, str]] = {
    "article-newspaper": ("article", "journal"), "report": ("techreport", "institution"),
}  # fmt: skip
_OTHER = ("misc", "howpublished")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_DATE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2}|XX))?(?:-(?P<day>[0-9]{2}|XX))?(?P<about>[?~%]?)")
# Seasons of EDTF, which CSL numbers from one.
_SEASONS = {21: 1, 22: 2, 23: 3, 24: 4}
_NAMED = ("Spring", "Summer", "Fall", "Winter")
# A brace counts for BibTeX, whatever stands before it: of those in words there are none.
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$", "&": r"\&",
    "#": r"\#", "%": r"\%", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
# An address stands in BibTeX as it is, but for what would end its field: the percent code means the same.
_ADDRESS = re.compile(r"[{}\\]")
# Double quotation marks, which are single ones within others.
_INNER = str.maketrans("“”", "‘’")
# Letters of a key that tell whose words it is of.
_LONGEST_KEY = 24
# Characters of a title, which may be the first line of a text.
_LONGEST_TITLE = 200


class Citation(Frozen, frozen=True):
    """What is cited: the words and whose they are, the document that has them, and where they are found.

    `kind` is CSL's; `issued` is EDTF, `accessed` the day on which the text was taken; `link` opens a page at the words.
    """

    key: str
    kind: Kind
    quote: str
    speaker: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    title: str = ""
    publisher: str | None = None
    issued: str | None = None
    accessed: str | None = None
    link: str | None = None
    language: str | None = None
    document: str = ""


def citation(
    reading: Reading, record: Record, quote: Anchor, link: str | None = None, accessed: str | None = None
) -> Citation:
    """The citation of a record of a reading by the words `quote`, which `link` opens; `accessed` is a day or moment."""
    document, said = reading.document, reading.provenance
    kind = document.kind or said.kind
    author = said.author or document.byline
    authors = (author,) if author else said.issuers if kind in OFFICIAL else ()
    publisher = document.publisher or said.publisher
    issued = document.published or said.published
    title = document.title or next((line for line in document.text[:5000].splitlines() if line.strip()), "")
    of_page: Kind = "webpage" if web_address(document.url) else "document"
    return Citation(
        key=_key(_speaker(record) or authors or ((publisher,) if publisher else ()), issued, record.id),
        kind=_KINDS.get(kind, of_page),
        quote=_plain(quote.exact),
        speaker=tuple(map(_plain, _speaker(record))),
        authors=tuple(map(_plain, authors)),
        title=shortened(_plain(title), _LONGEST_TITLE),
        publisher=_plain(publisher) if publisher else None,
        issued=_plain(issued) if issued else None,
        accessed=accessed[:10] if accessed else None,
        link=web_address(link or document.url),
        language=_plain(document.language) if document.language else None,
        document=document.id,
    )


def _speaker(record: Record) -> tuple[str, ...]:
    """Whose words they are; of an event or an act the quotation does not say it by itself."""
    if not isinstance(record, Statement):
        return ()
    return record.actor or ((record.speaker.exact,) if record.speaker else ())


def _key(names: tuple[str, ...], issued: str | None, record: str) -> str:
    """The same for the same record, whatever else is cited: a name, the year, the record's id."""
    name = re.sub(r"[^a-z0-9]", "", slug(names[0]) if names else "")[:_LONGEST_KEY]
    year = issued[:4] if issued and issued[:4].isdigit() and issued[:4].isascii() else "nd"
    return f"{name or 'anon'}{year}{record}"


def _plain(words: str) -> str:
    """The words on one line, without what no page may hold."""
    return " ".join(shown(one_line(words)).split())


def text(cited: Citation) -> str:
    """The citation as a line: the words, and behind them where they stand, in the manner of Chicago's notes."""
    whose = f"{', '.join(cited.speaker)}: " if cited.speaker else ""
    parts = [
        ", ".join(cited.authors), f"“{cited.title.translate(_INNER)},”" if cited.title else "", cited.publisher or "",
        told(cited.issued) if cited.issued else "undated", cited.link or hash_name(cited.document),
        f"accessed {told(cited.accessed)}" if cited.accessed else "",
    ]  # fmt: skip
    made = ""
    for part in filter(None, parts):
        made += f"{(' ' if made.endswith('”') else ', ') if made else ''}{part}"
    return f"{whose}“{cited.quote.translate(_INNER)}” ({made})."


def told(date: str) -> str:
    """An EDTF date as people write it: March 4, 2026; an interval by both its ends; as it is where it is none."""
    first, is_interval, last = date.partition("/")
    if is_interval:
        return f"{told(first)} to {told(last)}" if first.strip(".") and last.strip(".") else date
    found = _parts(first)
    if found is None:
        return date
    year, month, day, about = found
    if month in _SEASONS:
        said = f"{_NAMED[_SEASONS[month] - 1]} {year}"
    elif month and day:
        said = f"{_MONTHS[month - 1]} {day}, {year}"
    else:
        said = f"{_MONTHS[month - 1]} {year}" if month else str(year)
    return f"ca. {said}" if about else said


def _parts(date: str) -> tuple[int, int, int, bool] | None:
    """Year, month (or EDTF's number of a season) and day of a date, 0 for what is not said, and whether it is only
    about then; None for what is no such date.
    """
    found = _DATE.fullmatch(date[:10] if "T" in date else date)
    if found is None:
        return None
    month, day = (int(part) if (part := found[name]) and part != "XX" else 0 for name in ("month", "day"))
    if (month > 12 and month not in _SEASONS) or day > 31:
        return None
    return int(found["year"]), month, day if month <= 12 else 0, bool(found["about"])


def csl(cited: Citation) -> dict[str, Any]:
    """The citation as an item of CSL-JSON; the quotation and whose it is are its note."""
    whose = f"{', '.join(cited.speaker)}: " if cited.speaker else ""
    is_news = cited.kind == "article-newspaper"
    made = {
        "id": cited.key,
        "type": cited.kind,
        "title": cited.title,
        "author": [{"literal": name} for name in cited.authors],
        "container-title" if is_news or cited.kind == "webpage" else "publisher": cited.publisher,
        "issued": csl_date(cited.issued) if cited.issued else None,
        "accessed": csl_date(cited.accessed) if cited.accessed else None,
        "URL": cited.link,
        "language": cited.language,
        "note": f"{whose}“{cited.quote}”",
        "archive": None if cited.link else hash_name(cited.document),
    }
    return {name: value for name, value in made.items() if value}


def csl_date(date: str) -> dict[str, Any]:
    """An EDTF date as CSL-JSON has dates: an interval has two; what it cannot say is literal."""
    ends = [_parts(one) for one in date.split("/")]
    if len(ends) > 2 or any(one is None for one in ends):
        return {"literal": date}
    known = [one for one in ends if one is not None]
    made: dict[str, Any] = {"date-parts": [_numbers(*one[:3]) for one in known]}
    if any(one[3] for one in known):
        made["circa"] = True
    if len(known) == 1 and known[0][1] in _SEASONS:
        made["season"] = _SEASONS[known[0][1]]
    return made


def _numbers(year: int, month: int, day: int) -> list[int]:
    if not month or month in _SEASONS:
        return [year]
    return [year, month, day] if day else [year, month]


def bibtex(cited: Citation) -> str:
    """The citation as an entry of BibTeX in UTF-8; names stand in braces of their own, and so are never parted."""
    entry, published_in = _ENTRIES.get(cited.kind, _OTHER)
    date = _parts(cited.issued.partition("/")[0]) if cited.issued else None
    whose = f"{', '.join(cited.speaker)}: " if cited.speaker else ""
    accessed = f", accessed {cited.accessed}" if cited.accessed else ""
    where = "" if cited.link else f", {hash_name(cited.document)}"
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in cited.authors),
        "title": f"{{{_tex(cited.title)}}}" if cited.title else "",
        published_in: _tex(cited.publisher or ""),
        "year": str(date[0]) if date else "",
        "month": str(date[1]) if date and 0 < date[1] <= 12 else "",
        "day": str(date[2]) if date and date[2] else "",
        "url": _ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}", cited.link or ""),
        "urldate": cited.accessed or "",
        "note": _tex(f"{whose}“{cited.quote}”{accessed}{where}"),
    }
    rows = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{entry}{{{cited.key},\n{rows}}}\n"


def _tex(words: str) -> str:
    return "".join(_TEX.get(character, character) for character in words)

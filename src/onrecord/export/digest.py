"""A digest as plain text, Markdown, a self-contained page, or an RSS feed: what is new, with quotes and links."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import Literal, NamedTuple

from onrecord.export.table import in_words, terms
from onrecord.export.terminal import one_line
from onrecord.ledger.changes import Change
from onrecord.ledger.digest import Digest, Edited, Move, New, Page, Quote
from onrecord.store.clock import moment
from onrecord.text import counted

Form = Literal["text", "markdown", "html", "rss"]
# How each form is called by the ending of a file.
ENDINGS: dict[str, Form] = {
    ".txt": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".xml": "rss",
    ".rss": "rss",
}  # fmt: skip
NOBODY = "–"
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&]|^[=+-]|(?<=^\d)[.)]|(?<=^\d\d)[.)])")
# Characters that XML cannot hold.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Said(NamedTuple):
    """A quotation: what it is to its entry (empty where that is plain), its words, and a link that opens them."""

    label: str
    words: str
    link: str | None = None


class Entry(NamedTuple):
    """One thing that is new: what tells it from others for good, a headline, what else is known of it, quotations.

    `at` is the moment since which it is known.
    """

    key: str
    head: str
    about: str = ""
    link: str | None = None
    said: tuple[Said, ...] = ()
    at: str | None = None


class Section(NamedTuple):
    """Entries of one sort."""

    title: str
    entries: tuple[Entry, ...]


def sections(digest: Digest) -> tuple[Section, ...]:
    """What a digest tells, in the order in which it matters; sorts of which there is nothing are left out."""
    added = {one.document: one.added for one in digest.documents}
    found = (
        Section("Commitments", tuple(_move(one, added.get(one.change.document)) for one in digest.moves)),
        Section("Edited pages", tuple(map(_page, digest.pages))),
        Section("New documents", tuple(map(_new, digest.documents))),
        Section("Out of reach", tuple(Entry(one.url, one.problem, _tries(one.failures)) for one in digest.amiss)),
    )
    return tuple(one for one in found if one.entries)


def heading(digest: Digest) -> str:
    """What the digest is, in a line."""
    if digest.until is None:
        return "Nothing has been added yet"
    return f"What is new {f'since {moment(digest.since)}' if digest.since else 'up to now'}"


def text(digest: Digest) -> str:
    """The digest as plain text."""
    lines = [heading(digest), ""]
    for section in sections(digest):
        title = f"{section.title} ({len(section.entries)})"
        lines += [title, "-" * len(title)]
        for entry in section.entries:
            lines += [f"* {one_line(entry.head)}", *([f"  {one_line(entry.about)}"] if entry.about else [])]
            for one in entry.said:
                lines.append(f"  {one.label and one.label + ': '}“{one_line(one.words)}”")
                lines += [f"  {one_line(one.link)}"] if one.link else []
            lines += [f"  {one_line(entry.link)}"] if entry.link and not any(one.link for one in entry.said) else []
        lines.append("")
    return "\n".join(lines if len(lines) > 2 else [*lines, "Nothing is new.", ""])


def markdown(digest: Digest) -> str:
    """The digest as Markdown (CommonMark); what documents say cannot become a mark of it."""
    lines = [f"# {_marked(heading(digest))}", ""]
    for section in sections(digest):
        lines += [f"## {section.title} ({len(section.entries)})", ""]
        for entry in section.entries:
            lines.append(f"- **{_linked(entry.head, entry.link)}**{'  ' if entry.about else ''}")
            lines += [f"  {_marked(entry.about)}"] if entry.about else []
            for one in entry.said:
                label = f"{one.label}: " if one.label else ""
                lines += ["", f"  > {label}{_linked(f'“{one.words}”', one.link)}"]
            lines.append("")
    return "\n".join(lines if len(lines) > 2 else [*lines, "Nothing is new.", ""])


def _marked(words: str) -> str:
    return _MARKS.sub(r"\\\1", one_line(words))


def _linked(words: str, link: str | None) -> str:
    return f"[{_marked(words)}](<{_address(link)}>)" if link and _is_safe(link) else _marked(words)


def _address(link: str) -> str:
    """The address without what would end it: in Markdown that is an angle bracket or a blank."""
    return re.sub(r"[<>\s\\]", lambda found: f"%{ord(found.group()):02X}", one_line(link))


def _is_safe(link: str) -> bool:
    return link.lower().startswith(("http://", "https://"))


_STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}"
    "h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}li{margin:.8rem 0}p{margin:.2rem 0}"
    "blockquote{margin:.4rem 0;padding-left:.8rem;border-left:3px solid #8888}"
    ".about{opacity:.75}a{overflow-wrap:anywhere}"
)


def html(digest: Digest) -> str:
    """The digest as one self-contained page without a script; what documents say is text, never markup."""
    parts = [
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{_plain(heading(digest))} – OnRecord</title><style>{_STYLE}</style></head>\n<body>"
        f"<h1>{_plain(heading(digest))}</h1>\n"
    ]
    for section in sections(digest):
        parts.append(f"<h2>{section.title} ({len(section.entries)})</h2>\n<ul>\n")
        parts += [f"<li><strong>{_anchor(one.head, one.link)}</strong>{_rest(one)}</li>\n" for one in section.entries]
        parts.append("</ul>\n")
    if len(parts) == 1:
        parts.append("<p>Nothing is new.</p>\n")
    return "".join(parts) + "</body></html>\n"


def _rest(entry: Entry) -> str:
    about = f'<p class="about">{_plain(entry.about)}</p>' if entry.about else ""
    return about + "".join(
        f"<blockquote>{_plain(one.label) + ': ' if one.label else ''}{_anchor(f'“{one.words}”', one.link)}</blockquote>"
        for one in entry.said
    )


def _anchor(words: str, link: str | None) -> str:
    return f'<a href="{_plain(link)}">{_plain(words)}</a>' if link and _is_safe(link) else _plain(words)


def _plain(words: str) -> str:
    return escape(one_line(words))


def rss(digest: Digest, of: str = "") -> str:
    """The digest, `of` some subject if not of all, as an RSS 2.0 feed, one item an entry.

    An entry has the same guid in every digest.
    """
    when = _dated(digest.until)
    items = [
        f"<item><title>{_xml(one_line(entry.head))}</title><category>{section.title}</category>{_xml_link(entry)}"
        f'<guid isPermaLink="false">{_xml(entry.key)}</guid><description>{_xml(_rest(entry))}</description>'
        f"<pubDate>{_dated(entry.at) or when}</pubDate></item>\n"
        for section in sections(digest)
        for entry in section.entries
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
        f"<title>OnRecord: what is new{f' – {_xml(one_line(of))}' if of else ''}</title>"
        f"<link>urn:onrecord:digest</link><description>{_xml(heading(digest))}</description>"
        f"{f'<lastBuildDate>{when}</lastBuildDate>' if when else ''}\n{''.join(items)}</channel></rss>\n"
    )


def _dated(at: str | None) -> str:
    return format_datetime(datetime.fromisoformat(at)) if at else ""


def _xml_link(entry: Entry) -> str:
    link = next((one.link for one in entry.said if one.link), entry.link)
    return f"<link>{_xml(link)}</link>" if link and _is_safe(link) else ""


def _xml(words: str) -> str:
    return escape(_NO_XML.sub("\ufffd", words))


FORMS: dict[Form, Callable[[Digest], str]] = {"text": text, "markdown": markdown, "html": html, "rss": rss}


def _move(one: Move, at: str | None) -> Entry:
    change = one.change
    whose = f"{whose}: " if (whose := _whose(change)) else ""
    before, stage = ((name or NOBODY).replace("_", " ") for name in (change.before, change.stage))
    then = f"{before} → {stage}" if change.what not in ("new", "reaffirmed") and before != stage else stage
    then = "; ".join(one for one in (then if then != NOBODY else "", new_terms(change)) if one)
    then = f": {then}" if then else ""
    where = ", ".join(
        part for part in (change.publisher or change.title, change.when and in_words(change.when)) if part
    )
    said = (_quote("", one.quote),) if one.quote else ()
    key = change.act.id if change.act else f"{change.thread}-{change.document[:16]}"
    return Entry(key, f"{whose}{change.label} ({change.what}{then})", where, None, said, at)


def new_terms(change: Change) -> str:
    """The deadline and the amount that a change brings, on one line; empty where it brings none."""
    named = terms(change.act, dated=False) if change.act else ()
    return "; ".join(f"{name} {said}" for name, said in named if name in change.terms)


def _whose(change: Change) -> str:
    """Whose commitment it is; of one that is only asked for, who asks whom."""
    act = change.act
    asking = [name for name in act.by if name not in change.by] if act and act.kind == "request" else []
    return " → ".join(", ".join(some) for some in (asking, change.by) if some)


def _quote(label: str, quote: Quote) -> Said:
    return Said(label, quote.words.exact, quote.link)


def _page(one: Page) -> Entry:
    edit = one.edit
    about = f"{edit.publisher or NOBODY}, seen {moment(edit.seen)}"
    said = [piece for undertaking in one.undertakings for piece in _edited(undertaking)]
    if not said:
        came, went = len(edit.said), len(edit.unsaid)
        about += f"; no undertaking was changed ({counted(came, 'statement')} came, {went:,} went)"
    return Entry(f"{edit.address} {edit.seen}", edit.title or edit.address, about, edit.url, tuple(said), edit.seen)


def _edited(one: Edited) -> Iterator[Said]:
    if one.before:
        yield _quote("removed" if one.what == "removed" else f"{one.what}, before", one.before)
    if one.now:
        yield _quote("added" if one.what == "added" else "now", one.now)


def _new(one: New) -> Entry:
    acts = counted(one.acts, "act") if one.acts else ""
    about = ", ".join(part for part in (one.publisher, one.published, acts) if part)
    return Entry(one.document, one.title, about, one.url, at=one.added)


def _tries(failures: int) -> str:
    return f"failed {counted(failures, 'time')} in a row"

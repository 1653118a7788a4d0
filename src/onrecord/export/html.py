"""A reading as one self-contained page: the text with every record highlighted, beside a card for each record.

Nothing is fetched. All words of the document are escaped, and a content security policy lets only the page's own
script and style run, each named by its hash.
"""

import base64
import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple

from onrecord.acquire.fragment import web_address
from onrecord.export.cards import Card, cards
from onrecord.export.markup import apart, direction, mixed, safe
from onrecord.export.terminal import one_line
from onrecord.ledger.cited import link_to
from onrecord.records import Actor, Reading, Record
from onrecord.segments import Layer, Segment, segments

KINDS = (("statement", "Statements"), ("event", "Events"), ("act", "Acts"))
# The parts of a record that are set off from the rest of it.
PRIMARY = ("cue", "trigger")
MAX_HEADLINE = 200

_PARAGRAPH = re.compile(r"[^\r\n\u2028\u2029]+")


class Parts(NamedTuple):
    """The parts of a page, as HTML: what the document is, the filters, its text, the cards of its records, its cast."""

    title: str
    header: str
    bar: str
    text: str
    cards: str
    footer: str


def parts(reading: Reading, button: str = "", at: str = "", correct: bool = False) -> Parts:
    """The parts of the page of a reading; every word of the document is escaped. `button` goes behind the filters.

    `at` is the path of the page, where it is one of the web app: what belongs to a record lies under it. With
    `correct` each card leads to where its record is corrected.
    """
    records = cards(reading)
    heading = _title(reading)
    text = _text(reading.document.text, records)
    header = _header(reading, None if text.startswith("<h1") else heading)
    footer = "".join(_footer(reading))
    made = _cards(records, _links(reading), at, correct)
    return Parts(safe(heading), header, _bar(records, button), text, made, footer)


def page(reading: Reading) -> str:
    """The page as HTML text, ready to be written as UTF-8."""
    tokens, style, script = (asset(name) for name in ("tokens.css", "page.css", "page.js"))
    style = tokens + style
    made = parts(reading, '<button type="button" id="theme" class="plain">Theme: auto</button>')
    brand = '<p class="brand">OnRecord <span>reading</span></p>'
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="en"><head><meta charset="utf-8">{_policy(style, script)}'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">'
        f"<title>{made.title} – OnRecord</title><style>{style}</style></head>\n<body>"
        '<a class="skip" href="#records">Skip to the records</a>'
        f'<header class="top">{brand}{made.header}</header>\n{made.bar}'
        f'<main class="reader"><section class="paper" aria-label="Text" id="text">{made.text}</section>\n'
        f'<section class="records" aria-label="Records" id="records">{made.cards}</section></main>'
        f"{made.footer}<script>{script}</script></body></html>\n"
    )


def asset(name: str) -> str:
    """The style ("tokens.css", "page.css") or script ("page.js") of that name."""
    return files(__package__).joinpath(name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    rules = (
        "default-src 'none'",
        f"script-src '{_hash(script)}'",
        f"style-src '{_hash(style)}'",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(rules)}">'


def _hash(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


def _title(reading: Reading) -> str:
    if reading.document.title:
        return one_line(reading.document.title)
    first = next((line for line in reading.document.text.splitlines() if line.strip()), "")
    named = one_line(first) or reading.document.source or "Reading"
    return named if len(named) <= MAX_HEADLINE else named[: MAX_HEADLINE - 1] + "…"


def _header(reading: Reading, heading: str | None) -> str:
    """What the document is; with a heading where its text begins with none."""
    given = reading.provenance
    facts = [
        ("Kind", given.kind),
        ("Publisher", given.publisher),
        ("Published", given.published),
        ("Author", given.author),
        ("Place", given.place),
        ("Issued by", ", ".join(given.issuers)),
        ("Sourcing", given.sourcing),
        ("Citing", ", ".join(given.credits)),
    ]
    listed = "".join(f"<div><dt>{name}</dt><dd>{apart(fact)}</dd></div>" for name, fact in facts if fact)
    notes = "".join(f"<li>{mixed(finding.message)}</li>" for finding in reading.findings)
    findings = f'<div class="notes"><strong>To know</strong><ul>{notes}</ul></div>' if notes else ""
    title = f'<h1 class="title">{apart(heading)}</h1>' if heading else ""
    return f'{title}<dl class="facts">{listed}</dl>{findings}'


def _bar(shown: list[Card], button: str) -> str:
    buttons = []
    for kind, name in KINDS:
        number = sum(card.kind == kind for card in shown)
        buttons.append(
            f'<button type="button" class="kind {kind}" data-kind="{kind}" aria-pressed="true"'
            f'{"" if number else " disabled"}><i aria-hidden="true"></i>{name} <b>{number}</b></button>'
        )
    types = _options("Every type", [f"{card.kind}: {card.type}" for card in shown])
    people = _options("Everyone", [name for card in shown for name in dict.fromkeys(card.actors)])
    return (
        '<nav class="bar" aria-label="Filters"><div class="kinds" role="group" aria-label="Kinds of records">'
        f"{''.join(buttons)}</div>"
        f'<label>Type <select id="type">{types}</select></label><label>Who <select id="who">{people}</select></label>'
        '<output id="count" aria-live="polite"></output>'
        f"{button}</nav>\n"
    )


def _options(first: str, values: list[str]) -> str:
    rows = "".join(
        f'<option value="{safe(value)}" dir="auto">{safe(value)} ({values.count(value)})</option>'
        for value in sorted(dict.fromkeys(values))
    )
    return f'<option value="">{first}</option>{rows}'


def _text(text: str, shown: list[Card]) -> str:
    layers = sorted(
        Layer(part.start, part.end, number, role)
        for number, card in enumerate(shown)
        for role, parts in card.parts
        for part in parts
    )
    starts = [layer.start for layer in layers]
    longest = max((layer.end - layer.start for layer in layers), default=0)
    seen: set[int] = set()
    made: list[str] = []
    for paragraph in _PARAGRAPH.finditer(text):
        if not paragraph.group().strip():
            continue
        start, end = paragraph.span()
        near = layers[bisect_left(starts, start - longest) : bisect_right(starts, end)]
        pieces = "".join(_piece(text, piece, shown, seen) for piece in segments(start, end, near))
        # The first line is the headline where it is short and does not end as a sentence does.
        headline = not made and end - start <= MAX_HEADLINE and not paragraph.group().rstrip().endswith((".", "”", '"'))
        tag = "h1" if headline else "p"
        made.append(f'<{tag} dir="{direction(paragraph.group())}">{pieces}</{tag}>')
    return "\n".join(made)


def _piece(text: str, piece: Segment, shown: list[Card], seen: set[int]) -> str:
    words = safe(text[piece.start : piece.end])
    if not piece.layers:
        return words
    kinds = {shown[layer.record].kind for layer in piece.layers}
    marks = {f"{shown[layer.record].kind}-word" for layer in piece.layers if layer.role in PRIMARY}
    begins = (
        {"begins"} if any(layer.start == piece.start and layer.role == "content" for layer in piece.layers) else set()
    )
    css = " ".join(("hl", *sorted(kinds | marks | begins)))
    records = " ".join(f"{layer.record}:{layer.role}" for layer in piece.layers)
    first = [layer.record for layer in piece.layers if layer.record not in seen and _leads(layer, shown[layer.record])]
    seen.update(first)
    anchors = "".join(_link(number, shown[number]) for number in first)
    return f'{anchors}<span class="{css}" data-r="{records}">{words}</span>'


def _leads(layer: Layer, card: Card) -> bool:
    return (layer.role, layer.start) == card.lead


def _link(number: int, card: Card) -> str:
    """A marker before the words that carry a record: what the keyboard reaches, and where a card leads back to."""
    return (
        f'<span id="{safe(card.id)}"></span><a class="at {card.kind}" id="t{number}" href="#r{number}" '
        f'data-n="{number}" aria-label="{safe(card.label)}"></a>'
    )


def _links(reading: Reading) -> dict[str, str]:
    """By record the link that opens its page at its words, where the document is a page of the web."""
    document = reading.document
    if web_address(document.url) is None:
        return {}
    records: tuple[Record, ...] = (*reading.statements, *reading.events, *reading.acts)
    found = ((one.id, link_to(one, document.text, document.url)) for one in records)
    return {name: address for name, address in found if address}


def _cards(shown: list[Card], links: dict[str, str], at: str, correct: bool) -> str:
    made = "".join(_card(number, card, links.get(card.id), at, correct) for number, card in enumerate(shown))
    return made + f'<p class="none" id="none"{" hidden" if shown else ""}>No records to show.</p>'


def _card(number: int, card: Card, address: str | None, at: str, correct: bool) -> str:
    rows = "".join(f"<div><dt>{safe(name)}</dt><dd>{apart(words)}</dd></div>" for name, words in card.rows)
    who = f'<span class="who">{", ".join(map(apart, card.actors)) or "nobody named"}</span>'
    reason = f"<details><summary>Why</summary><p>{mixed(card.why)}</p></details>" if card.why else ""
    live = f'<a class="live" href="{safe(address)}" rel="noopener noreferrer">In the page</a>' if address else ""
    return (
        f'<article class="card {card.kind}" id="r{number}" data-n="{number}" data-id="{safe(card.id)}" '
        f'data-kind="{card.kind}" data-type="{safe(f"{card.kind}: {card.type}")}" '
        f'data-who="{safe("|".join(card.actors))}" '
        f'aria-label="{safe(card.label)}"><h2><a href="#t{number}"><span class="tag">{card.kind}</span> '
        f'<span class="type">{safe(card.type)}</span></a>{who}</h2><dl>{rows}</dl>'
        f'<footer><code>{card.start}–{card.end}</code><code class="id">{safe(card.id)}</code>{live}'
        f"{_under(at, card.id, correct) if at else ''}{reason}</footer></article>\n"
    )


def _under(at: str, name: str, correct: bool) -> str:
    """What the web app has of a record: its citation, to be copied where a script can, its words in the source."""
    review = f'<a href="/review?record={safe(name)}">Correct it</a>' if correct else ""
    cite, source = safe(f"{at}/cite/{name}"), safe(f"{at}/source?record={name}")
    return (
        f'<a href="{cite}">Cite</a><button type="button" class="plain" data-copy="{cite}.txt" hidden>Copy citation'
        f'</button><a href="{source}">In the source</a>{review}'
    )


def _sort(actor: Actor) -> str:
    """What an actor is, in a few words: its kind, its sector, and the body that it serves."""
    serves = actor.body if actor.body and actor.kind == "person" else None
    return " · ".join(filter(None, (actor.kind, actor.sector, serves)))


def _footer(reading: Reading) -> Iterator[str]:
    if reading.actors:
        rows = "".join(
            f"<li><strong>{apart(actor.name)}</strong> <span>{safe(_sort(actor))}</span>"
            f"{' ' + safe(', '.join(actor.states)) if actor.states and actor.states != (actor.name,) else ''}</li>"
            for actor in reading.actors
        )
        yield f'<details class="cast"><summary>Actors ({len(reading.actors)})</summary><ul>{rows}</ul></details>'
    source = f"{apart(one_line(reading.document.source))} · " if reading.document.source else ""
    yield (
        f'<footer class="end"><p>{source}document <code>{reading.document.id[:16]}</code> · reader '
        f"<code>{safe(reading.reader)}</code> · offsets count Unicode code points</p></footer>"
    )

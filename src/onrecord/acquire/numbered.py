"""The numbers of numbered paragraphs in Word files, written out as Word shows them."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_PLACE = re.compile(r"%([1-9])")
# Styles may be based on each other so deep; levels of a list.
_BASED, _LEVELS = 20, 9
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


class _Level(NamedTuple):
    start: int = 1
    form: str = "decimal"
    text: str = "%1."


class _Lists(NamedTuple):
    """The levels of each list, which lists share their counters, and which a style puts its paragraphs in."""

    levels: dict[str, dict[int, _Level]]
    counters: dict[str, str]
    styles: dict[str, tuple[str, int]]


def with_numbers(document: bytes, numbering: bytes | None, styles: bytes | None) -> bytes:
    """The main part with the number or bullet of each paragraph of a list as its first words.

    The counting follows ECMA-376, 17.9: lists of one abstract definition go on with each other, a level begins anew
    after a higher one.
    """
    from lxml import etree  # a C library, needed for pages and papers only

    if numbering is None or _STRICT in document:
        return document
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    lists = _lists(etree.fromstring(numbering, parser), None if styles is None else etree.fromstring(styles, parser))
    tree = etree.fromstring(document, parser)
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * _LEVELS)
    for paragraph in tree.iter(f"{_W}p"):
        place = _place(paragraph, lists)
        if place is None or not any(text.text for text in paragraph.iter(f"{_W}t")):
            continue
        label = _label(place, lists, counts)
        if label:
            run = etree.Element(f"{_W}r")
            text = etree.SubElement(run, f"{_W}t")
            text.text = f"{label} "
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            properties = paragraph.find(f"{_W}pPr")
            paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, run)
    made: bytes = etree.tostring(tree)
    return made


def _value(element: Any, path: str, default: str = "") -> str:
    found = element.find("/".join(_W + part for part in path.split("/"))) if element is not None else None
    return default if found is None else str(found.get(f"{_W}val", default))


def _number(words: str, default: int = 0) -> int:
    return int(words) if re.fullmatch(r"\d{1,6}", words) else default


def _lists(numbering: Any, styles: Any) -> _Lists:
    abstract = {str(one.get(f"{_W}abstractNumId")): dict(_levels(one)) for one in numbering.findall(f"{_W}abstractNum")}
    levels, counters = {}, {}
    for one in numbering.findall(f"{_W}num"):
        name, of = str(one.get(f"{_W}numId")), _value(one, "abstractNumId")
        levels[name], counters[name] = abstract.get(of, {}), of
        for change in one.findall(f"{_W}lvlOverride"):
            level = _number(str(change.get(f"{_W}ilvl")))
            counters[name] = f"{of}/{name}"
            known = levels[name].get(level, _Level())
            start = _number(_value(change, "startOverride"), known.start)
            levels[name] = {**levels[name], level: known._replace(start=start), **dict(_levels(change))}
    return _Lists(levels, counters, _styles(styles))


def _levels(element: Any) -> Iterator[tuple[int, _Level]]:
    for one in element.findall(f"{_W}lvl"):
        level = _number(str(one.get(f"{_W}ilvl")))
        if level < _LEVELS:
            start = _number(_value(one, "start", "1"), 1)
            yield level, _Level(start, _value(one, "numFmt", "decimal"), _value(one, "lvlText", "%1."))


def _styles(styles: Any) -> dict[str, tuple[str, int]]:
    if styles is None:
        return {}
    own: dict[str, tuple[str, int]] = {}
    based: dict[str, str] = {}
    for style in styles.findall(f"{_W}style"):
        name = str(style.get(f"{_W}styleId"))
        based[name] = _value(style, "basedOn")
        if number := _value(style, "pPr/numPr/numId"):
            own[name] = number, _number(_value(style, "pPr/numPr/ilvl"))
    found = dict(own)
    for name in based:
        at = name
        for _ in range(_BASED):
            if at in own or not at:
                break
            at = based.get(at, "")
        if at in own:
            found[name] = own[at]
    return found


def _place(paragraph: Any, lists: _Lists) -> tuple[str, int] | None:
    """The list and level of a paragraph, by itself or by its style; None if it is in none."""
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return None
    styled = lists.styles.get(_value(properties, "pStyle"))
    number = _value(properties, "numPr/numId") or (styled[0] if styled else "")
    level = _number(_value(properties, "numPr/ilvl"), styled[1] if styled else 0)
    return (number, min(level, _LEVELS - 1)) if number not in ("", "0") else None


def _label(place: tuple[str, int], lists: _Lists, counts: dict[str, list[int]]) -> str:
    name, level = place
    levels = lists.levels.get(name, {})
    own = levels.get(level, _Level())
    count = counts[lists.counters.get(name, name)]
    count[level] = count[level] + 1 if count[level] else max(own.start, 0)
    for deeper in range(level + 1, _LEVELS):
        count[deeper] = 0
    if own.form == "bullet":
        return "•"
    if own.form == "none":
        return ""

    def shown(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        there = levels.get(at, _Level())
        return _written(count[at] or there.start, there.form)

    return _PLACE.sub(shown, own.text)[:40].strip()


def _written(number: int, form: str) -> str:
    """A number as letters, Roman or Arabic figures."""
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * min(1 + (number - 1) // 26, 5)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        words = ""
        for value, sign in _ROMAN:
            words += sign * (number // value)
            number %= value
        return words.upper() if form == "upperRoman" else words
    return f"{number:02}" if form == "decimalZero" else str(number)

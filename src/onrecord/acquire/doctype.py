"""The document type of XML text: where it ends, and what its entities stand for; nothing it names is ever opened.

Of XML 1.0, 4, only general entities with a value of their own are kept. External ones, parameter entities and what
comes by them are as if they were not declared.
"""

import re
from collections.abc import Mapping
from html import escape, unescape
from html.entities import html5
from typing import NamedTuple

# The sets of HTML 4 declare 253 entities in 30,000 characters; HTML 5 knows 2,231 names.
SUBSET, ENTITIES = 200_000, 5_000
# Characters that all that entities stand for may have in a text, and how deep one may stand in another.
EXPANDED, NESTED = 1_000_000, 10
PREDEFINED = frozenset(("amp", "lt", "gt", "quot", "apos"))

NAME = r"[A-Za-z_:\u0080-\uffff][\w.:\-]{0,99}"
_QUOTED = r"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))"""
# To the bracket of the internal subset or the end, past names and quoted identifiers.
_HEAD = re.compile(rf"<!DOCTYPE(?:{_QUOTED}|[^\"'\[>])*+(?P<end>\[|>|\Z)", re.IGNORECASE)
_PART = re.compile(
    r"(?P<blank>\s++|<!--(?:[^-]++|-(?!->))*+(?:-->|\Z)|<\?(?:[^?]++|\?(?!>))*+(?:\?>|\Z)|%[^;\s<]{0,100};?)"
    rf"|(?P<end>\]\s*+(?:>|\Z))"
    rf"|<!ENTITY\s++(?P<name>{NAME})\s++(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)')\s*+>"
    rf"|(?P<other><!(?:{_QUOTED}|[^\"'>])*+(?:>|\Z))"
    r"|(?P<stray>[^\s<%\]]++|.)",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER = re.compile(r"&#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});")
_REFERENCE = re.compile(rf"&(?:({NAME});|(?!#(?:[0-9]{{1,7}}|[xX][0-9a-fA-F]{{1,6}});))")


class XmlError(Exception):
    """XML that nothing honest has; the text says what, without the name of the source."""


class Declared(NamedTuple):
    """Where a document type ends in the text, and the values of its entities as they were written."""

    end: int
    values: dict[str, str]


def doctype_at(text: str, at: int) -> Declared:
    """The document type that begins at `at`. Raises XmlError for one that is too large."""
    head = _HEAD.match(text, at)
    if not head:
        return Declared(at, {})
    values: dict[str, str] = {}
    at = head.end()
    if head["end"] != "[":
        return Declared(at, values)
    limit = at + SUBSET
    while at < len(text):
        part = _PART.match(text, at)
        if part is None or part.end() > limit:
            raise XmlError(f"its document type has over {SUBSET:,} characters")
        at = part.end()
        if part["end"]:
            return Declared(at, values)
        if part["name"]:
            values.setdefault(part["name"], part["double"] if part["double"] is not None else part["single"])
            if len(values) > ENTITIES:
                raise XmlError(f"it declares over {ENTITIES:,} entities")
    return Declared(at, values)


class Entities:
    """What names stand for in a text: its own entities first, then those of HTML, which feeds use undeclared.

    All that is expanded is counted, and XmlError raised where it is too much, too deep, or stands in itself.
    """

    def __init__(self, values: Mapping[str, str]):
        self._values = values
        self._made: dict[str, str] = {}
        self._left = EXPANDED

    def expanded(self, name: str) -> str:
        """The XML that a reference of that name gives; one to nothing known gives its own letters."""
        return self._expanded(name, ())

    def _expanded(self, name: str, within: tuple[str, ...]) -> str:
        if name in PREDEFINED:
            return f"&{name};"
        if name not in self._values:
            character = html5.get(f"{name};")
            return escape(character) if character else f"&amp;{name};"
        if name in within:
            raise XmlError("an entity of its stands in itself")
        if len(within) >= NESTED:
            raise XmlError(f"its entities stand over {NESTED} deep in each other")
        if name not in self._made:
            self._made[name] = self._value(name, (*within, name))
        made = self._made[name]
        self._left -= len(made)
        if self._left < 0:
            raise XmlError(f"its entities expand to over {EXPANDED:,} characters")
        return made

    def _value(self, name: str, within: tuple[str, ...]) -> str:
        # References to characters are made what they mean as the value is read, those to entities when it is used.
        value = _NUMBER.sub(lambda number: unescape(number[0]), self._values[name])
        if "&" in value:
            value = _REFERENCE.sub(lambda one: self._expanded(one[1], within) if one[1] else "&amp;", value)
            return value if "<" in value else value.replace('"', "&quot;").replace("'", "&#39;")
        return value if "<" in value else escape(value)

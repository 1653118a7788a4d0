"""Parts of Word files as mammoth can read them: words taken out of what it passes over, hidden words left out."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from onrecord.acquire.elements import strictly
from onrecord.acquire.package import Parts
from onrecord.records import Finding

# Namespaces of words and of maths, transitional and strict (ECMA-376, parts 4 and 1).
_W = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_M = ("http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math")
# Elements around runs, for fields, for the direction of writing, and for the words that a reading is told of.
_WRAPPING = ("fldSimple", "dir", "bdo", "ruby", "rubyBase")
# Elements of a formula that is written on one line: all others (fractions, powers, roots) say more than their letters.
_ON_A_LINE = frozenset(("oMath", "oMathPara", "oMathParaPr", "jc", "r", "t", "rPr", "ctrlPr", "sty", "nor", "scr"))
# What stays of a hidden run: a field may begin in one and end in another.
_STAYS = frozenset(("rPr", "fldChar", "instrText"))
_ASKED = re.compile(rb"[<:](?:fldSimple|dir|bdo|ruby|oMath|oMathPara|vanish|altChunk)\b")
_FALSE = frozenset(("0", "false", "off", "none"))
# Elements of Word that mammoth passes over, and that it looks into. Renamed, an element stays where it is: to take many
# out of a tree takes longer than linear time.
_IGNORED, _LOOKED_INTO = "proofErr", "smartTag"
# Styles may be based on each other so deep.
_BASED = 20
_UNKNOWN = re.compile(r"unrecognised element was ignored: (.+)", re.DOTALL)
# Elements that mammoth looks into for pictures only.
_DRAWN = frozenset(("anchor", "inline"))
# Where words stand that nobody is to read, which is told elsewhere.
_DELETED = "-"
_WORDS = "w:t"


def unwrapped(parts: Parts) -> tuple[Parts, tuple[Finding, ...]]:
    """The parts with the words of simple fields, of turned text and of what has its reading above it as plain runs.

    Hidden words are left out, formulas written on one line are words; Findings say what was left out.
    """
    left_out: Counter[str] = Counter()
    hidden = _hidden_styles(parts.styles)
    made = {name: _part(part, hidden, left_out) for name in ("document", "footnotes", "endnotes")
            if (part := getattr(parts, name))}  # fmt: skip
    findings = [
        Finding(code, f"{what} ({left_out[code]})")
        for code, what in (
            ("text-hidden", "hidden text is left out"),
            ("maths", "formulas are left out"),
            ("phonetic-guides", "readings that stand above words are left out"),
            ("embedded-document", "documents embedded in it are not read"),
        )
        if left_out[code]
    ]
    return parts._replace(**made), tuple(findings)


def passed_over(document: bytes, messages: Iterable[str]) -> tuple[Finding, ...]:
    """A Finding for the words of the main part that mammoth passed over, by what it says that it does not know."""
    names = {found[1].strip() for message in messages if (found := _UNKNOWN.search(message))}
    taken = _PassedOver(names)
    strictly(document, taken)
    if not taken.within:
        return ()
    named, letters = ", ".join(sorted(taken.within)[:5]), taken.within.total()
    return (
        Finding("text-left-out", f"text in elements that are not read is left out ({named}; {letters} characters)"),
    )


def _all(spaces: tuple[str, str], *names: str) -> list[str]:
    return [f"{{{space}}}{name}" for space in spaces for name in names]


_RUN, _PARAGRAPH, _TEXT = _all(_W, "r"), _all(_W, "p"), _all(_W, "t")


def _space(element: Any) -> str:
    return str(element.tag).rpartition("}")[0] + "}"


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _renamed(element: Any, local: str) -> None:
    space = _space(element)
    element.tag = f"{space if space[1:-1] in _W else f'{{{_W[0]}}}'}{local}"


def _part(part: bytes, hidden: dict[str, bool], left_out: Counter[str]) -> bytes:
    """The part; what is left out of it is counted."""
    if not hidden and not _ASKED.search(part):
        return part
    from lxml import etree  # a C library, needed for pages and papers only

    tree = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    for run in tree.iter(*_RUN):
        if _is_hidden(run, hidden):
            inside = [one for one in run if _local(one) not in _STAYS]
            left_out["text-hidden"] += any((one.text or "").strip() or len(one) for one in inside)
            for one in inside:
                _renamed(one, _IGNORED)
    for above in tree.iter(*_all(_W, "rt")):
        left_out["phonetic-guides"] += 1
        _renamed(above, _IGNORED)
    for formula in list(tree.iter(*_all(_M, "oMath"))):
        left_out["maths"] += _formula(formula, etree)
    for wrapping in tree.iter(*_all(_W, *_WRAPPING), *_all(_M, "oMathPara")):
        _renamed(wrapping, _LOOKED_INTO)
    left_out["embedded-document"] += sum(1 for _ in tree.iter(*_all(_W, "altChunk")))
    made: bytes = etree.tostring(tree)
    return made


def _formula(formula: Any, etree: Any) -> bool:
    """True for a formula that stays as it is, for more than letters; one on one line is made a run."""
    if any(_space(one)[1:-1] in _M and _local(one) not in _ON_A_LINE for one in formula.iter("*")):
        return True
    words = "".join(text.text or "" for text in formula.iter(*_all(_M, "t"), *_TEXT))
    formula.clear()
    formula.tag = _RUN[0]
    text = etree.SubElement(formula, _TEXT[0])
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return False


def _is_hidden(run: Any, hidden: dict[str, bool]) -> bool:
    """True for a run that is hidden itself, else by its style or its paragraph's, of which one undoes the other
    (ECMA-376, part 1, 17.7.3).
    """
    space = _space(run)
    properties = _first(run, "rPr")
    if (own := _vanish(properties, space)) is not None:
        return own
    if not hidden:
        return False
    paragraph = next(run.iterancestors(*_PARAGRAPH), None)
    of_paragraph = None if paragraph is None else _first(paragraph, "pPr")
    above = None if of_paragraph is None else of_paragraph.find(f"{space}pStyle")
    style = None if properties is None else properties.find(f"{space}rStyle")
    return _styled(above, hidden) != _styled(style, hidden)


def _first(element: Any, local: str) -> Any:
    """The first child, if that is its name: so properties stand, and a search among all children takes as long as they
    are many, for each of them.
    """
    first = next(iter(element), None)
    return first if first is not None and _local(first) == local else None


def _styled(style: Any, hidden: dict[str, bool]) -> bool:
    return style is not None and hidden.get(str(style.get(f"{_space(style)}val")), False)


def _vanish(properties: Any, space: str) -> bool | None:
    found = None if properties is None else properties.find(f"{space}vanish")
    return None if found is None else str(found.get(f"{space}val", "1")).lower() not in _FALSE


def _hidden_styles(styles: bytes | None) -> dict[str, bool]:
    """The styles whose words are hidden, by themselves or by what they are based on."""
    if styles is None or b"vanish" not in styles:
        return {}
    from lxml import etree

    tree = etree.fromstring(styles, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    own: dict[str, bool | None] = {}
    based: dict[str, str] = {}
    for style in tree.iter(*_all(_W, "style")):
        space = _space(style)
        name = str(style.get(f"{space}styleId"))
        own[name] = _vanish(style.find(f"{space}rPr"), space)
        above = style.find(f"{space}basedOn")
        based[name] = "" if above is None else str(above.get(f"{space}val"))
    found = {}
    for name in own:
        at = name
        for _ in range(_BASED):
            if own.get(at) is not None or not at:
                break
            at = based.get(at, "")
        if own.get(at):
            found[name] = True
    return found


class _PassedOver:
    """Takes the main part in; `within` counts the letters in elements of these names, in drawings, and in what has
    alternatives but none that is read.
    """

    def __init__(self, names: set[str]):
        self.within: Counter[str] = Counter()
        self._names = {(name.startswith("w:"), re.split("[:}]", name)[-1]) for name in names}
        # Of each open element, the one that is passed over and that it stands in, and its own name.
        self._open: list[tuple[str, str]] = [("", "")]
        self._fallback = False
        self._choices = 0

    def start(self, name: str, _: dict[str, str]) -> None:
        """Returns nothing; an element begins."""
        space, local = name.rpartition(" ")[::2]
        within = self._open[-1][0]
        if not within:
            if local == "AlternateContent":
                self._fallback, self._choices = False, 0
            elif local == "Fallback":
                self._fallback = True
            elif local == "Choice":
                within = local
            elif space in _W and local in ("del", "moveFrom"):
                within = _DELETED
            elif (space in _W, local) in self._names or (space not in _W and local in _DRAWN):
                within = local
        self._open.append((within, _WORDS if space in _W and local == "t" else local))

    def end(self) -> None:
        """Returns nothing; an element ends."""
        within, local = self._open.pop()
        if local == "AlternateContent" and not within:
            if not self._fallback and self._choices:
                self.within["Choice"] += self._choices
            self._fallback, self._choices = True, 0

    def text(self, data: str) -> None:
        """Returns nothing; words stand in the element that is open."""
        within, local = self._open[-1]
        if local != _WORDS or within in ("", _DELETED):
            return
        letters = sum(map(str.isalnum, data))
        if within == "Choice":
            self._choices += letters
        elif letters:
            self.within[within] += letters

"""What the sender of a mail wrote himself: its text without quoted replies, signature and the footer of a list."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.records import Finding

# Lines that a signature and the footer of a list have at most.
SIGNATURE, FOOTER = 30, 12

_SIGNATURE = re.compile(r"--[ \t]?")
_ATTRIBUTION = re.compile(r"(?:On|Am|Le)\b.{4,300}\b(?:wrote|writes|schrieb|écrit)\s?:\s*")
_ORIGINAL = re.compile(r"-{2,}\s?Original (?:Message|Appointment)\s?-{2,}", re.IGNORECASE)
_FORWARDED = re.compile(r"-{2,}\s?Forwarded message\s?-{2,}|Begin forwarded message:", re.IGNORECASE)
# A rule that Outlook puts before what is answered, and lists before what they add; between paragraphs it is neither.
_RULE = re.compile(r"_{20,}")
_HEADER = re.compile(r"[*]?(?:From|Von|De)[*]?\s?:")
_LIST = re.compile(r"mailing list\b|\bunsubscribe\b|/(?:mailman|listinfo)\b", re.IGNORECASE)


class _Own(NamedTuple):
    """The lines that are kept, and how many were left out of which kind."""

    kept: list[str]
    quoted: int = 0
    signature: int = 0
    footer: int = 0


def own_words(texts: Sequence[str]) -> tuple[str, tuple[Finding, ...]]:
    """The texts of a mail's parts, one after the other, as `onrecord.acquire.replies` says, and Findings that say so.

    All of them where nothing else is left.
    """
    owned: list[_Own] = []
    for text in texts:
        owned.append(_own(text.split("\n"), any(map(_worded, owned))))
    if not any(map(_worded, owned)):
        return "\n\n".join(text.strip("\n") for text in texts), ()
    own = "\n\n".join(words for one in owned if (words := "\n".join(one.kept).strip("\n")).strip())
    findings = []
    for code, what, lines in (
        ("quoted-reply", "a reply that is quoted", sum(one.quoted for one in owned)),
        ("signature", "the signature", sum(one.signature for one in owned)),
        ("list-footer", "what a mailing list added", sum(one.footer for one in owned)),
    ):
        if lines:
            findings.append(Finding(code, f"{what} is left out ({lines} lines)"))
    return own, tuple(findings)


def is_forwarded(text: str) -> bool:
    """True for a text with a line that says that what follows is forwarded."""
    return any(map(_FORWARDED.match, text.split("\n")))


def _worded(one: _Own) -> bool:
    return any(character.isalpha() for line in one.kept for character in line)


def _own(lines: list[str], follows: bool) -> _Own:
    """The lines without those that are not the sender's; `follows` where words of his stand before them."""
    quoted = 0
    kept: list[str] = []
    forwarded = False
    for number, line in enumerate(lines):
        forwarded = forwarded or _FORWARDED.match(line) is not None
        rest = len(lines) - number
        if line.startswith(">") and not forwarded:
            quoted += 1
            _without_attribution(kept)
        elif _SIGNATURE.fullmatch(line) and (number or follows) and rest <= SIGNATURE:
            return _Own(kept, quoted, signature=rest)
        elif rest <= FOOTER and _begins_footer(line) and any(map(_LIST.search, lines[number:])):
            return _Own(kept, quoted, footer=rest)
        elif _begins_reply(lines, number) and (follows or any(map(str.strip, kept))):
            return _Own(kept, quoted + rest)
        else:
            kept.append(line)
    return _Own(kept, quoted)


def _without_attribution(kept: list[str]) -> None:
    """Returns nothing; takes away the blank lines at the end, and before them who is quoted."""
    while kept and not kept[-1].strip():
        kept.pop()
    if kept and _ATTRIBUTION.fullmatch(" ".join(kept[-2:]).strip()):
        del kept[-2:]
    elif kept and _ATTRIBUTION.fullmatch(kept[-1].strip()):
        kept.pop()


def _begins_reply(lines: list[str], number: int) -> bool:
    line = lines[number].strip()
    if _ORIGINAL.fullmatch(line):
        return True
    if not _RULE.fullmatch(line):
        return False
    following = next((one for one in lines[number + 1 : number + 4] if one.strip()), "")
    return _HEADER.match(following.strip()) is not None


def _begins_footer(line: str) -> bool:
    return _RULE.fullmatch(line.strip()) is not None or _SIGNATURE.fullmatch(line) is not None

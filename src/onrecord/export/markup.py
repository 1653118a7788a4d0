"""Words of others as HTML: escaped, and apart from the direction of what stands around them."""

import re
from html import escape
from typing import Literal

# Characters that HTML cannot hold, or that would turn the direction of what follows them.
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# Marks that nobody sees, which turn figures behind them; what stands for each has no direction, and is not seen either.
_UNTURNED = str.maketrans(dict.fromkeys("\u061c\u200e\u200f", "\u2060"))
# Letters that are written from right to left: Hebrew, Arabic and their kin, with their forms.
_LEFTWARD = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_LEFT = re.compile(f"[{_LEFTWARD}]")
# As far as such letters go, with nothing between them but spaces, digits, signs.
_STRETCH = re.compile(f"[{_LEFTWARD}]++(?:[^{_LEFTWARD}A-Za-z\xc0-\u058f]*+[{_LEFTWARD}]++)*+")
_LETTER = re.compile(r"[^\W\d_]")
# Signs that close what others open, and belong to a stretch that those stand in.
_CLOSING = {")": "(", "]": "[", "}": "{", "»": "«", "”": "“"}


def shown(text: str) -> str:
    """The text, as long as it was, with U+FFFD for what no page may hold or would turn the direction of other words.

    Marks of direction, which writers of Arabic and Hebrew put between words, are as unseen as they were.
    """
    # All that is unsafe is unprintable, and to see that nothing is takes a tenth of the time.
    return text if text.isprintable() else _UNSAFE.sub("\ufffd", text.translate(_UNTURNED))


def safe(text: str) -> str:
    """The text escaped for content and for quoted attributes."""
    return escape(shown(text), quote=True)


def direction(text: str) -> Literal["ltr", "rtl"]:
    """Returns "rtl" where the first letter of the text and most others are written from right to left, else "ltr".

    The first alone, by which browsers go, would turn an English sentence that begins with a name in Arabic.
    """
    first = _LETTER.search(text)
    if first is None or _LEFT.match(first[0]) is None:
        return "ltr"
    return "rtl" if 2 * len(_LEFT.findall(text)) > len(_LETTER.findall(text)) else "ltr"


def apart(text: str) -> str:
    """The words as HTML: an element that has their direction, whatever stands around it."""
    return f'<bdi dir="{direction(text)}">{safe(text)}</bdi>'


def mixed(text: str) -> str:
    """A line of ours that holds words of others, as HTML: what goes from right to left in it stands apart."""
    made: list[str] = []
    end = 0
    for found in _STRETCH.finditer(text):
        words = found[0]
        while (sign := text[found.start() + len(words) :][:1]) in _CLOSING and sign:
            if words.count(_CLOSING[sign]) <= words.count(sign):
                break
            words += sign
        made += [safe(text[end : found.start()]), apart(words)]
        end = found.start() + len(words)
    return "".join((*made, safe(text[end:])))

"""Any text is read: real documents where they are at hand, and texts made to be hard. Every anchor holds."""

from collections.abc import Callable
from pathlib import Path

import pytest
from bench import robust

from onrecord.reader import read_text

SAID = "Minister Ann Reed said on Monday that Canada will build ten ships."

ODD: dict[str, str] = {
    "empty": "",
    "a line end": "\n",
    "blank lines": "\n \n\t\n\u00a0\n",
    "one letter": "a",
    "one full stop": ".",
    "a quotation of nothing": "“”",
    "quotations only": "“We will act.” “They agreed.” ‘Never.’",
    "a cue without a speaker": "Said that it will.",
    "an unclosed quotation": "Reed said: “We will build ships.\n\n“We will fund them.\n\nTalks went on.",
    "a closing mark first": "” said Reed, “and so will we”",
    "emoji": "👩🏽‍✈️ Reed said 🇨🇦 will build 🚢 on Monday 🙂.",
    "right to left": "\u202eReed said\u202c that \u2067Canada\u2069 will build ships. \u200fقال الوزير إن كندا ستبني.",
    "NULs": f"Reed\0 said\0 that Canada\0 will build.\0\0\n\0{SAID}",
    "controls": "".join(map(chr, range(32))) + SAID + "".join(map(chr, range(127, 160))),
    "lone surrogates": f"\ud800Reed said\udfff that Canada will build \ud83d ships.\ude00 {SAID}",
    "every line end": f"{SAID}\r\n{SAID}\r{SAID}\u2028{SAID}\u2029{SAID}\x85{SAID}\x0b{SAID}\x0c{SAID}",
    "combining marks": "Re\u0301ed said\u0301 Ca\u0308nada\u0335 will\u20dd build shi\u0323ps\u0300.",
    "wide letters": "Ｒｅｅｄ ｓａｉｄ that Canada will build 十隻の船。",
    "Korean": "국방부 장관은 월요일에 함정 10척을 건조하겠다고 말했다.",
    "no capitals": SAID.lower(),
    "all capitals": SAID.upper(),
    "markup": f"<p class='a'>{SAID}</p><script>alert(1)</script>",
    "verbs only": "Said said will agreed will pledged to will.",
    "byte-order mark": f"\ufeff{SAID}",
    "soft hyphens": SAID.replace("ships", "sh\u00adips").replace("Canada", "Can\u200bada"),
}  # fmt: skip

LONG: dict[str, Callable[[], str]] = {
    "a sentence of 5,000 words": lambda: "Reed said that " + "the ministers and the envoys of Canada " * 700 + "met.",
    # Each mark takes the reader half a millisecond; so many are more than 16 bits count with a sign, and 80 windows.
    "33,000 open quotation marks": lambda: "“" * 33_000,
    "10,000 commas": lambda: "," * 10_000,
    "a word of 300,000 letters": lambda: f"Reed said {'a' * 300_000} will build ships.",
    "quotations 500 deep": lambda: "“He said ‘she said " * 250 + "yes" + "’”" * 250,
    "brackets 2,000 deep": lambda: "(" * 2_000 + SAID + ")" * 2_000,
    "2,000 empty lines": lambda: f"{SAID}{chr(10) * 2_000}{SAID}",
    "1,000 quotations left open": lambda: "“We will act.\n\n" * 1_000,
}


@pytest.mark.parametrize("text", [*ODD.values(), *(make() for make in LONG.values())], ids=[*ODD, *LONG])
def test_any_text_is_read_and_every_anchor_holds(text: str) -> None:
    found = read_text(text)
    assert robust.failed(found) == []
    assert robust.not_held(found) == []
    assert found.document.text == text


@pytest.mark.parametrize("corpus", robust.CORPORA)
def test_real_documents_are_read_and_every_anchor_holds(corpus: str, shared: Path) -> None:
    paths = robust.documents(shared / corpus)
    outcome = robust.read_all(paths[:: max(1, len(paths) // 20)][:20])
    assert outcome.documents == 20
    assert outcome.failures == []
    assert outcome.broken == []

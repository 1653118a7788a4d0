"""The table vocabulary/agents.tsv, made anew from the data folder's PLOVER agents dictionary (MIT).

    python -m training.agents

A phrase of the dictionary is kept with the first of its codes, which is its sector. Left out is what the reader has no
use for: natural disasters and other codes that are no sector, arms with figures and misspelt patterns with odd
characters, patterns that end in a preposition, those of spokespersons (who speak for all sorts), and a phrase that ends
in a shorter one of the same sector, by which it is known already.
"""

import re
import sys
from pathlib import Path

from bench.data import ROOT, shared, write_text

SOURCE = "data/actors/dictionaries/PLOVER_agents.txt"
TARGET = Path("src/onrecord/vocabulary/agents.tsv")
SECTORS = frozenset(
    ("AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "IGO", "JRN", "JUD", "LAB", "LEG", "MED", "MIL", "NGO",
     "PRM", "PTY", "REB", "REF", "REL", "SOC", "SPY", "UAF")
)  # fmt: skip
_LINE = re.compile(r"^(?P<phrase>[A-Z!][^\[{#]*?)[_ ]*(?:\{[^}]*\})?\s*\[~(?P<code>[A-Z]{3})")
_PLAIN = re.compile(r"[a-z][a-z'. -]*")
_OPEN = frozenset(("to", "at", "for", "in", "of"))
# "!PERSON!" stands at the end of a word for these; "!MINIST!" for both nouns.
_PERSONS = ("man", "men", "woman", "women", "person")
_MINISTERS = ("minister", "ministry")


def phrases(source: str) -> dict[str, str]:
    """The sector of each phrase of the dictionary, in lower case and with blanks for underscores."""
    found: dict[str, str] = {}
    for line in source.split("\n"):
        match = _LINE.match(line)
        if match and match["code"] in SECTORS:
            for phrase in _spelt_out(match["phrase"].lower().replace("_", " ").strip()):
                if _PLAIN.fullmatch(phrase) and phrase.split()[-1] not in _OPEN and not phrase.startswith("spokes"):
                    found.setdefault(" ".join(phrase.split()), match["code"])
    return found


def _spelt_out(phrase: str) -> list[str]:
    if "!person!" in phrase:
        return [phrase.replace("!person!", one) for one in _PERSONS]
    if "!minist!" in phrase:
        return [phrase.replace("!minist!", one) for one in _MINISTERS]
    return [phrase + "er" if phrase.endswith("minist") else phrase]


def needed(found: dict[str, str]) -> dict[str, str]:
    """The phrases that no shorter one at their end already tells."""

    def told(phrase: str) -> bool:
        words = phrase.split()
        ends = (" ".join(words[at:]) for at in range(1, len(words)))
        return next((found[end] for end in ends if end in found), "") == found[phrase]

    return {phrase: sector for phrase, sector in sorted(found.items()) if not told(phrase)}


def main() -> int:
    """The exit code, after the table was written."""
    folder = shared()
    if folder is None:
        print("the data folder is missing; set ONRECORD_SHARED", file=sys.stderr)
        return 1
    kept = needed(phrases((folder / SOURCE).read_text("utf-8", errors="replace")))
    lines = ["phrase\tsector", *(f"{phrase}\t{sector}" for phrase, sector in kept.items())]
    write_text(ROOT / TARGET, "\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

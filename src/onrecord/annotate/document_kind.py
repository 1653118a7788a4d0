"""What kind of document a text is: news, readout, communique, factsheet, transcript or speech."""

import re

from onrecord.layers import Layers

# Rates per hundred words, tuned on the kinds that the sidecars of the corpus give (1,350 documents in English):
# news says "said" 1.5 times and sets 2.2 quotation marks in a hundred words, official texts 0.1 of each.
SAID_IN_NEWS = 0.35
QUOTES_IN_NEWS = 1.0
SPOKEN_I = 0.6
SPOKEN_YOU = 0.6
TURNS = 0.12
ITEMS = 0.3
REPORTED = 1.0
LONGEST_READOUT = 450
ANNOUNCED = 0.5
# What is shorter, and speaks in no first person, is most often the teaser of a news item.
SHORTEST_OFFICIAL = 60

_RATES = {
    "said": re.compile(r"\b(?:said|says|told|added|according to|reported|asked)\b"),
    "quotes": re.compile('["“”«»]'),
    "we": re.compile(r"\b(?:[Ww]e|[Oo]ur|us)\b"),
    "i": re.compile(r"\b(?:I|[Mm]y)\b"),
    "you": re.compile(r"\b(?:you|your|Thank)\b"),
    "reported": re.compile(
        r"\b(?:discussed|reaffirmed|welcomed|underscored|reviewed|thanked|emphasi[sz]ed|expressed|agreed|noted|exchanged"
        r"|highlighted|spoke|met|consulted|condemned|reiterated)\b"
    ),
    "urging": re.compile(
        r"\b(?:reaffirm|recogni[sz]e|underscore|commit|committed|condemn|welcome|reiterate|emphasi[sz]e|resolve|pledge)\b"
    ),
    "officials": re.compile(r"\b(?:President|Prime Minister|Secretary|Advisor|Adviser|Minister)\b"),
    "announced": re.compile(r"\bwill\b|\b[Tt]he United States\b"),
}
_FACT_SHEET = re.compile(r"\bfact\s?sheet\b", re.I)
_READOUT = re.compile(r"\breadout\b", re.I)
# A title that names the paper itself; "Readout leaked, officials say" is news.
_IS_READOUT = re.compile(r"(?:joint |press )?readout (?:of|from)\b", re.I)
_JOINT = re.compile(r"\b(?:joint (?:press )?(?:statement|communiqu[eé]|declaration|vision)|communiqu[eé])\b", re.I)
_REMARKS = re.compile(r"^(?:remarks (?:by|of|as)|speech (?:by|of)|address (?:by|to)|keynote)\b", re.I)


def document_kind(layers: Layers) -> str:
    """The kind, by headings, speaker labels, first persons, quotations and reporting words."""
    blocks = layers.layer("block")
    labels = [mark.label for mark in blocks]
    heads = [layers.text[mark.start : mark.end] for mark in blocks[:4] if mark.label in ("headline", "heading")]
    named = _named(heads)
    if labels.count("turn") >= max(2, TURNS * len(labels)):
        return "transcript"
    if "dateline" in labels or "byline" in labels:
        return "news"
    if heads and _IS_READOUT.match(heads[0]):
        return "readout"
    words = max(1, layers.text.count(" "))
    rate = {name: 100 * len(pattern.findall(layers.text)) / words for name, pattern in _RATES.items()}
    if rate["said"] >= SAID_IN_NEWS and rate["said"] + rate["quotes"] >= QUOTES_IN_NEWS:
        return "news"
    if named:
        return named
    if rate["quotes"] >= QUOTES_IN_NEWS and rate["i"] < SPOKEN_I:
        return "news"
    return _official(rate, words, labels.count("item") / max(1, len(labels)))


def _named(heads: list[str]) -> str:
    """The kind that a headline or heading names; "" if none does."""
    for head in heads:
        if _FACT_SHEET.search(head):
            return "factsheet"
        if _READOUT.search(head):
            return "readout"
        if _JOINT.search(head):
            return "communique"
        if _REMARKS.search(head):
            return "speech"
    return ""


def _official(rate: dict[str, float], words: int, items: float) -> str:
    if words < SHORTEST_OFFICIAL and not rate["we"] and not rate["i"] and not rate["reported"]:
        return "news"
    if rate["i"] >= SPOKEN_I and rate["i"] + rate["you"] >= 2 * SPOKEN_YOU:
        return "transcript" if rate["you"] >= 2 * SPOKEN_YOU else "speech"
    if rate["i"] >= SPOKEN_I:
        return "speech"
    if words <= LONGEST_READOUT and rate["reported"] >= REPORTED and rate["officials"] >= REPORTED:
        return "readout"
    if items >= ITEMS and rate["announced"] >= ANNOUNCED:
        return "factsheet"
    if rate["we"] >= 0.5 or rate["urging"] >= 0.25 or rate["announced"] >= 1.5 or rate["reported"] >= 0.5:
        return "communique"
    return "readout" if rate["officials"] >= 2 else "news"

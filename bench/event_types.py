"""Which root type of PLOVER an event between two given parties has: the vocabulary alone, and classifiers beside it.

    python -m bench.event_types

Measured on data/events/plv_train.jsonl: 1,050 sentences, one event each, actor and recipient given; five folds,
stratified by type, equal sentences in one fold. The sentences of folds 1 to 3 (seed 0) were read when the vocabulary
was made, those of folds 4 and 5 never: figures are given for these apart. Nothing that is trained here is kept.
"""

import random
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench import data
from bench.data import Row
from bench.event_type_features import CODING, Floats, by_network, by_rules, by_words, sight
from onrecord.find.event_types import typed
from onrecord.find.network import one_thread

WRITTEN = data.ROOT / "training" / "data" / "event_types" / "sentences.jsonl"
FOLDS, READ, SEEDS = 5, 3, (0, 1, 2)
# The classifier is regularised least squares on sums of products of rows: as good here as logistic regression
# (.85 either way), in a hundredth of its time. Words were tried with weights of 1 and 4; the ridge with .3, 1 and 3.
_RIDGE, _WORDS = 1.0, 4.0

# Whose these are is not said; a network that was never taught on the set made them.
THEIRS = "zero-shot predictions in the set"

Figures = dict[str, float]


def given(folder: Path) -> list[Row]:
    """The sentences of the data set, as {id, text, type, actors, recipients}; `theirs` is in it too."""
    return [
        {"id": row["id"], "text": row["text"], "type": event["type"], "theirs": row["zsp_pred"]}
        | {
            f"{role}s": [[span["start"], span["end"]] for span in event["spans"] if span["role"] == role]
            for role in ("actor", "recipient")
        }
        for row in data.rows(folder / data.PLOVER)
        for event in row["events"]
    ]


def written() -> list[Row]:
    """The sentences that we wrote, typed by the codebook of the data set."""
    return [
        row | {"id": f"ours {n}", "type": row.get("older", row["type"])} for n, row in enumerate(data.rows(WRITTEN))
    ]


def folds(rows: Sequence[Row], seed: int) -> list[int]:
    """The fold of each row, 1 to 5: dealt out type by type, equal texts together."""
    deal, of_text, dealt = random.Random(seed), {}, 0
    for kind in sorted({row["type"] for row in rows}):
        group = sorted((row for row in rows if row["type"] == kind), key=lambda row: str(row["id"]))
        deal.shuffle(group)
        for row in group:
            if row["text"] not in of_text:
                of_text[row["text"]] = dealt % FOLDS + 1
                dealt += 1
    return [of_text[row["text"]] for row in rows]


def macro(gold: list[str], found: list[str]) -> float:
    """The mean of the types' F1, over the types of the gold."""
    total = 0.0
    for kind in (kinds := sorted(set(gold))):
        right = sum(one == other == kind for one, other in zip(gold, found, strict=True))
        total += 2 * right / (gold.count(kind) + found.count(kind))
    return total / len(kinds)


def classified(products: Floats, train: Sequence[int], types: list[str], test: Sequence[int]) -> list[str]:
    """The types of the rows `test`, learnt from the rows `train` with their `types`; rare types weigh more."""
    kinds = sorted(set(types))
    target = np.array([[1.0 if kind == one else -1.0 for kind in kinds] for one in types])
    counts = {kind: types.count(kind) for kind in kinds}
    ease = np.sqrt([counts[one] * len(kinds) / len(types) for one in types])
    with one_thread():
        solved = np.linalg.solve(products[np.ix_(train, train)] + _RIDGE * np.diag(ease), target)
        scores = products[np.ix_(test, train)] @ solved
    return [kinds[best] for best in scores.argmax(1)]


def cross_validated(products: Floats, rows: Sequence[Row], seed: int) -> list[str]:
    """The types of the rows, each learnt from the four folds that it is not in."""
    fold, found = folds(rows, seed), [""] * len(rows)
    for number in range(1, FOLDS + 1):
        test = [at for at, one in enumerate(fold) if one == number]
        train = [at for at, one in enumerate(fold) if one != number]
        for at, kind in zip(test, classified(products, train, [rows[n]["type"] for n in train], test), strict=True):
            found[at] = kind
    return found


def predictions(folder: Path) -> tuple[list[Row], dict[str, list[list[str]]]]:
    """The rows of the data set, and by method the types that it gives them, one list a seed."""
    rows, ours = given(folder), written()
    seen = [sight(row) for row in (*rows, *ours)]
    ruled = [typed(one.parse, one.actor, one.recipient, CODING) or "" for one in seen[: len(rows)]]
    parts = {"words": by_words(seen), "vectors": by_network(seen), "rules": by_rules(seen)}
    products: dict[str, Any] = {name: part @ part.T + 1 for name, part in parts.items()}
    products["all"] = products["rules"] + _WORDS * products["words"] + products["vectors"]
    learnt, test = range(len(rows), len(seen)), range(len(rows))
    unseen = classified(products["all"], learnt, [row["type"] for row in ours], test)
    theirs = [row["theirs"] for row in rows]
    found = {THEIRS: [theirs], "the vocabulary alone": [ruled], "all, learnt from our sentences": [unseen]}
    for name, product in products.items():
        own = product[: len(rows), : len(rows)]
        found[f"{name}, 5 folds"] = [cross_validated(own, rows, seed) for seed in SEEDS]
    return rows, found


def figures(rows: Sequence[Row], found: Sequence[Sequence[str]]) -> Mapping[str, list[float]]:
    """Macro-F1 for each seed: of all rows, of those in folds that were read, of those never read."""
    fold = folds(rows, SEEDS[0])
    parts = {"all": range(1, FOLDS + 1), "read": range(1, READ + 1), "never read": range(READ + 1, FOLDS + 1)}
    made: dict[str, list[float]] = {}
    for name, numbers in parts.items():
        at = [n for n, number in enumerate(fold) if number in numbers]
        made[name] = [macro([rows[n]["type"] for n in at], [kinds[n] for n in at]) for kinds in found]
    return made


def measured(folder: Path) -> Figures:
    """Macro-F1 by method, the mean over the seeds; the best and the vocabulary also on what was never read."""
    rows, found = predictions(folder)
    made: Figures = {}
    for name, lists in found.items():
        for part, values in figures(rows, lists).items():
            if part != "read":
                made[name if part == "all" else f"{name}, {part}"] = float(np.mean(values))
    return made


def main() -> int:
    """The exit code, after a table of methods was printed."""
    folder = data.shared()
    if folder is None or not (folder / data.PLOVER).is_file():
        print("the data folder ../shared is not here; nothing to measure on")
        return 0
    rows, found = predictions(folder)
    print(f"{'macro-F1, mean (widest from it) of the seeds':45}   all          folds 1-3    folds 4-5")
    for name, lists in found.items():
        cells = []
        for values in figures(rows, lists).values():
            mean = float(np.mean(values))
            cells.append(f"{mean:.3f} ({max(abs(one - mean) for one in values):.3f})")
        print(f"{name:45} {'  '.join(cells)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

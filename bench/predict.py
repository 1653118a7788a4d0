"""Predictions of one layer on any file of the data's form, made without a look at the gold.

    python -m bench.predict LAYER IN OUT [--acts gold]

See bench/README.md for the layers and their forms. Exit codes: 0 all predicted, 1 nothing predicted, 2 usage,
3 predicted in part (each row or file left out has had one line on stderr).
"""

import json
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from bench.data import Row, write_rows, write_text
from onrecord.export.terminal import one_line


class Lines(NamedTuple):
    """A layer of JSON Lines: what a predictor may see of a row, what it adds, and whether the row is kept around it.

    `together` is true where rows are predicted not one by one but all at once, told apart by their ids. `more` are
    further fields that it adds.
    """

    seen: tuple[str, ...]
    adds: str
    kept: bool = False
    together: bool = False
    more: tuple[str, ...] = ()


# A layer's predictor is `predict(rows)` in the module of its name. Fields outside `seen` (the gold) never reach it.
LINES = {
    "statements": Lines(("id", "text"), "attributions"),
    "timex": Lines(("id", "text", "dct"), "timexes"),
    "geo": Lines(("id", "text"), "toponyms"),
    "actors": Lines(("id", "text", "context", "date"), "sector", more=("country", "body")),
    "commitments": Lines(("id", "text", "year"), "acts", kept=True),
    "dedup": Lines(("id", "text"), "cluster", together=True),
}
FOLDERS = ("reading", "threads")
LAYERS = (*FOLDERS, *LINES)
GOLD_ACTS = ["--acts", "gold"]
OK, FAILED, USAGE, PARTIAL = 0, 1, 2, 3

T = TypeVar("T")
Predictor = Callable[[list[Row]], list[Row]]


class BadRowError(Exception):
    """A row or file that cannot be predicted; its text says why, in one line."""


def predictor(layer: str) -> Predictor:
    """The `predict` function of a layer of JSON Lines."""
    predict: Predictor = import_module(f"bench.{layer}").predict
    return predict


def predicted_rows(layer: str, given: list[Row]) -> list[Row]:
    """The rows with what the layer adds to each; raises what the reader raises. For rows known to be well formed."""
    return _predicted_rows(LINES[layer], predictor(layer), given)


def main(arguments: list[str]) -> int:
    """The exit code, after predictions were written and problems told on stderr."""
    gold = arguments[3:] == GOLD_ACTS and arguments[0] == "threads"
    if len(arguments) != (5 if gold else 3) or arguments[0] not in LAYERS:
        asked = f"no layer {arguments[0]!r}; " if arguments and arguments[0] not in LAYERS else ""
        _tell(
            f"{asked}usage: python -m bench.predict LAYER IN OUT, with LAYER one of {', '.join(LAYERS)}; "
            "after OUT, threads takes --acts gold"
        )
        return USAGE
    layer, source, target = arguments[0], Path(arguments[1]), Path(arguments[2])
    try:
        if layer == "threads":
            return _threads(source, target, gold)
        return _folder(source, target) if layer == "reading" else _file(layer, source, target)
    except (OSError, BadRowError) as error:
        _tell(_one_line(error))
        return FAILED


def _folder(source: Path, target: Path) -> int:
    from bench import reading

    def predict(path: Path) -> None:
        write_text(target / f"{path.stem}.gold.json", _written(reading.predicted(path)))

    texts = _texts(source, "reading")
    return _code(len(list(_each(texts, predict))), len(texts))


def _threads(source: Path, target: Path, gold: bool) -> int:
    from bench import threads

    texts = _texts(source, "threads")
    if target.is_dir():
        raise BadRowError(f"{target} is a folder; give another OUT")
    found = list(_each(texts, lambda path: threads.members(path, gold)))
    if not found:
        raise BadRowError(f"{source}: no acts could be taken from any text; nothing was written")
    write_text(target, _written(threads.threaded(chain.from_iterable(found))))
    return _code(len(found), len(texts))


def _texts(source: Path, layer: str) -> list[Path]:
    if not source.is_dir():
        raise BadRowError(f"{source} is not a folder; the layer {layer} takes a folder of .txt files")
    texts = sorted(source.glob("*.txt"))
    if not texts:
        raise BadRowError(f"{source} holds no .txt file")
    return texts


def _each(texts: list[Path], predict: Callable[[Path], T]) -> Iterator[T]:
    """What is predicted of each text; one that cannot be is told on stderr."""
    for number, path in enumerate(texts, 1):
        _progress(number, len(texts))
        try:
            yield predict(path)
        except Exception as error:  # noqa: BLE001 - one text may fail in any way; the others are predicted
            _tell(f"{path.name}: {_one_line(error)}")


def _written(shape: Row) -> str:
    # A file's name may hold bytes that are no UTF-8: they are written as escapes.
    return json.dumps(shape, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace").decode() + "\n"


def _file(layer: str, source: Path, target: Path) -> int:
    if not source.is_file():
        raise BadRowError(f"{source} is not a file; the layer {layer} takes JSON Lines")
    if target.is_dir() or (target.exists() and target.samefile(source)):
        raise BadRowError(f"{target} is {'a folder' if target.is_dir() else 'the input itself'}; give another OUT")
    lines = [
        (number, line)
        for number, line in enumerate(source.read_bytes().split(b"\n"), 1)
        if line.strip(b" \t\r")
    ]  # fmt: skip
    predict = _gathered if LINES[layer].together else _predictions
    found = list(predict(layer, lines, source.name))
    if lines and not found:
        raise BadRowError(f"{source.name}: no row could be predicted; nothing was written")
    write_rows(target, found)
    return _code(len(found), len(lines))


def _predictions(layer: str, lines: list[tuple[int, bytes]], name: str) -> Iterator[Row]:
    predict = predictor(layer)
    for done, (number, line) in enumerate(lines, 1):
        _progress(done, len(lines))
        try:
            yield from _predicted_rows(LINES[layer], predict, [_row(line)])
        except Exception as error:  # noqa: BLE001 - one row may fail in any way; the others are predicted
            _tell(f"{name} line {number}: {_one_line(error)}")


def _gathered(layer: str, lines: list[tuple[int, bytes]], name: str) -> list[Row]:
    """The rows of a layer that takes them together; bad ones are told and left out."""
    rows: dict[str, Row] = {}
    for number, line in lines:
        try:
            row = _row(line)
            if not isinstance(row.get("id"), str):
                raise BadRowError('no field "id" that holds a string')
            if row["id"] in rows:
                raise BadRowError(f"an earlier row has the id {row['id']!r}")
            rows[row["id"]] = row
        except BadRowError as error:
            _tell(f"{name} line {number}: {_one_line(error)}")
    return predicted_rows(layer, list(rows.values()))


def _row(line: bytes) -> Row:
    try:
        row: Any = json.loads(line, parse_constant=_no_number)
    except ValueError as error:
        raise BadRowError(f"not JSON in UTF-8 ({error})") from None
    if not isinstance(row, dict):
        raise BadRowError("not a JSON object")
    if not isinstance(row.get("text"), str):
        raise BadRowError('no field "text" that holds a string')
    if not isinstance(row.get("dct", ""), str | None):
        raise BadRowError('the field "dct" holds no string')
    return row


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number in JSON")


def _predicted_rows(layer: Lines, predict: Predictor, rows: list[Row]) -> list[Row]:
    seen = [{name: row[name] for name in layer.seen if name in row} for row in rows]
    made = predict(seen) if layer.together else [one for row in seen for one in predict([row])]
    around = [{name: value for name, value in row.items() if layer.kept or name == "id"} for row in rows]
    added = (layer.adds, *layer.more)
    return [{**row, **{name: one[name] for name in added}} for row, one in zip(around, made, strict=True)]


def _code(made: int, asked: int) -> int:
    return OK if made == asked else PARTIAL if made else FAILED


def _one_line(error: BaseException) -> str:
    text = " ".join(str(error).split()) or "no reason given"
    return text if isinstance(error, BadRowError | OSError) else f"{type(error).__name__}: {text}"


def _progress(done: int, of: int) -> None:
    if sys.stderr.isatty() or done == of or done % 100 == 0:
        print(f"\r{done} of {of}", end="" if done < of else "\n", file=sys.stderr, flush=True)


def _tell(message: str) -> None:
    print(f"bench.predict: {one_line(message)}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

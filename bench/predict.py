"""Predictions of one layer on any file of the data's form, made without a look at the gold.

    python -m bench.predict LAYER IN OUT

See bench/README.md for the layers and their forms. Exit codes: 0 all predicted, 1 nothing predicted, 2 usage,
3 predicted in part (each row or file left out has had one line on stderr).
"""

import json
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from bench.data import Row, write_rows, write_text
from onrecord.export.terminal import one_line


class Lines(NamedTuple):
    """A layer of JSON Lines: what a predictor may see of a row, what it adds, and whether the row is kept around it."""

    seen: tuple[str, ...]
    adds: str
    kept: bool = False


# A layer's predictor is `predict(rows)` in the module of its name. Fields outside `seen` (the gold) never reach it.
LINES = {
    "statements": Lines(("id", "text"), "attributions"),
    "timex": Lines(("id", "text", "dct"), "timexes"),
    "geo": Lines(("id", "text"), "toponyms"),
    "commitments": Lines(("id", "text", "year"), "acts", kept=True),
}
LAYERS = ("reading", *LINES)
OK, FAILED, USAGE, PARTIAL = 0, 1, 2, 3

Predictor = Callable[[list[Row]], list[Row]]


class BadRowError(Exception):
    """A row or file that cannot be predicted; its text says why, in one line."""


def predictor(layer: str) -> Predictor:
    """The `predict` function of a layer of JSON Lines."""
    predict: Predictor = import_module(f"bench.{layer}").predict
    return predict


def predicted_rows(layer: str, given: list[Row]) -> list[Row]:
    """The rows with what the layer adds to each; raises what the reader raises. For rows known to be well formed."""
    predict = predictor(layer)
    return [_predicted_row(LINES[layer], predict, row) for row in given]


def main(arguments: list[str]) -> int:
    """The exit code, after predictions were written and problems told on stderr."""
    if len(arguments) != 3 or arguments[0] not in LAYERS:
        asked = f"no layer {arguments[0]!r}; " if arguments and arguments[0] not in LAYERS else ""
        _tell(f"{asked}usage: python -m bench.predict LAYER IN OUT, with LAYER one of {', '.join(LAYERS)}")
        return USAGE
    layer, source, target = arguments[0], Path(arguments[1]), Path(arguments[2])
    try:
        return _folder(source, target) if layer == "reading" else _file(layer, source, target)
    except (OSError, BadRowError) as error:
        _tell(_one_line(error))
        return FAILED


def _folder(source: Path, target: Path) -> int:
    if not source.is_dir():
        raise BadRowError(f"{source} is not a folder; the layer reading takes a folder of .txt files")
    texts = sorted(source.glob("*.txt"))
    if not texts:
        raise BadRowError(f"{source} holds no .txt file")
    from bench import reading

    made = 0
    for number, path in enumerate(texts, 1):
        _progress(number, len(texts))
        try:
            shape = reading.predicted(path)
            write_text(target / f"{path.stem}.gold.json", _written(shape))
        except Exception as error:  # noqa: BLE001 - one text may fail in any way; the others are predicted
            _tell(f"{path.name}: {_one_line(error)}")
            continue
        made += 1
    return _code(made, len(texts))


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
    predict = predictor(layer)
    found = list(_predictions(layer, predict, lines, source.name))
    if lines and not found:
        raise BadRowError(f"{source.name}: no row could be predicted; nothing was written")
    write_rows(target, found)
    return _code(len(found), len(lines))


def _predictions(layer: str, predict: Predictor, lines: list[tuple[int, bytes]], name: str) -> Iterator[Row]:
    for done, (number, line) in enumerate(lines, 1):
        _progress(done, len(lines))
        try:
            yield _predicted_row(LINES[layer], predict, _row(line))
        except Exception as error:  # noqa: BLE001 - one row may fail in any way; the others are predicted
            _tell(f"{name} line {number}: {_one_line(error)}")


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


def _predicted_row(layer: Lines, predict: Predictor, row: Row) -> Row:
    (made,) = predict([{name: row[name] for name in layer.seen if name in row}])
    around = {name: value for name, value in row.items() if layer.kept or name == "id"}
    return {**around, layer.adds: made[layer.adds]}


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

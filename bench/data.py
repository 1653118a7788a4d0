"""Where the data lies, how its files are read and written, and what tells one state of it from another."""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
GOLD = "gold/dev"
THREADS = "gold/dev/threads-ncg.json"
SEED = "2025-11-04_caliber_us-defence-chief"
POLNEAR = "data/statements/polnear/dev.jsonl"
TIMEBANK = "data/timex/timebank_dev.jsonl"
WIKIWARS = "data/timex/wikiwars_train.jsonl"
G7 = "data/commitments/g7_compliance_1985_2020.jsonl"
LGL = "data/geo/lgl_test.jsonl"
ACTORS = "data/actors/ngec_actor_dev.jsonl"
DEDUP = "data/dedup/syndication_synth_dev.jsonl"
# Labelled sentences of speeches, stand-off: for measuring only.
SPEECHES = ROOT / "bench" / "speeches.jsonl"
PLOVER = "data/events/plv_train.jsonl"

Row = dict[str, Any]


def shared() -> Path | None:
    """The data folder beside the project (or where ONRECORD_SHARED says); None where there is none."""
    folder = Path(os.environ.get("ONRECORD_SHARED", ROOT.parent / "shared"))
    return folder if (folder / "score").is_dir() else None


def rows(path: Path) -> list[Row]:
    """The objects of a JSON Lines file that is known to be well formed."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def write_text(path: Path, text: str) -> None:
    """Returns nothing: the file holds the text, whole or not at all; its folder is made if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_rows(path: Path, found: Iterable[Mapping[str, Any]]) -> None:
    """Returns nothing: the file holds one JSON object a line, whole or not at all."""
    write_text(path, "".join(json.dumps(row) + "\n" for row in found))


def digest(paths: Iterable[Path]) -> str:
    """The SHA-256 over names and contents of the files, in hexadecimal; their order does not matter."""
    total = hashlib.sha256()
    for path in sorted(paths, key=lambda path: path.name):
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def gold_files(folder: Path) -> list[Path]:
    """The gold readings of a folder and their texts."""
    return sorted((*folder.glob("*.gold.json"), *folder.glob("*.txt")))
